"""Which two steps together lift a value that no single step lifts: found in the tree, without scoring every pair.

No rule falls when a part rises. A mean rises with any of its parts; a minimum, and a harmonic or geometric mean that is
zero, only when all the parts that hold it rise: one part lies below, two are a pair, more need more than a pair.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from smartscore.questionnaire import Rule
from smartscore.scoring.tree import ZERO, Node

Pair = tuple[int, int]
"""The numbers of two steps, the smaller first."""


@dataclass(frozen=True, slots=True)
class Raised:
    """A step by its number, and the value that its question then has."""

    number: int
    x: Fraction


def lifting_pairs(node: Node, steps: Mapping[str, Sequence[Raised]]) -> Iterator[Pair]:
    """Yield the pairs of steps that lift a node; `steps` are those of each question. No single step may lift it."""
    holding = _holding(node)
    if len(holding) == 2:  # noqa: PLR2004  # a pair
        yield from (_ordered(pair) for pair in product(*(_lifting(part, steps) for part in holding)))
    elif len(holding) < 2:  # noqa: PLR2004  # the same
        for part in holding or _known(node):
            yield from lifting_pairs(part, steps)


def _lifting(node: Node, steps: Mapping[str, Sequence[Raised]]) -> list[int]:
    """Return the steps that lift a node, each alone."""
    if node.tier is None:
        return [step.number for step in steps.get(node.id, ()) if step.x > (node.value.central or ZERO)]
    holding = _holding(node)
    parts = holding or _known(node)
    return [number for part in parts for number in _lifting(part, steps)] if len(holding) < 2 else []  # noqa: PLR2004  # two steps are not one


def _holding(node: Node) -> tuple[Node, ...]:
    """Return the parts that all have to rise before the node does; none where it rises with any of them."""
    if node.tier is None or not _is_held(node):
        return ()
    return tuple(part for part in _known(node) if part.value.central == node.value.central)


def _is_held(node: Node) -> bool:
    rule, on = (node.tier.rule, node.tier.on) if node.tier else (Rule.MEAN, None)
    zero = on is not None and on[0] == 0 and node.value.central == 0
    return rule is Rule.MINIMUM or (rule in (Rule.HARMONIC, Rule.GEOMETRIC) and zero)


def _known(node: Node) -> tuple[Node, ...]:
    return tuple(part for part in node.parts() if part.value.central is not None)


def _ordered(pair: tuple[int, ...]) -> Pair:
    first, second = sorted(pair)
    return first, second
