"""Apa yang dikatakan program dalam Bahasa Indonesia, satu berkas tiap pokok."""

from typing import Final

from smartscore.language.indonesian import answering, batches, commands, faults, full_screen, joining, keeping, reports

MONTHS: Final = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)

PARTS: Final = (answering, batches, commands, faults, full_screen, joining, keeping, reports)
"""The files, one per subject; no key stands in two of them."""

TEXTS: Final = {key: text for part in PARTS for key, text in part.TEXTS.items()}
