"""What to do next: every possible step, with what scoring it would give, in the order that does most.

Order: what clears a must-have or gate, those that hold lowest first (where two hold equally low, the one to find out
first); what to find out because it could change the level; then the gain of the overall index over the effort, ties by
the gain of the own dimension, then the weaker dimension, the weaker area, and by id.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from smartscore.answers import State, missing_evidence
from smartscore.model import to_index
from smartscore.questionnaire import OVERALL, Questionnaire
from smartscore.questions.question import Action, Standing, Step
from smartscore.scoring.assessment import Assessment
from smartscore.scoring.findings import OpenFinding
from smartscore.scoring.levels import unmet_gates
from smartscore.scoring.pairs import Raised, lifting_pairs
from smartscore.scoring.scorecard import ActionReason, ActionStep, NextAction
from smartscore.scoring.tree import ZERO, gains

MOST: Final = 10
"""No more actions than this are listed."""

RANK: Final[dict[ActionReason, int]] = {"must_have": 0, "gate": 0, "find_out": 1, "gain": 2}
"""The order of the reasons."""

NOTHING_WRITTEN: Final = Action.model_construct(do="-", effort="M")
"""Stands for a step without an action in the questionnaire: of medium effort."""


@dataclass(frozen=True, slots=True)
class Change:
    """A step (or several on the same question) and what it does to the numbers."""

    question: str
    reason: ActionReason
    steps: tuple[Step, ...]
    effort: Fraction
    gain: Fraction
    dimension_gain: Fraction
    above: tuple[Fraction, ...]
    """The values of the dimension and of the groups below it that the question lies in, before the change."""
    holds_at: int = 0
    """The level that is held until the change is made; 0 where nothing is."""

    def order(self) -> tuple[int, int, Fraction, Fraction, tuple[Fraction, ...], str, str]:
        """Return the key to sort by; see the module."""
        ratio = self.gain / self.effort
        where = (self.above, self.question, self.steps[-1].key)
        return (RANK[self.reason], self.holds_at, -ratio, -self.dimension_gain, *where)


@dataclass(frozen=True, slots=True)
class Plan:
    """The next actions, and what to say where no single step lifts the overall index."""

    actions: tuple[NextAction, ...]
    no_single_change: bool
    smallest_pair: tuple[str, ...]


def plan(assessment: Assessment, findings: Sequence[OpenFinding]) -> Plan:
    """Return the next actions of a sheet; `findings` are its open questions."""
    single = single_changes(assessment)
    lifting = [change for change in single if change.gain > 0]
    clearing = [*_clearing_minimums(assessment), *_clearing_gates(assessment, single)]
    cleared = {change.question for change in clearing}
    others = [change for change in lifting if change.question not in cleared]
    clearing = list({(change.question, change.steps): change for change in reversed(clearing)}.values())
    held = [
        *_find_out_minimums(assessment, findings),
        *((change.holds_at, _improve(assessment, change)) for change in sorted(clearing, key=Change.order)),
    ]
    ranked = [
        *(action for _, action in sorted(held, key=lambda pair: pair[0])),
        *(
            _find_out(item, "find_out")
            for item in findings
            if item.changes_level and item.question not in assessment.unmet
        ),
        *(_improve(assessment, change) for change in sorted(others, key=Change.order)[:MOST]),
    ]
    stuck = bool(single) and not lifting
    return Plan(tuple(ranked[:MOST]), stuck, smallest_pair(assessment, single, OVERALL) if stuck else ())


def single_changes(assessment: Assessment) -> list[Change]:
    """Return every single step that an answered question could take, with what it gains."""
    return [_change(assessment, question_id, (step,), "gain") for question_id, step in _steps(assessment)]


def cheapest_change(assessment: Assessment, changes: Iterable[Change], node_id: str) -> Change | None:
    """Return the step of least effort that lifts a node's index; None where no single one does.

    Of equal effort, one that meets a minimum comes first, then the one that gains most.
    """
    lifting = [(change, gain) for change in changes if (gain := gain_of(assessment, change, node_id)) > 0]
    unmet = set(assessment.unmet)
    return min(
        lifting,
        key=lambda pair: (pair[0].effort, pair[0].question not in unmet, -pair[1], pair[0].order()),
        default=(None, ZERO),
    )[0]


def smallest_pair(assessment: Assessment, changes: Iterable[Change], node_id: str) -> tuple[str, ...]:
    """Return the two questions of least effort together whose next steps lift a node's index; empty where none do.

    Asked only where no single step lifts it. What `lifting_pairs` proposes is scored once more: a geometric mean may
    rise by less than its last decimal.
    """
    steps = list(changes)
    raised: dict[str, list[Raised]] = {}
    for number, change in enumerate(steps):
        raised.setdefault(change.question, []).append(Raised(number, change.steps[-1].to.x))
    orders = [change.order() for change in steps]
    pairs = lifting_pairs(assessment.node(node_id), raised)
    for one, other in sorted(pairs, key=lambda pair: (sum(steps[n].effort for n in pair), *(orders[n] for n in pair))):
        if _gain(assessment, [steps[one], steps[other]], node_id) > 0:
            return (steps[one].question, steps[other].question)
    return ()


def gain_of(assessment: Assessment, change: Change, node_id: str) -> Fraction:
    """Return what a change adds to a node's central value, in [0, 1]."""
    path = assessment.questionnaire.path(change.question)
    gained = gains(assessment.root, path, change.steps[-1].to.x)
    return dict(zip((OVERALL, *path), gained, strict=True)).get(node_id, ZERO)


def _steps(assessment: Assessment) -> Iterator[tuple[str, Step]]:
    for question in assessment.questionnaire.asked(assessment.form):
        response = assessment.responses[question.id]
        standing = assessment.standing(question.id)
        if response.state is State.ANSWERED and standing is not None:
            for step in question.steps(standing, assessment.questionnaire.scale):
                yield question.id, step


def _change(assessment: Assessment, question_id: str, steps: tuple[Step, ...], reason: ActionReason) -> Change:
    dimension, *below = assessment.questionnaire.path(question_id)[:-1]
    gain, dimension_gain, *_ = gains(assessment.root, (dimension, *below, question_id), steps[-1].to.x)
    return Change(
        question=question_id,
        reason=reason,
        steps=steps,
        effort=sum((_effort(assessment.questionnaire, step) for step in steps), ZERO),
        gain=gain,
        dimension_gain=dimension_gain,
        above=tuple(assessment.node(group).value.central or ZERO for group in (dimension, *below)),
    )


def _effort(questionnaire: Questionnaire, step: Step) -> Fraction:
    return questionnaire.effort((step.action or NOTHING_WRITTEN).effort)


def _difference(before: Assessment, after: Assessment, node_id: str) -> Fraction:
    old, new = before.node(node_id).value.central, after.node(node_id).value.central
    return ZERO if old is None or new is None else new - old


def _gain(assessment: Assessment, changes: Iterable[Change], node_id: str) -> Fraction:
    after = assessment
    for change in changes:
        after = after.with_standing(change.question, change.steps[-1].to)
    return _difference(assessment, after, node_id)


def _clearing_minimums(assessment: Assessment) -> Iterator[Change]:
    for question_id in assessment.unmet:
        standing = assessment.standing(question_id)
        if assessment.responses[question_id].state is State.ANSWERED and standing is not None:
            question = assessment.questionnaire.questions[question_id]
            steps = question.path_to_minimum(standing, assessment.questionnaire.scale)
            if steps and question.must_have is not None:
                change = _change(assessment, question_id, steps, "must_have")
                yield replace(change, holds_at=question.must_have.holds_at)


def _clearing_gates(assessment: Assessment, single: list[Change]) -> Iterator[Change]:
    """Yield, for each closed gate, the single steps that open it; where none does, the best one towards it."""
    questionnaire = assessment.questionnaire
    for gate in unmet_gates(questionnaire, assessment.root):
        inside = [change for change in single if gate.group in questionnaire.path(change.question)]
        opening = [change for change in inside if not _gate_stays_shut(assessment, change, gate.id)]
        towards = sorted(inside, key=Change.order)[:1]
        for change in opening or towards:
            yield replace(change, reason="gate", holds_at=gate.holds_at)


def _gate_stays_shut(assessment: Assessment, change: Change, gate_id: str) -> bool:
    after = assessment.with_standing(change.question, change.steps[-1].to)
    return gate_id in {gate.id for gate in unmet_gates(assessment.questionnaire, after.root)}


def _find_out_minimums(assessment: Assessment, findings: Iterable[OpenFinding]) -> Iterator[tuple[int, NextAction]]:
    """Yield the level that each open must-have holds at, and that it has to be found out."""
    for item in findings:
        minimum = assessment.questionnaire.questions[item.question].must_have
        if minimum is not None and item.question in assessment.unmet:
            yield minimum.holds_at, _find_out(item, "must_have")


def _find_out(item: OpenFinding, reason: ActionReason) -> NextAction:
    return NextAction.model_construct(
        reason=reason,
        question=item.question,
        find_out=True,
        steps=(),
        evidence=(),
        level_from=None,
        level_to=None,
        effort=ZERO,
        gain=None,
        dimension_gain=None,
        level_after=None,
    )


def _improve(assessment: Assessment, change: Change) -> NextAction:
    now: Standing | None = assessment.standing(change.question)
    return NextAction.model_construct(
        reason=change.reason,
        question=change.question,
        find_out=False,
        steps=tuple(_action_step(step) for step in change.steps),
        evidence=_only_evidence(assessment, change),
        level_from=now.level if now else None,
        level_to=change.steps[-1].to.level,
        effort=change.effort,
        gain=to_index(change.gain),
        dimension_gain=to_index(change.dimension_gain),
        level_after=assessment.with_standing(change.question, change.steps[-1].to).overall.level,
    )


def _action_step(step: Step) -> ActionStep:
    action = step.action or NOTHING_WRITTEN
    return ActionStep.model_construct(
        key=step.key,
        do=action.do if step.action else None,
        owner=action.owner,
        effort=action.effort,
        quick_win=action.quick_win,
        needs=action.needs,
    )


def _only_evidence(assessment: Assessment, change: Change) -> tuple[str, ...]:
    """Return the documents that would do, where a gated instrument only lacks the proof of what is claimed."""
    response = assessment.responses[change.question]
    claimed = response.standing.x if response.standing else ZERO
    if assessment.basis != "supported" or claimed < change.steps[-1].to.x:
        return ()
    wanted = {item.id for item in response.question.needed(change.steps[-1].to)}
    return tuple(item.name for item in missing_evidence(response) if item.id in wanted)
