"""What the text of an answer says, however it is written: whether two are the same, and which gives way."""

from collections.abc import Hashable
from typing import NamedTuple

from smartscore.answers import State
from smartscore.errors import AnswerError
from smartscore.joining import RANKS
from smartscore.plans.cells import STATES, canonical, criteria
from smartscore.plans.number_cells import number_in
from smartscore.plans.plan import PlannedQuestion


class Meaning(NamedTuple):
    """What is said: a state, or a value; `rank` is how high it stands, as where sheets are merged."""

    rank: int
    said: Hashable


def meaning(question: PlannedQuestion, text: str) -> Meaning:
    """Return what a text that was understood says; one in other words than the question knows says only itself."""
    text = text.strip()
    state = STATES.get(text.casefold())
    if state is not None and not (question.checklist and text in question.checklist.weights):
        return Meaning(RANKS[State(state)], state)
    return Meaning(RANKS[State.ANSWERED], _value(question, text))


def _value(question: PlannedQuestion, text: str) -> Hashable:
    try:
        if question.line is not None:
            return number_in(text, question.line.unit)
        if question.checklist is not None:
            return frozenset(criteria(question, text))
    except AnswerError:
        return text.casefold()
    return canonical(question, text) or text.casefold()
