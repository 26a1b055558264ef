"""The few words of narwhals in which frames are scored, for arrays of numpy; each is worked out at once.

`smartscore.frames` says how sums become values and levels; with `Arrays` for narwhals it says so for arrays too.
"""

from collections.abc import Callable, Iterable
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.bool_] | np.bool_
Array = npt.NDArray[Any]

TRUE: Final = np.bool_(True)

LEVEL: Final = np.dtype(np.int16)
"""What levels are."""


class Column:
    """Values, and which of them are there (None: all); of one value where every row has the same."""

    __slots__ = ("name", "there", "values")

    def __init__(self, values: Any, there: Mask | None = None, name: str = "") -> None:  # noqa: ANN401  # array or number
        self.values, self.there, self.name = values, there, name

    def alias(self, name: str) -> "Column":
        """Return the column under a name."""
        return Column(self.values, self.there, name)

    def is_null(self) -> "Column":
        """Say which values are not there."""
        return Column(~TRUE if self.there is None else ~self.there)

    def or_else(self, value: Any) -> Any:  # noqa: ANN401  # array or number
        """Return the values, and another where there is none."""
        return self.values if self.there is None else _chosen(self.there, self.values, value)

    def is_nothing(self) -> bool:
        """Say whether every row has nothing, and the same nothing."""
        return isinstance(self.there, np.bool_) and not self.there

    def cast(self, kind: type[Any]) -> "Column":
        """Return the values as another kind of number."""
        return Column(np.asarray(self.values).astype(kind), self.there)

    def __add__(self, other: object) -> "Column":
        """Add."""
        return _made(np.add, self, other)

    def __mul__(self, other: object) -> "Column":
        """Multiply."""
        return _made(np.multiply, self, other)

    def __truediv__(self, other: object) -> "Column":
        """Divide, to doubles."""
        return _made(np.divide, self, other)

    def __lt__(self, other: object) -> "Column":
        """Say where this is less."""
        return _made(np.less, self, other)

    def __gt__(self, other: object) -> "Column":
        """Say where this is greater."""
        return _made(np.greater, self, other)

    def __ge__(self, other: object) -> "Column":
        """Say where this is not less."""
        return _made(np.greater_equal, self, other)

    def __eq__(self, other: object) -> "Column":  # type: ignore[override]  # a column of answers, as in every frame
        """Say where both are equal."""
        return _made(np.equal, self, other)

    __hash__ = None  # type: ignore[assignment]  # equality is no single answer

    def __invert__(self) -> "Column":
        """Say where this is not true."""
        return Column(~self.values, self.there)

    def __and__(self, other: "Column") -> "Column":
        """Return whether both are true; false where one is surely false, though the other is not there."""
        return Column(self.values & other.values) if _whole(self, other) else ~(~self | ~other)

    def __or__(self, other: "Column") -> "Column":
        """Return whether one is true; it is where one surely is, though the other is not there."""
        if _whole(self, other):
            return Column(self.values | other.values)
        either = self.true() | other.true()
        return Column(either, either | (_shown(self.there) & _shown(other.there)))

    def true(self) -> Mask:
        """Return where the column is true and there."""
        found: Mask = self.values if self.there is None else self.values & self.there
        return found


class When:
    """A choice between two columns that has not been made yet."""

    def __init__(self, condition: Column, then: Column | None = None) -> None:
        self._condition, self._then = condition, then

    def then(self, column: Column) -> "When":
        """Say what holds where the condition is true."""
        return When(self._condition, column)

    def otherwise(self, column: Column) -> Column:
        """Say what holds elsewhere, where the condition is not there too."""
        if self._then is None:
            raise AssertionError(column)  # `then` comes first
        where, one = self._condition.true(), self._then
        count = np.count_nonzero(where)  # quicker than all() and any()
        if count == where.size:
            return Column(one.values, one.there)
        if not count:
            return Column(column.values, column.there)
        if column.is_nothing():
            return Column(one.values, where & _shown(one.there))
        if one.is_nothing():
            return Column(column.values, ~where & _shown(column.there))
        values = _chosen(where, one.values, column.values)
        if one.there is None and column.there is None:
            return Column(values)
        return Column(values, unless_all(np.where(where, _shown(one.there), _shown(column.there))))


class Arrays:
    """Columns by name, and the words to work with them."""

    Int64: Final = np.int64
    Float64: Final = np.float64

    def __init__(self) -> None:
        self.columns: dict[str, Column] = {}

    def with_columns(self, *columns: Column) -> "Arrays":
        """Keep columns under their names."""
        self.keep(columns)
        return self

    def keep(self, columns: Iterable[Column]) -> None:
        """Keep columns, each as soon as it is made."""
        for column in columns:
            self.columns[column.name] = column

    def keep_only(self, names: Iterable[str]) -> None:
        """Give up all other columns."""
        self.columns = {name: self.columns[name] for name in names}

    def col(self, name: str) -> Column:
        """Return a column."""
        return self.columns[name]

    def lit(self, value: float | None, dtype: type[Any] | None = None) -> Column:
        """Return the same value for every row; None is nothing."""
        if value is None:
            return Column((dtype or np.int64)(0), ~TRUE)
        return Column(np.bool_(value) if isinstance(value, bool) else (dtype or np.int64)(value))

    def when(self, condition: Column) -> When:
        """Begin a choice."""
        return When(condition)

    def min_horizontal(self, *columns: Column) -> Column:
        """Return the least of what is there."""
        common = np.result_type(*(column.values for column in columns))
        highest = common.type(np.iinfo(common).max)
        values, there = columns[0].or_else(highest), _shown(columns[0].there)
        for column in columns[1:]:
            values, there = np.minimum(values, column.or_else(highest)), there | _shown(column.there)
        return Column(values, unless_all(there))


def _chosen(where: Mask, one: Any, other: Any) -> Any:  # noqa: ANN401  # arrays or numbers
    """Return one where it is so, the other elsewhere.

    Levels are worked out, which takes the same time however the choices fall; `where` guesses the next choice,
    and takes seven times as long where it cannot.
    """
    if not one.dtype == other.dtype == LEVEL or not (one.ndim or other.ndim):
        return np.where(where, one, other)
    return other + where * (one - other)  # what is too large for a level comes back around


def _whole(*columns: Column) -> bool:
    return all(column.there is None for column in columns)


def unless_all(there: Mask) -> Mask | None:
    """Return None where all is there, so that nobody needs to look at it again."""
    return None if np.count_nonzero(there) == there.size else there


def _shown(there: Mask | None) -> Mask:
    return TRUE if there is None else there


def _made(how: Callable[[Any, Any], Any], one: Column, other: object) -> Column:
    if not isinstance(other, Column):
        return Column(how(one.values, other), one.there)
    there = other.there if one.there is None else one.there if other.there is None else one.there & other.there
    return Column(how(one.values, other.values), there)
