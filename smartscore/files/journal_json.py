"""Changes and histories as JSON, numbers exact."""

import json
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from smartscore.answers import Answer, Entry
from smartscore.files.sheet_text import answer_data
from smartscore.history import Change, History


def to_json(data: object) -> str:
    """Return data on one line, in ASCII."""
    return json.dumps(data, default=_decimal_data, separators=(",", ":"))


def from_json(line: bytes) -> Any:  # noqa: ANN401  # what JSON holds
    """Return what a line holds. Raises ValueError where it is no JSON object."""
    data = json.loads(line, object_hook=_decimal)
    if not isinstance(data, dict):
        raise TypeError(data)
    return data


def change_data(change: Change) -> dict[str, Any]:
    """Return a change as JSON holds it; a list without an item stands for no answer."""
    sides = {"before": change.before, "after": change.after}
    return {"question": change.question, **{name: _side(answer) for name, answer in sides.items()}}


def change_of(data: Mapping[str, Any]) -> Change:
    """Return the change that JSON holds. Raises ValueError, KeyError or TypeError."""
    return Change(str(data["question"]), _answer(data["before"]), _answer(data["after"]))


def history_data(history: History) -> dict[str, Any]:
    """Return a history as JSON holds it."""
    return {name: [change_data(change) for change in getattr(history, name)] for name in ("done", "undone")}


def history_of(data: Mapping[str, Any]) -> History:
    """Return the history that JSON holds. Raises ValueError, KeyError or TypeError."""
    done, undone = (tuple(change_of(change) for change in data[name]) for name in ("done", "undone"))
    return History(done, undone)


def _side(answer: Answer | None) -> list[Any]:
    return [] if answer is None else [answer_data(answer)]


def _answer(side: list[Any]) -> Answer | None:
    return _entries().validate_python(side[0]) if side else None


@cache
def _entries() -> TypeAdapter[Answer]:
    return TypeAdapter(Entry)


def _decimal_data(value: object) -> dict[str, str]:
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    raise TypeError(value)


def _decimal(data: dict[str, Any]) -> Any:  # noqa: ANN401  # a number, or the object itself
    return Decimal(data["decimal"]) if data.keys() == {"decimal"} else data
