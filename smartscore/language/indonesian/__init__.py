"""Apa yang dikatakan program dalam Bahasa Indonesia, satu berkas tiap pokok."""

from typing import Final

from smartscore.language.indonesian import answering, commands, faults, full_screen, joining, reports

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

TEXTS: Final = {
    **faults.TEXTS,
    **reports.TEXTS,
    **answering.TEXTS,
    **commands.TEXTS,
    **full_screen.TEXTS,
    **joining.TEXTS,
}
