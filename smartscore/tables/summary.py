"""What many results say together: how they spread, what is weakest, and where too little is known."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from smartscore.gfm import table
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
        self.whole.add(row.whole.central)
        if row.found.level is None and len(self.uncovered) < MOST_LISTED:
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
        return "\n".join(self._lines(words)) + "\n"

    def drawn(self, words: Language) -> "RenderableType":
        """Return the summary for a terminal."""
        from rich.markdown import Markdown  # noqa: PLC0415  # only on a terminal

        return Markdown(self.text(words), hyperlinks=False)

    def _lines(self, words: Language) -> Iterator[str]:
        """Yield the results of each form; where any is of a short form, under the name of the form."""
        yield f"## {words('summary.title', count=sum(found.rows for found in self.forms.values()))}\n"
        shown = {form: found for form, found in self.forms.items() if found.rows}
        named = "quick" in shown
        for number, (form, found) in enumerate(shown.items()):
            if named:
                yield "\n" * bool(number) + f"### {words(FORMS[form], count=found.rows)}\n"
            yield from self._form(words, found, "####" if named else "###", weakest=form == "full")

    def _form(self, words: Language, found: FormTally, heading: str, *, weakest: bool) -> Iterator[str]:
        if found.whole.mean is not None:
            yield words("summary.mean", index=words.number(found.whole.mean, 1)) + "\n"
        head = [words("summary.level"), words("summary.count"), words("summary.share")]
        yield table(head, self._spread(words, found), 2)
        if weakest:
            yield from self._all_weakest(words, heading)
        if found.uncovered:
            count = found.levels[None]
            names = [*map(one_line, found.uncovered), *(["..."] if count > len(found.uncovered) else [])]
            yield f"\n{words('summary.uncovered', count=count, regions=', '.join(names))}"

    def _spread(self, words: Language, found: FormTally) -> Iterator[list[str]]:
        bands = self.plan.bands
        known = [(bands.unnamed, ""), *zip(bands.levels, bands.names, strict=True)]
        for level, name in known:
            if found.levels[level] or name:
                yield [f"{level} {name}".strip(), *_share(words, found, level)]
        yield [words("summary.no_level"), *_share(words, found, None)]

    def _all_weakest(self, words: Language, heading: str) -> Iterator[str]:
        names = {group.id: group.name for group in self.plan.groups}
        areas = [(tally, names[place]) for place, tally in self.groups.items()]
        yield from _weakest(words, f"{heading} {words('summary.areas')}", words("summary.areas"), areas)
        elements = [(tally, self.plan.elements.get(name, name)) for name, tally in self.elements.items()]
        yield from _weakest(words, f"{heading} {words('summary.elements')}", words("summary.elements"), elements)


def _share(words: Language, found: FormTally, level: int | None) -> list[str]:
    count = found.levels[level]
    return [str(count), words.percent(Fraction(count, found.rows), 0, ALL, behind=NONE)]


def _weakest(words: Language, heading: str, title: str, found: list[tuple[Tally, str]]) -> Iterator[str]:
    means = [(mean, name, tally.count) for tally, name in found if (mean := tally.mean) is not None]
    if means:
        rows = ([one_line(name), words.number(mean, 1), str(count)] for mean, name, count in sorted(means)[:WEAKEST])
        yield f"\n{heading}\n"
        yield table([title, words("summary.mean_index"), words("summary.known_in")], rows, 2)
