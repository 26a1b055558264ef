"""Heads that repeat a question's own text, as exports of forms with labels do."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from smartscore.plans.cells import STATES
from smartscore.plans.wordings import Wordings, fold
from smartscore.sources.columns import Heads

_NUMBER: Final = r"[0-9]{1,3}(?:\.[0-9]{1,3})*"
_NUMBERING: Final = re.compile(
    rf"(?:\(?(?:[a-z]|no|question|pertanyaan)?[. ]{{0,2}}{_NUMBER}(?:[.:)]+(?![0-9])| ?[-–—] )\s*"
    rf"|{_NUMBER}\.[0-9]{{1,3}} |\(?[a-z][.)] )+"
)
"""Numbers before a question, in small letters: `1.`, `1)`, `Q1.`, `1.2`, `A.`, `Pertanyaan 1:`."""

_MARKS: Final = " *?.:;!…"
"""What forms put around a question, or people leave out at its end."""


def told_by_text(heads: Heads, wordings: Wordings) -> dict[str, str]:
    """Return what heads mean that mean nothing by their ids: a question, or a criterion of a checklist.

    A head that is a question but for numbers, marks and the sign at its end is one where no other column is.
    """
    unknown, found = heads.unknown(), dict[str, str]()
    for asked, bare in ((wordings.heads, False), (_bare_heads(wordings.heads), True)):
        taken = {heads.meaning(title) for title in heads.head} | {*found.values()} if bare else set()
        for title in unknown:
            if title.strip() in found:
                continue
            meaning = _question(title, asked, bare=bare) or _criterion(title, heads, wordings, asked, bare=bare)
            if meaning and meaning not in taken:
                found[title.strip()] = meaning
    return found


def _bare_heads(asked: Mapping[str, str]) -> dict[str, str]:
    """Return questions by their bare texts; one that stands for two stands for neither."""
    meanings: dict[str, set[str]] = {}
    for text, question in asked.items():
        meanings.setdefault(_bare(text), set()).add(question)
    return {text: found.pop() for text, found in meanings.items() if text and len(found) == 1}


def _bare(text: str) -> str:
    """Return a folded text without the numbers before it and the marks around it."""
    text = text.strip(_MARKS)
    numbering = _NUMBERING.match(text)
    return text[numbering.end() if numbering else 0 :].strip(_MARKS)


def _question(title: str, asked: Mapping[str, str], *, bare: bool) -> str | None:
    """Return the question that a head asks, after the texts of its groups or alone."""
    texts = map(fold, _endings(title))
    return next((asked[text] for text in (map(_bare, texts) if bare else texts) if text in asked), None)


def _criterion(title: str, heads: Heads, wordings: Wordings, asked: Mapping[str, str], *, bare: bool) -> str | None:
    """Return the checklist and the criterion of a head such as `What does the plan have?/A budget`."""
    for place, sign in enumerate(title):
        if sign == "/":
            before = heads.meaning(title[:place])
            question = before if before in heads.ids else _question(title[:place], asked, bare=bare)
            text = fold(title[place + 1 :])
            criterion = wordings.answers.get(question or "", {}).get(text, text if text in STATES else None)
            if question and criterion:
                return f"{question}/{criterion}"
    return None


def _endings(title: str) -> Iterator[str]:
    yield title
    yield from (title[place + 1 :] for place, sign in enumerate(title) if sign == "/")
