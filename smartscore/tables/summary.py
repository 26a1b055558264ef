"""What many results say together: how they spread, what is weakest, and where too little is known."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from smartscore.gfm import table
from smartscore.language import Language, one_line
from smartscore.plans.filled import Filled
from smartscore.plans.plan import Pair, Plan
from smartscore.plans.scorer import Result, millionths
from smartscore.tables.row import Row

MILLION: Final = 1_000_000
MOST_LISTED: Final = 20
WEAKEST: Final = 5


@dataclass(slots=True)
class Tally:
    """A sum of indexes in millionths, and how many."""

    total: int = 0
    count: int = 0

    def add(self, x: Pair | None) -> None:
        """Add a value; nothing known adds nothing."""
        found = millionths(x)
        if found is not None:
            self.total, self.count = self.total + found, self.count + 1

    @property
    def mean(self) -> Fraction | None:
        """The mean index; None where there is none."""
        return Fraction(self.total, self.count * MILLION) if self.count else None


@dataclass(slots=True)
class Summary:
    """What has been added up so far; memory does not grow with the number of rows."""

    plan: Plan
    rows: int = 0
    levels: Counter[int | None] = field(default_factory=Counter)
    whole: Tally = field(default_factory=Tally)
    groups: dict[str, Tally] = field(default_factory=dict)
    elements: dict[str, Tally] = field(default_factory=dict)
    uncovered: list[str] = field(default_factory=list)
    uncovered_count: int = 0

    def add(self, row: Row, filled: Filled, result: Result, plan: Plan) -> None:
        """Add a result; `plan` is what it was scored by."""
        self.rows += 1
        self.levels[row.found.level] += 1
        self.whole.add(row.whole.central)
        if row.found.level is None:
            self.uncovered_count += 1
            if len(self.uncovered) < MOST_LISTED:
                self.uncovered.append(row.region or row.respondent or row.place)
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

    def _lines(self, words: Language) -> Iterator[str]:
        yield f"## {words('summary.title', count=self.rows)}\n"
        if self.whole.mean is not None:
            yield words("summary.mean", index=words.number(self.whole.mean, 1)) + "\n"
        yield table([words("summary.level"), words("summary.count"), words("summary.share")], self._spread(words), 2)
        names = {group.id: group.name for group in self.plan.groups}
        areas = [(tally, names[place]) for place, tally in self.groups.items()]
        yield from self._weakest(words, words("summary.areas"), areas)
        elements = [(tally, self.plan.elements.get(name, name)) for name, tally in self.elements.items()]
        yield from self._weakest(words, words("summary.elements"), elements)
        if self.uncovered:
            more = ["..."] if self.uncovered_count > len(self.uncovered) else []
            found = ", ".join([*map(one_line, self.uncovered), *more])
            yield f"\n{words('summary.uncovered', count=self.uncovered_count, regions=found)}"

    def _spread(self, words: Language) -> Iterator[list[str]]:
        bands = self.plan.bands
        known = [(bands.unnamed, ""), *zip(bands.levels, bands.names, strict=True)]
        for level, name in known:
            if self.levels[level] or name:
                yield [f"{level} {name}".strip(), *self._share(words, self.levels[level])]
        yield [words("summary.no_level"), *self._share(words, self.levels[None])]

    def _share(self, words: Language, count: int) -> list[str]:
        return [str(count), words.percent(Fraction(count, self.rows), 0) if self.rows else "–"]

    def _weakest(self, words: Language, title: str, found: list[tuple[Tally, str]]) -> Iterator[str]:
        means = [(mean, name, tally.count) for tally, name in found if (mean := tally.mean) is not None]
        if means:
            rows = (
                [one_line(name), words.number(mean, 1), str(count)] for mean, name, count in sorted(means)[:WEAKEST]
            )
            yield f"\n### {title}\n"
            yield table([title, words("summary.mean_index"), words("summary.known_in")], rows, 2)
