"""Draw the pictures of the interview in docs/pictures/ from the program itself: `python docs/pictures.py`.

Line by line: `smartscore assess` in a pseudo-terminal. Full-screen: the app, driven as its tests drive it.
"""

import asyncio
import re
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

import pexpect
from rich.console import Console
from rich.text import Text

from smartscore.files.questionnaires import load_questionnaire
from smartscore.files.sheets import read_sheet
from smartscore.interview.full_screen.app import InterviewApp
from smartscore.interview.full_screen.sitting import Sitting
from smartscore.interview.session import Session
from smartscore.interview.surroundings import Surroundings
from smartscore.language import language

FOLDER: Final = Path(__file__).parent / "pictures"
EXAMPLE: Final = "example:contoh-kabupaten"
COLUMNS, ROWS = 90, 30
TYPED: Final = ("3", "14", "q")
"""A level, a number, and goodbye."""


def line_by_line(code: str) -> str:
    """Answer two questions line by line; return what stood on the terminal up to the third, as SVG."""
    with tempfile.TemporaryDirectory() as folder:
        options = ["--region", "Kabupaten Contoh", "--period", "2026", "--respondent", "Bappeda", "--agency", "Bappeda"]
        command = ["-m", "smartscore", "assess", "contoh.answers.yaml", "--mode", "line", "--lang", code, *options]
        size = (ROWS, COLUMNS)
        child = pexpect.spawn(sys.executable, command, cwd=folder, dimensions=size, encoding="utf-8", timeout=60)
        seen = ""
        for typed in ("1", "2", "1", "0", *TYPED):  # a regency, its people, its coast, no islands; then the answers
            child.expect(r"(\? .*: $|\n> $|: $)")
            seen += child.before + child.after
            child.sendline(typed)
        child.close(force=True)
    console = Console(record=True, width=COLUMNS, file=tempfile.TemporaryFile("w"), force_terminal=True)  # noqa: SIM115  # closed with the program
    console.print(Text.from_ansi(seen.replace("\r\n", "\n").rstrip("> \n")), soft_wrap=True)
    return without_addresses(console.export_svg(title="smartscore assess", unique_id=f"line-{code}"))


async def full_screen(code: str, *keys: str) -> str:
    """Show the example on the whole screen, press keys; return the screen as SVG."""
    sheet = read_sheet(EXAMPLE)
    surroundings = Surroundings(
        save=lambda session: session,
        in_language=lambda wanted: load_questionnaire(sheet.questionnaire.id, wanted),
        clock=time.monotonic,
        evidence_file=lambda _reference: None,
    )
    session = Session.begin(load_questionnaire(sheet.questionnaire.id, code), sheet).at_question(
        "gov-service-standards"
    )
    app = InterviewApp(Sitting(session, language(code), surroundings))
    async with app.run_test(size=(140, 34)) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        return without_addresses(app.export_screenshot(title="smartscore assess"))


def without_addresses(svg: str) -> str:
    """Return a picture that loads nothing from anywhere: the reader's own fixed-width font is used."""
    svg = re.sub(r"@font-face\s*\{.*?\}", "", svg, flags=re.DOTALL)
    svg = re.sub(r"terminal-\d+", "terminal", svg)
    return "".join(f"{line.rstrip()}\n" for line in svg.replace("Fira Code", "Consolas").splitlines() if line.strip())


def main() -> None:
    """Write the pictures."""
    FOLDER.mkdir(exist_ok=True)
    for code in ("id", "en"):
        (FOLDER / f"line-{code}.svg").write_text(line_by_line(code), "utf-8")
        (FOLDER / f"full-screen-{code}.svg").write_text(asyncio.run(full_screen(code, "down", "down")), "utf-8")


if __name__ == "__main__":
    main()
