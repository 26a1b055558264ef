"""Heads that repeat a question's own text, as exports of forms with labels do."""

from collections.abc import Iterator, Mapping

from smartscore.plans.cells import STATES
from smartscore.plans.wordings import Wordings, fold
from smartscore.sources.columns import Heads


def told_by_text(heads: Heads, wordings: Wordings) -> dict[str, str]:
    """Return what heads mean that mean nothing by their ids: a question, or a criterion of a checklist."""
    found = {}
    for title in heads.unknown():
        meaning = _question(title, wordings.heads) or _criterion(title, heads, wordings)
        if meaning:
            found[title.strip()] = meaning
    return found


def _question(title: str, asked: Mapping[str, str]) -> str | None:
    """Return the question that a head asks, after the texts of its groups or alone."""
    return next((asked[text] for text in map(fold, _endings(title)) if text in asked), None)


def _criterion(title: str, heads: Heads, wordings: Wordings) -> str | None:
    """Return the checklist and the criterion of a head such as `What does the plan have?/A budget`."""
    for place, sign in enumerate(title):
        if sign == "/":
            before = heads.meaning(title[:place])
            question = before if before in heads.ids else _question(title[:place], wordings.heads)
            text = fold(title[place + 1 :])
            criterion = wordings.answers.get(question or "", {}).get(text, text if text in STATES else None)
            if question and criterion:
                return f"{question}/{criterion}"
    return None


def _endings(title: str) -> Iterator[str]:
    yield title
    yield from (title[place + 1 :] for place, sign in enumerate(title) if sign == "/")
