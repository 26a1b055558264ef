"""Whatever an empty workbook offers to choose from, in either language, `batch` takes."""

import csv
import html
import io
import re
import zipfile
from pathlib import Path

import pytest
from conftest import Run

from smartscore.files.questionnaires import load_questionnaire
from smartscore.language import LANGUAGES
from smartscore.sources.who import FORMS, ROLES
from smartscore.tables.blank import STATES

OFFERED = re.compile(r'sqref="([A-Z]+)2:[A-Z]+\d+"><formula1>"(.*?)"</formula1>')


def offered(path: str) -> dict[int, list[str]]:
    """Return what the cells of each column of a workbook offer, by the column's position."""
    with zipfile.ZipFile(path) as book:
        page = book.read("xl/worksheets/sheet1.xml").decode("utf-8")
    return {number(letters): html.unescape(words).split(",") for letters, words in OFFERED.findall(page)}


def number(letters: str) -> int:
    found = 0
    for letter in letters:
        found = 26 * found + ord(letter) - 64
    return found - 1


def rows_of_all(head: list[str], choices: dict[int, list[str]]) -> list[list[str]]:
    """Return so many rows that every word that is offered stands in one of them."""
    count = max(map(len, choices.values()))
    return [
        [choices[place][n % len(choices[place])] if place in choices else "" for place in range(len(head))]
        for n in range(count)
    ]


@pytest.mark.parametrize("lang", [*LANGUAGES])
@pytest.mark.parametrize("options", [[], ["--quick"]])
def test_every_word_that_a_workbook_offers_is_taken(smartscore: Run, lang: str, options: list[str]) -> None:
    pytest.importorskip("xlsxwriter")
    calamine = pytest.importorskip("python_calamine")
    assert smartscore("questionnaires", "blank", "-o", "t.xlsx", "--lang", lang, *options).code == 0
    (head,) = calamine.CalamineWorkbook.from_path("t.xlsx").get_sheet_by_index(0).to_python()
    choices = offered("t.xlsx")
    asked = load_questionnaire("indonesia-smart-city").questions
    to_choose = [name for name in head if name in asked and asked[name].kind in ("level", "yes_no", "choice")]
    assert len(choices) == len(to_choose) + bool(options)
    stream = io.StringIO()
    csv.writer(stream).writerows([head, *rows_of_all(head, choices)])
    Path("filled.csv").write_text(stream.getvalue(), "utf-8")
    for place, cells in choices.items():
        if (question := asked.get(head[place])) is not None:
            assert (STATES[lang][1] in cells) == (question.not_applicable != "forbidden")
    ran = smartscore("batch", "filled.csv", "-f", "csv", "--lang", lang)
    assert ran.code == 0, ran.err
    forms = {row["form"] for row in csv.DictReader(io.StringIO(ran.out))}
    assert forms == {"quick" if options else "full"}


@pytest.mark.parametrize("lang", [*LANGUAGES])
def test_forms_and_roles_are_understood_as_results_call_them(lang: str) -> None:
    words = LANGUAGES[lang]
    for form in ("full", "quick"):
        assert FORMS[words(f"form.short_{form}").casefold()] == form
    for role in ("self", "assessor", "agreed"):
        assert ROLES[words(f"role.{role}").casefold()] == role
