"""Which column of a table says what: questions by their ids however an export writes them, and who answered."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from smartscore.errors import DocumentError, Fault, unknown
from smartscore.plans.cells import STATES
from smartscore.plans.plan import Plan
from smartscore.sources.heads import LONG, NOTES, SERVERS, WHO

if TYPE_CHECKING:
    from smartscore.files.documents import Document

_BRACKETED: Final = re.compile(r"\s*\[([^\]]+)\]|.*\[([^\]]+)\]\s*", re.DOTALL)
_DASHED: Final = frozenset({"SubmissionDate", "KEY"})
"""Heads of ODK Central, which puts a dash between a group and what is in it."""
_RESULTS: Final = frozenset({"index", "low", "high", "certain_level", "coverage"})
"""Heads of the program's own results."""
_REJECTS: Final = frozenset({"file", "row", "reason"})
"""Heads of the program's own list of rejected rows."""
_DOUBLES: Final = frozenset({"file", "row", "first_file", "first_row"})
"""Heads of its own list of respondents that have several."""
_TIMES: Final = frozenset({"timestamp", "stempel waktu", "cap waktu"})
_MARKS: Final = frozenset({"score", "skor"})
"""Heads of Google Forms; the marks of a quiz stand beside the time, and without it they may be anything."""


NO_TEXTS: Final[Mapping[str, str]] = MappingProxyType({})


class Layout(NamedTuple):
    """What the columns of a table say: position by what they hold.

    `questions` and `parts` are empty for a long table, `long` for a wide one. `parts` are checklists of which every
    criterion has a column of its own; `halves` are those of which some have one, with those that have none. `unknown`
    are heads that say nothing known, `missing` are questions of which nothing has a column.
    """

    width: int
    who: Mapping[str, int]
    questions: Mapping[str, int]
    parts: Mapping[str, Mapping[str, int]]
    long: Mapping[str, int]
    unknown: tuple[str, ...]
    missing: tuple[str, ...]
    halves: Mapping[str, tuple[str, ...]] = MappingProxyType({})

    @property
    def wide(self) -> bool:
        """Whether a row is a respondent."""
        return bool(self.questions or self.parts)


class Heads:
    """The meanings of a table's heads for a plan; `told` says what heads mean by hand, or by the questions' texts."""

    def __init__(self, head: Sequence[str], plan: Plan, told: Mapping[str, str]) -> None:
        self.head, self.plan, self.told = head, plan, told
        self.ids = plan.positions()
        self.dashed = set(head) >= _DASHED
        self.marked = not _TIMES.isdisjoint(title.strip().casefold() for title in head)

    def meaning(self, title: str) -> str:
        """Return a question's id, or the name of what else a column says; its small text where that is unknown."""
        text = self.told.get(title.strip(), title).strip().lstrip("\ufeff")
        for candidate in self._candidates(text):
            if candidate in self.ids:
                return self.plan.questions[self.ids[candidate]].id
        last = re.split(r"[/.]", text)[-1]
        folded = [" ".join(part.casefold().split()) for part in (text, last, _bracketed(text), *self._dashes(text))]
        for names in (WHO, LONG):
            for name, words in names.items():
                if any(part in words for part in folded):
                    return name
        return folded[0]

    def criterion(self, title: str) -> tuple[str, str] | None:
        """Return the checklist and the criterion (or state) that a column is about; None where it is about none."""
        text = self.told.get(title.strip(), title).strip()
        for place, sign in enumerate(text):
            if sign in "/.":
                number = self.ids.get(self.meaning(text[:place]))
                checklist = self.plan.questions[number].checklist if number is not None else None
                for name in (text[place + 1 :], text[place + 1 :].lower().replace("_", "-")):
                    if number is not None and checklist and name and (name in checklist.weights or name in STATES):
                        return self.plan.questions[number].id, name
        return None

    def beside(self, title: str) -> bool:
        """Say whether a column only repeats another (a note, one option of a question) or is the server's own."""
        text = self.told.get(title.strip(), title).strip()
        if text.casefold() in _MARKS:
            return self.marked
        return _passed_over(text) or self.repeated(text) is not None

    def repeated(self, text: str) -> tuple[str, str, str] | None:
        """Return the question that a column repeats a part of, what stands before that part, and the part."""
        for place, sign in enumerate(text):
            if sign in "/." and (found := self.meaning(text[:place])) in self.ids:
                return found, text[: place + 1], text[place + 1 :]
        return None

    def leads(self, title: str) -> bool:
        """Say whether what a head means by hand is anything: a question, a criterion, who answered, or a note."""
        text = self.told.get(title, "").strip()
        found = self.meaning(title)
        known = found in self.ids or found in WHO or found in LONG or self.criterion(title) is not None
        return known or not text or text.casefold() in _MARKS or _passed_over(text)

    def unknown(self) -> list[str]:
        """Return the heads that mean nothing by themselves."""
        return [title for title in self.head if not self._known(title)]

    def _known(self, title: str) -> bool:
        found = self.meaning(title)
        return not found or found in self.ids or found in WHO or found in LONG or self.beside(title)

    def _candidates(self, text: str) -> Iterator[str]:
        """Yield what may be the id: all of it, what stands in brackets, what follows the group's name."""
        yield text
        text = _bracketed(text) or text
        last = re.split(r"[/.]", text)[-1].strip()
        for candidate in (text, last, *self._dashes(text)):
            yield candidate
            yield candidate.lower().replace("_", "-")

    def _dashes(self, text: str) -> list[str]:
        return [text[place + 1 :] for place, sign in enumerate(text) if sign == "-"] if self.dashed else []


def layout_of(
    head: Sequence[str], plan: Plan, name: str, told: Mapping[str, str], texts: Mapping[str, str] = NO_TEXTS
) -> Layout:
    """Match a head to the questions of a plan; `told` maps heads to ids or to `region`, `period` ... by hand.

    `texts` are questions by what they ask, for what is said where no column is one.
    Raises DocumentError where two columns are the same question, or none is any.
    """
    heads = Heads(head, plan, told)
    found: dict[str, dict[str, int]] = {"questions": {}, "who": {}, "long": {}}
    unknown: list[str] = []
    odd: list[str] = []
    parts: dict[str, dict[str, int]] = {}
    for place, title in enumerate(head):
        meaning, part = heads.meaning(title), heads.criterion(title)
        home = "questions" if meaning in heads.ids else "who" if meaning in WHO else "long" if meaning in LONG else None
        if home is None:
            if part is not None:
                parts.setdefault(part[0], {}).setdefault(part[1], place)
            elif meaning:
                (odd if heads.beside(title) else unknown).append(title.strip())
            continue
        if meaning in found[home] and home != "long":
            params = {"id": meaning, "first": head[found[home][meaning]].strip(), "second": title.strip()}
            raise DocumentError([Fault("table.column_twice", params, file=name, line=1)])
        found[home].setdefault(meaning, place)
    found["long"] = {name: place for name, place in found["long"].items() if name != "state" or not heads.dashed}
    if not (found["questions"] or _whole(parts, plan) or _is_long(found["long"])):
        raise DocumentError([_no_questions(heads, name, found, texts)])
    return _layout(heads, found, (unknown, odd, parts))


def _is_long(long: Mapping[str, int]) -> bool:
    return "question" in long and ("answer" in long or "state" in long)


def _layout(
    heads: Heads,
    found: Mapping[str, Mapping[str, int]],
    beside: tuple[list[str], list[str], dict[str, dict[str, int]]],
) -> Layout:
    """Put a layout together; `beside` are heads that say nothing, that repeat something, and columns of criteria."""
    questions, long, (unknown, odd, some) = found["questions"], found["long"], beside
    head, plan = heads.head, heads.plan
    parts = _whole(some, plan)
    wide = bool(questions or parts)
    halves = _halves(some, plan, {*questions, *parts}) if wide else {}
    unknown += [title for title in odd if (repeated := heads.repeated(title)) and repeated[0] in halves]
    there = {*questions, *parts, *halves}
    asked = (q.id for q in plan.questions if wide and q.id not in there)
    return Layout(
        width=len(head),
        who=found["who"],
        questions=questions,
        parts=parts,
        long={} if wide else long,
        unknown=(*unknown, *(head[place].strip() for place in long.values())) if wide else tuple(unknown),
        missing=tuple(asked),
        halves=halves,
    )


def _no_questions(heads: Heads, name: str, found: Mapping[str, Mapping[str, int]], texts: Mapping[str, str]) -> Fault:
    """Return the fault of a table without questions; with the first head that seems to be meant for one."""
    from smartscore.files.own_results import own_text  # noqa: PLC0415  # only for this mistake
    from smartscore.sources.nearest import nearest  # noqa: PLC0415  # the same

    for key, columns in (("table.results", _RESULTS), ("table.rejects", _REJECTS), ("table.doubles", _DOUBLES)):
        if {title.strip().lstrip("\ufeff") for title in heads.head} >= columns:
            return Fault(key, file=name)
    if (own := own_text(" ".join(heads.head))) is not None:  # with a comma in the name of a dimension
        return Fault(own, file=name)
    params: dict[str, object] = {"questionnaire": heads.plan.questionnaire}
    for title in heads.unknown():
        near = nearest(title, heads, found["who"], texts)
        if near in heads.ids:
            return Fault("table.no_questions_meant", {**params, "name": title.strip(), "near": near}, file=name)
    named = found["who"] or found["long"] or any(map(heads.beside, heads.head))
    return Fault("table.no_questions_named" if named else "table.no_questions", params, file=name)


def _whole(parts: dict[str, dict[str, int]], plan: Plan) -> dict[str, dict[str, int]]:
    """Return the checklists of which every criterion has a column; of the others it is not known what is not met."""
    weights = {q.id: q.checklist.weights for q in plan.questions if q.checklist}
    return {name: found for name, found in parts.items() if found.keys() >= weights[name].keys()}


def _halves(parts: dict[str, dict[str, int]], plan: Plan, there: set[str]) -> dict[str, tuple[str, ...]]:
    """Return the checklists that nothing else tells of and that lack columns, with the criteria that have none."""
    found = ((q.id, q.checklist.weights) for q in plan.questions if q.checklist and q.id in parts.keys() - there)
    return {name: tuple(each for each in weights if each not in parts[name]) for name, weights in found}


class ColumnMap(NamedTuple):
    """What a file says by hand about columns: what each means, by its head."""

    document: "Document"
    told: dict[str, str]

    def lead_nowhere(self, plan: Plan) -> list[Fault]:
        """Return a fault for every line that names no question and nothing else that a column may be about."""
        heads = Heads((), plan, self.told)
        parts = [f"{q.id}/{name}" for q in plan.questions if q.checklist for name in q.checklist.weights]
        known = [*heads.ids, *parts]
        wrong = ((title, text) for title, text in self.told.items() if not heads.leads(title))
        faults = [unknown("fault.question_unknown", text, known).within(title) for title, text in wrong]
        return self.document.locate(faults)


def read_map(path: Path) -> ColumnMap:
    """Read a file that says what columns mean: `Column title: question-id`. Raises DocumentError."""
    from smartscore.files.documents import read_document  # noqa: PLC0415  # only with --map

    document = read_document(path)
    if not isinstance(document.data, Mapping):
        raise DocumentError([Fault("table.map", file=str(path))])
    told = {str(key).strip(): "" if value is None else str(value) for key, value in document.data.items()}
    return ColumnMap(document, told)


def _passed_over(text: str) -> bool:
    """Say whether a column is a note, or one that servers of forms add."""
    folded = text.casefold()
    return folded in NOTES or folded in SERVERS or text.startswith(("meta/", "meta-", "formhub/"))


def _bracketed(text: str) -> str:
    """Return what stands in brackets at the beginning or the end; nothing where nothing does."""
    found = _BRACKETED.match(text)
    return (found[1] or found[2] or "").strip() if found else ""
