"""Who runs the program, where and when: handed in from outside, so that nothing inside looks it up."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The person, the machine, the process and the clock of one run.

    `token` is a random text that no other run has; `is_alive` says whether a process of this machine still runs.
    """

    user: str
    host: str
    process: int
    token: str
    now: Callable[[], datetime]
    is_alive: Callable[[int], bool]
