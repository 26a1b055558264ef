"""Evidence that is older than the questionnaire allows: doubtful, and counted all the same."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from smartscore.answers import EvidenceItem, Sheet
from smartscore.errors import Fault
from smartscore.questionnaire import Questionnaire
from smartscore.questions.question import EvidenceAsked

_MONTH: Final = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-[0-9]{2})?)?")
_YEAR: Final = 12
"""Months of a year; a date that names no month is taken as its last, so that doubt is on the document's side."""


def too_old(questionnaire: Questionnaire, sheet: Sheet, today: str | None = None) -> Iterator[Fault]:
    """Yield a doubt for each document that is older, in whole months, than what is asked for may be.

    Its age is that at the end of the sheet's period; today (2026-11-23) where that has not come, or names no year.
    """
    end = _counted_to(sheet.period or "", today or f"{datetime.now(UTC):%Y-%m-%d}")
    for key, answer in sheet.answers.items():
        question = questionnaire.questions.get(questionnaire.renamed.get(key, key))
        asked = question.all_evidence() if question else {}
        for number, item in enumerate(answer.evidence):
            for name in item.proves:
                fault = _doubt(item, asked[name], end) if name in asked else None
                yield from [fault.within("answers", key, "evidence", number)] if fault else []


def _counted_to(period: str, today: str) -> str:
    end = _month(period)
    return period if end is not None and end <= (_month(today) or 0) else today


def _doubt(item: EvidenceItem, asked: EvidenceAsked, end: str) -> Fault | None:
    made, until = _month(item.date or ""), _month(end)
    if made is None or until is None or asked.max_age_months is None or until - made <= asked.max_age_months:
        return None
    about = {"value": item.reference, "date": item.date, "age": until - made, "end": end}
    limit = {"name": asked.name, "limit": asked.max_age_months}
    return Fault("warning.evidence_too_old", {**about, **limit}, ("date",), severity="warning")


def _month(text: str) -> int | None:
    """Return the number of a date's month, counted from the year 0; None where the text is no date."""
    found = _MONTH.fullmatch(text.strip())
    return int(found[1]) * _YEAR + int(found[2] or _YEAR) if found else None
