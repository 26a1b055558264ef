"""What stands in a cell of a table: an answer as people and other programs write it, read without guessing."""

import re
from collections.abc import Callable, Iterable
from fractions import Fraction
from operator import getitem
from typing import Final

from smartscore.errors import AnswerError, Fault
from smartscore.exact import MAX_DIGITS
from smartscore.plans.plan import Line, Pair, Plan, PlannedQuestion, Point
from smartscore.plans.store import ValueStore
from smartscore.plans.values import MISSING, NOT_APPLICABLE, NOT_APPLICABLE_UNMET, OPEN, Value

STATES: Final[dict[str, str]] = {
    "": "missing",
    "?": "unknown",
    "unknown": "unknown",
    "don't know": "unknown",
    "tidak tahu": "unknown",
    "na": "not_applicable",
    "n/a": "not_applicable",
    "not_applicable": "not_applicable",
    "not applicable": "not_applicable",
    "tidak berlaku": "not_applicable",
    "waiting": "waiting",
    "menunggu": "waiting",
}
"""The words for states, in small letters."""

YES_NO: Final[dict[str, str]] = {
    **dict.fromkeys(("yes", "ya", "y", "true", "1"), "yes"),
    **dict.fromkeys(("no", "tidak", "n", "false", "0"), "no"),
}
NONE_MET: Final = frozenset({"0", "none", "-", "tidak ada"})
MOST_REMEMBERED: Final = 20_000

_LEVEL: Final = re.compile(
    r"(?:(?:level|tingkat|l) ?[_-]?)?([0-9]{1,3})(?:[.,]0+)?(?:(?: ?[-–—:.)])? +[^0-9\s].*)?", re.DOTALL
)
_NUMBER: Final = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?")
_GROUPED: Final = re.compile(r"-?[1-9][0-9]{0,2}([.,])[0-9]{3}")


class CellReader:
    """Reads the cells of a table for one plan; remembers what each text meant.

    `decimal` is the file's own decimal sign: text that could be thousands by it, such as 1.234 where numbers have
    commas, is refused and not guessed.
    """

    def __init__(self, plan: Plan, store: ValueStore, decimal: str = ".") -> None:
        self.plan, self.store, self.decimal = plan, store, decimal
        self.columns = [_Column(self, question) for question in plan.questions]

    def read(self, number: int, text: str) -> Value:
        """Return what a cell of a question (by position) says. Raises AnswerError where it cannot be understood."""
        return self.columns[number][text]

    def row(self, cells: Iterable[str]) -> list[Value]:
        """Return what the cells of all questions say. Raises AnswerError for the first that cannot be understood."""
        return list(map(getitem, self.columns, cells))

    def understand(self, question: PlannedQuestion, text: str) -> Value:
        """Return what a text without space around it says. Raises AnswerError where it cannot be understood."""
        if text in question.table:
            return self.store.known(question.table[text])
        state = STATES.get(text.casefold())
        if state is not None and not (question.checklist and text in question.checklist.weights):
            return self._state(question, state)
        return self.store.known(KINDS[question.kind](question, text, self.decimal))

    def _state(self, question: PlannedQuestion, state: str) -> Value:
        if state == "not_applicable":
            if not question.may_be_absent:
                raise refuse("answer.not_applicable_forbidden", id=question.id)
            return NOT_APPLICABLE if question.absence_waives else NOT_APPLICABLE_UNMET
        if state == "waiting" and question.waiting:
            return self.store.counted(question.waiting)
        return MISSING if state == "missing" else OPEN


class _Column(dict[str, Value]):
    """What the cells of one question have said so far; a new one is read."""

    def __init__(self, reader: CellReader, question: PlannedQuestion) -> None:
        super().__init__()
        self._reader, self._question = reader, question

    def __missing__(self, text: str) -> Value:
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        value = self[text] = self._reader.understand(self._question, text.strip())
        return value


def refuse(key: str, /, **params: object) -> AnswerError:
    """Return the error for a cell that cannot be understood."""
    return AnswerError([Fault(key, params)])


def canonical(question: PlannedQuestion, text: str) -> str | None:
    """Return a level, option, yes or no as files write it; None where the text is none."""
    if text in question.table:
        return text
    folded = " ".join(text.casefold().split())
    if question.kind == "yes_no":
        return YES_NO.get(folded)
    found = _LEVEL.fullmatch(folded) if question.kind == "level" else None
    if found and str(int(found[1])) in question.table:
        return str(int(found[1]))
    return question.names.get(folded)


def _level(question: PlannedQuestion, text: str, decimal: str) -> Point:
    del decimal
    found = canonical(question, text)
    if found is None:
        raise refuse("answer.level_range", value=text, known=tuple(question.table))
    return question.table[found]


def _yes_no(question: PlannedQuestion, text: str, decimal: str) -> Point:
    del decimal
    found = canonical(question, text)
    if found is None:
        raise refuse("answer.yes_no", value=text)
    return question.table[found]


def _choice(question: PlannedQuestion, text: str, decimal: str) -> Point:
    del decimal
    found = canonical(question, text)
    if found is None:
        raise refuse("answer.option", value=text, known=list(question.table))
    return question.table[found]


def criteria(question: PlannedQuestion, text: str) -> tuple[str, ...]:
    """Return the criteria that a cell names, apart by spaces, commas or semicolons. Raises AnswerError."""
    known = question.checklist.weights if question.checklist else {}
    met = () if text.casefold() in NONE_MET else tuple(re.split(r"[\s,;]+", text.strip(" ,;")))
    for criterion in met:
        if criterion not in known:
            raise refuse("answer.criterion", value=criterion, known=list(known))
        if met.count(criterion) > 1:
            raise refuse("answer.criterion_twice", value=criterion)
    return met


def _checklist(question: PlannedQuestion, text: str, decimal: str) -> Point:
    del decimal
    met = criteria(question, text)
    if question.checklist is None:
        raise AssertionError(question.id)  # a checklist has criteria
    weights = question.checklist.weights
    required = set(question.checklist.required)
    return sum(weights[criterion] for criterion in met), sum(weights.values()), required <= set(met)


def number(question: PlannedQuestion, text: str, decimal: str) -> Fraction:
    """Return the number in a cell, with its unit or without. Raises AnswerError."""
    unit = question.line.unit if question.line else ""
    plain = text.removesuffix(unit).strip()
    grouped = _GROUPED.fullmatch(plain)
    if grouped and grouped[1] != decimal:
        raise refuse("cell.thousands", value=text)
    if not _NUMBER.fullmatch(plain) or len(plain) > MAX_DIGITS:
        raise refuse("answer.number_type", value=text, unit=unit)
    return Fraction(plain.replace(",", "."))


def _number(question: PlannedQuestion, text: str, decimal: str) -> Point:
    if question.line is None:
        raise AssertionError(question.id)  # a number has its line
    return _on_line(question.line, number(question, text, decimal))


def _on_line(line: Line, value: Fraction) -> Point:
    n, d = value.numerator, value.denominator
    (low, low_d), (high, high_d) = line.valid
    if n * low_d < low * d or n * high_d > high * d:
        params = {"low": Fraction(low, low_d), "high": Fraction(high, high_d)}
        raise refuse("answer.number_range", value=value, **params, unit=line.unit)
    if line.goalposts is None:
        ahead = [n * step_d - step * d for step, step_d in line.steps]
        return line.reached[sum(far >= 0 if line.rising else far <= 0 for far in ahead)]
    x = _between(line, value, line.goalposts)
    return x.numerator, x.denominator, line.minimum is None or x >= Fraction(*line.minimum)


def _between(line: Line, value: Fraction, posts: tuple[Pair, Pair]) -> Fraction:
    worst, best = Fraction(*posts[0]), Fraction(*posts[1])
    inside = min(max(value, min(worst, best)), max(worst, best))
    if line.logarithmic:
        from smartscore.questions.logarithm import log_position  # noqa: PLC0415  # few questions have such a line

        return log_position(inside, worst, best)
    return (inside - worst) / (best - worst)


KINDS: Final[dict[str, Callable[[PlannedQuestion, str, str], Point]]] = {
    "level": _level,
    "number": _number,
    "checklist": _checklist,
    "yes_no": _yes_no,
    "choice": _choice,
}
"""How the answers of each kind of question are read."""
