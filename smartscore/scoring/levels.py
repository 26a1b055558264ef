"""From values to maturity levels: bands, minimums, gates, the weakest dimension, and what makes a level provisional."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from smartscore.questionnaire import OVERALL, Form, Gate, Questionnaire
from smartscore.scoring.scorecard import Cap, Doubt, LevelResult, NoLevel
from smartscore.scoring.tree import Node, Value


@dataclass(frozen=True, slots=True)
class Found:
    """The level of the whole or of a dimension, as far as it can be told; see `LevelResult` for the meanings."""

    level: int | None
    certain: int | None
    band: int | None = None
    caps: tuple[Cap, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    none_because: NoLevel | None = None


Levels = Mapping[str, Found]
"""The levels of the whole (`overall`) and of each dimension, by id."""


@dataclass(frozen=True, slots=True)
class Held:
    """A cap together with the groups that it holds; `certain_only` says that it holds only the certain level."""

    cap: Cap
    groups: tuple[str, ...]
    certain_only: bool = False


def levels(questionnaire: Questionnaire, root: Node, unmet: Sequence[str], form: Form) -> Levels:
    """Return the levels of the whole and of every dimension; `unmet` are questions with an unmet minimum."""
    held = [*_minimums(questionnaire, unmet), *_gates(questionnaire, root)]
    by_dimension = {node.id: _find(questionnaire, node, held, form) for node in root.children}
    weakest = list(_weakest(questionnaire, root, by_dimension))
    overall = _find(questionnaire, root, [*held, *weakest], form, tuple(by_dimension.values()))
    return {OVERALL: overall, **by_dimension}


def level_result(questionnaire: Questionnaire, found: Found | None) -> LevelResult | None:
    """Return a level as the scorecard has it; None for groups that have none."""
    if found is None:
        return None
    return LevelResult.model_construct(
        level=found.level,
        name=questionnaire.level_name(found.level),
        none_because=found.none_because,
        band=found.band,
        caps=found.caps,
        provisional=bool(found.doubts),
        doubts=found.doubts,
        certain=found.certain,
        certain_name=questionnaire.level_name(found.certain),
    )


def unmet_gates(questionnaire: Questionnaire, root: Node) -> list[Gate]:
    """Return the gates whose group does not reach its level, by its central value or, below the floor, its low one."""
    nodes = _applying(root)
    return [gate for gate in questionnaire.gates if gate.group in nodes and not _open(questionnaire, gate, nodes)]


def _applying(root: Node) -> dict[str, Node]:
    """Return what applies at all; a gate on anything else is as if it were not there."""
    return {node.id: node for node in root.walk() if node.value.applies}


def _open(questionnaire: Questionnaire, gate: Gate, nodes: Mapping[str, Node], *, certain: bool = False) -> bool:
    value = nodes[gate.group].value
    x = value.low if certain or _below_floor(questionnaire, value) else value.central
    return x is not None and questionnaire.band_level(x) >= gate.at_least


def _minimums(questionnaire: Questionnaire, unmet: Sequence[str]) -> Iterator[Held]:
    for question_id in unmet:
        minimum = questionnaire.questions[question_id].must_have
        if minimum is not None:
            cap = Cap.model_construct(
                kind="must_have", node=question_id, holds_at=minimum.holds_at, because=minimum.because
            )
            yield Held(cap, (OVERALL, questionnaire.path(question_id)[0]))


def _gates(questionnaire: Questionnaire, root: Node) -> Iterator[Held]:
    nodes = _applying(root) if questionnaire.gates else {}
    for gate in questionnaire.gates:
        if gate.group not in nodes or _open(questionnaire, gate, nodes, certain=True):
            continue
        cap = Cap.model_construct(kind="gate", node=gate.group, holds_at=gate.holds_at, because=gate.because)
        above = (OVERALL, *questionnaire.path(gate.group)[:-1][:1])
        yield Held(cap, above, certain_only=_open(questionnaire, gate, nodes))


def _weakest(questionnaire: Questionnaire, root: Node, results: Levels) -> Iterator[Held]:
    """Yield the limit that the weakest dimension sets; one below the floor counts with its certain level."""
    if questionnaire.weakest_dimension is None:
        return
    slack = questionnaire.weakest_dimension.slack
    for certain_only in (False, True):
        ranked = [
            (level, node.value.low, node.id)
            for node in root.children
            if (level := _counting_level(results[node.id], certain=certain_only)) is not None
        ]
        if ranked:
            level, _, dimension = min(ranked)
            cap = Cap.model_construct(kind="weakest_dimension", node=dimension, holds_at=level + slack, because=None)
            yield Held(cap, (OVERALL,), certain_only)


def _counting_level(result: Found, *, certain: bool) -> int | None:
    return result.certain if certain or result.level is None else result.level


def _find(
    questionnaire: Questionnaire, node: Node, held: Sequence[Held], form: Form, dimensions: tuple[Found, ...] = ()
) -> Found:
    value = node.value
    caps = [item for item in held if node.id in item.groups]
    if not value.applies or value.low is None:
        return Found(None, None, none_because="not_applicable")
    lowest = questionnaire.band_level(value.low)
    certain = min([lowest, *(item.cap.holds_at for item in caps)])
    if value.central is None or _below_floor(questionnaire, value):
        return Found(None, certain, caps=_binding(caps, lowest), none_because="coverage")
    band = questionnaire.band_level(value.central)
    binding = _binding([item for item in caps if not item.certain_only], band)
    level = min([band, *(cap.holds_at for cap in binding)])
    return Found(level, certain, band, binding, tuple(_doubts(questionnaire, value, form, dimensions)))


def _binding(held: Sequence[Held], band: int) -> tuple[Cap, ...]:
    """Return what holds a level below its band, strictest first."""
    found = {item.cap for item in held if item.cap.holds_at < band}
    return tuple(sorted(found, key=lambda cap: (cap.holds_at, cap.kind, cap.node)))


def _below_floor(questionnaire: Questionnaire, value: Value) -> bool:
    return value.coverage is not None and value.coverage < questionnaire.coverage.floor


def _doubts(questionnaire: Questionnaire, value: Value, form: Form, dimensions: tuple[Found, ...]) -> Iterator[Doubt]:
    if form == "quick":
        yield "short_form"
    if value.coverage is not None and value.coverage < questionnaire.coverage.provisional:
        yield "coverage"
    if any(result.none_because == "coverage" for result in dimensions):
        yield "dimension_below_floor"
    inside = any(result.none_because == "not_applicable" or "not_applicable" in result.doubts for result in dimensions)
    if inside or value.not_applicable > questionnaire.not_applicable.mark:
        yield "not_applicable"
