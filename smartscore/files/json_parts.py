"""JSON sheets in parts. At whatever commas members are parted: where each is one alone, the whole is of just these."""

import re
from typing import Final

from smartscore.files.documents import parse_json
from smartscore.files.sheet_parts import DATE, EXAMPLES, GAP, INNER, KINDS, NUMBER, Data, Notation, Parts

_SPACE: Final = " \t\r\n"
_ANSWERS: Final = re.compile(rf'"answers"[{_SPACE}]*:[{_SPACE}]*\{{')
_COMMA: Final = re.compile(rf',[{_SPACE}]*+(?="(?!(?:{INNER})")[a-z0-9-]++"[{_SPACE}]*+:)')
"""A comma before a key that no answer has inside, and so before the next answer."""

_LEFT_OUT: Final = re.compile(
    rf'("(?:(?:note|reason|reference)"[{_SPACE}]*:[{_SPACE}]*(?="[^\W_][^"\\\x00-\x1f]*")'
    rf'|kind"[{_SPACE}]*:[{_SPACE}]*(?="(?:{KINDS})")|date"[{_SPACE}]*:[{_SPACE}]*(?="{DATE}")'
    rf'|sha256"[{_SPACE}]*:[{_SPACE}]*(?="[0-9a-f]{{64}}")))"[^"]*"'
)
_GAPS: Final = re.compile(f'{GAP}("([a-z0-9]+)"[^{GAP}]*){GAP}')

_NUMBER: Final = re.compile(
    rf'"([a-z0-9-]+)"[{_SPACE}]*:[{_SPACE}]*(?:\{{[{_SPACE}]*"number"[{_SPACE}]*:[{_SPACE}]*)?{NUMBER}(?=[,}}{_SPACE}]|$)'
)


def _parts(text: str) -> Parts | None:
    begun, rest = _ANSWERS.search(text), text.rstrip(_SPACE)
    inner = rest[:-1].rstrip(_SPACE)
    if begun is None or GAP in text or not (rest.startswith("{") and rest.endswith("}") and inner.endswith("}")):
        return None
    return Parts(f"{inner[1 : begun.end()]}}}", inner[begun.end() : -1])


def _outline(answers: str) -> str:
    return GAP.join(_LEFT_OUT.split(answers))


def _split(answers: str) -> list[str]:
    return _COMMA.split(answers.strip(_SPACE))


def _filled(outline: str) -> str:
    return _GAPS.sub(lambda gap: f'{gap[1]}"{EXAMPLES[gap[2]]}"', outline)


def _plain(filled: str) -> bool:
    del filled  # in JSON, a key in double quotes that stands before a colon is a key
    return True


def _head(text: str) -> Data | None:
    data: Data = parse_json(f"{{{text}}}")
    return data if data.pop("answers", None) == {} else None


def _answer(text: str) -> Data | None:
    data: Data = parse_json(f"{{{text}}}")
    return data if len(data) == 1 else None


JSON: Final = Notation(_parts, _outline, _split, _filled, _plain, _NUMBER, _head, _answer)
