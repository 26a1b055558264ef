"""What the program says in English, one file per subject."""

from typing import Final

from smartscore.language.english import answering, commands, faults, full_screen, joining, reports

MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

TEXTS: Final = {
    **faults.TEXTS,
    **reports.TEXTS,
    **answering.TEXTS,
    **commands.TEXTS,
    **full_screen.TEXTS,
    **joining.TEXTS,
}
