"""GitHub-flavoured Markdown: escaping, tables, lists, quotations. Every text that comes in is data."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from smartscore.language import one_line

_INLINE: Final = re.compile(r"[\\`*_\[\]<>&~|$]|:(?=[a-z0-9_+-]+:)")
"""What means something inside a line: code, emphasis, links, HTML, entities, strike-through, cells, formulas, emoji."""

_BEGINS: Final = re.compile(r"[#+\-=]|\d+[.)](?:\s|$)")
_LINE_START: Final = re.compile(r"^(?=[#+\-=])|(?<=\d)(?=[.)](?:\s|$))")
"""What means something where a line begins: headings, lists, rules; and a number with a point, which begins a list."""


def escape(text: str) -> str:
    """Return text that cannot become structure: no markup, no HTML, no link, no table cell, one line."""
    escaped = _INLINE.sub(r"\\\g<0>", one_line(text))
    return _LINE_START.sub(r"\\", escaped, count=1) if _BEGINS.match(escaped) else escaped


def table(head: Sequence[str], rows: Iterable[Sequence[str]], right: int = 0) -> str:
    """Return a table; the last `right` columns are numbers. Cells are escaped here."""
    marks = ["---"] * (len(head) - right) + ["---:"] * right
    lines = [head, *rows]
    cells = [f"| {' | '.join(escape(cell) for cell in line)} |" for line in lines]
    return "\n".join([cells[0], f"| {' | '.join(marks)} |", *cells[1:]])


def bullets(lines: Iterable[str]) -> str:
    """Return a list; lines are escaped here."""
    return "\n".join(f"- {escape(line)}" for line in lines)


def quote(text: str) -> str:
    """Return somebody's own words, line by line, as a quotation."""
    return "\\\n".join(f"> {escape(line)}" for line in text.splitlines() if line.strip())
