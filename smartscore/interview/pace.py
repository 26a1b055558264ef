"""How long a sitting will still take, from this person's own pace. Pure: whoever asks brings the clock."""

from dataclasses import dataclass, replace
from statistics import median
from typing import Final

LONGEST: Final = 600.0
"""Seconds: a question that took longer was left lying, and says nothing of the pace."""

ENOUGH: Final = 3
"""Answers after which the pace is worth telling."""


@dataclass(frozen=True, slots=True)
class Pace:
    """The seconds that each answer of this sitting took."""

    seconds: tuple[float, ...] = ()

    def noted(self, seconds: float) -> "Pace":
        """Return the pace with one more answer; one that took very long is left out."""
        return replace(self, seconds=(*self.seconds, seconds)) if 0 <= seconds <= LONGEST else self

    def minutes_left(self, open_questions: int) -> int | None:
        """Return the whole minutes that so many questions will take, at least one; None while too little is known."""
        if len(self.seconds) < ENOUGH or not open_questions:
            return None
        return max(1, round(median(self.seconds) * open_questions / 60))
