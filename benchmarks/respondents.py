"""Seeded answers to the real questionnaire: wide tables as Excel, KoboToolbox and forms write them, and sheets."""

import argparse
import csv
import json
import random
from collections.abc import Iterator
from pathlib import Path

import smartscore
from smartscore.plans.plan import Plan, PlannedQuestion

SEED = 20261124
STATES = ("", "?", "na", "waiting")
SHARES = (0.04, 0.03, 0.03, 0.01)
"""How often a question is left open, not known, not applicable, or waiting."""


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
    return dice.choice(list(question.table))


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


def write_sheets(folder: Path, count: int) -> None:
    """Write answer sheets as YAML (which JSON lines in braces are too), one in a hundred of them broken."""
    from smartscore.files.sheet_text import yaml_text  # noqa: PLC0415  # only for sheets

    folder.mkdir(parents=True, exist_ok=True)
    current, version = plan(), plan().version
    for number, row in enumerate(rows(count)):
        answers = {q.id: value(q, text) for q, text in zip(current.questions, row[3:], strict=True) if text}
        sheet = {
            "format": "smartscore-answers/1",
            "questionnaire": {"id": current.questionnaire, "version": version},
            **dict(zip(("region", "period", "respondent"), row[:3], strict=True)),
            "answers": {**answers, **({} if (number + 1) % 100 else {"broken": 1})},
        }
        (folder / f"{number:06d}.answers.yaml").write_text(yaml_text(sheet), encoding="utf-8")


def value(question: PlannedQuestion, text: str) -> object:
    """Return a cell as a sheet holds it, one in five with a note."""
    if text in ("?", "waiting"):
        return {"?": "unknown"}.get(text, text)
    if text == "na":
        return {"state": "not_applicable", "reason": "there is none here"}
    if question.checklist:
        return [] if text == "0" else text.split()
    return text if question.kind in ("yes_no", "choice") else json.loads(text)


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
