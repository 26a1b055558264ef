"""One sheet on one basis (what is claimed, or what evidence supports): values, unmet minimums, levels, and what-ifs."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from smartscore.answers import Response, State
from smartscore.questionnaire import OVERALL, Form, Questionnaire
from smartscore.questions.question import Standing
from smartscore.scoring.levels import Found, Levels, levels
from smartscore.scoring.tree import ABSENT, OPEN, Node, Value, changed, counted, grow, known

Basis = Literal["claimed", "supported"]


@dataclass(frozen=True, slots=True)
class Assessment:
    """The tree of a sheet and the levels that follow from it."""

    questionnaire: Questionnaire
    form: Form
    basis: Basis
    responses: Mapping[str, Response]
    root: Node
    unmet: tuple[str, ...]
    levels: Levels

    @property
    def overall(self) -> Found:
        """The level of the whole."""
        return self.levels[OVERALL]

    def standing(self, question_id: str) -> Standing | None:
        """Return where a question's answer stands on this basis; None where nothing is known."""
        return counting_standing(self.questionnaire, self.responses[question_id], self.basis)

    def node(self, node_id: str) -> Node:
        """Return a node of the tree."""
        node = self.root
        for step in () if node_id == OVERALL else self.questionnaire.path(node_id):
            node = next(child for child in node.children if child.id == step)
        return node

    def with_standing(self, question_id: str, standing: Standing) -> "Assessment":
        """Return what the sheet would be worth with one answer standing elsewhere, all else the same."""
        question = self.questionnaire.questions[question_id]
        root = changed(self.root, self.questionnaire.path(question_id), known(standing.x))
        others = tuple(other for other in self.unmet if other != question_id)
        unmet = others if question.meets(standing) else (*others, question_id)
        return replace(self, root=root, unmet=unmet, levels=levels(self.questionnaire, root, unmet, self.form))


def assess(questionnaire: Questionnaire, responses: Mapping[str, Response], form: Form, basis: Basis) -> Assessment:
    """Evaluate the answers of a form on one basis."""
    asked = [responses[question.id] for question in questionnaire.asked(form)]
    values = {response.question.id: _value(questionnaire, response, basis) for response in asked}
    root = grow(questionnaire, values)
    unmet = tuple(item.question.id for item in asked if not _meets(questionnaire, item, basis))
    return Assessment(questionnaire, form, basis, responses, root, unmet, levels(questionnaire, root, unmet, form))


def counting_standing(questionnaire: Questionnaire, response: Response, basis: Basis) -> Standing | None:
    """Return where an answer stands; a waiting one where the questionnaire counts it; None where nothing is known."""
    if response.state is State.WAITING and questionnaire.waiting:
        return response.question.at_level(questionnaire.waiting.counts_as, questionnaire.scale)
    return response.supported if basis == "supported" else response.standing


def _value(questionnaire: Questionnaire, response: Response, basis: Basis) -> Value:
    if response.state is State.NOT_APPLICABLE:
        return ABSENT
    standing = counting_standing(questionnaire, response, basis)
    if standing is None:
        return OPEN
    return counted(standing.x) if response.state is State.WAITING else known(standing.x)


def _meets(questionnaire: Questionnaire, response: Response, basis: Basis) -> bool:
    minimum = response.question.must_have
    if minimum is None:
        return True
    if response.state is State.NOT_APPLICABLE:
        return minimum.not_applicable == "waived"
    standing = counting_standing(questionnaire, response, basis)
    return standing is not None and response.question.meets(standing)
