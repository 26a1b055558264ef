"""One stretch of a text that becomes another: how a text got from one state to the next."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """Signs `start` to `end` of a text become `text`."""

    start: int
    end: int
    text: str

    @classmethod
    def between(cls, old: str, new: str) -> "Edit":
        """Return the one edit that turns the old text into the new one."""
        shortest = min(len(old), len(new))
        start = _longest(shortest, lambda length: old[:length] == new[:length])
        tail = _longest(shortest - start, lambda length: old[len(old) - length :] == new[len(new) - length :])
        return cls(start, len(old) - tail, new[start : len(new) - tail])

    def applied(self, text: str) -> str:
        """Return the text after the edit. Raises ValueError where the text is not the one it was made for."""
        if not 0 <= self.start <= self.end <= len(text):
            raise ValueError(self)
        return text[: self.start] + self.text + text[self.end :]


def _longest(most: int, fits: Callable[[int], bool]) -> int:
    """Return the greatest length up to `most` that fits, where every shorter one fits too."""
    low = 0
    while low < most:
        middle = (low + most + 1) // 2
        low, most = (middle, most) if fits(middle) else (low, middle - 1)
    return low
