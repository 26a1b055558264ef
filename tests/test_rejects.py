"""What `batch --rejects` writes: every rejected row and sheet, whose it is, and why."""

import csv
import json
from pathlib import Path

import pytest
from conftest import Ran, Run, write_two_questions


@pytest.fixture(autouse=True)
def small() -> None:
    """Write the questionnaire `small`."""
    write_two_questions()


def table(*rows: list[str]) -> str:
    with Path("answers.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([["region", "respondent", "officer", "backup"], *rows])
    return "answers.csv"


def batch(smartscore: Run, *arguments: str) -> Ran:
    return smartscore("batch", *arguments, "-q", "small", "-f", "csv", "--rejects", "r.csv", "--lang", "en")


def rejected() -> list[dict[str, str]]:
    with Path("r.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_rejected_row_names_who_it_is_of_and_each_question(smartscore: Run) -> None:
    rows = table(["Alor", "Dinkes", "9", "x"], ["Ende", "Kominfo", "3"])
    batch(smartscore, rows)
    told = [(row["row"], row["region"], row["respondent"], row["question"]) for row in rejected()]
    assert told == [("2", "Alor", "Dinkes", "officer"), ("2", "Alor", "Dinkes", "backup"), ("3", "Ende", "Kominfo", "")]


@pytest.mark.parametrize(
    ("row", "region", "respondent"),
    [
        (["Ende", "Kominfo", "3"], "Ende", "Kominfo"),
        (["Ende", "Kominfo", ""], "Ende", "Kominfo"),
        (["Ende", "Komi"], "Ende", ""),  # cut off in the middle, perhaps
        (["Ende"], "", ""),
        (["Ende", "Kominfo", "3", "2", "1"], "Ende", "Kominfo"),
        (["Ende", "NTT", "Kominfo", "3", "2"], "", ""),  # a comma in the name of the region
    ],
)
@pytest.mark.parametrize("join", [[], ["--join", "region"]])
def test_a_ragged_row_names_who_it_is_of_as_far_as_that_is_sure(
    smartscore: Run, row: list[str], region: str, respondent: str, join: list[str]
) -> None:
    rows = table(["Alor", "Dinkes", "2", "1"], row)
    ran = batch(smartscore, rows, *join)
    assert ran.code == 1
    assert [(row["row"], row["region"], row["respondent"]) for row in rejected()] == [("3", region, respondent)]


@pytest.mark.parametrize(
    ("row", "region"),
    [("Ende,Kominfo,backup", "Ende"), ("Ende,Kominfo,backup,1,2", "Ende"), ("Ende,NTT,Kominfo,backup,1", "")],
)
def test_so_does_a_ragged_row_of_a_long_table(smartscore: Run, row: str, region: str) -> None:
    Path("long.csv").write_text(f"region,respondent,question,answer\nAlor,Dinkes,officer,2\n{row}\n", "utf-8")
    batch(smartscore, "long.csv")
    assert [(row["row"], row["region"]) for row in rejected()] == [("3", region)]


def test_columns_behind_the_questions_are_not_sure(smartscore: Run) -> None:
    Path("t.csv").write_text("region,officer,backup,respondent\nAlor,2,1,X\nEnde,2,1,Y,Z\n", "utf-8")
    batch(smartscore, "t.csv")
    assert [(row["region"], row["respondent"]) for row in rejected()] == [("Ende", "")]


def test_so_does_a_rejected_row_of_a_long_table(smartscore: Run) -> None:
    lines = ["region,respondent,question,answer", "Alor,Dinkes,officer,9", "Alor,Dinkes,oficer,3"]
    Path("long.csv").write_text("\n".join([*lines, "Alor,Dinkes,backup,1", "Alor,Dinkes,backup,2"]), "utf-8")
    batch(smartscore, "long.csv")
    assert [row["question"] for row in rejected()] == ["officer", "oficer", "backup"]
    assert {(row["region"], row["respondent"]) for row in rejected()} == {("Alor", "Dinkes")}


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("together", [True, False], ids=["in lines", "in files"])
def test_so_does_a_rejected_sheet(smartscore: Run, jobs: str, *, together: bool) -> None:
    header = {"format": "smartscore-answers/1", "questionnaire": {"id": "small", "version": "1.0.0"}, "period": 2026}
    sheets = [{**header, "region": name, "answers": {"officer": level}} for name, level in (("A", 1), ("B", 9))]
    texts = list(map(json.dumps, sheets))
    names = ["all.ndjson"] if together else ["a.answers.json", "b.answers.json"]
    for name, text in zip(names, ["\n".join(texts)] if together else texts, strict=True):
        Path(name).write_text(text, "utf-8")
    batch(smartscore, *names, "--jobs", jobs)
    assert [(row["region"], row["period"], row["question"]) for row in rejected()] == [("B", "2026", "officer")]
