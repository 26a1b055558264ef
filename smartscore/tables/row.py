"""One sheet or one respondent as one row of a table."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final, NamedTuple

from smartscore.plans.filled import Filled
from smartscore.plans.plan import Pair, Plan
from smartscore.plans.scorer import Found, Result, Scorer
from smartscore.plans.values import Value

HUNDRED: Final = 100


class Row(NamedTuple):
    """The result of one sheet, without its tree; values are x in [0, 1] as exact pairs, None where nothing is known.

    `file` and `line` say where it was read; `supported` is what evidence supports (None where nothing tells);
    `dimensions` and `areas` are central values, in the order of the columns.
    """

    file: str
    line: int | None
    region: str | None
    period: str | None
    respondent: str | None
    role: str
    form: str
    whole: Value
    found: Found
    supported: Pair | None
    dimensions: tuple[Pair | None, ...]
    areas: tuple[Pair | None, ...]

    @property
    def provisional(self) -> bool:
        """Whether the level may still change."""
        return bool(self.found.doubts)

    @property
    def caps(self) -> str:
        """What holds the level below its band: `gov-policy-03:2 finance:3`, strictest first."""
        return " ".join(f"{cap.node}:{cap.holds_at}" for cap in self.found.caps)

    @property
    def place(self) -> str:
        """The file, and the row in it where it holds several."""
        return self.file if self.line is None else f"{self.file}:{self.line}"


class Written(NamedTuple):
    """A row as its format writes it, with what says whose it is; only formats that write row by row take it."""

    file: str
    line: int | None
    region: str | None
    period: str | None
    respondent: str | None
    role: str
    form: str
    text: str

    @classmethod
    def of(cls, row: Row, text: str) -> "Written":
        """Return what a row is written as."""
        return cls(row.file, row.line, row.region, row.period, row.respondent, row.role, row.form, text)


class WrittenRows(NamedTuple):
    """So many rows (`size`) of one file as CSV has them (`text`, in UTF-8), with what is asked of each.

    `keys` and `lines` are whole numbers of eight bytes, for every row that names a region: who answered, and the row in
    the file. Of the others it is told how many they are, and the row of the first.
    """

    file: str
    text: bytes
    size: int
    keys: bytes
    lines: bytes
    without_region: int
    first_without: int | None

    def whose(self) -> dict[int, tuple[str, str, str]]:
        """Return region, period and respondent of every row, by its number in the file."""
        return {
            int(row): (region, period, respondent) for row, region, period, respondent in self._known(lambda _: True)
        }

    def who(self, line: int) -> tuple[str, str, str]:
        """Return region, period and respondent of a row by its number in the file; `whose` is quicker for many."""
        found = self._known(lambda text: f",{line}," in text)
        return next((region, period, respondent) for row, region, period, respondent in found if row == str(line))

    def _known(self, wanted: Callable[[str], bool]) -> Iterator[tuple[str, ...]]:
        """Yield number, region, period and respondent of the rows whose text is wanted."""
        import csv  # noqa: PLC0415  # only where something is to be said of rows

        from smartscore.tables.cells import PLACES  # noqa: PLC0415  # it needs rows itself

        places = [PLACES[name] for name in ("row", "region", "period", "respondent")]
        for cells in csv.reader(filter(wanted, self.text.decode().splitlines())):
            yield tuple(cells[place] for place in places)


AnyRow = Row | Written | WrittenRows
"""What a format that writes row by row takes."""


class Columns(NamedTuple):
    """The groups in a table of results by id and name, the edges that rounding must not cross, and the native scale.

    `areas` is empty unless they were asked for.
    """

    dimensions: dict[str, str]
    areas: dict[str, str]
    edges: tuple[Fraction, ...]
    base: int
    span: int
    decimals: int
    excel: bool = False

    @classmethod
    def of(cls, plan: Plan, *, areas: bool = False, excel: bool = False) -> "Columns":
        """Return the columns of a plan's table."""
        names = {group.id: group.name for group in plan.groups}
        shown = [plan.groups[place].id for place in plan.areas()] if areas else []
        return cls(
            dimensions={name: names[name] for name in (plan.groups[place].id for place in plan.dimensions)},
            areas={name: names[name] for name in shown},
            edges=tuple(Fraction(edge * HUNDRED, plan.bands.scale) for edge in plan.bands.edges),
            base=plan.base,
            span=plan.highest - plan.base,
            decimals=plan.decimals,
            excel=excel,
        )

    @property
    def groups(self) -> dict[str, str]:
        """The dimensions, then the areas."""
        return {**self.dimensions, **self.areas}


def row_of(scorer: Scorer, filled: Filled, columns: Columns) -> Row:
    """Score one respondent's answers to a row."""
    return row_from(scorer, filled, scorer.score(filled.values), columns)


def row_from(scorer: Scorer, filled: Filled, result: Result, columns: Columns) -> Row:
    """Return the row of a result."""
    values, places = result.values, scorer.places
    return Row(
        file=filled.file,
        line=filled.line,
        region=filled.region,
        period=filled.period,
        respondent=filled.respondent,
        role=filled.role,
        form=filled.form,
        whole=result.whole,
        found=result.overall,
        supported=None if filled.supported is None else scorer.values(filled.supported)[-1].central,
        dimensions=_centrals(columns.dimensions, values, places),
        areas=_centrals(columns.areas, values, places),
    )


def _centrals(names: Iterable[str], values: Sequence[Value], places: Mapping[str, int]) -> tuple[Pair | None, ...]:
    """Return the central values of groups; None for one that a form does without."""
    return tuple([values[places[name]].central if name in places else None for name in names])


def _text(value: str | None) -> tuple[bool, str]:
    return value is None, (value or "").casefold()


def _place(row: Row) -> tuple[str, int]:
    return row.file, row.line or 0


def _best_first(value: Fraction | int | None) -> tuple[bool, Fraction | int]:
    return value is None, -(value or 0)


def _exact(pair: Pair | None) -> Fraction | None:
    return None if pair is None else Fraction(*pair)


SORT_KEYS: Final[dict[str, Callable[[Row], Any]]] = {
    "region": lambda row: (_text(row.region), _text(row.period), _place(row)),
    "period": lambda row: (_text(row.period), _text(row.region), _place(row)),
    "file": _place,
    "coverage": lambda row: (_best_first(_exact(row.whole.coverage)), _text(row.region), _place(row)),
    "index": lambda row: (
        row.found.level is None,  # an index of little that is known would come first by chance
        _best_first(_exact(row.whole.central)),
        _text(row.region),
        _place(row),
    ),
    "level": lambda row: (
        _best_first(row.found.level),
        _best_first(_exact(row.whole.central)),
        _text(row.region),
        _place(row),
    ),
}
"""What rows can be sorted by; scores with the best first, and only when asked."""
