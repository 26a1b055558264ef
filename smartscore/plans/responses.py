"""From a response to the value that a plan scores."""

from smartscore.answers import Response, State
from smartscore.plans.plan import PlannedQuestion
from smartscore.plans.store import ValueStore
from smartscore.plans.values import MISSING, NOT_APPLICABLE, NOT_APPLICABLE_UNMET, OPEN, Value
from smartscore.scoring.assessment import Basis


def value_of(question: PlannedQuestion, response: Response, basis: Basis, store: ValueStore) -> Value:
    """Return the value of one question, by what is claimed or by what evidence supports."""
    if response.state is State.NOT_APPLICABLE:
        return NOT_APPLICABLE if question.absence_waives else NOT_APPLICABLE_UNMET
    if response.state is State.WAITING and question.waiting:
        return store.counted(question.waiting)
    standing = response.supported if basis == "supported" else response.standing
    if standing is None:
        return MISSING if response.state is State.MISSING else OPEN
    return store.known((standing.x.numerator, standing.x.denominator, response.question.meets(standing)))
