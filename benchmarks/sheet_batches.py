"""What a batch of answer sheets costs, beside a script that only reads them into pydantic models."""

from measuring import BATCH, FLOOR_NAME, Wanted, by_hand, heading, in_turn, rates
from respondents import write_lines, write_sheets

WORDS = """One sheet in a hundred is broken, one answer in five has a note and evidence. The script by hand parses each
sheet and validates it with a pydantic model; it scores nothing, and finds no fault that smartscore finds."""


def sheets(wanted: Wanted) -> None:
    """Print the rates of YAML sheets in a folder, and of JSON sheets in one file."""
    heading("Sheets", WORDS)
    folder, lines = wanted.folder / "sheets", wanted.folder / "sheets.ndjson"
    write_sheets(folder, wanted.sheets)
    _compare(wanted, "YAML sheets, one a file", "CSafeLoader and pydantic by hand", str(folder))
    write_lines(lines, wanted.sheets)
    _compare(wanted, "JSON sheets, one a line", "json.loads and pydantic by hand", str(lines))


def _compare(wanted: Wanted, title: str, parsers: str, path: str) -> None:
    batch = (*BATCH, path, "-f", "csv", "-o", str(wanted.folder / "sheets.csv"))
    costs = in_turn(
        {
            parsers: by_hand("sheets", path),
            "`batch --jobs 1`": (*batch, "--jobs", "1"),
            "`batch --jobs 2`": (*batch, "--jobs", "2"),
        },
        wanted.rounds,
    )
    print(f"{wanted.sheets:,} {title} (floor {costs[FLOOR_NAME].seconds * 1000:.0f} ms):\n")
    rates(costs, wanted.sheets, "sheets", parsers)
    one, two = costs["`batch --jobs 1`"], costs["`batch --jobs 2`"]
    print(f"Two processes: x {one.seconds / two.seconds:.2f} the rate of one.\n", flush=True)
