"""What the program says in English, one file per subject."""

from typing import Final

from smartscore.language.english import answering, batches, commands, faults, full_screen, joining, keeping, reports

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

PARTS: Final = (answering, batches, commands, faults, full_screen, joining, keeping, reports)
"""The files, one per subject; no key stands in two of them."""

TEXTS: Final = {key: text for part in PARTS for key, text in part.TEXTS.items()}
