"""What `batch` says where an option cannot do what it was asked for: nothing is passed over silently."""

import csv
import re
from pathlib import Path

import pytest
from conftest import Run, dimension, level_question, questionnaire_data
from rich.cells import cell_len

from smartscore.files.sheet_text import yaml_text

HEAD = ["region", "respondent", "officer", "backup"]


@pytest.fixture(autouse=True)
def small() -> None:
    """Write the questionnaire `small`."""
    Path("small").mkdir()
    area = {"id": "office", "name": "The office", "questions": [level_question("officer"), level_question("backup")]}
    whole = {"id": "people", "name": "People", "groups": [area]}
    tiers = [{"id": "overall", "name": "O"}, {"id": "dimension", "name": "D"}, {"id": "area", "name": "A"}]
    data = questionnaire_data(whole, dimension("more", level_question("third")), tiers=tiers)
    Path("small", "questionnaire.yaml").write_text(yaml_text(data), "utf-8")


def table(*rows: list[str]) -> str:
    with Path("answers.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([HEAD, *rows])
    return "answers.csv"


def batch(smartscore: Run, *arguments: str) -> tuple[int, str, str]:
    ran = smartscore("batch", *arguments, "-q", "small", "--lang", "en")
    return ran.code, ran.out, ran.err


def test_rows_of_tables_get_no_report_and_it_is_said(smartscore: Run) -> None:
    header = {"format": "smartscore-answers/1", "questionnaire": {"id": "small", "version": "1.0.0"}}
    Path("a.answers.yaml").write_text(yaml_text({**header, "region": "Ende", "answers": {"officer": 3}}), "utf-8")
    rows = table(["Alor", "Dinkes", "3", "2"], ["Alor", "Kominfo", "1", "2"])
    code, _, err = batch(smartscore, "a.answers.yaml", rows, "--reports", "reports")
    assert code == 0
    assert "1 report written to reports" in err
    assert "2 rows of tables have no report; reports are written for answer sheets." in err
    assert [file.name for file in Path("reports").iterdir()] == ["a.md"]


def test_nothing_is_said_to_be_written_where_no_report_was(smartscore: Run) -> None:
    _, _, err = batch(smartscore, table(["Alor", "Dinkes", "3", "2"]), "--reports", "reports")
    assert "written to" not in err
    assert not Path("reports").exists()


@pytest.mark.parametrize("rejects", ["out.csv", "./out.csv"])
def test_results_and_rejected_rows_cannot_share_a_file(smartscore: Run, rejects: str) -> None:
    code, _, err = batch(smartscore, table(["Alor", "Dinkes", "3", "2"]), "-o", "out.csv", "--rejects", rejects)
    assert (code, "cannot both be written to out.csv" in err) == (2, True)
    assert not Path("out.csv").exists()


def test_rejected_rows_go_to_standard_output_where_the_results_do_not(smartscore: Run) -> None:
    rows = table(["Alor", "A", "9", "3"], ["Ende", "A", "3", "3"])
    code, out, err = batch(smartscore, rows, "--rejects", "-", "-o", "results.csv")
    assert (code, out.splitlines()[0]) == (1, "file,row,region,period,respondent,question,reason")
    assert [line.split(",")[1] for line in out.splitlines()[1:]] == ["2"]
    assert "Written: -" not in err
    assert not Path("-").exists()
    for output in ([], ["-o", "-"]):
        code, out, err = batch(smartscore, rows, "--rejects", "-", *output)
        assert (code, out, "cannot both be written to" in err) == (2, "", True)


@pytest.mark.parametrize(
    ("lang", "told", "how"),
    [
        (
            "en",
            "No room here for: Certain, Interval, Supported, 2 dimensions, 1 area.",
            "All columns: -f csv, or -o results.csv",
        ),
        (
            "id",
            "Tidak muat di sini: Pasti, Rentang, Terdukung, 2 dimensi, 1 subdimensi.",
            "Semua kolom: -f csv, atau -o hasil.csv",
        ),
    ],
)
def test_columns_that_do_not_fit_are_named_with_how_to_get_them(
    smartscore: Run, monkeypatch: pytest.MonkeyPatch, lang: str, told: str, how: str
) -> None:
    rows = table(["Alor", "Dinas Sosial", "3", "2"])
    monkeypatch.setenv("COLUMNS", "60")
    ran = smartscore("batch", rows, "-q", "small", "--lang", lang, "--areas")
    assert f"{told} {how}" in " ".join(ran.out.split())
    without = " ".join(smartscore("batch", rows, "-q", "small", "--lang", lang).out.split())
    assert told.replace(", 1 area", "").replace(", 1 subdimensi", "") in without


def test_a_table_is_as_wide_as_its_screen(smartscore: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Text is not drawn over more than 120 columns; a table with areas is."""
    rows = table(["Alor", "Dinkes of the whole island and of many more, which is really a long name", "3", "2"])
    monkeypatch.setenv("COLUMNS", "180")
    out = batch(smartscore, rows, "--areas")[1]
    assert "The office" in " ".join(out.split())
    assert "No room" not in out
    assert max(map(len, out.splitlines())) > 120


LONG = "Badan Perencanaan Pembangunan, Penelitian dan Pengembangan Daerah"
PLACE = "Kabupaten Manggarai Barat"


def drawn(smartscore: Run, monkeypatch: pytest.MonkeyPatch, width: int, lang: str, *who: tuple[str, str]) -> list[str]:
    monkeypatch.setenv("COLUMNS", str(width))
    rows = table(*[[region, respondent, "3", "2"] for region, respondent in who])
    return smartscore("batch", rows, "-q", "small", "-f", "table", "--lang", lang).out.splitlines()


@pytest.mark.parametrize("lang", ["en", "id"])
@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_names_break_between_region_and_respondent_only(
    smartscore: Run, monkeypatch: pytest.MonkeyPatch, width: int, lang: str
) -> None:
    """What is longer than the column is cut, and both names have as much of a line as there is."""
    lines = drawn(smartscore, monkeypatch, width, lang, (PLACE, LONG), ("Alor", "Dinkes"), ("Ende", LONG))
    assert all(len(line) < width or line.startswith(("Tidak", "No room")) for line in lines)
    begins = lines[0].index("Peri")
    names = [line[: begins - 1].rstrip() for line in lines[1:]]
    assert begins > width // 3 or width == 60
    assert "Alor · Dinkes" in names
    if width == 200:
        assert names[:3] == ["Alor · Dinkes", f"Ende · {LONG}", f"{PLACE} · {LONG}"]
    else:
        ende = names.index("Ende")
        assert re.fullmatch("· Badan Perenc.*…", names[ende + 1])
        assert LONG.startswith(names[ende + 1][2:-1])
        assert re.fullmatch(PLACE if width > 60 else "Kabupaten Mang.*", names[ende + 2])
        assert names[ende + 3] == names[ende + 1]


@pytest.mark.parametrize(
    ("lang", "told"), [("en", ", names in full. All columns: -f csv"), ("id", ", nama lengkap. Semua kolom: -f csv")]
)
def test_it_is_said_where_names_were_cut(
    smartscore: Run, monkeypatch: pytest.MonkeyPatch, lang: str, told: str
) -> None:
    assert told in " ".join(drawn(smartscore, monkeypatch, 80, lang, ("Ende", LONG)))
    assert told not in " ".join(drawn(smartscore, monkeypatch, 80, lang, (PLACE, "Dinas Komunikasi")))
    assert told not in " ".join(drawn(smartscore, monkeypatch, 200, lang, ("Ende", LONG)))


def test_columns_go_before_a_name_breaks(smartscore: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name of up to a third of the screen stays on its line; nothing goes for the sake of a short one."""
    assert "Supported" in drawn(smartscore, monkeypatch, 80, "en", ("Ende", "Dinkes"))[0]
    whole = drawn(smartscore, monkeypatch, 80, "en", ("Manggarai", "Dinas Kominfo"))
    assert ("Supported" in whole[0], whole[1].startswith("Manggarai · Dinas Kominfo 2")) == (False, False)
    assert whole[1].startswith("Manggarai · Dinas Kominfo ")


def test_signs_of_double_width_are_cut_by_their_width(smartscore: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = drawn(smartscore, monkeypatch, 80, "en", ("\u6771\u4eac" * 20, ""), ("Ende", ""))
    east = next(line for line in lines if line.startswith("\u6771"))
    ende = next(line for line in lines if line.startswith("Ende"))
    assert cell_len(east) == cell_len(ende)
    assert east.split()[0].endswith("…")


def test_a_region_that_is_joined_without_a_rejected_agency_is_told(smartscore: Run) -> None:
    rows = table(["Alor", "Kominfo", "3", ""], ["Alor", "Dinkes", "", "9"], ["Ende", "Kominfo", "3", "2"])
    code, out, err = batch(smartscore, rows, "--join", "region", "-f", "csv")
    assert (code, len(out.splitlines())) == (1, 3)
    assert "Alor is joined without what was rejected: Dinkes. Mend it and run again." in err
    assert "Ende is joined" not in err


def test_rows_of_nothing_but_separators_are_passed_over(smartscore: Run) -> None:
    """Excel leaves them behind at the end."""
    code, out, err = batch(smartscore, table(["Alor", "Dinkes", "3", "2"], [""] * 4, [" "] * 4), "-f", "csv")
    assert (code, len(out.splitlines()), err.splitlines()[-1]) == (0, 2, "1 row scored.")


@pytest.mark.parametrize("word", ["Total", "JUMLAH", "Rata-rata", "Grand Total:", "Jumlah seluruhnya", "Average"])
@pytest.mark.parametrize(("lang", "told"), [("en", "called like a total"), ("id", "seperti jumlah atau rata-rata")])
def test_a_row_of_totals_is_scored_and_told(smartscore: Run, word: str, lang: str, told: str) -> None:
    answers = table(["Alor", "Dinkes", "3", "2"], [word, "", "3", "2"])
    ran = smartscore("batch", answers, "-q", "small", "-f", "csv", "--lang", lang)
    assert (ran.code, len(ran.out.splitlines()), told in ran.err) == (0, 3, True)
    assert f"“{word}” ({'row' if lang == 'en' else 'baris'} 3)" in ran.err
    assert told not in smartscore("batch", answers, "-q", "small", "-f", "csv", "--lang", lang, "--quiet").err


@pytest.mark.parametrize(
    "name", ["Totalitas", "Sumba Timur", "Kabupaten Jumlah Raya", "Minahasa", "Meanwhile", "Sumedang"]
)
def test_a_region_is_no_total(smartscore: Run, name: str) -> None:
    assert "total" not in batch(smartscore, table([name, "", "3", "2"]), "-f", "csv")[2]


@pytest.mark.parametrize("in_blocks", [False, True])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_totals_are_told_wherever_they_stand(
    smartscore: Run, monkeypatch: pytest.MonkeyPatch, jobs: str, *, in_blocks: bool
) -> None:
    """In blocks of rows as row by row: Excel puts subtotals below each province."""
    from smartscore.cli import wide_rows

    monkeypatch.setattr(wide_rows, "WORTH_BLOCKS", 0 if in_blocks else 1 << 60)
    named = {1: "Total", 7: "*sum.", 2_000: "grand  total"}
    rows = [[named.get(n, f"Sumba {n}"), "", "3", "2"] for n in range(4_000)]
    code, out, err = batch(smartscore, table(*rows), "-f", "csv", "--jobs", jobs)
    assert (code, len(out.splitlines())) == (0, 4_001)
    assert "3 rows are scored as regions" in err
    assert "“Total” (row 3), “*sum.” (row 9), “grand  total” (row 2002)." in err


def test_of_many_totals_the_first_are_named(smartscore: Run) -> None:
    err = batch(smartscore, table(*[["Jumlah", str(n), "3", "2"] for n in range(30)]), "-f", "csv")[2]
    assert "30 rows are scored as regions" in err
    assert (err.count("“Jumlah”"), "“Jumlah” (row 13), ..." in err) == (12, True)


def test_rejected_rows_for_excel_look_as_the_results_do(smartscore: Run) -> None:
    rows = table(["Alor", "Dinkes", "9", "2"], ["Alor", "Kominfo", "1", "2"])
    batch(smartscore, rows, "--excel", "-o", "out.csv", "--rejects", "rejected.csv")
    for name in ("out.csv", "rejected.csv"):
        content = Path(name).read_bytes()
        assert content.startswith("\ufefffile;".encode())
        assert content.endswith(b"\r\n")


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en", "out.csv is as it was before: nothing could be scored."),
        ("id", "out.csv tetap seperti semula: tidak ada yang dapat dinilai."),
    ],
)
@pytest.mark.parametrize("options", [[], ["--quiet"]])
def test_where_nothing_can_be_scored_it_is_said_that_the_file_stays(
    smartscore: Run, lang: str, told: str, options: list[str]
) -> None:
    Path("out.csv").write_text("of last year", "utf-8")
    Path("bad.csv").write_text("region,officer\nAlor,9\n", "utf-8")
    ran = smartscore("batch", "bad.csv", "-q", "small", "-o", "out.csv", "--lang", lang, *options)
    assert (ran.code, told in ran.err.splitlines()) == (1, True)
    assert Path("out.csv").read_text("utf-8") == "of last year"
    assert told not in smartscore("batch", "bad.csv", "-q", "small", "-f", "csv", "--lang", lang).err


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en", "new.csv was not written: nothing could be scored."),
        ("id", "new.csv tidak ditulis: tidak ada yang dapat dinilai."),
    ],
)
def test_where_nothing_can_be_scored_no_file_is_said_to_stay_that_was_not_there(
    smartscore: Run, lang: str, told: str
) -> None:
    Path("bad.csv").write_text("region,officer\nAlor,9\n", "utf-8")
    ran = smartscore("batch", "bad.csv", "-q", "small", "-o", "new.csv", "--lang", lang)
    assert (ran.code, told in ran.err.splitlines(), Path("new.csv").exists()) == (1, True, False)


@pytest.mark.parametrize(
    ("lang", "told"), [("en", "Choose a name that ends in .csv"), ("id", "Pilih nama yang berakhiran .csv")]
)
@pytest.mark.parametrize("name", ["r.xlsx", "r.json", "R.XLSX", "r.parquet"])
def test_rejected_rows_are_csv_and_go_to_no_file_of_another_kind(
    smartscore: Run, lang: str, told: str, name: str
) -> None:
    answers = table(["Alor", "Dinkes", "3", "2"])
    ran = smartscore("batch", answers, "-q", "small", "-f", "csv", "--rejects", name, "--lang", lang)
    assert (ran.code, ran.out, told in ran.err, name in ran.err) == (2, "", True, True)
    assert not Path(name).exists()


@pytest.mark.parametrize("name", ["r.csv", "R.CSV", "r.txt", "rejected"])
def test_rejected_rows_go_to_files_of_text(smartscore: Run, name: str) -> None:
    code, _, _ = batch(smartscore, table(["Alor", "Dinkes", "3", "2"]), "-f", "csv", "--rejects", name)
    assert (code, Path(name).exists()) == (0, True)


@pytest.mark.parametrize(
    ("names", "en", "id_"),
    [
        (["t.csv"], "1 of 3 rows were rejected", "1 dari 3 baris ditolak"),
        (["a.answers.yaml", "b.answers.yaml"], "1 of 2 sheets were rejected", "1 dari 2 lembar ditolak"),
        (["t.csv", "a.answers.yaml"], "1 of 4 rows and sheets were rejected", "1 dari 4 baris dan lembar ditolak"),
        (["good.csv"], "1 row scored.", "1 baris dinilai."),
        (["a.answers.yaml"], "1 sheet scored.", "1 lembar dinilai."),
        (["good.csv", "a.answers.yaml"], "2 rows and sheets scored.", "2 baris dan lembar dinilai."),
        (["x.pdf"], "1 of 1 files were rejected", "1 dari 1 berkas ditolak"),
        (["gone.csv"], "1 of 1 files were rejected", "1 dari 1 berkas ditolak"),
        (["head.csv"], "1 of 1 files were rejected", "1 dari 1 berkas ditolak"),
        (["other.csv"], "1 of 1 files were rejected", "1 dari 1 berkas ditolak"),
        (["gone.answers.yaml"], "1 of 1 sheets were rejected", "1 dari 1 lembar ditolak"),
        (["good.csv", "gone.csv"], "1 of 2 rows and files were rejected", "1 dari 2 baris dan berkas ditolak"),
        (
            ["good.csv", "b.answers.yaml", "gone.csv"],
            "2 of 3 rows, sheets and files were rejected",
            "2 dari 3 baris, lembar dan berkas ditolak",
        ),
        (["two.csv", "--join", "region"], "1 of 2 regions were rejected", "1 dari 2 daerah ditolak"),
        (["good.csv", "--join", "region"], "1 region scored.", "1 daerah dinilai."),
        (["t.csv", "--join", "region"], "1 of 3 regions and rows were rejected", "1 dari 3 daerah dan baris ditolak"),
    ],
)
def test_the_end_counts_what_was_read(smartscore: Run, names: list[str], en: str, id_: str) -> None:
    Path("t.csv").write_text("region,officer\nAlor,1\nEnde,2\nNgada,9\n", "utf-8")
    Path("good.csv").write_text("region,officer\nSikka,1\n", "utf-8")
    Path("x.pdf").write_bytes(b"%PDF-1.7")
    Path("head.csv").write_text("region,officer\n", "utf-8")
    Path("other.csv").write_text("name,town\nAni,Alor\n", "utf-8")
    Path("two.csv").write_text("region,officer\nAlor,1\nAlor,2\nEnde,2\nEnde,2\n", "utf-8")
    header = {"format": "smartscore-answers/1", "questionnaire": {"id": "small", "version": "1.0.0"}}
    for name, level in (("a", 3), ("b", 9)):
        Path(f"{name}.answers.yaml").write_text(yaml_text({**header, "answers": {"officer": level}}), "utf-8")
    for lang, told in (("en", en), ("id", id_)):
        assert told in smartscore("batch", *names, "-q", "small", "-f", "csv", "--lang", lang).err.splitlines()[-1]


@pytest.mark.parametrize("lang", ["en", "id"])
def test_quiet_leaves_faults_and_nothing_else(smartscore: Run, lang: str) -> None:
    """Warnings are no faults, whatever they are about: doubles, columns, reports."""
    answers = table(["Alor", "Dinkes", "3", "2"], ["Alor", "Dinkes", "3", "2"], ["", "Kominfo", "9", "2"])
    arguments = ["batch", answers, "-q", "small", "-f", "csv", "--reports", "reports", "--lang", lang]
    assert len(smartscore(*arguments).err.splitlines()) > 3
    told = smartscore(*arguments, "--quiet").err.splitlines()
    assert len(told) == 2
    assert told[0].startswith("answers.csv:4:")


@pytest.mark.parametrize(("lang", "told"), [("en", "(no region) · Dinkes"), ("id", "(tanpa daerah) · Dinkes")])
@pytest.mark.parametrize("kind", ["table", "markdown"])
def test_an_agency_does_not_stand_for_its_region(
    smartscore: Run, monkeypatch: pytest.MonkeyPatch, lang: str, told: str, kind: str
) -> None:
    answers = table(["", "Dinkes", "3", "2"], ["Alor", "Kominfo", "3", "2"], ["Ende", "", "3", "2"], ["", "", "3", "2"])
    monkeypatch.setenv("COLUMNS", "120")
    out = smartscore("batch", answers, "-q", "small", "-f", kind, "--lang", lang).out
    assert (told in out, "Alor · Kominfo" in out, "Ende ·" in out, "answers.csv:5" in out) == (True, True, False, True)


@pytest.mark.parametrize(
    "again", [["answers.csv"], ["./answers.csv"], ["*.csv"], ["."], ["there/../answers.csv"], ["answers.csv", "*.csv"]]
)
def test_a_file_that_is_named_twice_is_read_once(smartscore: Run, again: list[str]) -> None:
    Path("there").mkdir()
    rows = table(["Alor", "Dinkes", "3", "2"], ["Ende", "Dinkes", "1", "2"])
    code, out, err = batch(smartscore, rows, *again, "-f", "csv")
    assert (code, len(out.splitlines())) == (0, 3)
    assert "answers.csv was named more than once and is taken once." in err
    assert err.count("more than once") == 1
    assert "2 rows scored." in err
    assert "same respondent" not in err


def test_two_files_that_a_path_through_a_link_leads_to_are_both_read(smartscore: Run) -> None:
    """`link/..` is where the link leads to, not where it lies."""
    Path("far/away").mkdir(parents=True)
    Path("link").symlink_to("far/away")
    rows = table(["Alor", "Dinkes", "3", "2"])
    Path("far", rows).write_text(Path(rows).read_text("utf-8").replace("Alor", "Ende"), "utf-8")
    code, out, err = batch(smartscore, rows, f"link/../{rows}", "-f", "csv")
    assert (code, len(out.splitlines()), "more than once" in err) == (0, 3, False)
