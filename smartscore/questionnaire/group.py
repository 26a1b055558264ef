"""The tree of a questionnaire: groups that hold groups, questions, or both."""

from collections.abc import Collection, Iterator
from fractions import Fraction
from typing import Self

from pydantic import Field, model_validator

from smartscore.model import Id, Model, Text, Weight, mistake
from smartscore.questions import AnyQuestion
from smartscore.questions.question import Question


class Group(Model):
    """A dimension, an area, or any group below: it holds groups, questions, or both."""

    id: Id = Field(description="Readable and unique; not the name of a column of results, such as `level` or `index`.")
    name: Text = Field(description="Its name.")
    about: Text | None = Field(default=None, description="What it is about, in a sentence or two.")
    weight: Weight = Field(default=Fraction(1), description="Its weight among its neighbours.")
    groups: tuple["Group", ...] = Field(default=(), description="Groups inside.")
    questions: tuple[AnyQuestion, ...] = Field(default=(), description="Questions inside.")

    @model_validator(mode="after")
    def _not_empty(self) -> Self:
        if not self.groups and not self.questions:
            raise mistake("fault.group_empty", id=self.id)
        return self

    def walk(self) -> Iterator["Group"]:
        """Yield this group and all below, parents first."""
        yield self
        for group in self.groups:
            yield from group.walk()

    def without(self, out: Collection[str]) -> "Group | None":
        """Return the group without the questions of these ids; None where nothing is left."""
        groups = tuple(kept for group in self.groups if (kept := group.without(out)) is not None)
        questions = tuple(question for question in self.questions if question.id not in out)
        return self.model_copy(update={"groups": groups, "questions": questions}) if groups or questions else None

    def all_questions(self) -> Iterator[Question]:
        """Yield all questions in this group and below, in the order of asking."""
        yield from self.questions
        for group in self.groups:
            yield from group.all_questions()
