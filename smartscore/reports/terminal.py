"""The readiness report for a terminal, from 60 columns up; without colour and boxes where these are not wanted."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from typing import Final

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.rule import Rule
from rich.segment import Segment
from rich.style import Style
from rich.table import Table
from rich.text import Text

from smartscore import phrases
from smartscore.language import Language, one_line, printable
from smartscore.reports import method
from smartscore.scoring import Scorecard
from smartscore.scoring.scorecard import ElementScore, GroupScore

SHOWN: Final = 12
"""Longer lists are cut here, and say so; the Markdown report has them whole."""

WIDE: Final = 90
"""From this width, tables show their less important columns too."""

COLOURS: Final = ("#a50026", "#d73027", "#f46d43", "#c8a415", "#66a61e", "#1a9850")
"""From the worst level to the best."""

DARK: Final = COLOURS[:2]
"""Those on which black could not be read."""


class Bar:
    """An index from 0 to 100 as a bar; blocks where the terminal has them, plain signs where not."""

    def __init__(self, value: Fraction | None, low: Fraction | None = None, high: Fraction | None = None) -> None:
        self.value, self.low, self.high = value, low, high

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw the known part solid, the rest of the interval open."""
        width = options.max_width
        solid, opened, empty = ("#", "=", ".") if options.ascii_only else ("█", "▒", "░")
        known = _cells(self.value if self.low is None else self.low, width)
        reach = max(_cells(self.high, width), known)
        colour = Style(color=colour_of(self.value)) if self.value is not None else Style.null()
        yield Segment(solid * known, colour)
        yield Segment(opened * (reach - known), colour)
        yield Segment(empty * (width - reach), Style(dim=True))
        yield Segment.line()


def render(card: Scorecard, words: Language) -> RenderableType:
    """Return the whole report."""
    return Group(*(part for section in SECTIONS for part in section(card, words)))


def summary(card: Scorecard, words: Language) -> RenderableType:
    """Return the first page: who, the results, the dimensions."""
    return Group(*(part for section in SUMMARY for part in section(card, words)))


def colour_of(value: Fraction) -> str:
    """Return the colour of an index."""
    return COLOURS[min(int(value * len(COLOURS) / 100), len(COLOURS) - 1)]


def _cells(value: Fraction | None, width: int) -> int:
    return 0 if value is None else int(value * width / 100 + Fraction(1, 2))


def _rule(words: Language, key: str) -> RenderableType:
    return Padding(Rule(Text(words(key), style="bold"), align="left", style="dim"), (1, 0, 0, 0))


def _pairs(pairs: Iterable[tuple[str, str]]) -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", max_width=24)
    grid.add_column(ratio=1, overflow="fold")
    for label, text in pairs:
        grid.add_row(Text(label), Text(one_line(text)))
    return grid


def _table(columns: Sequence[tuple[str, str]]) -> Table:
    """Return an empty table; a column is its title and `left`, `right` or `bar`."""
    table = Table(box=None, padding=(0, 1, 0, 0), header_style="dim", show_edge=False, expand=True)
    for title, kind in columns:
        if kind == "bar":
            table.add_column(title, ratio=1, min_width=8)
        elif kind == "right":
            table.add_column(title, justify="right", no_wrap=True)
        else:
            table.add_column(title, ratio=2, overflow="fold")
    return table


class Responsive:
    """Something that is drawn one way on a narrow screen and another way on a wide one."""

    def __init__(self, draw: Callable[[bool], RenderableType]) -> None:
        self.draw = draw

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw for the width at hand."""
        yield self.draw(options.max_width >= WIDE)


def _bulleted(lines: Iterable[str], style: str = "") -> Iterator[RenderableType]:
    for line in lines:
        grid = Table.grid(padding=(0, 1))
        grid.add_column(width=1)
        grid.add_column(ratio=1, overflow="fold")
        grid.add_row("-", Text(printable(line), style=style))
        yield grid


def _cut(lines: Sequence[str], words: Language) -> Iterator[RenderableType]:
    yield from _bulleted(lines[:SHOWN])
    if len(lines) > SHOWN:
        yield Text(words("report.more", count=len(lines) - SHOWN), style="dim")


def _title(card: Scorecard, words: Language) -> Iterator[RenderableType]:
    yield Text(words("report.title").upper(), style="bold")
    yield _pairs(phrases.header(card, words))
    if card.notice:
        yield Padding(Text(one_line(card.notice), style="italic dim"), (1, 0, 0, 0))
    if card.note:
        yield Padding(Text(one_line(words("report.note", note=card.note))), (1, 0, 0, 0))


def _results(card: Scorecard, words: Language) -> Iterator[RenderableType]:
    yield _rule(words, "section.results")
    whole = card.overall
    yield Bar(whole.index, whole.low, whole.high)
    yield _pairs(phrases.key_numbers(card, words))
    yield from _bulleted(phrases.reasons(card, whole, words))


def _dimensions(card: Scorecard, words: Language) -> Iterator[RenderableType]:
    yield _rule(words, "section.dimensions")
    yield Responsive(lambda wide: _dimension_table(card, words, wide=wide))
    if any(group.result and group.result.provisional for group in card.dimensions):
        yield Text(words("report.star"), style="dim")


def _dimension_table(card: Scorecard, words: Language, *, wide: bool) -> Table:
    columns = [("dimension", "left"), ("bar", "bar"), ("index", "right"), ("level_short", "right")]
    columns += [("interval", "right"), ("supported", "right")] if wide else []
    table = _table([(words(f"column.{name}"), kind) for name, kind in [*columns, ("coverage", "right")]])
    for group in card.dimensions:
        more = [phrases.interval(card, group, words), phrases.supported_of(card, group, words)] if wide else []
        table.add_row(
            Text(one_line(group.name)),
            Bar(group.index, group.low, group.high),
            phrases.index_of(card, group, words),
            phrases.level_number(group.result),
            *more,
            phrases.coverage(card, group.coverage, words),
        )
    return table


def _areas(card: Scorecard, words: Language) -> Iterator[RenderableType]:
    areas = [group for group in card.groups if group.depth > 1]
    if areas:
        yield _rule(words, "section.areas")
        yield Responsive(lambda wide: _area_table(card, words, areas, wide=wide))


def _area_table(card: Scorecard, words: Language, areas: Sequence[GroupScore], *, wide: bool) -> Table:
    columns = [("dimension", "left"), ("area", "left"), ("index", "right")]
    columns += [("supported", "right")] if wide else []
    table = _table([(words(f"column.{name}"), kind) for name, kind in [*columns, ("coverage", "right")]])
    above = ""
    for group in areas:
        dimension = card.dimension_of(group.id).name
        supported = [heat(phrases.supported_of(card, group, words), group.supported)] if wide else []
        table.add_row(
            Text("" if dimension == above else one_line(dimension)),
            Padding(Text(one_line(group.name)), (0, 0, 0, 2 * (group.depth - 2))),
            heat(phrases.index_of(card, group, words), group.index),
            *supported,
            phrases.coverage(card, group.coverage, words),
        )
        above = dimension
    return table


def heat(text: str, value: Fraction | None) -> Text:
    """Return a number on the colour of its value; plain where nothing is known."""
    if value is None:
        return Text(f" {text:>5} ", style="dim")
    colour = colour_of(value)
    return Text(f" {text:>5} ", style=Style(color="white" if colour in DARK else "black", bgcolor=colour))


def _elements(card: Scorecard, words: Language) -> Iterator[RenderableType]:
    if card.elements:
        yield _rule(words, "section.elements")
        names = [("element", "left"), ("good", "right"), ("moderate", "right"), ("poor", "right"), ("open", "right")]
        table = _table([(words(f"column.{name}"), kind) for name, kind in names])
        for item in card.elements:
            table.add_row(
                _element_name(item), *phrases.element_counts(item, words), style="bold" if not item.parent else ""
            )
        yield table
        yield Text(phrases.cuts(card, words), style="dim")


def _element_name(item: ElementScore) -> RenderableType:
    return Padding(Text(one_line(item.name)), (0, 0, 0, 2 if item.parent else 0))


def _strengths(card: Scorecard, words: Language) -> Iterator[RenderableType]:
    yield from _area_list(card, words, ("section.strengths", phrases.no_strength(card, words)), card.strengths)


def _weaknesses(card: Scorecard, words: Language) -> Iterator[RenderableType]:
    yield from _area_list(card, words, ("section.weaknesses", phrases.no_weakness(card, words)), card.weaknesses)


def _area_list(
    card: Scorecard, words: Language, texts: tuple[str, str], ids: Sequence[str]
) -> Iterator[RenderableType]:
    """Yield the areas under a heading, the first of the texts; the second where there are none."""
    heading, none = texts
    if card.method.good is None:  # the questionnaire does not say what is good
        return
    yield _rule(words, heading)
    if not ids:
        yield Text(one_line(none))
    for group_id in ids:
        yield from _bulleted([phrases.area_line(card, group_id, words)], style="bold")
        reasons = phrases.area_reasons(card, group_id, words)
        yield from (Padding(Text(one_line(text)), (0, 0, 0, 2)) for text in reasons)


def _unmet(card: Scorecard, words: Language) -> Iterator[RenderableType]:
    yield _rule(words, "section.unmet")
    if not card.unmet:
        yield Text(words("report.all_met"))
    for item in card.unmet:
        yield from _bulleted([f"{item.node}: {one_line(item.name)}"], style="bold")
        yield Padding(Text(f"{phrases.minimum(item, words)} {one_line(item.because)}"), (0, 0, 0, 2))


def _actions(card: Scorecard, words: Language) -> Iterator[RenderableType]:
    yield _rule(words, "section.actions")
    if stuck := phrases.stuck(card, words):
        yield Text(stuck)
    if not card.actions:
        yield Text(words("report.no_actions"))
    for number, action in enumerate(card.actions, 1):
        grid = Table.grid(padding=(0, 1))
        grid.add_column(justify="right", width=3)
        grid.add_column(ratio=1, overflow="fold")
        grid.add_row(f"{number}.", Text(one_line(phrases.action_title(card, action, words)), style="bold"))
        for line in phrases.action_lines(card, action, words):
            grid.add_row("", Text(one_line(line)))
        facts = phrases.action_facts(card, action, words)
        grid.add_row("", Text(" · ".join(part for part in (one_line(facts), action.question) if part), style="dim"))
        yield grid


def _missing(card: Scorecard, words: Language) -> Iterator[RenderableType]:
    yield _rule(words, "section.missing")
    if not card.missing_evidence:
        yield Text(words("report.nothing_missing"))
    groups = groupby(card.missing_evidence, key=lambda item: item.question)
    yield from _cut([phrases.missing_of_question(list(items), words) for _, items in groups], words)


def _open(card: Scorecard, words: Language) -> Iterator[RenderableType]:
    yield _rule(words, "section.open")
    if not card.open:
        yield Text(words("report.nothing_open"))
    yield from _cut([f"{item.question}: {phrases.open_question(card, item, words)}" for item in card.open], words)


def _method(card: Scorecard, words: Language) -> Iterator[RenderableType]:
    yield _rule(words, "section.method")
    for number, line in enumerate(method.method_lines(card, words), 1):
        grid = Table.grid(padding=(0, 1))
        grid.add_column(justify="right", width=3)
        grid.add_column(ratio=1, overflow="fold")
        grid.add_row(f"{number}.", Text(one_line(line)))
        yield grid


def _digests(card: Scorecard, words: Language) -> Iterator[RenderableType]:
    yield _rule(words, "section.digests")
    yield _pairs(method.digests(card, words))


SUMMARY: Final = (_title, _results, _dimensions)
"""The first page."""

SECTIONS: Final = (
    *SUMMARY,
    _areas,
    _elements,
    _strengths,
    _weaknesses,
    _unmet,
    _actions,
    _missing,
    _open,
    _method,
    _digests,
)
"""All sections, in order."""
