"""The kinds of question. A new kind is one file here and one line in `KINDS` (and in the union that pydantic reads)."""

from typing import Annotated, Final

from pydantic import Field

from smartscore.questions.checklist import ChecklistQuestion
from smartscore.questions.choice import ChoiceQuestion
from smartscore.questions.level import LevelQuestion
from smartscore.questions.number import NumberQuestion
from smartscore.questions.question import Question
from smartscore.questions.yes_no import YesNoQuestion

KINDS: Final[dict[str, type[Question]]] = {
    "level": LevelQuestion,
    "number": NumberQuestion,
    "checklist": ChecklistQuestion,
    "yes_no": YesNoQuestion,
    "choice": ChoiceQuestion,
}
"""Every kind of question, by the name that `kind:` gives it."""

AnyQuestion = Annotated[
    LevelQuestion | NumberQuestion | ChecklistQuestion | YesNoQuestion | ChoiceQuestion,
    Field(discriminator="kind"),
]
"""A question of any kind, told apart by `kind:`."""
