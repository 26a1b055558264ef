"""What the cells of a frame add to the sums of their groups: whole numbers that an engine's columns can hold."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from smartscore.plans.adding import FIELDS, Adding
from smartscore.plans.cells import NONE_MET, STATES, YES_NO
from smartscore.plans.plan import Checklist, Pair, Plan, PlannedQuestion, Point
from smartscore.plans.store import ValueStore
from smartscore.plans.units import GroupUnits, Units
from smartscore.plans.values import MISSING, NOT_APPLICABLE, NOT_APPLICABLE_UNMET, OPEN, Value

Expression = Any
"""A narwhals expression."""

BAD: Final = -1
"""Stands for a cell that is not understood; what is added is never below zero."""

WIDEST: Final = 52
"""A double tells all whole numbers of so many bits apart, and engines divide in doubles."""

UNMET: Final = "unmet"
"""A field besides the sum's own, for each question with a must-have: whether it is missed."""

NUMBER: Final = r"^-?[0-9]{1,9}([.,][0-9]{1,6})?$"

THOUSANDS: Final = r"^-?[1-9][0-9]{0,2},[0-9]{3}$"
"""What may be thousands as well as a decimal; it is not read, as in `smartscore.plans.cells`."""


class Field(NamedTuple):
    """Where a field stands: in which column, from which bit, and how many bits wide."""

    column: int
    place: int
    width: int


class Asked(NamedTuple):
    """A question of a sum: its number in the plan, and its place in the sum."""

    number: int
    place: int


class Sum:
    """A sum over questions, its fields packed into as few columns as will do."""

    def __init__(self, name: str, adding: Adding, asked: Sequence[Asked], demanding: Sequence[int]) -> None:
        """`demanding` are the numbers of its questions that are must-haves."""
        self.name, self.asked, self._adding = name, asked, adding
        widths = dict(zip(FIELDS, adding.widths, strict=True)) | {f"{UNMET}_{number}": 1 for number in demanding}
        self.fields: dict[str, Field] = {}
        column = used = 0
        for field, width in widths.items():
            if used + width > WIDEST:
                column, used = column + 1, 0
            self.fields[field] = Field(column, used, width)
            used += width
        self.columns = column + 1

    def shares(self, asked: Asked, value: Value) -> list[int]:
        """Return what a value of one of its questions adds to each column."""
        share = self._adding.share(asked.place, value)
        told = {
            name: (share >> place) & ((1 << width) - 1)
            for name, place, width in zip(FIELDS, self._adding.places, self._adding.widths, strict=True)
        }
        told[f"{UNMET}_{asked.number}"] = 0 if value.met else 1
        shares = [0] * self.columns
        for name, field in self.fields.items():
            shares[field.column] |= told.get(name, 0) << field.place
        return shares


def sums_of(plan: Plan, units: Units) -> dict[int, list[Sum]]:
    """Return the sums over questions of every group: one for a mean, one for each question of a minimum."""
    found: dict[int, list[Sum]] = {}
    for number, group in enumerate(plan.groups):
        asked = [Asked(position, place) for place, position in enumerate(group.parts) if position < len(plan.questions)]
        if group.rule == "minimum":
            found[number] = [_alone(plan, units, number, each) for each in asked]
        elif asked:
            found[number] = [
                Sum(f"_g{number}", Adding.of(plan, units, number), asked, _demanding(plan, asked)),
            ]
    return found


def _alone(plan: Plan, units: Units, number: int, asked: Asked) -> Sum:
    """Return the sum of a single question."""
    own = GroupUnits(units.question, 1, 1, units.question, 1, 1)
    adding = Adding(own, (1,), (GroupUnits(units.question, 1, 1, 1, 1, 1),))
    only = Asked(asked.number, 0)
    return Sum(f"_g{number}q{asked.place}", adding, [only], _demanding(plan, [only]))


def _demanding(plan: Plan, asked: Sequence[Asked]) -> list[int]:
    return [each.number for each in asked if plan.questions[each.number].holds_at is not None]


def text_column(number: int) -> str:
    """Return the name of a question's column of text."""
    return f"_t{number}"


def folded_column(number: int) -> str:
    """Return the name of a question's column of text in small letters."""
    return f"_l{number}"


def number_column(number: int) -> str:
    """Return the name of the column of a question's numbers; null where the text is none."""
    return f"_n{number}"


def spaced_column(number: int) -> str:
    """Return the name of the column of a checklist's criteria with spaces around them."""
    return f"_c{number}"


def criteria_column(number: int) -> str:
    """Return the name of the column that says which criteria of a checklist are met."""
    return f"_m{number}"


def share_column(found: Sum, asked: Asked, column: int) -> str:
    """Return the name of the column of what a question adds to a sum."""
    return f"{found.name}_s{asked.number}_{column}"


def numbers(nw: Any, number: int) -> Expression:  # noqa: ANN401  # narwhals is an extra
    """Return the numbers in a question's column."""
    text = nw.col(text_column(number))
    readable = text.str.contains(NUMBER) & ~text.str.contains(THOUSANDS)
    plain = text.str.replace_all(",", ".", literal=True)
    return nw.when(readable).then(plain).otherwise(None).cast(nw.Float64).alias(number_column(number))


def spaced(nw: Any, number: int) -> Expression:  # noqa: ANN401  # as above
    """Return the criteria in a checklist's column with one space around each."""
    text = nw.col(text_column(number))
    for sign in (", ", "; ", ",", ";", "  "):
        text = text.str.replace_all(sign, " ", literal=True)
    return nw.concat_str(nw.lit(" "), text, nw.lit(" ")).alias(spaced_column(number))


def criteria(nw: Any, number: int, checklist: Checklist) -> Expression:  # noqa: ANN401  # as above
    """Return which criteria a checklist's column names, the first in the lowest bit."""
    text, found = nw.col(spaced_column(number)), nw.lit(0, nw.Int64)
    for place, criterion in enumerate(checklist.weights):
        met = text.str.contains(f" {criterion} ", literal=True)
        found = found + nw.when(met).then(nw.lit(1 << place, nw.Int64)).otherwise(nw.lit(0, nw.Int64))
    return found.alias(criteria_column(number))


class Coding:
    """Turns the columns of one question into what they add to one sum."""

    def __init__(self, nw: Any, question: PlannedQuestion, unit: int) -> None:  # noqa: ANN401  # as above
        self.nw, self.question, self._store = nw, question, ValueStore(unit)

    def shares(self, found: Sum, asked: Asked) -> Iterator[Expression]:
        """Yield a column for each of the sum's."""
        for column in range(found.columns):

            def told(value: Value, column: int = column) -> int:
                return found.shares(asked, value)[column]

            made = KINDS[self.question.kind](self, asked.number, told)
            yield made.alias(share_column(found, asked, column))

    def known(self, point: Point) -> Value:
        """Return the value of an answer."""
        return self._store.known(point)

    def words(self) -> dict[str, Value | None]:
        """Return every word in small letters that says a state or one of few answers; None where it must not."""
        question = self.question
        meant: dict[str, Value | None] = {
            word: self.known(question.table[answer]) for word, answer in question.names.items()
        }
        taken = question.checklist.weights if question.checklist else question.table
        meant |= {word: value for word, value in self._states() if word not in taken}
        for answer, point in question.table.items():
            own = [answer] if question.kind != "choice" else []  # an option's id is read as it is written
            own += [word for word, named in YES_NO.items() if named == answer] if question.kind == "yes_no" else []
            own += [f"{answer}.0", f"{answer},0"] if question.kind == "level" else []
            meant |= dict.fromkeys(own, self.known(point))
        return meant

    def _states(self) -> Iterator[tuple[str, Value | None]]:
        question = self.question
        absent = NOT_APPLICABLE if question.absence_waives else NOT_APPLICABLE_UNMET
        values = {
            "missing": MISSING,
            "unknown": OPEN,
            "waiting": self._store.counted(question.waiting) if question.waiting else OPEN,
            "not_applicable": absent if question.may_be_absent else None,
        }
        yield from ((word, values[state]) for word, state in STATES.items())

    def replaced(self, column: str, words: dict[str, Value | None], told: "Told") -> Expression:
        """Return a column with a number for each word; words that are none of these are not understood."""
        meant: dict[int, list[str]] = {}
        for word, value in words.items():
            meant.setdefault(BAD if value is None else told(value), []).append(word)
        text, found = self.nw.col(column), self.whole(BAD)
        for added, said in meant.items():
            is_said = text == said[0] if len(said) == 1 else text.is_in(said)
            found = self.nw.when(is_said).then(self.whole(added)).otherwise(found)
        return found

    def whole(self, value: int) -> Expression:
        """Return a whole number as an expression."""
        return self.nw.lit(value, self.nw.Int64)


Told = Callable[[Value], int]
"""What a value adds."""


def _table(coding: Coding, number: int, told: Told) -> Expression:
    found = coding.replaced(folded_column(number), coding.words(), told)
    if coding.question.kind != "choice":
        return found
    options: dict[str, Value | None] = {option: coding.known(point) for option, point in coding.question.table.items()}
    exact = coding.replaced(text_column(number), options, told)
    return coding.nw.when(exact == BAD).then(found).otherwise(exact)


def _states_or(coding: Coding, number: int, told: Told, other: Expression) -> Expression:
    words = coding.words()
    folded = coding.nw.col(folded_column(number))
    states = coding.replaced(folded_column(number), words, told)
    return coding.nw.when(folded.is_in(list(words))).then(states).otherwise(other)


def _number(coding: Coding, number: int, told: Told) -> Expression:
    nw, line = coding.nw, coding.question.line
    if line is None:
        raise AssertionError(coding.question.id)  # a number has its line
    value = nw.col(number_column(number))
    found = coding.whole(told(coding.known(line.reached[0])))
    for step, point in zip(line.steps, line.reached[1:], strict=True):
        reached = value >= _double(step) if line.rising else value <= _double(step)
        found = nw.when(reached).then(coding.whole(told(coding.known(point)))).otherwise(found)
    possible = (value >= _double(line.valid[0])) & (value <= _double(line.valid[1]))
    return _states_or(coding, number, told, nw.when(possible).then(found).otherwise(coding.whole(BAD)))


def _checklist(coding: Coding, number: int, told: Told) -> Expression:
    nw, checklist = coding.nw, coding.question.checklist
    if checklist is None:
        raise AssertionError(coding.question.id)  # a checklist has criteria
    total, required = sum(checklist.weights.values()), checklist.required
    nothing = told(coding.known((0, total, True)))
    each = (told(coding.known((total, total, True))) - nothing) // total
    lacking_adds = told(coding.known((0, total, False))) - nothing
    mask = nw.col(criteria_column(number))
    added, signs, lacking = coding.whole(nothing), coding.whole(1), coding.whole(0)
    for place, (criterion, weight) in enumerate(checklist.weights.items()):
        met = mask % (2 << place) >= (1 << place)
        added = added + nw.when(met).then(coding.whole(weight * each)).otherwise(coding.whole(0))
        signs = signs + nw.when(met).then(coding.whole(len(criterion) + 1)).otherwise(coding.whole(0))
        if criterion in required:
            lacking = nw.when(met).then(lacking).otherwise(coding.whole(lacking_adds))
    length = nw.col(spaced_column(number)).str.len_chars()
    listed = nw.when(signs == length).then(added + lacking).otherwise(coding.whole(BAD))
    none = coding.whole(nothing + (lacking_adds if required else 0))
    found = nw.when(nw.col(text_column(number)).is_in(sorted(NONE_MET))).then(none).otherwise(listed)
    return _states_or(coding, number, told, found)


def _double(pair: Pair) -> float:
    """Return an edge as the double that its decimal text is read as; `limits` has seen to it that there is one."""
    return pair[0] / pair[1]


KINDS: Final[dict[str, Callable[[Coding, int, Told], Expression]]] = {
    "level": _table,
    "yes_no": _table,
    "choice": _table,
    "number": _number,
    "checklist": _checklist,
}
"""How the cells of each kind of question become what they add."""
