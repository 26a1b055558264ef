"""What an unknown head may be meant to be: the known one that it is nearest to."""

import re
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from typing import Final

from smartscore.plans.wordings import fold
from smartscore.sources.columns import Heads
from smartscore.sources.heads import WHO

NEAR: Final = 0.8
"""How alike two heads have to be, from 0 to 1; heads are short, and many that are something else are fairly alike."""


def nearest(title: str, heads: Heads, taken: Collection[str], texts: Mapping[str, str]) -> str | None:
    """Return the question's id, or the word for who answered, that a head is nearest to; None where it is near none.

    `taken` are the meanings that other columns have already; `texts` are questions by what they ask.
    """
    if part := heads.repeated(title):
        return _criterion(*part, heads)
    known = {question.id: question.id for question in heads.plan.questions if question.id not in taken}
    known |= {word: word for name, words in WHO.items() if name not in taken for word in words}
    asked = {text: question for text, question in texts.items() if question not in taken}
    for candidates, text in ((known, part) for part in _parts(title)):
        if near := get_close_matches(text, candidates, n=1, cutoff=NEAR):
            return candidates[near[0]]
    near = get_close_matches(fold(title), asked, n=1, cutoff=NEAR)
    return asked[near[0]] if near else None


def _criterion(question: str, before: str, part: str, heads: Heads) -> str | None:
    """Return the head of a criterion's column that is nearest, written as the unknown one is."""
    checklist = heads.plan.questions[heads.ids[question]].checklist
    near = get_close_matches(part, checklist.weights if checklist else (), n=1)
    return before + near[0] if near else None


def _parts(title: str) -> Iterator[str]:
    """Yield what may be meant for an id: all of it, and what stands behind the groups or in brackets."""
    text = fold(title)
    for part in (text, text.partition("[")[2].partition("]")[0], re.split(r"[/.]", text)[-1].strip()):
        yield part
        yield re.sub(r"[_\s]", "-", part)
