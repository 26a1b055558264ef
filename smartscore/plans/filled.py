"""One respondent's answers as a plan scores them, wherever they came from."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from smartscore.plans.values import Value

if TYPE_CHECKING:
    from smartscore.profile import Profile  # a table does without


class Filled(NamedTuple):
    """A sheet or a row that has been read: where it stands, who answered, and one value for every question.

    `line` is the row in a table or the line in an NDJSON file, from 1; None for a file of its own. `supported` are the
    values that evidence supports; None where nothing is told of evidence, or where only it counts anyway. `profile`
    says what kind of place the region is, and so which questions the values belong to; None where nothing says it.
    `told` gives the text of the answer to a question, by position, for whoever has to compare answers.
    """

    file: str
    line: int | None
    region: str | None
    period: str | None
    respondent: str | None
    role: str
    form: str
    values: Sequence[Value]
    supported: Sequence[Value] | None
    profile: "Profile | None" = None
    told: Callable[[int], str] | None = None
