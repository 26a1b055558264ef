"""Levels that are climbed one by one: what the kinds `level` and `number` with thresholds share."""

from collections.abc import Iterable, Iterator, Mapping

from smartscore.errors import Fault
from smartscore.questions.question import EvidenceAsked, is_proved
from smartscore.scale import Scale

EvidenceByLevel = dict[int, tuple[EvidenceAsked, ...]]


def step_key(level: int) -> str:
    """Return the key of the step from a level to the next: `2-3`."""
    return f"{level}-{level + 1}"


def step_keys(scale_numbers: Iterable[int]) -> Iterator[str]:
    """Yield the keys of all steps."""
    yield from (step_key(level) for level in list(scale_numbers)[:-1])


def supported_level(claimed: int, evidence: EvidenceByLevel, proved: frozenset[str], scale: Scale) -> int:
    """Return the highest level, up to the claimed one, that is reached from the bottom without a gap in the evidence.

    A level that asks for nothing is supported if the one below is. Where even the lowest level is not proved, the
    scale's floor is left.
    """
    reached = scale.base
    for level in scale.numbers:
        if level > claimed or not is_proved(evidence.get(level, ()), proved):
            break
        reached = level
    return reached


def needed_up_to(level: int | None, evidence: EvidenceByLevel) -> tuple[EvidenceAsked, ...]:
    """Return the evidence asked for at a level and at all below it."""
    if level is None:
        return ()
    return tuple(item for step in sorted(evidence) if step <= level for item in evidence[step])


def lists_by_level(evidence: EvidenceByLevel) -> Iterator[tuple[str, tuple[EvidenceAsked, ...]]]:
    """Yield the lists of evidence, lowest level first."""
    yield from ((str(level), evidence[level]) for level in sorted(evidence))


def level_faults(evidence: EvidenceByLevel, actions: Mapping[str, object], scale: Scale) -> Iterator[Fault]:
    """Yield levels and steps that the scale does not have."""
    steps = list(step_keys(range(scale.base, scale.highest + 1)))
    for level in evidence:
        if level not in scale.numbers:
            known = {"level": level, "known": scale.numbers}
            yield Fault("fault.level_unknown", known, ("evidence", level))
    for key in actions:
        if key not in steps:
            yield Fault("fault.step_unknown", {"name": key, "known": steps}, ("actions", key))
