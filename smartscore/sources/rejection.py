"""What could not be scored, and why."""

from dataclasses import dataclass

from smartscore.errors import Fault


@dataclass(frozen=True, slots=True)
class Rejection:
    """A sheet or a row that gets no result; `line` as in `Filled`. The faults know their places themselves."""

    file: str
    line: int | None
    faults: tuple[Fault, ...]
    region: str | None = None
    period: str | None = None
    respondent: str | None = None
