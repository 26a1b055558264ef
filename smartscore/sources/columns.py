"""Which column of a table says what: questions by their ids however an export writes them, and who answered."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from smartscore.errors import DocumentError, Fault
from smartscore.plans.plan import Plan

WHO: Final[dict[str, tuple[str, ...]]] = {
    "region": ("region", "daerah", "kabupaten/kota", "kabupaten", "kota", "city"),
    "period": ("period", "periode", "tahun", "year"),
    "respondent": ("respondent", "responden", "agency", "opd", "perangkat daerah", "instansi"),
    "role": ("role", "peran"),
    "form": ("form", "formulir"),
}
"""The columns that say who answered, under every name that they may have."""

LONG: Final[dict[str, tuple[str, ...]]] = {
    "question": ("question", "pertanyaan", "question_id", "indicator", "indikator"),
    "answer": ("level", "answer", "value", "jawaban", "nilai", "tingkat"),
    "state": ("state", "status", "keadaan"),
}
"""The columns of a long table besides; without a `state` column the answer may be a state too."""

NOTES: Final = ("note", "catatan", "evidence", "bukti", "bukti dukung", "file", "row")
"""Columns that are known and not needed for a score."""

_BRACKETED: Final = re.compile(r"\s*\[([^\]]+)\]")


class Layout(NamedTuple):
    """What the columns of a table say: position by what they hold.

    `questions` is empty for a long table, `long` for a wide one. `unknown` are heads that say nothing known.
    """

    width: int
    who: Mapping[str, int]
    questions: Mapping[str, int]
    long: Mapping[str, int]
    unknown: tuple[str, ...]
    missing: tuple[str, ...]


def layout_of(head: Sequence[str], plan: Plan, name: str, told: Mapping[str, str]) -> Layout:
    """Match a head to the questions of a plan; `told` maps heads to ids or to `region`, `period` ... by hand.

    Raises DocumentError where two columns are the same question, or none is any.
    """
    ids = plan.positions()
    questions: dict[str, int] = {}
    who: dict[str, int] = {}
    long: dict[str, int] = {}
    unknown: list[str] = []
    for place, title in enumerate(head):
        found = _meaning(told.get(title.strip(), title), ids)
        home = questions if found in ids else who if found in WHO else long if found in LONG else None
        if home is None:
            if found and not _known_beside(title, ids):
                unknown.append(title.strip())
            continue
        key = plan.questions[ids[found]].id if home is questions else found
        if key in home and home is not long:
            params = {"id": key, "first": head[home[key]].strip(), "second": title.strip()}
            raise DocumentError([Fault("table.column_twice", params, file=name, line=1)])
        home.setdefault(key, place)
    if not questions and not ("question" in long and ("answer" in long or "state" in long)):
        raise DocumentError([Fault("table.no_questions", {"questionnaire": plan.questionnaire}, file=name)])
    return Layout(
        width=len(head),
        who=who,
        questions=questions,
        long={} if questions else long,
        unknown=tuple(unknown) if not questions else (*unknown, *(head[place].strip() for place in long.values())),
        missing=tuple(q.id for q in plan.questions if q.id not in questions) if questions else (),
    )


def read_map(path: Path) -> dict[str, str]:
    """Read a file that says what columns mean: `Column title: question-id`. Raises DocumentError."""
    from smartscore.files.documents import read_document  # noqa: PLC0415  # only with --map

    document = read_document(path)
    if not isinstance(document.data, Mapping):
        raise DocumentError([Fault("table.map", file=str(path))])
    return {str(key).strip(): "" if value is None else str(value) for key, value in document.data.items()}


def _meaning(title: str, ids: Mapping[str, int]) -> str:
    """Return a question's id, or the name of what else a column says; its own small text where that is unknown."""
    text = title.strip().lstrip("\ufeff")
    for candidate in _candidates(text):
        if candidate in ids:
            return candidate
    folded = [" ".join(part.casefold().split()) for part in (text, re.split(r"[/.]", text)[-1])]
    for names in (WHO, LONG):
        for name, words in names.items():
            if any(part in words for part in folded):
                return name
    return folded[0]


def _candidates(text: str) -> Iterator[str]:
    """Yield what may be the id in a head: all of it, what stands in brackets, what follows the group's name."""
    yield text
    bracketed = _BRACKETED.match(text)
    if bracketed:
        text = bracketed[1].strip()
    last = re.split(r"[/.]", text)[-1].strip()
    yield from (text, last, text.lower().replace("_", "-"), last.lower().replace("_", "-"))


def _known_beside(title: str, ids: Mapping[str, int]) -> bool:
    """Say whether a column only repeats another: one criterion of a checklist, or a note."""
    parts = re.split(r"[/.]", title.strip())
    return title.strip().casefold() in NOTES or any(part in ids for part in parts[:-1])
