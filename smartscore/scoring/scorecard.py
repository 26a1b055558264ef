"""The scorecard: everything that was found out about one sheet, frozen, with the way each number came about.

Indexes run from 0 to 100; shares and coverage from 0 to 1. None always means: not known, or nothing that applies.

What scoring has worked out is not validated once more: it makes these models with `model_construct`, so that a report
needs no validators of theirs; the tests validate what comes of it.
"""

from typing import Final, Literal

from pydantic import Field

from smartscore.answers import EvidenceItem, EvidenceStatus, Role, State
from smartscore.model import Exact, Id, Index, Model
from smartscore.questionnaire import Form
from smartscore.questions.question import Effort

FORMAT: Final = "smartscore-scorecard/1"

CapKind = Literal["must_have", "gate", "weakest_dimension"]
NoLevel = Literal["coverage", "not_applicable"]
Doubt = Literal["short_form", "coverage", "dimension_below_floor", "not_applicable"]
ActionReason = Literal["must_have", "gate", "find_out", "gain"]


class Cap(Model):
    """Something that holds a level below the band of its index."""

    kind: CapKind = Field(description="What holds it.")
    node: Id = Field(description="The question, group or dimension that does.")
    holds_at: int = Field(description="The level that is not exceeded.")
    because: str | None = Field(description="The reason that the questionnaire gives.")


class LevelResult(Model):
    """The maturity level of the whole or of a dimension, with its causes."""

    level: int | None = Field(description="The level; None where too little is known.")
    name: str | None = Field(description="Its name; None below the first band too.")
    none_because: NoLevel | None = Field(description="Why there is no level.")
    band: int | None = Field(description="The level of the index alone, before anything holds it.")
    caps: tuple[Cap, ...] = Field(
        description="What holds the level (without one: the certain level) below its band, strictest first."
    )
    provisional: bool = Field(description="Whether the level may still change with what is not known.")
    doubts: tuple[Doubt, ...] = Field(description="Why it is provisional.")
    certain: int | None = Field(description="The level that is reached whatever the open answers are.")
    certain_name: str | None = Field(description="Its name.")


class Numbers(Model):
    """The numbers of a question or group."""

    index: Index | None = Field(description="From known answers only.")
    low: Index | None = Field(description="With everything not known at its worst.")
    high: Index | None = Field(description="With everything not known at its best.")
    supported: Index | None = Field(
        description="From what evidence supports; None for gated instruments, which count only that."
    )
    coverage: Exact | None = Field(description="Known weight over applicable weight.")
    not_applicable: Exact = Field(description="Share of the weight that does not apply.")
    weight: Exact = Field(description="Its weight among its neighbours.")
    share: Exact | None = Field(description="Its share of the group above, among what applies.")


class GroupScore(Numbers):
    """The whole, a dimension, an area, or any group below."""

    id: Id = Field(description="The group's id; `overall` for the whole.")
    parent: Id | None = Field(description="The group above.")
    depth: int = Field(description="0 for the whole, 1 for dimensions.")
    tier: str = Field(description="What a group of this storey is called.")
    rule: str = Field(description="How its value is made from what it holds.")
    rule_scale: tuple[Exact, Exact] | None = Field(description="The scale [a, b] of a harmonic or geometric mean.")
    name: str = Field(description="Its name.")
    native: Exact | None = Field(description="The instrument's own value of the index.")
    result: LevelResult | None = Field(description="Its level; for the whole and the dimensions.")
    supported_result: LevelResult | None = Field(description="Its level from what evidence supports.")


class QuestionScore(Numbers):
    """A question and its answer."""

    id: Id = Field(description="The question's id.")
    parent: Id = Field(description="The group above.")
    kind: str = Field(description="The kind of question.")
    ask: str = Field(description="The question.")
    element: Id | None = Field(description="The readiness element it tells of.")
    quick: bool = Field(description="Whether it is part of the short form.")
    state: State = Field(description="What the answer is.")
    answer: str = Field(description="The value as files hold it; empty unless answered.")
    chosen: str | None = Field(description="What the answer says, in words: the level's or option's text.")
    unit: str | None = Field(description="The unit of a number.")
    thresholds: tuple[Exact, ...] = Field(description="Where the levels of a number begin; empty for other kinds.")
    level: int | None = Field(description="The level of the answer, where its kind has levels.")
    supported_level: int | None = Field(description="The level that its evidence supports.")
    reason: str | None = Field(description="Why it is not applicable.")
    note: str | None = Field(description="The respondent's comment.")
    evidence: tuple[EvidenceItem, ...] = Field(description="What was offered as proof or cited.")
    documents: dict[Id, str] = Field(description="The names of the documents asked for that it proves, by id.")
    by: tuple[str, ...] = Field(
        default=(), description="Who gave the answer, where sheets were merged; empty: the sheet's respondent."
    )


class UnmetMinimum(Model):
    """A must-have or gate that is not met."""

    kind: Literal["must_have", "gate"] = Field(description="What it is.")
    node: Id = Field(description="The question, or the gate's group.")
    name: str = Field(description="The question or the group's name.")
    state: State | None = Field(description="The answer's state; None for a gate.")
    answer: str = Field(description="The answer, as files hold it.")
    at_least: str = Field(description="What is demanded.")
    holds_at: int = Field(description="The level it holds.")
    because: str = Field(description="The reason.")


class MissingEvidence(Model):
    """A document that an answer claims and does not prove."""

    question: Id = Field(description="The question.")
    evidence: Id = Field(description="The evidence asked for.")
    name: str = Field(description="The document.")
    shows: str | None = Field(description="What must be readable in it.")
    asked_for: str = Field(description="The level or criterion it is asked for; empty for the whole question.")
    status: EvidenceStatus | None = Field(
        description="How far what was offered has got: returned, rejected, or, on an assessed sheet, present and "
        "not yet accepted; None where nothing was offered."
    )


class OpenQuestion(Model):
    """A question of which nothing is known yet."""

    question: Id = Field(description="The question.")
    state: State = Field(description="Unknown, waiting or missing.")
    note: str | None = Field(description="The respondent's comment.")
    spread: Index = Field(description="How far the overall interval would shrink if it were known, at least.")
    changes_level: bool = Field(description="Whether its answer could change the overall level.")


class ActionStep(Model):
    """One thing to do."""

    key: str = Field(description="The step (1-2), the criterion, or empty.")
    do: str | None = Field(description="What to do; None where the questionnaire gives no text.")
    owner: str | None = Field(description="Who usually does it.")
    effort: Effort = Field(description="S, M or L.")
    quick_win: bool = Field(description="Done within 12 months and noticed by citizens.")
    needs: tuple[Id, ...] = Field(description="Questions whose answers should come first.")


class NextAction(Model):
    """One of the next actions, in order."""

    reason: ActionReason = Field(description="Why it stands where it stands.")
    question: Id = Field(description="The question it improves.")
    find_out: bool = Field(description="True: nothing is known yet; find out first.")
    steps: tuple[ActionStep, ...] = Field(description="What to do, in order.")
    evidence: tuple[str, ...] = Field(description="The documents that would prove it, where only they are missing.")
    level_from: int | None = Field(description="The question's level now.")
    level_to: int | None = Field(description="Its level afterwards.")
    effort: Exact = Field(description="The efforts of the steps, added up.")
    gain: Index | None = Field(description="What the overall index gains; None for finding out.")
    dimension_gain: Index | None = Field(description="What the dimension's index gains.")
    level_after: int | None = Field(description="The overall level afterwards.")


class ElementScore(Model):
    """How many questions of a readiness element are good, moderate or poor."""

    id: Id = Field(description="The element.")
    parent: Id | None = Field(description="The group of elements; None for such a group itself.")
    name: str = Field(description="Its name.")
    questions: int = Field(description="Questions that apply.")
    good: int = Field(description="Questions at or above the upper cut.")
    moderate: int = Field(description="Questions between the cuts.")
    poor: int = Field(description="Questions below the lower cut.")
    open: int = Field(description="Questions of which nothing is known.")


class LevelText(Model):
    """A level that results can have."""

    level: int = Field(description="Its number.")
    name: str = Field(description="Its name.")
    min: Index = Field(description="The index at which it begins.")


class Method(Model):
    """How the numbers came about, as far as the questionnaire decides it."""

    gated: bool = Field(description="Whether only what evidence supports counts.")
    floor: int = Field(description="The scale's zero.")
    highest: int = Field(description="The scale's best level.")
    decimals: int = Field(description="Decimals of the instrument's own value.")
    coverage_floor: Exact = Field(description="Below this coverage there is no level.")
    coverage_provisional: Exact = Field(description="Below this coverage a level is provisional.")
    not_applicable_mark: Exact = Field(description="Above this share of a dimension its level is provisional.")
    waiting_counts_as: int | None = Field(description="The level that a waiting answer counts; None: unknown.")
    slack: int | None = Field(description="How far the whole may lie above its weakest dimension; None: no limit.")
    efforts: dict[Effort, str] = Field(description="What the sizes of effort mean; empty where it does not say.")
    good: Exact | None = Field(description="From this share of the best a question is good.")
    moderate: Exact | None = Field(description="From this share it is moderate.")


class Scorecard(Model):
    """The result of one sheet."""

    format: Literal["smartscore-scorecard/1"] = Field(description="The format of this file.")
    program: str = Field(description="The program and its version.")
    language: str = Field(description="The language of its texts.")
    questionnaire: Id = Field(description="The questionnaire.")
    questionnaire_version: str = Field(description="Its version.")
    questionnaire_digest: str = Field(description="SHA-256 of its content.")
    title: str = Field(description="Its title.")
    unofficial: bool = Field(description="Not an instrument of any authority.")
    notice: str | None = Field(description="A sentence that every report prints.")
    sheet_version: str = Field(description="The version that the sheet answered.")
    sheet_digest: str = Field(description="SHA-256 of the sheet's content.")
    region: str | None = Field(description="The region.")
    period: str | None = Field(description="The period.")
    respondent: str | None = Field(description="Who answered.")
    role: Role = Field(description="self, assessor or agreed.")
    assessed: bool = Field(description="Whether only accepted evidence proves anything.")
    form: Form = Field(description="full, or quick: only the short form's questions count.")
    note: str | None = Field(description="The respondent's comment on the whole.")
    asked: int = Field(description="Questions of this form.")
    uncounted: int = Field(description="Answers outside the short form: they count once every question has one.")
    states: dict[State, int] = Field(description="How many of them are in each state.")
    levels: tuple[LevelText, ...] = Field(description="The levels that results can have, lowest first.")
    method: Method = Field(description="How the numbers came about.")
    groups: tuple[GroupScore, ...] = Field(description="The whole first, then every group, parents first.")
    questions: tuple[QuestionScore, ...] = Field(description="Every question of the form, in the order of asking.")
    elements: tuple[ElementScore, ...] = Field(description="The readiness view; empty where there is none.")
    strengths: tuple[Id, ...] = Field(description="Areas at or above the good cut, best first, at most five.")
    weaknesses: tuple[Id, ...] = Field(description="Areas below the good cut, worst first, at most five.")
    unmet: tuple[UnmetMinimum, ...] = Field(description="Must-haves and gates that are not met.")
    missing_evidence: tuple[MissingEvidence, ...] = Field(description="What is claimed and not proved.")
    open: tuple[OpenQuestion, ...] = Field(description="What is not known.")
    actions: tuple[NextAction, ...] = Field(description="The next actions, at most ten, in order.")
    no_single_change: bool = Field(description="True where no single step lifts the overall index.")
    smallest_pair: tuple[Id, ...] = Field(
        description="Then: the two questions whose next steps together do; else empty."
    )

    @property
    def overall(self) -> GroupScore:
        """The whole."""
        return self.groups[0]

    @property
    def dimensions(self) -> tuple[GroupScore, ...]:
        """The dimensions, in order."""
        return tuple(group for group in self.groups if group.depth == 1)

    def children(self, group_id: str) -> tuple[GroupScore, ...]:
        """Return the groups directly inside a group."""
        return tuple(group for group in self.groups if group.parent == group_id)

    def group(self, group_id: str) -> GroupScore:
        """Return a group by id. Raises KeyError where there is none."""
        return {group.id: group for group in self.groups}[group_id]

    def question(self, question_id: str) -> QuestionScore:
        """Return a question by id. Raises KeyError where there is none."""
        return {question.id: question for question in self.questions}[question_id]

    def dimension_of(self, node_id: str) -> GroupScore:
        """Return the dimension that a question or group lies in."""
        above = {group.id: group.parent for group in self.groups}
        above.update({question.id: question.parent for question in self.questions})
        while above[node_id] not in (None, self.overall.id):
            node_id = above[node_id] or node_id
        return self.group(node_id)
