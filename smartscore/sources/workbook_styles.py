"""Which styles of a workbook show a number as a percentage: 96 % is kept as 0.96."""

import html
import re
from typing import Final

PERCENT_FORMATS: Final = {9: "0%", 10: "0.00%"}
"""The formats by number that every workbook has without saying so, as far as they show percentages."""

_TAG: Final = r"<(?:\w+:)?{}\b((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>"
_FORMAT: Final = re.compile(_TAG.format("numFmt").encode())
_STYLE: Final = re.compile(_TAG.format("xf").encode())
_STYLES: Final = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_NUMBER: Final = re.compile(rb"\bnumFmtId=[\"']([0-9]+)")
_CODE: Final = re.compile(rb"\bformatCode=(?:\"([^\"]*)\"|'([^']*)')")
_LITERAL: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|[\\_*].', re.DOTALL)
"""What a format shows as it stands: texts in quotes, conditions and colours, signs after a stroke."""


def percent_styles(styles: bytes) -> frozenset[int]:
    """Return the styles of cells, by position, that show percentages."""
    formats = PERCENT_FORMATS | {_number(tag): _code(tag) for tag in _FORMAT.findall(styles)}
    cells = _STYLES.search(styles)
    numbers = map(_number, _STYLE.findall(cells[0])) if cells else ()
    return frozenset(place for place, number in enumerate(numbers) if _shows_percent(formats.get(number, "")))


def _number(tag: bytes) -> int:
    found = _NUMBER.search(tag)
    return int(found[1]) if found else 0


def _code(tag: bytes) -> str:
    found = _CODE.search(tag)
    return html.unescape((found[1] or found[2] or b"").decode("utf-8", "replace")) if found else ""


def _shows_percent(code: str) -> bool:
    return "%" in _LITERAL.sub("", code)
