"""Texts of a questionnaire in another language: what a translation file may hold, and how it is laid over the data."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal

from pydantic import Field, StrictInt

from smartscore.errors import Fault, Path, unknown
from smartscore.model import Id, Model, Text

FORMAT: Final = "smartscore-translation/1"

WHOLE: Final = "questionnaire"
"""The id under which the texts of questionnaire.yaml stand."""


class LevelTexts(Model):
    """A level of the scale."""

    name: Text | None = Field(default=None, description="The level's name.")
    means: Text | None = Field(default=None, description="What it means.")


class EvidenceTexts(Model):
    """A document asked for."""

    name: Text | None = Field(default=None, description="The document's name.")
    shows: Text | None = Field(default=None, description="What must be readable in it.")


class ActionTexts(Model):
    """A thing to do."""

    do: Text | None = Field(default=None, description="What to do.")
    owner: Text | None = Field(default=None, description="Who usually does it.")


class Texts(Model):
    """All texts of one questionnaire, group or question; what is left out stays in the first language."""

    title: Text | None = Field(default=None, description="The questionnaire's title.")
    notice: Text | None = Field(default=None, description="The sentence that every report prints.")
    name: Text | None = Field(default=None, description="A group's name.")
    about: Text | None = Field(default=None, description="What it is about.")
    ask: Text | None = Field(default=None, description="The question.")
    help: Text | None = Field(default=None, description="What counts and what does not.")
    unit: Text | None = Field(default=None, description="The unit of a number.")
    count: Text | None = Field(default=None, description="What is counted.")
    source: Text | None = Field(default=None, description="Where the number is found.")
    must_have: Text | None = Field(default=None, description="The reason of the must-have.")
    levels: dict[StrictInt, Text | LevelTexts] | None = Field(default=None, description="The levels, by number.")
    evidence: dict[Id, EvidenceTexts] | None = Field(default=None, description="The documents, by id.")
    action: ActionTexts | None = Field(default=None, description="The single action.")
    actions: dict[str, ActionTexts] | None = Field(default=None, description="The actions, by step or criterion.")
    criteria: dict[Id, Text] | None = Field(default=None, description="The criteria, by id.")
    options: dict[Id, Text] | None = Field(default=None, description="The options, by id.")
    tiers: dict[Id, Text] | None = Field(default=None, description="The storeys' names, by id.")
    bands: dict[StrictInt, Text] | None = Field(
        default=None, description="The names of the results' levels, by number."
    )
    gates: dict[Id, Text] | None = Field(default=None, description="The gates' reasons, by id.")
    expectations: dict[Id, Text] | None = Field(default=None, description="The expectations' reasons, by id.")
    efforts: dict[Literal["S", "M", "L"], Text] | None = Field(default=None, description="What the efforts mean.")
    elements: dict[Id, Text] | None = Field(default=None, description="The readiness elements' names, by id.")


class Translation(Model):
    """A translation file."""

    format: Literal["smartscore-translation/1"] = Field(description="The format of this file.")
    language: Id = Field(description="The language of its texts.")
    texts: dict[Id, Texts] = Field(description="Texts by id of group or question; `questionnaire` for the whole.")


def lay_over(data: dict[str, Any], texts: Mapping[str, Any]) -> Iterator[Fault]:
    """Put texts (checked as `Translation`) into a questionnaire's data; yield what has no place there.

    `data` is a whole questionnaire with its dimensions inside, and is changed.
    """
    nodes = {WHOLE: data, **dict(_nodes(data.get("dimensions", [])))}
    for node_id, entry in texts.items():
        if node_id not in nodes:
            yield unknown("fault.translation_id", node_id, nodes).within("texts", node_id)
            continue
        for name, value in entry.items():
            yield from (fault.within("texts", node_id, name) for fault in _lay(nodes[node_id], name, value))


def untranslated(data: Mapping[str, Any], texts: Mapping[str, Any]) -> Iterator[Path]:
    """Yield the place of every text in a questionnaire's data that has no translation, as id, field and key."""
    nodes: dict[str, Any] = {WHOLE: data, **dict(_nodes(data.get("dimensions", [])))}
    for node_id, node in nodes.items():
        entry = texts.get(node_id, {})
        yield from ((node_id, *path) for path in _text_places(node) if not _has(entry, path))


def _nodes(groups: object) -> Iterator[tuple[str, dict[str, Any]]]:
    for group in groups if isinstance(groups, list) else []:
        if isinstance(group, dict):
            yield str(group.get("id")), group
            questions = group.get("questions", [])
            found = questions if isinstance(questions, list) else []
            yield from ((str(question.get("id")), question) for question in found if isinstance(question, dict))
            yield from _nodes(group.get("groups", []))


_PLAIN: Final = ("title", "notice", "name", "about", "ask", "help", "unit", "count", "source")


def _lay(node: dict[str, Any], name: str, value: Any) -> Iterator[Fault]:  # noqa: ANN401  # data from a file
    """Put one field's texts where they belong."""
    if name in _PLAIN:
        if name in node:
            node[name] = value
        else:
            yield Fault("fault.translation_place", {"name": name})
    elif name == "must_have":
        yield from _lay_into(node.get("must_have"), {"because": value}, ())
    elif name == "action":
        yield from _lay_into(node.get("action"), value, ())
    else:
        targets = _targets(node, name)
        for key, text in value.items():
            if key not in targets:
                yield unknown("fault.translation_key", str(key), [str(known) for known in targets]).within(key)
            else:
                holder, field = targets[key]
                yield from _lay_into(holder, text if isinstance(text, dict) else {field: text}, (key,))


def _lay_into(holder: object, texts: Mapping[Any, Any], path: Path) -> Iterator[Fault]:
    for field, text in texts.items():
        if isinstance(holder, dict) and field in holder:
            holder[field] = text
        else:
            yield Fault("fault.translation_place", {"name": field}, path)


def _targets(node: dict[str, Any], name: str) -> dict[Any, tuple[Any, Any]]:
    """Return, for each key that a translation may use here, the mapping to change and the field of a bare text."""
    found: dict[Any, tuple[Any, Any]] = {}
    part = node.get(name)
    if name == "levels" and isinstance(part, dict):
        found = {key: (part, key) for key in part}
    elif name == "levels":
        found = {item["level"]: (item, "name") for item in _items(node.get("scale"), "levels") if "level" in item}
    elif name == "evidence":
        found = {item["id"]: (item, "name") for item in _evidence(part) if "id" in item}
    elif name == "actions" and isinstance(part, dict):
        found = {key: (item, "do") for key, item in part.items()}
    elif name in ("criteria", "options"):
        found = {item["id"]: (item, "text") for item in _items(node, name) if "id" in item}
    elif name == "bands":
        found = {item["level"]: (item, "name") for item in _items(part, "levels") if "level" in item}
    elif name == "efforts" and isinstance(part, dict):
        found = {key: (item, "means") for key, item in part.items()}
    elif name == "elements":
        groups = _items(node.get("readiness"), "elements")
        every = [*groups, *(inner for group in groups for inner in _items(group, "parts"))]
        found = {item["id"]: (item, "name") for item in every if "id" in item}
    elif name in ("tiers", "gates", "expectations"):
        field = "name" if name == "tiers" else "because"
        found = {item["id"]: (item, field) for item in _items(node, name) if "id" in item}
    return found


def _items(holder: object, name: str) -> list[dict[str, Any]]:
    items = holder.get(name, []) if isinstance(holder, dict) else []
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def _evidence(part: object) -> list[dict[str, Any]]:
    lists = list(part.values()) if isinstance(part, dict) else [part]
    return [item for items in lists if isinstance(items, list) for item in items if isinstance(item, dict)]


_KEYED: Final = {
    "levels": ("name", "means"),
    "evidence": ("name", "shows"),
    "actions": ("do", "owner"),
    "criteria": ("text",),
    "options": ("text",),
    "bands": ("name",),
    "efforts": ("means",),
    "elements": ("name",),
    "tiers": ("name",),
    "gates": ("because",),
    "expectations": ("because",),
}
"""Which fields of keyed items hold text."""


def _text_places(node: Mapping[str, Any]) -> Iterator[Path]:
    """Yield where a node holds text: (field), or (field, key), or (field, key, inner field)."""
    yield from ((name,) for name in _PLAIN if isinstance(node.get(name), str))
    if isinstance(node.get("must_have"), dict):
        yield ("must_have",)
    if isinstance(node.get("action"), dict):
        yield from (("action", field) for field in ("do", "owner") if field in node["action"])
    for name, fields in _KEYED.items():
        for key, (holder, bare) in _targets(dict(node), name).items():
            if holder is node.get(name):  # a question's level texts: the text itself
                yield (name, key)
            else:
                yield from (
                    (name, key, field) if len(fields) > 1 else (name, key) for field in fields if field in holder
                )
            del bare


def _has(entry: Any, path: Path) -> bool:  # noqa: ANN401  # data from a file
    for step in path:
        if isinstance(entry, str):
            return step in ("name", "do")  # a bare text stands for the main field
        if not isinstance(entry, dict) or step not in entry:
            return False
        entry = entry[step]
    return True
