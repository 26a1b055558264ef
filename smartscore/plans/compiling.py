"""From a questionnaire to the plan of one of its forms."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import lcm

from smartscore.plans.plan import (
    OVERALL,
    Checklist,
    Line,
    Marks,
    Pair,
    Plan,
    PlannedBands,
    PlannedGate,
    PlannedGroup,
    PlannedQuestion,
    Point,
)
from smartscore.questionnaire import Form, Group, Questionnaire, Rule
from smartscore.questions.checklist import ChecklistQuestion
from smartscore.questions.choice import ChoiceQuestion
from smartscore.questions.level import LevelQuestion
from smartscore.questions.number import NumberQuestion
from smartscore.questions.question import Given, Question, Standing
from smartscore.questions.yes_no import YesNoQuestion
from smartscore.scale import Scale


def compile_plan(questionnaire: Questionnaire, form: Form) -> Plan:
    """Return the plan of a form, in the questionnaire's language."""
    asked = tuple(questionnaire.asked(form))
    groups = _Groups(questionnaire, asked)
    groups.add_all()
    return Plan(
        questionnaire=questionnaire.id,
        version=questionnaire.version,
        language=questionnaire.language,
        form=form,
        gated=questionnaire.gated,
        base=questionnaire.scale.base,
        highest=questionnaire.scale.highest,
        decimals=questionnaire.scale.decimals,
        questions=tuple(_question(question, questionnaire) for question in asked),
        groups=tuple(groups.found),
        dimensions=tuple(groups.positions[d.id] for d in questionnaire.dimensions if d.id in groups.positions),
        bands=_bands(questionnaire),
        marks=_marks(questionnaire),
        gates=tuple(_gates(questionnaire, groups.positions)),
        elements=_elements(questionnaire),
    )


class _Groups:
    """The groups of a form as they are found, parts before wholes."""

    def __init__(self, questionnaire: Questionnaire, asked: tuple[Question, ...]) -> None:
        self.questionnaire = questionnaire
        self.asked = {question.id: (number, question.weight) for number, question in enumerate(asked)}
        self.found: list[PlannedGroup] = []
        self.positions: dict[str, int] = {}

    def add_all(self) -> None:
        inner = [place for group in self.questionnaire.dimensions if (place := self._add(group, 1))]
        self._append(OVERALL, self.questionnaire.tier(0).name, 0, (self.questionnaire.dimensions, inner))

    def _add(self, group: Group, depth: int) -> tuple[int, Fraction] | None:
        """Add a group and what is below; None where the form asks nothing in it."""
        inner = [place for child in group.groups if (place := self._add(child, depth + 1))]
        asked = [self.asked[question.id] for question in group.questions if question.id in self.asked]
        if not inner and not asked:
            return None
        self._append(group.id, group.name, depth, ((group,), [*inner, *asked]))
        return len(self.asked) + self.positions[group.id], group.weight

    def _append(
        self, group_id: str, name: str, depth: int, inside: tuple[Iterable[Group], list[tuple[int, Fraction]]]
    ) -> None:
        members, parts = inside
        tier = self.questionnaire.tier(depth)
        if tier.rule is Rule.POOLED:
            every = (question for member in members for question in member.all_questions())
            parts = [self.asked[question.id] for question in every if question.id in self.asked]
        self.positions[group_id] = len(self.found)
        self.found.append(
            PlannedGroup(
                id=group_id,
                name=name,
                depth=depth,
                dimension=OVERALL if group_id == OVERALL else self.questionnaire.path(group_id)[0],
                has_questions=group_id != OVERALL and bool(self.questionnaire.groups[group_id].questions),
                rule=tier.rule.value,
                on=(pair(tier.on[0]), pair(tier.on[1])) if tier.on else None,
                parts=tuple(position for position, _ in parts),
                weights=whole([weight for _, weight in parts]),
            )
        )


def pair(value: Fraction) -> Pair:
    """Return a number as numerator and denominator."""
    return value.numerator, value.denominator


def whole(weights: Iterable[Fraction]) -> tuple[int, ...]:
    """Return weights of the same proportions as whole numbers, as small as they can be."""
    found = list(weights)
    common = lcm(*(weight.denominator for weight in found))
    return tuple(int(weight * common) for weight in found)


def _question(question: Question, questionnaire: Questionnaire) -> PlannedQuestion:
    scale, minimum = questionnaire.scale, question.must_have
    return PlannedQuestion(
        id=question.id,
        earlier_ids=question.renamed_from,
        kind=question.kind,
        dimension=questionnaire.path(question.id)[0],
        element=question.element,
        table=dict(_table(question, scale)),
        names=_names(question, scale),
        checklist=_checklist(question) if isinstance(question, ChecklistQuestion) else None,
        line=_line(question, scale) if isinstance(question, NumberQuestion) else None,
        waiting=_waiting(question, questionnaire),
        may_be_absent=questionnaire.allows_not_applicable(question),
        absence_waives=minimum is None or minimum.not_applicable == "waived",
        holds_at=minimum.holds_at if minimum else None,
        asks_for_proof=any(items for _, items in question.evidence_lists()),
    )


def _point(question: Question, standing: Standing) -> Point:
    return standing.x.numerator, standing.x.denominator, question.meets(standing)


def _answers(question: Question) -> Iterator[tuple[str, Given]]:
    """Yield every answer of a question that has only few, with its text in files."""
    if isinstance(question, LevelQuestion):
        yield from ((str(level), level) for level in question.levels)
    elif isinstance(question, YesNoQuestion):
        yield from (("yes", True), ("no", False))
    elif isinstance(question, ChoiceQuestion):
        yield from ((option.id, option.id) for option in question.options)


def _table(question: Question, scale: Scale) -> Iterator[tuple[str, Point]]:
    for text, given in _answers(question):
        yield text, _point(question, question.accept(given, scale))


def _names(question: Question, scale: Scale) -> dict[str, str]:
    if isinstance(question, LevelQuestion):
        return {level.name.casefold(): str(level.level) for level in scale.levels}
    if isinstance(question, ChoiceQuestion):
        return {option.text.casefold(): option.id for option in question.options}
    return {}


def _checklist(question: ChecklistQuestion) -> Checklist:
    weights = whole(criterion.weight for criterion in question.criteria)
    required = question.must_have.at_least if question.must_have else ()
    return Checklist(dict(zip((item.id for item in question.criteria), weights, strict=True)), required)


def _line(question: NumberQuestion, scale: Scale) -> Line:
    posts, minimum = question.goalposts, question.must_have
    counts = range(len(question.thresholds) + 1) if question.thresholds else ()
    return Line(
        valid=(pair(question.valid[0]), pair(question.valid[1])),
        unit=question.unit,
        rising=question.better == "higher",
        steps=tuple(pair(step) for step in question.thresholds or ()),
        reached=tuple(_point(question, question.at_level(scale.lowest + count, scale)) for count in counts),
        goalposts=(pair(posts.worst), pair(posts.best)) if posts else None,
        logarithmic=posts is not None and posts.line == "log",
        minimum=pair(Fraction(minimum.at_least)) if minimum and posts else None,
    )


def _waiting(question: Question, questionnaire: Questionnaire) -> Point | None:
    if questionnaire.waiting is None:
        return None
    return _point(question, question.at_level(questionnaire.waiting.counts_as, questionnaire.scale))


def _bands(questionnaire: Questionnaire) -> PlannedBands:
    scale, bands = questionnaire.scale, questionnaire.bands
    span = scale.highest - scale.base
    native = bands.unit == "native"
    edges = [(band.min - scale.base) / span if native else band.min / 100 for band in bands.levels]
    common = lcm(*(edge.denominator for edge in edges))
    return PlannedBands(
        levels=tuple(band.level for band in bands.levels),
        edges=tuple(int(edge * common) for edge in edges),
        scale=common,
        unnamed=bands.unnamed,
        names=tuple(band.name for band in bands.levels),
    )


def _marks(questionnaire: Questionnaire) -> Marks:
    weakest, readiness = questionnaire.weakest_dimension, questionnaire.readiness
    return Marks(
        floor=pair(questionnaire.coverage.floor),
        provisional=pair(questionnaire.coverage.provisional),
        not_applicable=pair(questionnaire.not_applicable.mark),
        slack=weakest.slack if weakest else None,
        good=pair(readiness.good) if readiness else None,
    )


def _gates(questionnaire: Questionnaire, positions: dict[str, int]) -> Iterator[PlannedGate]:
    for gate in questionnaire.gates:
        if gate.group in positions:
            above = questionnaire.path(gate.group)[:-1]
            yield PlannedGate(positions[gate.group], gate.at_least, gate.holds_at, above[0] if above else None)


def _elements(questionnaire: Questionnaire) -> dict[str, str]:
    readiness = questionnaire.readiness
    return {part.id: part.name for element in readiness.elements for part in element.parts} if readiness else {}
