"""Seeded answers to the real questionnaire: wide tables as Excel, KoboToolbox and forms write them, and sheets."""

import argparse
import csv
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import smartscore
from smartscore.plans.plan import Plan, PlannedQuestion

SEED = 20261124
STATES = ("", "?", "na", "waiting")
SHARES = (0.04, 0.03, 0.03, 0.01)
"""How often a question is left open, not known, not applicable, or waiting."""

NOTED = 0.2
NOTES = (
    "Register diperiksa sampai Juni.",
    "Baru mencakup dinas; kecamatan menyusul bulan depan.",
    "Angka dari rekap triwulan II: 118 dari 148 desa, 30 lainnya belum melapor.",
)


def plan() -> Plan:
    """Return the plan of the shipped questionnaire."""
    return smartscore.compile_plan(smartscore.load_questionnaire("indonesia-smart-city"), "full")


def cell(question: PlannedQuestion, dice: random.Random, strength: float) -> str:
    """Return an answer of an agency of that strength (0 to 5)."""
    state = dice.choices((None, *STATES), (1 - sum(SHARES), *SHARES))[0]
    if state is not None and (state != "na" or question.may_be_absent):
        return state
    if question.checklist:
        return " ".join(c for c in question.checklist.weights if dice.random() < strength / 5) or "0"
    if question.line:
        low, high = (n / d for n, d in question.line.valid)
        return f"{dice.uniform(low, min(high, low + 100)):.1f}"
    if question.kind == "level":
        return str(min(5, max(0, round(dice.gauss(strength, 0.8)))))
    answers: list[str] = list(question.table)
    return dice.choice(answers)


def rows(count: int) -> Iterator[list[str]]:
    """Yield respondents: 50 agencies in each region."""
    dice, asked = random.Random(SEED), plan().questions
    for number in range(count):
        strength = dice.gauss(2.2, 0.9)
        who = [f"Region {number // 50:05d}", "2026", f"Agency {number % 50}"]
        yield who + [cell(question, dice, strength) for question in asked]


def write_table(path: Path, count: int, delimiter: str = ",") -> None:
    """Write a wide table as CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow(["region", "period", "respondent", *(question.id for question in plan().questions)])
        writer.writerows(rows(count))


def table_of(folder: Path, count: int) -> Path:
    """Return a wide table of that many rows, written where it is not there yet."""
    path = folder / f"{count}.csv"
    if not path.exists():
        write_table(path, count)
    return path


def write_parquet(path: Path, table: Path) -> None:
    """Write a CSV table as Parquet: all columns are texts, empty cells are null."""
    import duckdb  # noqa: PLC0415  # an extra

    duckdb.read_csv(str(table), all_varchar=True).write_parquet(str(path))


def write_workbook(path: Path, count: int) -> None:
    """Write a wide table as XLSX, with numbers as numbers."""
    import xlsxwriter  # noqa: PLC0415  # an extra

    with xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_numbers": True}) as book:
        sheet = book.add_worksheet("answers")
        sheet.write_row(0, 0, ["region", "period", "respondent", *(question.id for question in plan().questions)])
        for number, row in enumerate(rows(count), start=1):
            sheet.write_row(number, 0, row)


def write_key(path: Path) -> None:
    """Write what a script by hand has to know of the questions: where each belongs, and how its cells are valued."""
    current = plan()
    asked = len(current.questions)
    if {weight for group in current.groups for weight in group.weights} != {1}:
        raise ValueError(current.questionnaire)  # the scripts by hand rely on it
    homes = {part: group for group in current.groups for part in group.parts if part < asked}
    key = [
        {
            "id": question.id,
            "area": homes[number].id,
            "dimension": homes[number].dimension,
            "weight": 1,
            "kind": question.kind,
            "steps": [n / d for n, d in question.line.steps] if question.line else None,
            "criteria": len(question.checklist.weights) if question.checklist else None,
        }
        for number, question in enumerate(current.questions)
    ]
    path.write_text(json.dumps(key), encoding="utf-8")


def sheets(count: int) -> Iterator[dict[str, Any]]:
    """Yield answer sheets, one in a hundred of them broken, one answer in five with a note and evidence."""
    dice, current = random.Random(SEED), plan()
    for number, row in enumerate(rows(count)):
        answers = {q.id: value(q, text, dice) for q, text in zip(current.questions, row[3:], strict=True) if text}
        yield {
            "format": "smartscore-answers/1",
            "questionnaire": {"id": current.questionnaire, "version": current.version},
            **dict(zip(("region", "period", "respondent"), row[:3], strict=True)),
            "answers": {**answers, **({} if (number + 1) % 100 else {"broken": 1})},
        }


def write_sheets(folder: Path, count: int) -> None:
    """Write answer sheets as YAML, one a file."""
    from smartscore.files.sheet_text import yaml_text  # noqa: PLC0415  # only for sheets

    folder.mkdir(parents=True, exist_ok=True)
    for number, sheet in enumerate(sheets(count)):
        (folder / f"{number:06d}.answers.yaml").write_text(yaml_text(sheet), encoding="utf-8")


def write_lines(path: Path, count: int) -> None:
    """Write answer sheets as JSON, one a line."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(sheet, ensure_ascii=False)}\n" for sheet in sheets(count))


def value(question: PlannedQuestion, text: str, dice: random.Random) -> object:
    """Return a cell as a sheet holds it, one in five with a note and evidence."""
    if text in ("?", "waiting"):
        return {"?": "unknown"}.get(text, text)
    if text == "na":
        return {"state": "not_applicable", "reason": "there is none here"}
    given = _given(question, text)
    if dice.random() >= NOTED:
        return given
    key = {"checklist": "criteria", "yes_no": "yes", "choice": "option"}.get(question.kind, question.kind)
    return {key: given == "yes" if key == "yes" else given, "note": dice.choice(NOTES), "evidence": [_evidence(dice)]}


def _given(question: PlannedQuestion, text: str) -> object:
    if question.checklist:
        return [] if text == "0" else text.split()
    return text if question.kind in ("yes_no", "choice") else json.loads(text)


def _evidence(dice: random.Random) -> dict[str, object]:
    month = dice.randint(1, 12)
    return {
        "kind": dice.choice(("decree", "report", "data", "photo")),
        "reference": f"No. {dice.randint(1, 900)}/{month}/2026, Bagian Organisasi",
        "date": f"2026-{month:02d}",
    }


def main() -> None:
    """Write what is asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("path", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--sheets", action="store_true")
    parser.add_argument("--delimiter", default=",")
    wanted = parser.parse_args()
    if wanted.sheets:
        write_sheets(wanted.path, wanted.count)
    else:
        write_table(wanted.path, wanted.count, wanted.delimiter)


if __name__ == "__main__":
    main()
