"""The lines at the top: whose answers these are, how far they have got, and where the question stands."""

from collections.abc import Iterator
from fractions import Fraction

from smartscore import phrases
from smartscore.exact import HUNDRED
from smartscore.interview.full_screen.drawing import Line, cut
from smartscore.interview.full_screen.lines import BAR, Lines
from smartscore.interview.full_screen.sitting import Sitting
from smartscore.language import Language, one_line
from smartscore.scoring import Assessment, assessments
from smartscore.scoring.levels import level_result


class Head(Lines):
    """Region, period, progress, minutes left; place of the question; the score as it stands where it is wanted."""

    DEFAULT_CSS = "Head { dock: top; height: 2; background: $panel; padding: 0 0 0 1; }"

    def show_sitting(self, sitting: Sitting, width: int) -> None:
        """Draw what holds now, in so many columns."""
        width -= 1 + BAR
        lines = [_both_ends(_who(sitting), _progress(sitting), width), *_place(sitting)]
        if sitting.is_live:
            lines.append(live_score(sitting))
        self.styles.height = len(lines)
        self.show(Line(cut(text, width), "" if place else "bold") for place, text in enumerate(lines))


def live_score(sitting: Sitting) -> str:
    """Return level, index and coverage as they stand now."""
    words, session = sitting.words, sitting.session
    found, _ = assessments(session.questionnaire, session.sheet)
    value, result = found.root.value, level_result(found.questionnaire, found.overall)
    level = phrases.level(result, words)
    index = _number(found, value.central, words)
    if result is None or result.level is None:  # too little is known for one number
        index = words("report.interval", low=_number(found, value.low, words), high=_number(found, value.high, words))
    coverage = "–" if value.coverage is None else words.percent(value.coverage, 0, (Fraction(1),))
    return words("interview.live", level=level, index=index, coverage=coverage)


def _number(found: Assessment, share: Fraction | None, words: Language) -> str:
    return "?" if share is None else words.number(share * HUNDRED, 1, found.questionnaire.band_edges)


def _who(sitting: Sitting) -> str:
    sheet = sitting.session.sheet
    region = one_line(sheet.region) if sheet.region else sitting.words("full_screen.no_region")
    return " · ".join([region, *([one_line(sheet.period)] if sheet.period else [])])


def _progress(sitting: Sitting) -> str:
    session = sitting.session
    text = sitting.words("full_screen.answered", answered=session.answered, count=len(session.order))
    minutes = sitting.minutes_left
    return text if minutes is None else text + sitting.words("interview.minutes_left", count=minutes)


def _place(sitting: Sitting) -> Iterator[str]:
    """Yield the line that says where the question stands; none when the sitting is over."""
    session = sitting.session
    if session.current is not None:
        path = session.questionnaire.path(session.current.id)[:-1]
        groups = " › ".join(one_line(session.questionnaire.groups[step].name) for step in path)
        yield f"[{session.at + 1}/{len(session.order)}] {groups} · {session.current.id}"


def _both_ends(left: str, right: str, width: int) -> str:
    """Put two texts at the ends of a line; the left one is cut where there is too little room."""
    room = width - len(right) - 1
    return f"{cut(left, room):<{max(room, 0)}} {right}"
