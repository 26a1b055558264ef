"""An answer sheet as YAML text: one canonical layout, readable by people and by YAML 1.1 and 1.2 alike."""

import hashlib
import json
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final

import yaml

from smartscore.answers import Answer, EvidenceItem, EvidenceStatus, Sheet
from smartscore.exact import MAX_DIGITS, shortest

SCHEMA_LINES: Final = (
    "# yaml-language-server: $schema=answers.schema.json\n"
    "# $schema: answers.schema.json\n"
    "# Editor help: smartscore questionnaires schema answers -o answers.schema.json\n"
)
"""The first lines of a sheet: two editors' ways to name the schema, and how to get it."""

WIDTH: Final = 100
ENDLESS: Final = 10**9


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]  # the C class has no stubs
    """Quotes whatever YAML 1.1 or YAML 1.2 would not read as text."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002  # the dumper's own signature
        return True


_Dumper.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z"),
    list("-+.0123456789"),
)
_Dumper.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"0o[0-7]+\Z|0x[0-9a-fA-F]+\Z"), ["0"])


def _represent_decimal(dumper: _Dumper, value: Decimal) -> yaml.Node:
    """Write a number without an exponent, unless that would be longer than any number that is read."""
    short = shortest(value)
    plain = format(short, "f")
    text = plain if len(plain) <= MAX_DIGITS else str(short)
    kind = "int" if text.lstrip("-").isdigit() else "float"
    node: yaml.Node = dumper.represent_scalar(f"tag:yaml.org,2002:{kind}", text, style="")
    return node


_Dumper.add_representer(Decimal, _represent_decimal)


def sheet_text(sheet: Sheet) -> str:
    """Return the whole file."""
    data = sheet_data(sheet)
    answers = data.pop("answers")
    return f"{SCHEMA_LINES}{yaml_text(data)}{yaml_text({'answers': answers})}"


def rewritten(sheet: Sheet, old: str, *, as_json: bool = False) -> str:
    """Return the whole file, with the line ends and the byte order mark of the text that stood there before."""
    text = json_text(sheet_data(sheet)) + "\n" if as_json else sheet_text(sheet)
    mark = "\ufeff" if old.startswith("\ufeff") else ""
    return mark + (text.replace("\n", "\r\n") if "\r\n" in old else text)


def json_text(value: object, indent: str = "") -> str:
    """Return data as JSON over several lines, numbers exact."""
    inner = f"{indent}  "
    if isinstance(value, dict) and value:
        items = [f"{inner}{json.dumps(key)}: {json_text(item, inner)}" for key, item in value.items()]
        return "{\n" + ",\n".join(items) + f"\n{indent}}}"
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(inner + json_text(item, inner) for item in value) + f"\n{indent}]"
    return str(value) if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False)


def sheet_data(sheet: Sheet) -> dict[str, Any]:
    """Return a sheet as files hold it: the header first, every answer in its shortest form."""
    return {
        "format": sheet.format,
        "questionnaire": {"id": sheet.questionnaire.id, "version": sheet.questionnaire.version},
        "form": sheet.form,
        "role": sheet.role,
        **({"assessed": True} if sheet.assessed else {}),
        **({"language": sheet.language} if sheet.language else {}),
        "region": sheet.region,
        "period": sheet.period,
        "respondent": sheet.respondent,
        **({"agency": sheet.agency} if sheet.agency else {}),
        **({"profile": sheet.profile.model_dump(exclude_none=True)} if sheet.profile else {}),
        **({"note": sheet.note} if sheet.note else {}),
        "answers": {question_id: answer_data(answer) for question_id, answer in sheet.answers.items()},
    }


def answer_data(answer: Answer) -> Any:  # noqa: ANN401  # short form or mapping
    """Return an answer as files hold it: in short where it is only a value or state."""
    if answer.model_fields_set == {"short"}:
        return _plain(answer.short)
    values = answer.values()
    full: dict[str, Any] = {key: _plain(value) for key, value in values.items() if key}
    extras: dict[str, Any] = {
        name: getattr(answer, name) for name in ("state", "reason", "note") if getattr(answer, name)
    }
    if answer.evidence:
        extras["evidence"] = [evidence_data(item) for item in answer.evidence]
    if answer.by:
        extras["by"] = answer.by[0] if len(answer.by) == 1 else list(answer.by)
    if not extras and not full:
        return _plain(answer.short)
    return {**full, **extras}


def evidence_data(item: EvidenceItem) -> dict[str, Any]:
    """Return an evidence item as files hold it: only what is not understood anyway."""
    data: dict[str, Any] = {"kind": item.kind, "reference": item.reference}
    data |= {
        name: getattr(item, name) for name in ("date", "sha256", "size", "quality") if getattr(item, name) is not None
    }
    if item.status is not EvidenceStatus.PRESENT:
        data["status"] = item.status.value
    return {**data, **({"proves": list(item.proves)} if item.proves else {})}


def yaml_text(data: object) -> str:
    """Return data as YAML, in the order given, quoted wherever a reader could take text for something else."""
    text: str = yaml.dump(
        data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH, default_flow_style=False
    )
    return text


def flow_text(data: object) -> str:
    """Return data as YAML on one line, in braces or brackets."""
    text: str = yaml.dump(
        data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=ENDLESS, default_flow_style=True
    )
    return text.rstrip("\n")


def fingerprint(data: object) -> str:
    """Return a SHA-256 of a sheet's data: the same for 30, 30.0 and 3E+1, for any order of keys and any layout."""
    text = json.dumps(_comparable(data), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def same(one: object, other: object) -> bool:
    """Say whether two pieces of a sheet's data are equal, numbers by value."""
    if one is other or (type(one) is type(other) and isinstance(one, str | int)):  # most are; true is not 1
        return one == other
    return fingerprint(one) == fingerprint(other)


def _comparable(value: object) -> object:
    if isinstance(value, dict):
        return {str(key): _comparable(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_comparable(inner) for inner in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else {"decimal": str(shortest(value))}
    return value


def _plain(value: object) -> object:
    if isinstance(value, str) or not isinstance(value, Iterable):
        return value
    return list(value)
