"""The arguments and options of `batch`."""

from pathlib import Path
from typing import Annotated

import typer

PathsArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...",
        help=(
            "Answer sheets and tables of answers: files, folders, patterns such as 'round-1/*.yaml', `-`. "
            "Of a folder its sheets are taken (*.answers.yaml, .yml, .json); where it holds none, its tables."
        ),
    ),
]
FormatOption = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar="table|markdown|csv|json|ndjson|xlsx|parquet",
        help="The format; by the file's ending without it.",
    ),
]
SortOption = Annotated[
    str | None,
    typer.Option(
        metavar="region|period|file|coverage|index|level", help="Sort the rows; csv and ndjson then hold them all."
    ),
]
ReportsOption = Annotated[
    Path | None,
    typer.Option(
        "--reports",
        metavar="FOLDER",
        help="Also write a Markdown report of every answer sheet there (rows of tables get none).",
    ),
]
AreasOption = Annotated[bool, typer.Option("--areas", help="Also show the index of every area.")]
SummaryOption = Annotated[bool, typer.Option("--summary", help="Also say what all of them show together.")]
RejectsOption = Annotated[
    Path | None,
    typer.Option("--rejects", metavar="FILE", help="Write every rejected sheet and row, with the reasons, as CSV."),
]
DoublesOption = Annotated[
    Path | None,
    typer.Option(
        "--doubles",
        metavar="FILE",
        help="Write every sheet and row of a respondent that has one already, with the place of the first, as CSV.",
    ),
]
ExcelOption = Annotated[bool, typer.Option("--excel", help="CSV for an Indonesian Excel: `;`, decimal commas, BOM.")]
JoinOption = Annotated[
    str | None,
    typer.Option("--join", metavar="region", help="Join what several respondents of one region and period answered."),
]
MapOption = Annotated[
    Path | None,
    typer.Option("--map", metavar="FILE", help="A YAML file of `Column title: question-id` lines for tables."),
]
EncodingOption = Annotated[
    str | None, typer.Option("--encoding", metavar="NAME", help="The encoding of CSV files, such as cp1252.")
]
JobsOption = Annotated[
    int | None,
    typer.Option("--jobs", "-j", min=1, metavar="N", help="Score in so many processes; chosen without it."),
]
NoCacheOption = Annotated[bool, typer.Option("--no-cache", help="Neither read nor keep the compiled questionnaire.")]
