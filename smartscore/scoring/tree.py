"""The tree of values: every question and group with its central value, its interval, its coverage.

The tree is made once per sheet; what one changed answer would do is found by making its path to the top anew, or,
where only the central values of the path are asked for, those alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from smartscore.exact import weighted_mean
from smartscore.questionnaire import OVERALL, Group, Questionnaire, Rule, Tier
from smartscore.scoring.aggregation import AGGREGATIONS

ZERO: Final = Fraction(0)
ONE: Final = Fraction(1)


@dataclass(frozen=True, slots=True)
class Value:
    """What is known of one question or group; all numbers in [0, 1].

    central: from known answers only; None where nothing is known.
    low, high: with everything not known at its worst and at its best; None where nothing applies.
    coverage: known weight over applicable weight; None where nothing applies.
    not_applicable: the share of the weight that does not apply.
    """

    central: Fraction | None
    low: Fraction | None
    high: Fraction | None
    coverage: Fraction | None
    not_applicable: Fraction = ZERO

    @property
    def applies(self) -> bool:
        """Say whether anything in it applies."""
        return self.coverage is not None


ABSENT: Final = Value(None, None, None, None, ONE)
"""A question that does not apply."""

OPEN: Final = Value(None, ZERO, ONE, ZERO)
"""A question of which nothing is known."""


def known(x: Fraction) -> Value:
    """Return the value of an answered question."""
    return Value(x, x, x, ONE)


def counted(x: Fraction) -> Value:
    """Return the value of a question that counts as x until somebody outside answers it."""
    return Value(x, x, ONE, ONE)


@dataclass(frozen=True, slots=True)
class Node:
    """A question or group in the tree; questions have no tier and no children."""

    id: str
    weight: Fraction
    value: Value
    tier: Tier | None = None
    children: tuple["Node", ...] = ()

    def leaves(self) -> Iterator["Node"]:
        """Yield the questions below, or the question itself."""
        if self.tier is None:
            yield self
        for child in self.children:
            yield from child.leaves()

    def walk(self) -> Iterator["Node"]:
        """Yield this node and all below, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()

    def parts(self) -> tuple["Node", ...]:
        """Return the nodes whose values make this one: the children, or all questions below where they are pooled."""
        pooled = self.tier is not None and self.tier.rule is Rule.POOLED
        return tuple(self.leaves()) if pooled else self.children


def grow(questionnaire: Questionnaire, values: Mapping[str, Value]) -> Node:
    """Make the tree from the questions' values; questions that are not in `values` are not part of the form."""
    dimensions = (_group(group, questionnaire, values, 1) for group in questionnaire.dimensions)
    return combine(OVERALL, ONE, questionnaire.tier(0), tuple(node for node in dimensions if node))


def changed(node: Node, path: tuple[str, ...], value: Value) -> Node:
    """Return the tree with the question at the end of the path having another value."""
    if not path:
        return replace(node, value=value)
    children = tuple(changed(child, path[1:], value) if child.id == path[0] else child for child in node.children)
    if node.tier is None:
        raise AssertionError(node.id)  # paths end at questions
    return combine(node.id, node.weight, node.tier, children)


def gains(node: Node, path: tuple[str, ...], x: Fraction) -> tuple[Fraction, ...]:
    """Return what the central values of a node and of all on the path below it gain, were its last question worth x.

    That question has to be known already: then values change, and nothing else does.
    """
    before = node.value.central or ZERO
    if not path or node.tier is None:
        return (x - before,)
    child = next(child for child in node.children if child.id == path[0])
    below = gains(child, path[1:], x)
    pooled = node.tier.rule is Rule.POOLED
    name, value = (path[-1], x) if pooled else (child.id, (child.value.central or ZERO) + below[0])
    parts = [(part.weight, value if part.id == name else part.value.central) for part in node.parts()]
    central = AGGREGATIONS[node.tier.rule]([(weight, part) for weight, part in parts if part is not None], node.tier)
    return (central - before, *below)


def combine(node_id: str, weight: Fraction, tier: Tier, children: tuple[Node, ...]) -> Node:
    """Make a group from its children."""
    node = Node(node_id, weight, ABSENT, tier, children)
    parts = node.parts()
    applicable = [part for part in parts if part.value.applies]
    if not applicable:
        return node
    value = Value(
        central=_aggregate(tier, [(part.weight, part.value.central) for part in applicable]),
        low=_aggregate(tier, [(part.weight, part.value.low) for part in applicable]),
        high=_aggregate(tier, [(part.weight, part.value.high) for part in applicable]),
        coverage=_mean([(part.weight, part.value.coverage) for part in applicable]),
        not_applicable=_mean([(part.weight, part.value.not_applicable) for part in parts]) or ZERO,
    )
    return replace(node, value=value)


def shares(node: Node) -> dict[str, Fraction]:
    """Return each child's share of the weight among those that apply; they sum to 1.

    Where questions are pooled, a group's share is that of the questions inside it.
    """
    pooled = node.tier is not None and node.tier.rule is Rule.POOLED
    weights = {
        child.id: _pooled_weight(child) if pooled else child.weight for child in node.children if child.value.applies
    }
    total = sum(weights.values())
    return {child_id: weight / total for child_id, weight in weights.items()}


def _pooled_weight(node: Node) -> Fraction:
    return sum((leaf.weight for leaf in node.leaves() if leaf.value.applies), ZERO)


def _group(group: Group, questionnaire: Questionnaire, values: Mapping[str, Value], depth: int) -> Node | None:
    inner = [_group(child, questionnaire, values, depth + 1) for child in group.groups]
    asked = [Node(q.id, q.weight, values[q.id]) for q in group.questions if q.id in values]
    children = (*(node for node in inner if node), *asked)
    return combine(group.id, group.weight, questionnaire.tier(depth), children) if children else None


def _aggregate(tier: Tier, parts: list[tuple[Fraction, Fraction | None]]) -> Fraction | None:
    present = [(weight, x) for weight, x in parts if x is not None]
    return AGGREGATIONS[tier.rule](present, tier) if present else None


def _mean(parts: list[tuple[Fraction, Fraction | None]]) -> Fraction | None:
    present = [(weight, x) for weight, x in parts if x is not None]
    return weighted_mean(present) if present else None
