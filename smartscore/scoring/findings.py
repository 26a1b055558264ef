"""What stands out in a scored sheet: open questions, unmet minimums, missing evidence, strengths and weaknesses."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from smartscore.answers import EvidenceStatus, Response, State, given_text, missing_evidence
from smartscore.exact import HUNDRED, plain_text
from smartscore.questionnaire import Questionnaire
from smartscore.scoring.assessment import Assessment
from smartscore.scoring.levels import unmet_gates
from smartscore.scoring.scorecard import GroupScore, MissingEvidence, OpenQuestion, UnmetMinimum
from smartscore.scoring.tree import ZERO, Node

MOST_AREAS: Final = 5
"""No more strengths, and no more weaknesses, than this are listed."""


@dataclass(frozen=True, slots=True)
class OpenFinding:
    """An open question: how much its answer would narrow the overall interval, and whether it could change a level."""

    question: str
    state: State
    note: str | None
    spread: Fraction
    changes_level: bool


def open_findings(assessment: Assessment) -> list[OpenFinding]:
    """Return the open questions: those that narrow the interval most first, then by id."""
    found = [_open_finding(assessment, response) for response in _asked(assessment) if _is_open(assessment, response)]
    return sorted(found, key=lambda item: (-item.spread, item.question))


def open_questions(findings: Iterable[OpenFinding]) -> tuple[OpenQuestion, ...]:
    """Return the open questions as the scorecard has them."""
    return tuple(
        OpenQuestion.model_construct(
            question=item.question,
            state=item.state,
            note=item.note,
            spread=item.spread * HUNDRED,
            changes_level=item.changes_level,
        )
        for item in findings
    )


def unmet_minimums(assessment: Assessment) -> tuple[UnmetMinimum, ...]:
    """Return the must-haves and gates that are not met: those that hold lowest first."""
    found = [*_unmet_must_haves(assessment), *_unmet_gates(assessment)]
    return tuple(sorted(found, key=lambda item: (item.holds_at, item.node)))


def all_missing_evidence(assessment: Assessment) -> tuple[MissingEvidence, ...]:
    """Return everything that is claimed and not proved, in the order of asking."""
    return tuple(item for response in _asked(assessment) for item in _missing(response))


def strengths(questionnaire: Questionnaire, groups: tuple[GroupScore, ...]) -> tuple[str, ...]:
    """Return the areas (groups that hold questions) at or above the good cut, best first."""
    cut = questionnaire.readiness.good * HUNDRED if questionnaire.readiness else None
    good = [group for group in _judged(questionnaire, groups) if cut is not None and (group.index or ZERO) >= cut]
    return tuple(group.id for group in sorted(good, key=lambda group: -(group.index or ZERO))[:MOST_AREAS])


def weaknesses(questionnaire: Questionnaire, groups: tuple[GroupScore, ...]) -> tuple[str, ...]:
    """Return the areas below the good cut, worst first."""
    cut = questionnaire.readiness.good * HUNDRED if questionnaire.readiness else None
    weak = [group for group in _judged(questionnaire, groups) if cut is not None and (group.index or ZERO) < cut]
    return tuple(group.id for group in sorted(weak, key=lambda group: group.index or ZERO)[:MOST_AREAS])


def _judged(questionnaire: Questionnaire, groups: tuple[GroupScore, ...]) -> Iterator[GroupScore]:
    """Yield the areas of which enough is known to say something."""
    for group in groups:
        holds_questions = group.depth > 0 and bool(questionnaire.groups[group.id].questions)
        if holds_questions and group.index is not None and (group.coverage or ZERO) >= questionnaire.coverage.floor:
            yield group


def _asked(assessment: Assessment) -> list[Response]:
    return [assessment.responses[question.id] for question in assessment.questionnaire.asked(assessment.form)]


def _is_open(assessment: Assessment, response: Response) -> bool:
    node: Node = assessment.node(response.question.id)
    return node.value.applies and (node.value.central is None or response.state is State.WAITING)


def _open_finding(assessment: Assessment, response: Response) -> OpenFinding:
    question_id = response.question.id
    scale = assessment.questionnaire.scale
    best = assessment.with_standing(question_id, response.question.best(scale))
    worst = assessment.with_standing(question_id, response.question.worst(scale))
    now = assessment.root.value
    width = (now.high or ZERO) - (now.low or ZERO)
    widths = [(after.root.value.high or ZERO) - (after.root.value.low or ZERO) for after in (worst, best)]
    levels = {(after.overall.level, after.overall.certain) for after in (assessment, worst, best)}
    changes = len(levels) > 1 or assessment.overall.none_because == "coverage"
    return OpenFinding(question_id, response.state, response.note, width - max(widths), changes)


def _unmet_must_haves(assessment: Assessment) -> Iterator[UnmetMinimum]:
    for question_id in assessment.unmet:
        response = assessment.responses[question_id]
        minimum = response.question.must_have
        if minimum is not None:
            yield UnmetMinimum.model_construct(
                kind="must_have",
                node=question_id,
                name=response.question.ask,
                state=response.state,
                answer=given_text(response.given),
                at_least=_minimum_text(getattr(minimum, "at_least", None)),
                holds_at=minimum.holds_at,
                because=minimum.because,
            )


def _unmet_gates(assessment: Assessment) -> Iterator[UnmetMinimum]:
    for gate in unmet_gates(assessment.questionnaire, assessment.root):
        yield UnmetMinimum.model_construct(
            kind="gate",
            node=gate.group,
            name=assessment.questionnaire.groups[gate.group].name,
            state=None,
            answer="",
            at_least=str(gate.at_least),
            holds_at=gate.holds_at,
            because=gate.because,
        )


def _minimum_text(at_least: object) -> str:
    if isinstance(at_least, tuple):
        return ", ".join(at_least)
    return plain_text(at_least) if isinstance(at_least, Fraction) else str(at_least)


def _missing(response: Response) -> Iterator[MissingEvidence]:
    places = {item.id: key for key, items in response.question.evidence_lists() for item in items}
    offering = [item for item in response.evidence if item.kind != "news"]
    offered: dict[str, EvidenceStatus] = {name: item.status for item in offering for name in item.proves}
    for item in missing_evidence(response):
        yield MissingEvidence.model_construct(
            question=response.question.id,
            evidence=item.id,
            name=item.name,
            shows=item.shows,
            asked_for=places[item.id],
            status=offered.get(item.id),
        )
