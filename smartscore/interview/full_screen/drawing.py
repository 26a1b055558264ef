"""How texts become lines of a given width, for every panel. Texts are data: nothing in them is markup. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rich.cells import cell_len, chop_cells

CUT: Final = "…"
"""What stands where a text was cut."""

MUTED: Final = "dim"
GOOD: Final = "$text-success"
BAD: Final = "bold $text-error"
MARKED: Final = "on $primary 35%"
"""Textual's names of how things look; it knows them in light and dark."""


@dataclass(frozen=True, slots=True)
class Line:
    """A text that is wrapped behind its sign; `style` is Textual's name for how it looks.

    `target` is what a click on it means, None where a click means nothing.
    """

    text: str
    style: str = ""
    sign: str = ""
    target: int | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """One line of the screen."""

    text: str
    style: str = ""
    target: int | None = None


def drawn(lines: Iterable[Line], width: int) -> Iterator[Drawn]:
    """Yield the lines of the screen that texts fill, in so many columns."""
    for line in lines:
        before = f"{line.sign} " if line.sign else ""
        behind = " " * cell_len(before)
        for number, text in enumerate(wrapped(line.text, max(width - len(behind), 1))):
            yield Drawn((behind if number else before) + text, line.style, line.target)


@lru_cache(maxsize=2048)
def wrapped(text: str, width: int) -> tuple[str, ...]:
    """Return the lines of a text, at least one; words are broken only where a line does not hold one."""
    return tuple(line for paragraph in text.split("\n") for line in _filled(paragraph, width))


def _filled(paragraph: str, width: int) -> Iterator[str]:
    line, used = "", 0
    for word in paragraph.split(" "):
        size = cell_len(word)
        if line and used + 1 + size > width:
            yield line
            line, used = "", 0
        elif line:
            line, used = f"{line} ", used + 1
        *full, word_end = chop_cells(word, width) if size > width else [word]
        yield from full
        line, used = line + word_end, used + cell_len(word_end)
    yield line


def cut(text: str, width: int) -> str:
    """Return a text that fits in one line; where it was cut it says so."""
    if cell_len(text) <= width:
        return text
    beginning = chop_cells(text, width - 1)[0] if width > 1 else ""
    return f"{beginning}{CUT}" if width > 0 else ""
