"""A page for a terminal: headings, paragraphs, lists and tables, laid out for the width at hand.

Laid out here and not by Rich, which takes several times as long; Rich only colours it on a terminal. A style is a text
such as `bold` or `black on #66a61e`; a line is a list of texts with their styles.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import zip_longest
from math import ceil
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, Protocol

from smartscore.layout import cells_of, widest, wrapped

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

Line = list[tuple[str, str]]

DIM: Final = "dim"
BOLD: Final = "bold"


class Space(NamedTuple):
    """What there is to draw on: columns, and whether it has block and line signs or only letters."""

    width: int
    blocks: bool = True


class Block(Protocol):
    """A part of a page."""

    def lines(self, space: Space) -> Iterator[Line]:
        """Yield its lines."""


class Page:
    """Blocks below one another."""

    wide: Final = False

    def __init__(self, blocks: Iterable[Block]) -> None:
        self.blocks = tuple(blocks)

    def plain(self, width: int, *, blocks: bool) -> str:
        """Return the page for a width, as text without colour."""
        lines = ("".join(text for text, _ in line) for line in self._lines(Space(width, blocks)))
        return "".join(f"{line.rstrip()}\n" for line in lines)

    def __rich_console__(self, console: "Console", options: "ConsoleOptions") -> "RenderResult":
        """Draw for the width at hand."""
        from rich.segment import Segment  # noqa: PLC0415  # only on a terminal

        for line in self._lines(Space(options.max_width, not options.ascii_only)):
            yield from (Segment(text, console.get_style(style) if style else None) for text, style in line if text)
            yield Segment.line()

    def _lines(self, space: Space) -> Iterator[Line]:
        for block in self.blocks:
            yield from block.lines(space)


class Paragraph(NamedTuple):
    """Text in as many lines as it needs, some columns in, below so many blank lines."""

    text: str
    style: str = ""
    indent: int = 0
    below: int = 0

    def lines(self, space: Space) -> Iterator[Line]:
        """Yield its lines."""
        for _ in range(self.below):
            yield [(" " * space.width, "")]
        for piece in wrapped(self.text, space.width - self.indent):
            yield [(" " * self.indent, ""), (piece, self.style)]


class Heading(NamedTuple):
    """A title with a rule behind its last line, below a blank line."""

    title: str

    def lines(self, space: Space) -> Iterator[Line]:
        """Yield its lines."""
        yield []
        sign = "─" if space.blocks else "-"
        *above, last = (piece.rstrip() for piece in wrapped(self.title, space.width - 2))  # the rule is seen behind it
        yield from ([(piece, BOLD)] for piece in above)
        yield [(last, BOLD), (" ", ""), (sign * (space.width - cells_of(last) - 1), DIM)]


class Bar(NamedTuple):
    """An index from 0 to 100 as a bar; blocks where the terminal has them, plain signs where not."""

    value: Fraction | None
    low: Fraction | None
    high: Fraction | None
    style: str

    def lines(self, space: Space) -> Iterator[Line]:
        """Draw the known part solid, the rest of the interval open."""
        solid, opened, empty = ("█", "▒", "░") if space.blocks else ("#", "=", ".")
        known = _cells(self.value if self.low is None else self.low, space.width)
        reach = max(_cells(self.high, space.width), known)
        parts = [(solid * known, self.style), (opened * (reach - known), self.style)]
        yield [*parts, (empty * (space.width - reach), DIM)]


class Item(NamedTuple):
    """A mark, and a text that hangs beside it."""

    mark: str
    text: str
    style: str = ""


class Hanging(NamedTuple):
    """Items below one another: their marks in a narrow column, their texts in what is left of the width."""

    items: Sequence[Item]
    width: int
    """Columns for the marks."""
    gap: int = 1
    right: bool = False
    """Whether the marks stand at the right of their column."""
    mark_style: str = ""

    def lines(self, space: Space) -> Iterator[Line]:
        """Yield its lines."""
        room = space.width - self.width - self.gap
        for item in self.items:
            marks, texts = wrapped(item.mark, self.width), wrapped(item.text, room)
            for mark, text in zip_longest(marks, texts, fillvalue=""):
                yield [
                    (_placed(mark, self.width, right=self.right) + " " * self.gap, self.mark_style),
                    (text, item.style),
                ]


class Tree(NamedTuple):
    """A text with branches below it, each with its own."""

    text: str
    branches: Sequence["Tree"]
    style: str = ""

    def lines(self, space: Space) -> Iterator[Line]:
        """Yield its lines."""
        yield from self._lines(space, "", "")

    def _lines(self, space: Space, first: str, more: str) -> Iterator[Line]:
        """Yield its lines; the guides `first` lead to its first line, `more` along the others."""
        for number, piece in enumerate(wrapped(self.text, space.width - len(first))):
            yield [(more if number else first, DIM), (piece, self.style)]
        passing, blank, fork, end = (
            ("│   ", "    ", "├── ", "└── ") if space.blocks else ("|   ", "    ", "+-- ", "`-- ")
        )
        for branch in self.branches[:-1]:
            yield from branch._lines(space, more + fork, more + passing)  # noqa: SLF001  # its own kind
        for branch in self.branches[-1:]:
            yield from branch._lines(space, more + end, more + blank)  # noqa: SLF001  # the same


Kind = Literal["left", "right", "bar"]
SHARES: Final[dict[Kind, int]] = {"left": 2, "bar": 1}
"""How what is left of a width is shared out; columns at the right are as wide as they have to be."""


class Table(NamedTuple):
    """Rows of cells under a head; a cell is a bar, or a paragraph, in one line where the column stands at the right."""

    columns: Sequence[tuple[str, Kind]]
    rows: Sequence[Sequence[Paragraph | Bar]]

    def lines(self, space: Space) -> Iterator[Line]:
        """Yield its lines."""
        widths = self._widths(space.width)
        head = [self._cell(Paragraph(title, DIM), n, widths, space) for n, (title, _) in enumerate(self.columns)]
        tallest = max(map(len, head))
        yield from _beside([[*[[]] * (tallest - len(cell)), *cell] for cell in head], widths)
        for row in self.rows:
            yield from _beside([self._cell(cell, n, widths, space) for n, cell in enumerate(row)], widths)

    def _widths(self, width: int) -> list[int]:
        """Return how wide each column is, with a blank behind it."""
        needed = [self._needed(n) + 1 if kind == "right" else 0 for n, (_, kind) in enumerate(self.columns)]
        left, shares = width - sum(needed), [SHARES.get(kind, 0) for _, kind in self.columns]
        for number, share in enumerate(shares):
            if share:
                needed[number] = max(2, ceil(share * left / sum(shares[number:])))
                left -= needed[number]
        return needed

    def _needed(self, number: int) -> int:
        cells = (row[number] for row in self.rows)
        texts = (cell.text for cell in cells if isinstance(cell, Paragraph))
        return max(map(widest, [self.columns[number][0], *texts]))

    def _cell(self, cell: Paragraph | Bar, number: int, widths: Sequence[int], space: Space) -> list[Line]:
        width = widths[number] - 1
        if isinstance(cell, Paragraph) and self.columns[number][1] == "right":
            return [[(_placed(cell.text.rstrip(), width, right=True), cell.style)]]
        return list(cell.lines(Space(width, space.blocks)))


class Responsive(NamedTuple):
    """Something that is drawn one way on a narrow screen and another way on one of so many columns or more."""

    columns: int
    draw: Callable[[bool], Block]

    def lines(self, space: Space) -> Iterator[Line]:
        """Yield its lines."""
        yield from self.draw(space.width >= self.columns).lines(space)


def _cells(value: Fraction | None, width: int) -> int:
    return 0 if value is None else int(value * width / 100 + Fraction(1, 2))


def _placed(text: str, width: int, *, right: bool = False) -> str:
    blanks = " " * (width - cells_of(text))
    return blanks + text if right else text + blanks


def _beside(cells: Sequence[Sequence[Line]], widths: Sequence[int]) -> Iterator[Line]:
    """Yield the lines of cells that stand beside one another, each as wide as its column."""
    for parts in zip_longest(*cells, fillvalue=[]):
        yield [span for part, width in zip(parts, widths, strict=True) for span in _filled(part, width)]


def _filled(part: Line, width: int) -> Line:
    return [*part, (" " * (width - sum(cells_of(text) for text, _ in part)), "")]
