"""From a sheet's responses to the values that a plan scores."""

from collections.abc import Mapping

from smartscore.answers import Response, State
from smartscore.plans.plan import Plan, PlannedQuestion
from smartscore.plans.store import ValueStore
from smartscore.plans.values import MISSING, NOT_APPLICABLE, NOT_APPLICABLE_UNMET, OPEN, Value
from smartscore.scoring.assessment import Basis


def values_of(plan: Plan, responses: Mapping[str, Response], basis: Basis, store: ValueStore) -> list[Value]:
    """Return one value for every question of the plan, by what is claimed or by what evidence supports."""
    return [value_of(question, responses[question.id], basis, store) for question in plan.questions]


def value_of(question: PlannedQuestion, response: Response, basis: Basis, store: ValueStore) -> Value:
    """Return the value of one question."""
    if response.state is State.NOT_APPLICABLE:
        return NOT_APPLICABLE if question.absence_waives else NOT_APPLICABLE_UNMET
    if response.state is State.WAITING and question.waiting:
        return store.counted(question.waiting)
    standing = response.supported if basis == "supported" else response.standing
    if standing is None:
        return MISSING if response.state is State.MISSING else OPEN
    return store.known((standing.x.numerator, standing.x.denominator, response.question.meets(standing)))
