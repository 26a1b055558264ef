"""The conflicts that keep sheets from being merged: each question with every side."""

import json
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from smartscore.answers import given_text
from smartscore.joining import Conflict, Side
from smartscore.language import Language, one_line
from smartscore.questionnaire import Questionnaire
from smartscore.tables.answers import short_answer

if TYPE_CHECKING:
    from rich.console import RenderableType

WIDEST_FILE: Final = 32
"""The column of files is at most this wide, and at most a third of the screen."""

MOST_NAMES: Final = 3
"""So many respondents of one side are named; JSON names them all."""

Render = Callable[[Sequence[Conflict], Questionnaire, Language], "str | RenderableType"]


@dataclass(frozen=True, slots=True)
class ConflictsFormat:
    """A format of a list of conflicts: its file endings, and what makes it."""

    endings: tuple[str, ...]
    render: Render


def render_json(conflicts: Sequence[Conflict], questionnaire: Questionnaire, words: Language) -> str:
    """Return a JSON list, empty where there is no conflict."""
    del words
    data = [
        {
            "question": conflict.question.id,
            "dimension": questionnaire.path(conflict.question.id)[0],
            "ask": conflict.question.ask,
            "sides": [_side(side) for side in conflict.sides],
        }
        for conflict in conflicts
    ]
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _side(side: Side) -> dict[str, Any]:
    response = side.response
    return {
        "file": side.file,
        "by": list(side.by),
        "state": response.state.value,
        "answer": given_text(response.given),
        "chosen": None if response.given is None else response.question.chosen(response.given),
        "reason": response.reason,
        "note": response.note,
        "evidence": [item.model_dump(mode="json") for item in response.evidence],
    }


def render_table(conflicts: Sequence[Conflict], questionnaire: Questionnaire, words: Language) -> "RenderableType":
    """Return the conflicts for a terminal, one below the other, each side with its own words."""
    from rich.console import Group  # noqa: PLC0415  # Rich is imported only where it prints
    from rich.text import Text  # noqa: PLC0415  # the same

    parts: list[RenderableType] = []
    for conflict in conflicts:
        names = " › ".join(questionnaire.groups[group].name for group in questionnaire.path(conflict.question.id)[:-1])
        parts += [Text(conflict.question.id, style="bold"), Text(one_line(names), style="dim")]
        parts += [Text(one_line(conflict.question.ask)), _drawn(conflict, words)]
    return Group(*parts)


def _drawn(conflict: Conflict, words: Language) -> "RenderableType":
    """Return the sides of a conflict, those that say the same below each other; only the first says it in full."""
    from rich.padding import Padding  # noqa: PLC0415  # Rich is imported only where it prints
    from rich.table import Table  # noqa: PLC0415  # the same
    from rich.text import Text  # noqa: PLC0415  # the same

    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(overflow="fold", ratio=1, max_width=WIDEST_FILE)
    table.add_column(overflow="fold", ratio=2)
    shared = _shared(conflict)
    groups: dict[Hashable, list[Side]] = {}
    for side in conflict.sides:
        groups.setdefault(side.meaning, []).append(side)
    for first, *others in groups.values():
        told = [(first, list(_answer(first, shared, words)))]
        told += [(side, [words("merge.same", answer=short_answer(side.response, words))]) for side in others]
        for side, lines in told:
            cells = (_who(side), [*lines, *_beside(side, words)])
            table.add_row(*(Text("\n".join(one_line(line) for line in cell)) for cell in cells))
    return Padding(table, (0, 0, 1, 2))


def _who(side: Side) -> Iterator[str]:
    yield side.file
    names = [name for name in side.by if name not in side.file]
    yield from names[:MOST_NAMES]
    yield from ["..."] if len(names) > MOST_NAMES else []


def _shared(conflict: Conflict) -> frozenset[str]:
    """Return the criteria of a checklist that every side says are met; they are not what the sides differ in."""
    met = [frozenset(given) for side in conflict.sides if isinstance(given := side.response.given, tuple)]
    return frozenset.intersection(*met) if len(met) == len(conflict.sides) else frozenset()


def _answer(side: Side, shared: frozenset[str], words: Language) -> Iterator[str]:
    """Yield an answer in words; of a checklist, the words of what not every side says is met."""
    given, chosen = side.response.given, side.response.question.chosen
    answer = short_answer(side.response, words)
    if isinstance(given, tuple):
        yield answer
        yield from (f"{name} – {chosen((name,))}" for name in given if name not in shared)
    else:
        yield answer if given is None or chosen(given) is None else f"{answer} – {chosen(given)}"


def _beside(side: Side, words: Language) -> Iterator[str]:
    response = side.response
    if response.reason:
        yield words("report.reason", reason=response.reason)
    if response.note:
        yield words("report.note", note=response.note)
    if response.evidence:
        yield words("answers.documents", documents="; ".join(item.reference for item in response.evidence))


CONFLICTS_FORMATS: Final[dict[str, ConflictsFormat]] = {
    "table": ConflictsFormat((".txt",), render_table),
    "json": ConflictsFormat((".json",), render_json),
}
"""Every format of a list of conflicts, by name."""
