"""YAML sheets in parts: block style in the plainest layout, answers indented by two spaces."""

import re
from typing import Final

from smartscore.files import yaml12
from smartscore.files.sheet_parts import DATE, EXAMPLES, GAP, KINDS, NUMBER, Data, Notation, Parts

_ELSEWHERE: Final = ("\n---", "\n...", "\n%", "\t", "\r", GAP)
"""What begins or ends a document, and what the parser takes for an indent or the end of a line."""

_LINE_ENDS: Final = ("\x85", "\u2028", "\u2029", "\ufeff")
"""What else ends a line for the parser, and a mark that it passes over; none of them is ASCII."""

_ANSWERS: Final = "\nanswers:\n"
_HEAD: Final = re.compile(r"(?: *(?:#.*)?\n)*[a-z]+:.*\n(?:(?:[a-z]+:| |#).*\n|\n)*")
"""Keys at the beginning of a line, and what belongs to them below; such a key ends all before it, but for quotes."""

_ENTRY: Final = re.compile(r"\n  (?=[a-z])")
_COMMENTS: Final = re.compile(r"(?:\n *(?:#.*)?)*")

_NO_SIGN: Final = r"\x00-\x1f\x7f-\x9f\ufffe\uffff"
"""What ends a line, and what no document may have."""

_WORDS: Final = rf"[A-Za-z][^:#{_NO_SIGN}]*(?::[^ :#{_NO_SIGN}][^:#{_NO_SIGN}]*)*"
_NO_WORDS: Final = r"(?:null|Null|NULL|true|True|TRUE|false|False|FALSE) *(?:\n|$)"
_TEXT: Final = rf"""(?!{_NO_WORDS}){_WORDS}|'[^\W_][^'{_NO_SIGN}]*' *|"[^\W_][^"\\{_NO_SIGN}]*" *"""
"""A text on one line that can be nothing else, and is not empty."""

_DIGEST: Final = "(?=[0-9e]*[a-df])[0-9a-f]{64}"
"""A digest that is no number: a letter is in it that no number has."""

_LEFT_OUT: Final = re.compile(
    rf"(\n {{4,}}(?:- )?(?:(?:note|reason|reference)(?=: (?:{_TEXT})(?:\n|$))|kind(?=: (?:{KINDS})(?:\n|$))"
    rf"|date(?=: (?:{DATE}|'{DATE}'|\"{DATE}\")(?:\n|$))|sha256(?=: {_DIGEST}(?:\n|$))): ).*"
)
_GAPS: Final = re.compile(f"{GAP}(\n +(?:- )?([a-z0-9]+): ){GAP}")

_VALUE: Final = r"""(?:-?[A-Za-z0-9.][^:#\n]*|'[^'\n]*'|"[^"\\\n]*"|\[[^\[\]{}'":#\n]*\])"""
_PLAIN: Final = re.compile(
    rf"[a-z0-9-]+:(?: {_VALUE})?"
    rf"(?:\n(?: +(?:(?:- )?(?:[a-z0-9]+|'[a-z]+'):(?: {_VALUE})?|- {_VALUE})| *(?:#.*)?))*"
)
"""Keys, items and values, each value on one line, and lines of comments."""

_NUMBER: Final = re.compile(rf"([a-z0-9-]+):(?: |\n +number: ){NUMBER}(?=[\n{GAP}]|$)")


def _parts(text: str) -> Parts | None:
    place = text.find(_ANSWERS) + 1
    if not place or not text.endswith("\n") or any(sign in text for sign in _ELSEWHERE):
        return None
    if not text.isascii() and any(sign in text for sign in _LINE_ENDS):
        return None
    head = text[:place]
    return Parts(head, text[place + len(_ANSWERS) - 2 : -1]) if _HEAD.fullmatch(head) else None


def _outline(answers: str) -> str:
    return GAP.join(_LEFT_OUT.split(answers))


def _split(answers: str) -> list[str] | None:
    before, *found = _ENTRY.split(answers)
    return found if _COMMENTS.fullmatch(before) else None


def _filled(outline: str) -> str:
    return _GAPS.sub(lambda gap: f"{gap[1]}'{EXAMPLES[gap[2]]}'", outline)


def _plain(filled: str) -> bool:
    return _PLAIN.fullmatch(filled) is not None


def _head(text: str) -> Data | None:
    data = yaml12.parse(text)
    return data if isinstance(data, dict) and "answers" not in data else None


def _answer(text: str) -> Data | None:
    data = yaml12.parse(f"  {text}\n")
    return data if isinstance(data, dict) and len(data) == 1 else None


YAML: Final = Notation(_parts, _outline, _split, _filled, _plain, _NUMBER, _head, _answer)
