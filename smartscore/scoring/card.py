"""Filling in the scorecard from an assessment."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from smartscore.answers import Response, Sheet, State, given_text
from smartscore.model import to_index
from smartscore.questionnaire import OVERALL, Questionnaire
from smartscore.scoring import scorecard
from smartscore.scoring.actions import plan
from smartscore.scoring.assessment import Assessment
from smartscore.scoring.findings import (
    all_missing_evidence,
    open_findings,
    open_questions,
    strengths,
    unmet_minimums,
    weaknesses,
)
from smartscore.scoring.levels import level_result
from smartscore.scoring.readiness import readiness
from smartscore.scoring.scorecard import GroupScore, LevelText, Method, QuestionScore, Scorecard
from smartscore.scoring.tree import ONE, Node, shares


def fill(sheet: Sheet, main: Assessment, supported: Assessment | None, program: str) -> Scorecard:
    """Return the scorecard of a sheet; `supported` is None for gated instruments, which know nothing else."""
    questionnaire = main.questionnaire
    groups = tuple(_groups(main, supported))
    findings = open_findings(main)
    next_steps = plan(main, findings)
    return Scorecard.model_construct(
        format=scorecard.FORMAT,
        program=program,
        **_header(questionnaire, sheet),
        form=main.form,
        asked=sum(1 for _ in questionnaire.asked(main.form)),
        uncounted=_uncounted(main),
        states=_states(main),
        levels=_level_texts(questionnaire),
        method=method(questionnaire),
        groups=groups,
        questions=tuple(_questions(main, supported)),
        elements=readiness(main),
        strengths=strengths(questionnaire, groups),
        weaknesses=weaknesses(questionnaire, groups),
        unmet=unmet_minimums(main),
        missing_evidence=all_missing_evidence(main),
        open=open_questions(findings),
        actions=next_steps.actions,
        no_single_change=next_steps.no_single_change,
        smallest_pair=next_steps.smallest_pair,
    )


def method(questionnaire: Questionnaire) -> Method:
    """Return what the questionnaire decides about the numbers."""
    cuts = questionnaire.readiness
    return Method.model_construct(
        gated=questionnaire.gated,
        floor=questionnaire.scale.base,
        highest=questionnaire.scale.highest,
        decimals=questionnaire.scale.decimals,
        coverage_floor=questionnaire.coverage.floor,
        coverage_provisional=questionnaire.coverage.provisional,
        not_applicable_mark=questionnaire.not_applicable.mark,
        waiting_counts_as=questionnaire.waiting.counts_as if questionnaire.waiting else None,
        slack=questionnaire.weakest_dimension.slack if questionnaire.weakest_dimension else None,
        efforts={size: effort.means for size, effort in (questionnaire.efforts or {}).items()},
        good=cuts.good if cuts else None,
        moderate=cuts.moderate if cuts else None,
    )


def _header(questionnaire: Questionnaire, sheet: Sheet) -> dict[str, Any]:
    return {
        "language": questionnaire.language,
        "questionnaire": questionnaire.id,
        "questionnaire_version": questionnaire.version,
        "questionnaire_digest": questionnaire.digest,
        "title": questionnaire.title,
        "unofficial": questionnaire.unofficial,
        "notice": questionnaire.notice,
        "sheet_version": sheet.questionnaire.version,
        "sheet_digest": sheet.digest,
        "region": sheet.region,
        "period": sheet.period,
        "respondent": sheet.respondent,
        "role": sheet.role,
        "assessed": sheet.assessed,
        "note": sheet.note or None,
    }


def _states(assessment: Assessment) -> dict[State, int]:
    asked = assessment.questionnaire.asked(assessment.form)
    counts = Counter(assessment.responses[question.id].state for question in asked)
    return {state: counts[state] for state in State}


def _uncounted(assessment: Assessment) -> int:
    asked = {question.id for question in assessment.questionnaire.asked(assessment.form)}
    states = (response.state for name, response in assessment.responses.items() if name not in asked)
    return sum(state is not State.MISSING for state in states)


def _level_texts(questionnaire: Questionnaire) -> tuple[LevelText, ...]:
    edges = zip(questionnaire.bands.levels, questionnaire.band_edges, strict=True)
    return tuple(LevelText.model_construct(level=band.level, name=band.name, min=edge) for band, edge in edges)


def _groups(main: Assessment, supported: Assessment | None) -> Iterator[GroupScore]:
    evidence_tree = {node.id: node for node in supported.root.walk()} if supported else {}
    above: dict[str, tuple[str | None, int, Fraction | None]] = {OVERALL: (None, 0, ONE)}
    for node in main.root.walk():
        if node.tier is None:
            continue
        parent, depth, share = above[node.id]
        inside = shares(node)
        above.update({child.id: (node.id, depth + 1, inside.get(child.id)) for child in node.children})
        yield GroupScore.model_construct(
            **_numbers(node, evidence_tree.get(node.id), share),
            id=node.id,
            parent=parent,
            depth=depth,
            tier=node.tier.name,
            rule=node.tier.rule.value,
            rule_scale=node.tier.on,
            name=_name(main.questionnaire, node),
            native=None if node.value.central is None else main.questionnaire.native(node.value.central),
            result=level_result(main.questionnaire, main.levels.get(node.id)),
            supported_result=level_result(main.questionnaire, supported.levels.get(node.id)) if supported else None,
        )


def _name(questionnaire: Questionnaire, node: Node) -> str:
    return questionnaire.tier(0).name if node.id == OVERALL else questionnaire.groups[node.id].name


def _numbers(node: Node, supported: Node | None, share: Fraction | None) -> dict[str, Any]:
    return {
        "index": to_index(node.value.central),
        "low": to_index(node.value.low),
        "high": to_index(node.value.high),
        "supported": to_index(supported.value.central) if supported else None,
        "coverage": node.value.coverage,
        "not_applicable": node.value.not_applicable,
        "weight": node.weight,
        "share": share,
    }


def _questions(main: Assessment, supported: Assessment | None) -> Iterator[QuestionScore]:
    evidence_tree = {node.id: node for node in supported.root.leaves()} if supported else {}
    share_of = {child_id: share for node in main.root.walk() for child_id, share in shares(node).items()}
    nodes = {node.id: node for node in main.root.leaves()}
    for question in main.questionnaire.asked(main.form):
        node, response = nodes[question.id], main.responses[question.id]
        yield QuestionScore.model_construct(
            **_numbers(node, evidence_tree.get(node.id), share_of.get(node.id)),
            **_answer(response),
            id=node.id,
            parent=main.questionnaire.parents[node.id],
            kind=question.kind,
            unit=question.keys() if question.kind == "number" else None,
            thresholds=getattr(question, "thresholds", None) or (),
            ask=question.ask,
            element=question.element,
            quick=question.quick,
        )


def _documents(response: Response) -> dict[str, str]:
    asked = response.question.all_evidence()
    return {name: asked[name].name for item in response.evidence for name in item.proves if name in asked}


def _answer(response: Response) -> dict[str, Any]:
    return {
        "state": response.state,
        "answer": given_text(response.given),
        "chosen": None if response.given is None else response.question.chosen(response.given),
        "level": response.standing.level if response.standing else None,
        "supported_level": response.supported.level if response.supported else None,
        "reason": response.reason,
        "note": response.note,
        "evidence": response.evidence,
        "documents": _documents(response),
        "by": response.by,
    }
