"""What could not be scored, and why."""

from typing import NamedTuple

from smartscore.errors import Fault


class Rejection(NamedTuple):
    """A sheet or a row that gets no result; `line` as in `Filled`. The faults know their places themselves.

    `joined`: it is a region of several.
    """

    file: str
    line: int | None
    faults: tuple[Fault, ...]
    region: str | None = None
    period: str | None = None
    respondent: str | None = None
    joined: bool = False
