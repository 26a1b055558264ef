"""The readiness view: per element, how many questions are good, moderate, poor, or not known."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

from smartscore.questionnaire.rules import Readiness, ReadinessElement
from smartscore.scoring.assessment import Assessment
from smartscore.scoring.scorecard import ElementScore
from smartscore.scoring.tree import Value

Rating = Literal["good", "moderate", "poor", "open"]


def readiness(assessment: Assessment) -> tuple[ElementScore, ...]:
    """Return the elements in order, each group of elements before its parts; empty where the questionnaire has none."""
    rules = assessment.questionnaire.readiness
    if rules is None:
        return ()
    counts = _counts(assessment, rules)
    return tuple(score for element in rules.elements for score in _element(element, counts))


def rating(x: Fraction | None, rules: Readiness) -> Rating:
    """Return the colour of a value by the questionnaire's cuts; open where nothing is known."""
    if x is None:
        return "open"
    if x >= rules.good:
        return "good"
    return "moderate" if x >= rules.moderate else "poor"


def _counts(assessment: Assessment, rules: Readiness) -> dict[str, Counter[Rating]]:
    counts: dict[str, Counter[Rating]] = {part.id: Counter() for element in rules.elements for part in element.parts}
    for question in assessment.questionnaire.asked(assessment.form):
        value: Value = assessment.node(question.id).value
        if question.element is not None and value.applies:
            counts[question.element][rating(value.central, rules)] += 1
    return counts


def _element(element: ReadinessElement, counts: dict[str, Counter[Rating]]) -> Iterator[ElementScore]:
    together: Counter[Rating] = Counter()
    for part in element.parts:
        together += counts[part.id]
    yield _score(element.id, None, element.name, together)
    for part in element.parts:
        yield _score(part.id, element.id, part.name, counts[part.id])


def _score(element_id: str, parent: str | None, name: str, counts: Counter[Rating]) -> ElementScore:
    return ElementScore.model_construct(
        id=element_id,
        parent=parent,
        name=name,
        questions=counts.total(),
        good=counts["good"],
        moderate=counts["moderate"],
        poor=counts["poor"],
        open=counts["open"],
    )
