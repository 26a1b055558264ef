"""The tree behind a number, and the cheapest single change that lifts it."""

from fractions import Fraction
from typing import Final

from pydantic import Field

from smartscore.answers import Sheet, given_text
from smartscore.errors import UsageError, unknown
from smartscore.exact import HUNDRED
from smartscore.model import Exact, Id, Index, Model, to_index
from smartscore.questionnaire import OVERALL, Questionnaire, Rule
from smartscore.questions.question import Effort
from smartscore.scoring import assessments, scorecard_of
from smartscore.scoring.actions import Change, cheapest_change, gain_of, single_changes, smallest_pair
from smartscore.scoring.assessment import Assessment
from smartscore.scoring.scorecard import Scorecard
from smartscore.scoring.tree import ZERO, Node

ADDITIVE: Final = (Rule.MEAN, Rule.POOLED)
"""Rules under which a part's contribution can be stated: its share of the known weight times its index."""


class Part(Model):
    """A part of the number: a group or question below, at any depth."""

    id: Id = Field(description="The group or question.")
    parent: Id = Field(description="The group above.")
    depth: int = Field(description="1 for what lies directly below the explained node.")
    name: str = Field(description="The group's name or the question.")
    is_question: bool = Field(description="Whether it is a question.")
    weight: Exact = Field(description="Its weight among its neighbours.")
    index: Index | None = Field(description="Its index; None where nothing is known or nothing applies.")
    known_share: Exact | None = Field(
        description="Its share of the known weight of the group above; None where it has none."
    )
    contribution: Index | None = Field(description="Points it adds to the group above; None where its rule is no sum.")
    state: str = Field(description="A question's state; empty for groups.")
    answer: str = Field(description="A question's answer, as files hold it.")


class Lift(Model):
    """The cheapest single change that lifts the number."""

    question: Id = Field(description="The question.")
    step: str = Field(description="The step: 1-2, a criterion, or empty.")
    do: str | None = Field(description="What to do.")
    owner: str | None = Field(description="Who usually does it.")
    effort: Exact = Field(description="Its effort.")
    size: Effort | None = Field(description="Its effort as S, M or L; None where no action is written.")
    gain: Index = Field(description="What the explained index gains.")


class Explanation(Model):
    """Why a number is what it is."""

    node: Id = Field(description="The explained group or question.")
    scorecard: Scorecard = Field(description="The scorecard it belongs to.")
    parts: tuple[Part, ...] = Field(description="Everything below, parents first.")
    lift: Lift | None = Field(description="The cheapest single change; None where no single one lifts it.")
    pair: tuple[Id, ...] = Field(description="Then: the two questions whose next steps together do; else empty.")


def explain(questionnaire: Questionnaire, sheet: Sheet, node_id: str) -> Explanation:
    """Explain a group, a question or `overall`. Raises UsageError for any other name, SheetError like `score`."""
    assessment, supported = assessments(questionnaire, sheet)
    node = _find(questionnaire, assessment, node_id)
    card = scorecard_of(sheet, assessment, supported)
    changes = single_changes(assessment)
    lift = cheapest_change(assessment, changes, node_id)
    pair = () if lift or not changes else smallest_pair(assessment, changes, node_id)
    parts = tuple(_parts(questionnaire, assessment, node, 1))
    return Explanation.model_construct(
        node=node_id, scorecard=card, parts=parts, lift=_lift(assessment, lift, node_id), pair=pair
    )


def _find(questionnaire: Questionnaire, assessment: Assessment, node_id: str) -> Node:
    present = {node.id: node for node in assessment.root.walk()}
    if node_id not in present:
        known = [OVERALL, *questionnaire.groups, *questionnaire.questions]
        raise UsageError([unknown("usage.node", node_id, [name for name in known if name in present])])
    return present[node_id]


def _parts(questionnaire: Questionnaire, assessment: Assessment, node: Node, depth: int) -> list[Part]:
    below: list[Part] = []
    for child in node.children:
        below.append(_part(questionnaire, assessment, node, child, depth))
        below += _parts(questionnaire, assessment, child, depth + 1)
    return below


def _part(questionnaire: Questionnaire, assessment: Assessment, node: Node, child: Node, depth: int) -> Part:
    share, contribution = _share_and_contribution(node, child)
    additive = node.tier is not None and node.tier.rule in ADDITIVE
    is_question = child.tier is None
    response = assessment.responses[child.id] if is_question else None
    return Part.model_construct(
        id=child.id,
        parent=node.id,
        depth=depth,
        name=questionnaire.questions[child.id].ask if is_question else questionnaire.groups[child.id].name,
        is_question=is_question,
        weight=child.weight,
        index=to_index(child.value.central),
        known_share=share,
        contribution=to_index(contribution) if additive else None,
        state=response.state.value if response else "",
        answer=given_text(response.given) if response else "",
    )


def _share_and_contribution(node: Node, child: Node) -> tuple[Fraction | None, Fraction | None]:
    """Return a child's share of the weight of what is known in the group, and what it adds to a weighted mean.

    Where questions are pooled, both are those of the questions inside the child.
    """
    inside = {child.id, *(leaf.id for leaf in child.leaves())}
    known = [(part.id, part.weight, part.value.central) for part in node.parts() if part.value.central is not None]
    mine = [(weight, x) for part_id, weight, x in known if part_id in inside]
    if not mine:
        return None, None
    total = sum((weight for _, weight, _ in known), ZERO)
    share = sum((weight for weight, _ in mine), ZERO) / total
    return share, sum((weight * x for weight, x in mine), ZERO) / total


def _lift(assessment: Assessment, change: Change | None, node_id: str) -> Lift | None:
    if change is None:
        return None
    action = change.steps[-1].action
    return Lift.model_construct(
        question=change.question,
        step=change.steps[-1].key,
        do=action.do if action else None,
        owner=action.owner if action else None,
        effort=change.effort,
        size=action.effort if action else None,
        gain=gain_of(assessment, change, node_id) * HUNDRED,
    )
