"""Read answer sheets and see whether they have the right shape; score nothing.

python sheets.py FOLDER-OF-YAML-SHEETS | FILE.ndjson
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError


class Source(BaseModel):
    """The questionnaire that was answered."""

    id: str
    version: str


class Evidence(BaseModel):
    """What is offered as proof."""

    kind: str
    reference: str
    date: str | None = None
    quality: int | None = None


class Answer(BaseModel):
    """An answer with more than its value."""

    level: int | None = None
    number: float | None = None
    criteria: list[str] | None = None
    yes: bool | None = None
    state: str | None = None
    reason: str | None = None
    note: str | None = None
    evidence: list[Evidence] = []


class Sheet(BaseModel):
    """One respondent's answers."""

    format: str
    questionnaire: Source
    region: str
    period: str
    respondent: str
    answers: dict[str, int | float | str | list[str] | Answer]


def sheets(path: Path) -> Iterator[Any]:
    """Yield what files or lines hold."""
    if path.is_dir():
        for file in sorted(path.iterdir()):
            yield yaml.load(file.read_bytes(), yaml.CSafeLoader)  # a safe one, in C
    else:
        with path.open("rb") as lines:
            yield from map(json.loads, lines)


def main() -> None:
    """Count the sheets with the right shape."""
    count = 0
    for sheet in sheets(Path(sys.argv[1])):
        try:
            Sheet.model_validate(sheet)
        except ValidationError as error:
            print(error)
        count += 1
    print(count)


if __name__ == "__main__":
    main()
