"""Doubts about the words of a questionnaire: sentences that stand twice, levels that hardly differ, empty phrases.

Every language of a questionnaire is looked at on its own; a doubt names the question and the text.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from smartscore.checks.empty_phrases import EMPTY_PHRASES
from smartscore.errors import Fault, Path
from smartscore.questionnaire import Questionnaire
from smartscore.questions.question import Question

SHORTEST_SENTENCE: Final = 6
"""Sentences of fewer words may stand twice: Yes. / There is none."""

NEW_WORDS: Final = 2
"""A level adds something if it has at least so many words that the one before has not."""

_SENTENCE_END: Final = re.compile(r"[.;?!](?:\s|$)")
_WORD: Final = re.compile(r"\w+")
_DOUBLE_BARRELLED: Final = re.compile(r"\b(?:and/or|dan/atau)\b|\?.*\?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wording:
    """One text of a question: which field it belongs to, and its place below the question.

    `path` is the place in the files of the first language, `translated` the one in a translation.
    """

    question: str
    field: str
    text: str
    path: Path
    translated: Path


def wordings(question: Question) -> Iterator[Wording]:
    """Yield the texts of a question that say something of their own."""
    yield Wording(question.id, "ask", question.ask, ("ask",), ("ask",))
    if question.help:
        yield Wording(question.id, "help", question.help, ("help",), ("help",))
    for level, text in getattr(question, "levels", {}).items():
        yield Wording(question.id, "levels", text, ("levels", level), ("levels", level))
    for name in ("criteria", "options"):
        for number, item in enumerate(getattr(question, name, ())):
            yield Wording(question.id, name, item.text, (name, number, "text"), (name, item.id))
    for key, action in question.all_actions().items():
        place: Path = ("actions", key, "do") if key else ("action", "do")
        yield Wording(question.id, "do", action.do, place, place)


def doubts(questionnaire: Questionnaire) -> Iterator[tuple[Wording, Fault]]:
    """Yield each doubtful text and the warning about it, whose path has yet to be set."""
    found = [item for question in questionnaire.questions.values() for item in wordings(question)]
    for rule in RULES:
        yield from rule(found, questionnaire.language)


def _warning(item: Wording, key: str, **params: object) -> tuple[Wording, Fault]:
    return item, Fault(key, {"id": item.question, **params}, severity="warning")


def _twice(texts: Iterable[Wording], language: str) -> Iterator[tuple[Wording, Fault]]:
    """Find a sentence that an earlier text has too."""
    del language
    first: dict[str, Wording] = {}
    for item in texts:
        for sentence in _sentences(item.text):
            before = first.setdefault(sentence, item)
            if before is not item:
                place = ".".join(str(step) for step in (before.question, *before.translated))
                yield _warning(item, "warning.sentence_twice", place=place)
                break


def _sentences(text: str) -> Iterator[str]:
    for part in _SENTENCE_END.split(text.casefold()):
        words = _WORD.findall(part)
        if len(words) >= SHORTEST_SENTENCE:
            yield " ".join(words)


def _hardly_different(texts: Iterable[Wording], language: str) -> Iterator[tuple[Wording, Fault]]:
    """Find a level that adds almost no word to the one before it; the first step often only drops a "no"."""
    del language
    levels = [item for item in texts if item.field == "levels"]
    lowest = {item.question: item for item in reversed(levels)}
    for before, item in pairwise(levels):
        if before.question == item.question and before is not lowest[item.question]:
            new = set(_WORD.findall(item.text.casefold())) - set(_WORD.findall(before.text.casefold()))
            if len(new) < NEW_WORDS:
                yield _warning(item, "warning.levels_alike", level=item.path[-1])


def _double_barrelled(texts: Iterable[Wording], language: str) -> Iterator[tuple[Wording, Fault]]:
    """Find a question that asks two things at once."""
    del language
    for item in texts:
        if item.field == "ask" and _DOUBLE_BARRELLED.search(item.text):
            yield _warning(item, "warning.double_barrelled")


def _empty_phrase(texts: Iterable[Wording], language: str) -> Iterator[tuple[Wording, Fault]]:
    """Find words on which two assessors would not agree."""
    phrases = EMPTY_PHRASES.get(language, ())
    pattern = re.compile(rf"\b(?:{'|'.join(phrases)})\b", re.IGNORECASE) if phrases else None
    for item in texts:
        found = pattern.search(item.text) if pattern and item.field != "help" else None
        if found:
            yield _warning(item, "warning.empty_phrase", phrase=found.group())


RULES: Final[tuple[Callable[[list[Wording], str], Iterator[tuple[Wording, Fault]]], ...]] = (
    _twice,
    _hardly_different,
    _double_barrelled,
    _empty_phrase,
)
"""What is looked for in the texts of one language."""
