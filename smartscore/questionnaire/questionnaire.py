"""A whole questionnaire, in one language. Nothing here reads a file."""

import hashlib
from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property
from typing import Final, Literal, Self

from pydantic import Field, PrivateAttr, model_validator

from smartscore.errors import QuestionnaireError
from smartscore.model import Id, Model, Text, Version
from smartscore.profile import Profile
from smartscore.questionnaire.consistency import faults
from smartscore.questionnaire.group import Group
from smartscore.questionnaire.rules import (
    Bands,
    CoverageMarks,
    EffortSize,
    Expectation,
    Gate,
    NotApplicablePolicy,
    Readiness,
    Source,
    Tier,
    WaitingPolicy,
    WeakestDimension,
)
from smartscore.questions.question import Effort, Question
from smartscore.scale import Scale

Form = Literal["full", "quick"]

OVERALL: Final = "overall"
"""The id of the whole, above all dimensions."""

DEFAULT_EFFORTS: Final[dict[Effort, Fraction]] = {"S": Fraction(1), "M": Fraction(3), "L": Fraction(9)}


class Questionnaire(Model):
    """A whole instrument in one language."""

    format: Literal["smartscore-questionnaire/1"] = Field(description="The format of these files.")
    id: Id = Field(description="The questionnaire's id; also the name of its folder.")
    version: Version = Field(description="Three numbers; a sheet made for a newer version is refused.")
    title: Text = Field(description="Its title.")
    about: Text | None = Field(default=None, description="What it is for.")
    languages: tuple[Id, ...] = Field(min_length=1, description="Languages; the first is the one of the files here.")
    unofficial: bool = Field(default=False, strict=True, description="Not an instrument of any authority.")
    notice: Text | None = Field(default=None, description="A sentence that every report prints.")
    license: Text | None = Field(default=None, description="The licence of the texts.")
    sources: tuple[Source, ...] = Field(default=(), description="Where it comes from.")
    legal_basis: tuple[Source, ...] = Field(default=(), description="The law behind it, where there is one.")
    scale: Scale = Field(description="The levels of its questions.")
    tiers: tuple[Tier, ...] = Field(min_length=1, description="The storeys of the tree, the whole first.")
    bands: Bands = Field(description="The levels of its results.")
    coverage: CoverageMarks = Field(default=CoverageMarks(), description="How much has to be known.")
    not_applicable: NotApplicablePolicy = Field(default=NotApplicablePolicy(), description="Not-applicable answers.")
    waiting: WaitingPolicy | None = Field(
        default=None, description="Answers an outside body gives; unknown without it."
    )
    weakest_dimension: WeakestDimension | None = Field(default=None, description="No such limit where not given.")
    gated: bool = Field(default=False, strict=True, description="Only what evidence supports counts.")
    gates: tuple[Gate, ...] = Field(default=(), description="Groups that have to reach a level first.")
    expectations: tuple[Expectation, ...] = Field(
        default=(), description="Answers that belong together; the interview points out where they do not agree."
    )
    efforts: dict[Effort, EffortSize] | None = Field(
        default=None, description="What S, M and L mean; 1, 3, 9 without it."
    )
    readiness: Readiness | None = Field(default=None, description="The readiness view; none without it.")
    dimensions: tuple[Group, ...] = Field(min_length=1, description="The dimensions, in the order of asking.")

    _digest: str = PrivateAttr(default="")
    _language: str = PrivateAttr(default="")
    _hidden: frozenset[str] = PrivateAttr(default=frozenset())

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        """Raise QuestionnaireError (all faults at once) where the parts contradict each other."""
        found = tuple(faults(self))
        if found:
            raise QuestionnaireError(found)
        return self

    @property
    def digest(self) -> str:
        """A SHA-256 of the content: of its files in their first language where it was read from files."""
        return self._digest or hashlib.sha256(self.model_dump_json().encode()).hexdigest()

    @property
    def language(self) -> str:
        """The language of its texts."""
        return self._language or self.languages[0]

    def read_from_files(self, digest: str, language: str) -> "Questionnaire":
        """Return the same questionnaire, knowing the digest of its files and the language it was read in."""
        copy = self.model_copy()
        copy._digest = digest  # noqa: SLF001  # its own
        copy._language = language  # noqa: SLF001  # its own
        return copy

    @property
    def hidden(self) -> frozenset[str]:
        """The ids of questions that were taken out because they do not concern the region."""
        return self._hidden

    def shown_to(self, profile: Profile | None) -> "Questionnaire":
        """Return the questionnaire without the questions that do not concern a region; itself where all do."""
        out = {q.id for q in self.questions.values() if q.when is not None and not q.when.concerns(profile)}
        if not out:
            return self
        dimensions = tuple(kept for group in self.dimensions if (kept := group.without(out)) is not None)
        copy = self.model_copy(update={"dimensions": dimensions})
        for name in ("questions", "groups", "parents"):  # computed anew for what is left
            copy.__dict__.pop(name, None)
        copy.__dict__["renamed"] = self.renamed  # a sheet may name a hidden question by its earlier id, too
        copy._hidden = frozenset(out)  # noqa: SLF001  # its own
        return copy

    @cached_property
    def questions(self) -> dict[str, Question]:
        """All questions by id, in the order of asking."""
        return {question.id: question for group in self.dimensions for question in group.all_questions()}

    @cached_property
    def groups(self) -> dict[str, Group]:
        """All groups by id, parents first."""
        return {group.id: group for dimension in self.dimensions for group in dimension.walk()}

    @cached_property
    def parents(self) -> dict[str, str]:
        """The id of the group above each group and question; the dimensions stand below `overall`."""
        above = {dimension.id: OVERALL for dimension in self.dimensions}
        for group in self.groups.values():
            above.update({child.id: group.id for child in (*group.groups, *group.questions)})
        return above

    @cached_property
    def renamed(self) -> dict[str, str]:
        """The present id of each earlier question id."""
        return {old: question.id for question in self.questions.values() for old in question.renamed_from}

    def path(self, node_id: str) -> tuple[str, ...]:
        """Return the ids from the dimension down to a group or question, itself included."""
        steps: list[str] = []
        while node_id != OVERALL:
            steps.append(node_id)
            node_id = self.parents[node_id]
        return tuple(reversed(steps))

    def asked(self, form: Form) -> Iterator[Question]:
        """Yield the questions of a form."""
        yield from (question for question in self.questions.values() if form == "full" or question.quick)

    def allows_not_applicable(self, question: Question) -> bool:
        """Say whether a question may be declared not applicable: by its own rule, else by the one for all."""
        return (question.not_applicable or self.not_applicable.policy) == "allowed"

    def tier(self, depth: int) -> Tier:
        """Return the storey at a depth: 0 is the whole, 1 the dimensions."""
        return self.tiers[depth]

    def effort(self, size: Effort) -> Fraction:
        """Return an effort as a number."""
        return self.efforts[size].number if self.efforts and size in self.efforts else DEFAULT_EFFORTS[size]

    def level_name(self, level: int | None) -> str | None:
        """Return the name of a result's level; None below the first band."""
        return None if level is None else self.bands.name(level)

    def band_level(self, x: Fraction) -> int:
        """Return the level whose band holds the value x in [0, 1]."""
        return self.bands.level(self.native(x) if self.bands.unit == "native" else x * 100)

    @property
    def band_edges(self) -> tuple[Fraction, ...]:
        """The indexes, from 0 to 100, at which the levels of results begin, lowest first."""
        edges = (band.min for band in self.bands.levels)
        return tuple(edge if self.bands.unit == "index" else self.scale.x(edge) * 100 for edge in edges)

    def native(self, x: Fraction) -> Fraction:
        """Return the instrument's own value of x."""
        return self.scale.native(x)
