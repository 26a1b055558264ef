"""What many results say together: how they spread, what is weakest, and where too little is known."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

from smartscore.gfm import escape, table
from smartscore.language import Language, one_line
from smartscore.plans.filled import Filled
from smartscore.plans.plan import Pair, Plan
from smartscore.plans.scorer import Result
from smartscore.tables.row import Row

if TYPE_CHECKING:
    from rich.console import RenderableType

MOST_SUMS: Final = 64
"""So many denominators have a sum of their own; beyond, the sums are put together, which costs more."""

MOST_LISTED: Final = 20
FORMS: Final = {"full": "summary.full", "quick": "summary.quick"}
"""The forms, and the key of what is said over the part of each."""

WEAKEST: Final = 5
ALL: Final = (Fraction(1),)
NONE: Final = (Fraction(0),)
"""Shares that rounding must not seem to reach."""


@dataclass(slots=True)
class Tally:
    """An exact sum of values, and how many; numerators are added up by denominator, which takes no common one."""

    sums: dict[int, int] = field(default_factory=dict)
    count: int = 0

    def add(self, x: Pair | None) -> None:
        """Add a value; nothing known adds nothing."""
        if x is None:
            return
        n, d = x
        self.sums[d] = self.sums.get(d, 0) + n
        self.count += 1
        if len(self.sums) > MOST_SUMS:
            total = self._total()
            self.sums = {total.denominator: total.numerator}

    @property
    def mean(self) -> Fraction | None:
        """The mean index; None where there is none."""
        return 100 * self._total() / self.count if self.count else None

    def _total(self) -> Fraction:
        return sum((Fraction(n, d) for d, n in self.sums.items()), Fraction(0))


class Heading(NamedTuple):
    """What stands over a part of a summary; 2 is the title's depth."""

    depth: int
    text: str


class Number(NamedTuple):
    """A number, and how people read it."""

    value: Fraction
    text: str


class Line(NamedTuple):
    """A line of figures: what they are of, and the numbers."""

    name: str
    numbers: tuple[Number, ...]


class Figures(NamedTuple):
    """A table of a summary."""

    head: tuple[str, ...]
    lines: tuple[Line, ...]


Part = Heading | Figures | str
"""What a summary is made of; a text is a paragraph."""


@dataclass(slots=True)
class FormTally:
    """What the results of one form have come to; a full and a short form have no mean in common."""

    rows: int = 0
    levels: Counter[int | None] = field(default_factory=Counter)
    whole: Tally = field(default_factory=Tally)
    uncovered: list[str] = field(default_factory=list)

    def add(self, row: Row) -> None:
        """Add a result."""
        self.rows += 1
        self.levels[row.found.level] += 1
        if row.found.level is not None:
            self.whole.add(row.whole.central)  # too little known of one must not weigh as much as all of another
        elif len(self.uncovered) < MOST_LISTED:
            self.uncovered.append(row.region or row.respondent or row.place)


@dataclass(slots=True)
class Summary:
    """What has been added up so far; memory does not grow with the number of rows."""

    plan: Plan
    forms: dict[str, FormTally] = field(default_factory=lambda: {form: FormTally() for form in FORMS})
    groups: dict[str, Tally] = field(default_factory=dict)
    elements: dict[str, Tally] = field(default_factory=dict)

    def add(self, row: Row, filled: Filled, result: Result, plan: Plan) -> None:
        """Add a result; `plan` is what it was scored by."""
        self.forms[filled.form].add(row)
        if filled.form != "full":
            return
        for place in plan.areas() or plan.dimensions:
            self.groups.setdefault(plan.groups[place].id, Tally()).add(result.values[place].central)
        for question, value in zip(plan.questions, filled.values, strict=True):
            if question.element is not None:
                self.elements.setdefault(question.element, Tally()).add(value.central)

    def text(self, words: Language) -> str:
        """Return the summary as Markdown."""
        return "\n\n".join(map(_markdown, self.parts(words))) + "\n"

    def drawn(self, words: Language) -> "RenderableType":
        """Return the summary for a terminal."""
        from rich.markdown import Markdown  # noqa: PLC0415  # only on a terminal

        return Markdown(self.text(words), hyperlinks=False)

    def parts(self, words: Language) -> Iterator[Part]:
        """Yield the results of each form; where any is of a short form, under the name of the form."""
        yield Heading(2, words("summary.title", count=sum(found.rows for found in self.forms.values())))
        shown = {form: found for form, found in self.forms.items() if found.rows}
        named = "quick" in shown
        for form, found in shown.items():
            if named:
                yield Heading(3, words(FORMS[form], count=found.rows))
            yield from self._form(words, found, 4 if named else 3, weakest=form == "full")

    def _form(self, words: Language, found: FormTally, depth: int, *, weakest: bool) -> Iterator[Part]:
        if found.whole.mean is not None:
            yield words("summary.mean", count=found.whole.count, index=words.number(found.whole.mean, 1))
        head = (words("summary.level"), words("summary.count"), words("summary.share"))
        yield Figures(head, tuple(self._spread(words, found)))
        if weakest:
            yield from self._all_weakest(words, depth)
        if found.uncovered:
            count = found.levels[None]
            names = [*map(one_line, found.uncovered), *(["..."] if count > len(found.uncovered) else [])]
            yield words("summary.uncovered", count=count, regions=", ".join(names))

    def _spread(self, words: Language, found: FormTally) -> Iterator[Line]:
        bands = self.plan.bands
        known = [(bands.unnamed, ""), *zip(bands.levels, bands.names, strict=True)]
        for level, name in known:
            if found.levels[level] or name:
                yield Line(f"{level} {name}".strip(), _share(words, found, level))
        yield Line(words("summary.no_level"), _share(words, found, None))

    def _all_weakest(self, words: Language, depth: int) -> Iterator[Part]:
        names = {group.id: group.name for group in self.plan.groups}
        areas = [(tally, names[place]) for place, tally in self.groups.items()]
        yield from _weakest(words, Heading(depth, words("summary.areas")), areas)
        elements = [(tally, self.plan.elements.get(name, name)) for name, tally in self.elements.items()]
        yield from _weakest(words, Heading(depth, words("summary.elements")), elements)


def _markdown(part: Part) -> str:
    if isinstance(part, Figures):
        rows = ([line.name, *(number.text for number in line.numbers)] for line in part.lines)
        return table(part.head, rows, len(part.head) - 1)
    return f"{'#' * part.depth} {escape(part.text)}" if isinstance(part, Heading) else escape(part)


def _share(words: Language, found: FormTally, level: int | None) -> tuple[Number, ...]:
    count = found.levels[level]
    share = Fraction(count, found.rows)
    return _whole(count), Number(share, words.percent(share, 0, ALL, behind=NONE))


def _whole(count: int) -> Number:
    return Number(Fraction(count), str(count))


def _weakest(words: Language, heading: Heading, found: list[tuple[Tally, str]]) -> Iterator[Part]:
    means = [(mean, one_line(name), tally.count) for tally, name in found if (mean := tally.mean) is not None]
    if means:
        yield heading
        lines = (
            Line(name, (Number(m, words.number(m, 1)), _whole(count))) for m, name, count in sorted(means)[:WEAKEST]
        )
        yield Figures((heading.text, words("summary.mean_index"), words("summary.known_in")), tuple(lines))
