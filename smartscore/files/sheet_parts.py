"""A sheet's text in parts that can be read one by one: its head, and each of its answers.

Each part means alone what it means in the whole. In an outline, words that change no score are left out (notes,
reasons, titles and dates of documents ...): answers with the same outline are worth the same.
"""

import re
from collections.abc import Callable
from typing import Any, Final, NamedTuple, get_args

from smartscore.answers import NEWS, Answer, EvidenceItem, EvidenceKind

GAP: Final = "\0"
"""Stands in an outline before a key and after it, in place of its value; no document may have this sign."""

EXAMPLES: Final = {
    "note": "x",
    "reason": "x",
    "reference": "x",
    "kind": "document",
    "date": "2026-01",
    "sha256": "a" * 64,
}
"""What may be left out, by its key, with an example that is worth as much as what was left out."""

KINDS: Final = "|".join(kind for kind in get_args(EvidenceKind) if kind != NEWS)
"""The kinds of evidence that prove alike."""

DATE: Final = "[0-9]{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?"

NUMBER: Final = r"(-?(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,12})?)"
"""A number that every notation reads as it stands."""

INNER: Final = "|".join(dict.fromkeys((*Answer.model_fields, *EvidenceItem.model_fields)))
"""The keys inside of answers."""

Data = dict[str, Any]
"""Keys and values as they were read."""


class Parts(NamedTuple):
    """The text around the answers, and that of the answers."""

    head: str
    answers: str


class Notation(NamedTuple):
    """How sheets are written: what takes their text apart, and what reads the parts.

    `parts` returns None for a layout that it does not take apart, `split` the text (or the outline) of each answer, or
    None. `filled` fills an outline with examples. `plain` says of a filled outline that its keys are really keys, so
    that what was left out was really a value. `number` finds, in an answer that begins with a number, its key and that
    number. `head` returns the data around the answers, `answer` that of an answer; None where the text is something
    else. Both raise DocumentError.
    """

    parts: Callable[[str], Parts | None]
    outline: Callable[[str], str]
    split: Callable[[str], list[str] | None]
    filled: Callable[[str], str]
    plain: Callable[[str], bool]
    number: re.Pattern[str]
    head: Callable[[str], Data | None]
    answer: Callable[[str], Data | None]
