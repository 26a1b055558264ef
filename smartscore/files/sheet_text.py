"""An answer sheet as YAML text: one canonical layout, readable by people and by YAML 1.1 and 1.2 alike."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final

import yaml

from smartscore.answers import Answer, EvidenceItem, EvidenceStatus, Sheet
from smartscore.exact import MAX_DIGITS

SCHEMA_LINES: Final = (
    "# yaml-language-server: $schema=answers.schema.json\n"
    "# $schema: answers.schema.json\n"
    "# Editor help: smartscore questionnaires schema answers -o answers.schema.json\n"
)
"""The first lines of a sheet: two editors' ways to name the schema, and how to get it."""

WIDTH: Final = 100


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
    short = value.normalize()
    plain = format(short, "f")
    text = plain if len(plain) <= MAX_DIGITS else str(short)
    kind = "int" if text.lstrip("-").isdigit() else "float"
    node: yaml.Node = dumper.represent_scalar(f"tag:yaml.org,2002:{kind}", text, style="")
    return node


_Dumper.add_representer(Decimal, _represent_decimal)


def sheet_text(sheet: Sheet) -> str:
    """Return the whole file."""
    header = {
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
    }
    answers = {question_id: answer_data(answer) for question_id, answer in sheet.answers.items()}
    return f"{SCHEMA_LINES}{yaml_text(header)}{yaml_text({'answers': answers})}"


def answer_data(answer: Answer) -> Any:  # noqa: ANN401  # short form or mapping
    """Return an answer as files hold it: in short where it is only a value or state."""
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


def _plain(value: object) -> object:
    if isinstance(value, str) or not isinstance(value, Iterable):
        return value
    return list(value)
