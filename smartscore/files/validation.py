"""From pydantic's errors to our faults: the path as it is in the file, and our own words by kind of error."""

from collections.abc import Iterable
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from smartscore.errors import Fault, Path

AnyModel = TypeVar("AnyModel", bound=BaseModel)

KEYS: Final[dict[str, str]] = {
    "missing": "fault.key_missing",
    "extra_forbidden": "fault.key_unknown",
    "string_type": "fault.text_type",
    "string_too_short": "fault.text_empty",
    "string_too_long": "fault.text_too_long",
    "string_pattern_mismatch": "fault.pattern",
    "int_type": "fault.whole_number_type",
    "int_parsing": "fault.whole_number_type",
    "int_from_float": "fault.whole_number_type",
    "bool_type": "fault.true_false_type",
    "dict_type": "fault.mapping_type",
    "mapping_type": "fault.mapping_type",
    "model_type": "fault.mapping_type",
    "model_attributes_type": "fault.mapping_type",
    "tuple_type": "fault.list_type",
    "list_type": "fault.list_type",
    "literal_error": "fault.not_one_of",
    "enum": "fault.not_one_of",
    "union_tag_invalid": "fault.kind_unknown",
    "union_tag_not_found": "fault.kind_missing",
    "greater_than_equal": "fault.number_range",
    "less_than_equal": "fault.number_range",
    "too_short": "fault.list_too_short",
    "too_long": "fault.list_too_long",
}
"""The text for each kind of error that pydantic reports; any other is quoted in English."""

_PATTERNS: Final = {
    "^[a-z]": "fault.id_form",
    "^(0|": "fault.version_form",
    "^[0-9]{4}": "fault.date_form",
    r"^[0-9]{2}\.": "fault.region_code",
    "^[0-9a-f]{64}": "fault.digest_form",
}
_NOTHING: Final = object()
_SHAPES: Final = ("dict_type", "tuple_type", "list_type", "model_type", "model_attributes_type")
_LOST_ITEMS: Final = "too_short"


def validate(model: type[AnyModel], data: object) -> tuple[AnyModel | None, list[Fault]]:
    """Return the model, or None and everything that is wrong with the data. Other errors of ours pass through."""
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        return None, list(_faults(error.errors(include_url=False), data, model))


def _faults(errors: list[ErrorDetails], data: object, model: type[BaseModel]) -> Iterable[Fault]:
    located = [(_path(error["loc"], data), error) for error in errors]
    seen: set[tuple[Path, str]] = set()
    for path, error in located:
        fault = _fault(path, error, model)
        if (fault.path, fault.key) not in seen and not _only_follows(path, error, located):
            seen.add((fault.path, fault.key))
            yield fault


def _only_follows(path: Path, error: ErrorDetails, located: list[tuple[Path, ErrorDetails]]) -> bool:
    """Say whether an error only follows from one further in.

    Such are the other member of a union complaining while one member got further, and a list that is too short
    because it lost its wrong items.
    """
    return error["type"] in (*_SHAPES, _LOST_ITEMS) and any(
        len(other) > len(path) and other[: len(path)] == path for other, _ in located
    )


def _path(loc: tuple[int | str, ...], data: object) -> Path:
    """Return the parts of pydantic's location that exist in the data; it adds names of union members and validators."""
    path: list[str | int] = []
    for part in loc:
        found = _inside(data, part)
        if found is not _NOTHING:
            data = found
            path.append(part)
    return tuple(path)


def _inside(data: object, part: int | str) -> object:
    """Return what lies under a key or position; a mark where nothing does."""
    if isinstance(data, dict):
        return data.get(part, _NOTHING)
    return data[part] if isinstance(data, list) and isinstance(part, int) and part < len(data) else _NOTHING


def _fault(path: Path, error: ErrorDetails, model: type[BaseModel]) -> Fault:
    kind, context = error["type"], error.get("ctx", {})
    if kind.startswith(("fault.", "answer.")):
        return Fault(kind, dict(context), path)
    if kind == "missing":
        return _missing(error["loc"][-1], path)
    if kind == "extra_forbidden":
        return _unknown_key(str(error["loc"][-1]), path, model)
    if kind == "string_pattern_mismatch":
        return Fault(_pattern_key(str(context.get("pattern", ""))), {"value": error["input"]}, path)
    if kind == "string_type" and isinstance(error["input"], int | Decimal):
        return Fault("fault.text_number", {"value": str(error["input"]).lower()}, path)
    key = KEYS.get(kind, "fault.other")
    if key == KEYS["int_type"] and path[:1] == ("answers",) and path[2:] == ("level",) and _is_name(error["input"]):
        key = "answer.level_written"
    return Fault(key, {"value": _brief(error["input"]), **_known(context), "message": error["msg"]}, path)


def _is_name(value: object) -> bool:
    """Say whether a value is a word or more; a number in quotes is none."""
    return isinstance(value, str) and any(map(str.isalpha, value))


def _missing(name: int | str, path: Path) -> Fault:
    if isinstance(name, int):  # one of a pair
        return Fault(KEYS[_LOST_ITEMS], {"limit": name + 1}, path)
    return Fault(KEYS["missing"], {"name": name}, path)


def _pattern_key(pattern: str) -> str:
    return next((key for start, key in _PATTERNS.items() if pattern.startswith(start)), KEYS["string_pattern_mismatch"])


def _known(context: dict[str, Any]) -> dict[str, object]:
    known = context.get("expected") or context.get("expected_tags") or ""
    limits = [str(context[name]) for name in ("ge", "le", "min_length", "max_length") if name in context]
    return {"known": str(known).replace("'", "").replace(" or ", ", "), "limit": ", ".join(limits)}


def _brief(value: object) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return text if len(text) <= 40 else text[:37] + "..."  # noqa: PLR2004  # as much as a message can hold


def _unknown_key(name: str, path: Path, model: type[BaseModel]) -> Fault:
    near = get_close_matches(name, sorted(_all_names(model)), n=1)
    if near and near[0] != name:
        return Fault("fault.key_unknown.near", {"name": name, "near": near[0]}, path)
    return Fault("fault.key_unknown", {"name": name}, path)


def _all_names(model: type[BaseModel]) -> set[str]:
    schema = model.model_json_schema()
    parts = [schema, *schema.get("$defs", {}).values()]
    return {name for part in parts for name in part.get("properties", {})}
