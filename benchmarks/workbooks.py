"""What XLSX tables cost, beside their bare read, and what recalculating the same scores costs in LibreOffice."""

import json
import shutil
from collections.abc import Collection
from pathlib import Path

from measuring import BATCH, Wanted, by_hand, floors, heading, in_turn, installed, version
from respondents import rows, table_of, write_key, write_workbook

ROWS, CITIES = 10_000, 1_000
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"""
"""Tells LibreOffice to work out all formulas when it loads a file; else it shows the values that stand there."""


def workbook(wanted: Wanted) -> None:
    """Print the ratios for workbooks."""
    heading("Workbooks")
    if not installed("python-calamine", "xlsxwriter"):
        print("python-calamine and xlsxwriter: not installed.\n")
        return
    count = min(ROWS, wanted.largest)
    path, out = wanted.folder / "answers.xlsx", str(wanted.folder / "workbook.csv")
    write_workbook(path, count)
    commands = {
        f"{count:,} rows, XLSX to CSV": (*BATCH, str(path), "-f", "csv", "-o", out),
        f"{count:,} rows, calamine's bare read": by_hand("bare_xlsx", path),
    }
    costs = in_turn(commands, wanted.rounds)
    floors(costs)
    ours, bare = (costs[name].seconds for name in commands)
    print(f"`batch`: {ours / bare:.1f} times calamine {version('python-calamine')}.\n")
    _recalculated(wanted)


def _recalculated(wanted: Wanted) -> None:
    soffice = shutil.which("soffice") or shutil.which("libreoffice")
    if not soffice:
        print("LibreOffice: not installed.\n")
        return
    write_key(wanted.folder / "key.json")
    path, table = wanted.folder / "formulas.xlsx", table_of(wanted.folder, CITIES)
    write_formulas(path, wanted.folder / "key.json", CITIES)
    costs = in_turn(
        {
            f"{CITIES:,} rows, CSV to CSV": (
                *BATCH,
                str(table),
                "-f",
                "csv",
                "-o",
                str(wanted.folder / "cities-out.csv"),
            ),
            f"{CITIES:,} rows, LibreOffice": _soffice(wanted.folder, soffice, path),
        },
        wanted.rounds,
    )
    print(
        "LibreOffice: means of areas, dimensions and the whole of the level questions, recalculated and saved as CSV.\n"
    )
    floors(costs)


def _soffice(folder: Path, soffice: str, path: Path) -> tuple[str, ...]:
    """Return the command that recalculates a workbook, with a profile of its own."""
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "registrymodifications.xcu").write_text(PROFILE, encoding="utf-8")
    user = f"-env:UserInstallation={profile.parent.as_uri()}"
    return (soffice, user, "--headless", "--convert-to", "csv", "--outdir", str(folder), str(path))


def write_formulas(path: Path, key: Path, count: int) -> None:
    """Write levels, and formulas for the means of areas, dimensions and the whole; an empty one counts in no mean."""
    import xlsxwriter  # noqa: PLC0415  # an extra
    from xlsxwriter.utility import xl_range  # noqa: PLC0415  # the same

    asked = json.loads(key.read_bytes())
    levels = [place for place, q in enumerate(asked) if q["kind"] == "level"]
    areas, dimensions = _places(asked, levels)

    def mean(row: int, columns: Collection[int]) -> str:
        return f'=IFERROR(AVERAGE({xl_range(row, min(columns), row, max(columns))}),"")'

    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("scores")
        for row, cells in enumerate(rows(count)):
            given = [cells[3 + place] for place in levels]
            sheet.write_row(row, 0, [int(text) if text.isdigit() else text for text in given])
            for column, inside in {**areas, **dimensions}.items():
                sheet.write_formula(row, column, mean(row, inside))
            sheet.write_formula(row, max(dimensions) + 1, mean(row, dimensions))


def _places(asked: list[dict[str, str]], levels: list[int]) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """Return the columns of areas and dimensions, with the columns that each is the mean of."""
    homes: dict[str, list[int]] = {}
    above: dict[str, dict[str, None]] = {}
    for column, place in enumerate(levels):
        homes.setdefault(asked[place]["area"], []).append(column)
        above.setdefault(asked[place]["dimension"], {})[asked[place]["area"]] = None
    columns = {area: len(levels) + number for number, area in enumerate(homes)}
    first = len(levels) + len(homes)
    areas = {columns[area]: inside for area, inside in homes.items()}
    dimensions = {first + number: [columns[area] for area in inside] for number, inside in enumerate(above.values())}
    return areas, dimensions
