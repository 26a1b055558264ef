"""What answers of many sheets came to, so that the same answer is fitted to its question only once."""

from collections.abc import Mapping
from typing import Final

from smartscore.answers import Answer, Matched, Response, respond
from smartscore.plans.plan import Plan
from smartscore.plans.responses import value_of
from smartscore.plans.store import ValueStore
from smartscore.plans.values import Value
from smartscore.questionnaire import Questionnaire
from smartscore.questions.question import Question
from smartscore.scoring.assessment import Basis

MOST_REMEMBERED: Final = 50_000
"""Numbers can be anything; beyond so many answers all are forgotten."""

Values = dict[tuple[str, Basis], Value]


class Fits:
    """Fits answers, and remembers what a score depends on; notes, names and the titles of documents change nothing."""

    def __init__(self) -> None:
        self._fits: dict[object, Matched] = {}
        self._values: dict[int, Values] = {}

    def __call__(self, questionnaire: Questionnaire, question: Question, answer: Answer, *, assessed: bool) -> Matched:
        """Fit one answer to its question, as `respond` does; the response may have the note and evidence of another."""
        key = _key(question, answer, assessed)
        try:
            found = self._fits.get(key)
        except TypeError:  # no kind of question takes such an answer
            return respond(questionnaire, question, answer, assessed=assessed)
        if found is None:
            found = respond(questionnaire, question, answer, assessed=assessed)
            if len(self._fits) >= MOST_REMEMBERED:
                self._fits.clear()
                self._values.clear()
            self._fits[key] = found
            self._values[id(found.response)] = {}
        return found

    def values(self, plan: Plan, responses: Mapping[str, Response], basis: Basis, store: ValueStore) -> list[Value]:
        """Return one value for every question of the plan, by what is claimed or by what evidence supports."""
        found = []
        for question in plan.questions:
            response = responses[question.id]
            known = self._values.get(id(response))  # what is remembered is alive, so that no other can have its id
            value = None if known is None else known.get((plan.form, basis))
            if value is None:
                value = value_of(question, response, basis, store)
                if known is not None:
                    known[plan.form, basis] = value
            found.append(value)
        return found


def _key(question: Question, answer: Answer, assessed: bool) -> object:  # noqa: FBT001  # a part of the key
    """Return what makes two answers the same; 1, true and 1.0 are not."""
    evidence = tuple([(item.kind, item.status, item.proves) for item in answer.evidence])
    short = answer.short
    full = (answer.level, answer.number, answer.criteria, answer.yes, answer.option)
    return question.id, short.__class__, short, full, answer.state, answer.reason is None, evidence, assessed
