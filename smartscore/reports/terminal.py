"""The readiness report for a terminal, from 60 columns up; without colour and boxes where these are not wanted."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from typing import Final

from smartscore import phrases
from smartscore.language import Language, one_line, printable
from smartscore.layout import widest
from smartscore.reports import method
from smartscore.reports.page import (
    BOLD,
    DIM,
    Bar,
    Block,
    Hanging,
    Heading,
    Item,
    Kind,
    Page,
    Paragraph,
    Responsive,
    Table,
)
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


MOST_INDENT: Final = 12
"""Deeper areas stand no further to the right."""

LABELS: Final = 24
"""No label takes more columns than this."""


def render(card: Scorecard, words: Language) -> Page:
    """Return the whole report."""
    return Page(part for section in SECTIONS for part in section(card, words))


def summary(card: Scorecard, words: Language) -> Page:
    """Return the first page: who, the results, the dimensions."""
    return Page(part for section in SUMMARY for part in section(card, words))


def colour_of(value: Fraction) -> str:
    """Return the colour of an index."""
    return COLOURS[min(int(value * len(COLOURS) / 100), len(COLOURS) - 1)]


def _bar(group: GroupScore) -> Bar:
    return Bar(group.index, group.low, group.high, colour_of(group.index) if group.index is not None else "")


def _pairs(pairs: Iterable[tuple[str, str]]) -> Hanging:
    items = [Item(label, one_line(text)) for label, text in pairs]
    return Hanging(items, min(LABELS, max(map(widest, (item.mark for item in items)))), gap=2, mark_style=DIM)


def _table(words: Language, columns: Sequence[tuple[str, Kind]], rows: Iterable[Sequence[Paragraph | Bar]]) -> Table:
    return Table([(words(f"column.{name}"), kind) for name, kind in columns], list(rows))


def _bulleted(lines: Iterable[str], style: str = "") -> Iterator[Block]:
    items = [Item("-", printable(line), style) for line in lines]
    if items:
        yield Hanging(items, 1)


def _numbered(lines: Iterable[str]) -> Hanging:
    return Hanging([Item(f"{number}.", one_line(line)) for number, line in enumerate(lines, 1)], 3, right=True)


def _cut(lines: Sequence[str], words: Language) -> Iterator[Block]:
    yield from _bulleted(lines[:SHOWN])
    if len(lines) > SHOWN:
        yield Paragraph(words("report.more", count=len(lines) - SHOWN), DIM)


def _title(card: Scorecard, words: Language) -> Iterator[Block]:
    yield Paragraph(words("report.title").upper(), BOLD)
    yield _pairs(phrases.header(card, words))
    if card.notice:
        yield Paragraph(one_line(card.notice), "italic dim", below=1)
    if card.note:
        yield Paragraph(one_line(words("report.note", note=card.note)), below=1)


def _results(card: Scorecard, words: Language) -> Iterator[Block]:
    yield Heading(words("section.results"))
    yield _bar(card.overall)
    yield _pairs(phrases.key_numbers(card, words))
    yield from _bulleted(phrases.reasons(card, card.overall, words))


def _dimensions(card: Scorecard, words: Language) -> Iterator[Block]:
    yield Heading(words("section.dimensions"))
    yield Responsive(WIDE, lambda wide: _dimension_table(card, words, wide=wide))
    if any(group.result and group.result.provisional for group in card.dimensions):
        yield Paragraph(words("report.star"), DIM)


def _dimension_table(card: Scorecard, words: Language, *, wide: bool) -> Table:
    columns: list[tuple[str, Kind]] = [
        ("dimension", "left"),
        ("bar", "bar"),
        ("index", "right"),
        ("level_short", "right"),
    ]
    columns += [("interval", "right"), ("supported", "right")] if wide else []
    return _table(
        words,
        [*columns, ("coverage", "right")],
        (_dimension_row(card, group, words, wide=wide) for group in card.dimensions),
    )


def _dimension_row(card: Scorecard, group: GroupScore, words: Language, *, wide: bool) -> list[Paragraph | Bar]:
    more = [phrases.interval(card, group, words), phrases.supported_of(card, group, words)] if wide else []
    numbers = [phrases.index_of(card, group, words), phrases.level_number(group.result), *more]
    texts = [*numbers, phrases.coverage(card, group.coverage, words)]
    return [Paragraph(one_line(group.name)), _bar(group), *map(Paragraph, texts)]


def _areas(card: Scorecard, words: Language) -> Iterator[Block]:
    areas = [group for group in card.groups if group.depth > 1]
    if areas:
        yield Heading(words("section.areas"))
        yield Responsive(WIDE, lambda wide: _area_table(card, words, areas, wide=wide))


def _area_table(card: Scorecard, words: Language, areas: Sequence[GroupScore], *, wide: bool) -> Table:
    columns: list[tuple[str, Kind]] = [("dimension", "left"), ("area", "left"), ("index", "right")]
    columns += [("supported", "right")] if wide else []
    rows, above = [], ""
    for group in areas:
        dimension = card.dimension_of(group.id).name
        supported = [heat(phrases.supported_of(card, group, words), group.supported)] if wide else []
        rows.append(
            [
                Paragraph("" if dimension == above else one_line(dimension)),
                Paragraph(one_line(group.name), indent=min(2 * (group.depth - 2), MOST_INDENT)),
                heat(phrases.index_of(card, group, words), group.index),
                *supported,
                Paragraph(phrases.coverage(card, group.coverage, words)),
            ]
        )
        above = dimension
    return _table(words, [*columns, ("coverage", "right")], rows)


def heat(text: str, value: Fraction | None) -> Paragraph:
    """Return a number on the colour of its value; plain where nothing is known."""
    if value is None:
        return Paragraph(f" {text:>5} ", DIM)
    colour = colour_of(value)
    return Paragraph(f" {text:>5} ", f"{'white' if colour in DARK else 'black'} on {colour}")


def _elements(card: Scorecard, words: Language) -> Iterator[Block]:
    if card.elements:
        yield Heading(words("section.elements"))
        counted: list[tuple[str, Kind]] = [(name, "right") for name in ("good", "moderate", "poor", "open")]
        yield _table(words, [("element", "left"), *counted], (_element_row(item, words) for item in card.elements))
        yield Paragraph(phrases.cuts(card, words), DIM)


def _element_row(item: ElementScore, words: Language) -> list[Paragraph | Bar]:
    style = "" if item.parent else BOLD
    name = Paragraph(one_line(item.name), style, indent=2 if item.parent else 0)
    return [name, *(Paragraph(text, style) for text in phrases.element_counts(item, words))]


def _strengths(card: Scorecard, words: Language) -> Iterator[Block]:
    yield from _area_list(card, words, ("section.strengths", phrases.no_strength(card, words)), card.strengths)


def _weaknesses(card: Scorecard, words: Language) -> Iterator[Block]:
    yield from _area_list(card, words, ("section.weaknesses", phrases.no_weakness(card, words)), card.weaknesses)


def _area_list(card: Scorecard, words: Language, texts: tuple[str, str], ids: Sequence[str]) -> Iterator[Block]:
    """Yield the areas under a heading, the first of the texts; the second where there are none."""
    heading, none = texts
    if card.method.good is None:  # the questionnaire does not say what is good
        return
    yield Heading(words(heading))
    if not ids:
        yield Paragraph(one_line(none))
    for group_id in ids:
        yield from _bulleted([phrases.area_line(card, group_id, words)], BOLD)
        reasons = phrases.area_reasons(card, group_id, words)
        yield from (Paragraph(one_line(text), indent=2) for text in reasons)


def _unmet(card: Scorecard, words: Language) -> Iterator[Block]:
    yield Heading(words("section.unmet"))
    if not card.unmet:
        yield Paragraph(words("report.all_met"))
    for item in card.unmet:
        yield from _bulleted([f"{item.node}: {one_line(item.name)}"], BOLD)
        yield Paragraph(f"{phrases.minimum(item, words)} {one_line(item.because)}", indent=2)


def _actions(card: Scorecard, words: Language) -> Iterator[Block]:
    yield Heading(words("section.actions"))
    if stuck := phrases.stuck(card, words):
        yield Paragraph(stuck)
    if not card.actions:
        yield Paragraph(words("report.no_actions"))
    for number, action in enumerate(card.actions, 1):
        facts = phrases.action_facts(card, action, words)
        items = [
            Item(f"{number}.", one_line(phrases.action_title(card, action, words)), BOLD),
            *(Item("", one_line(line)) for line in phrases.action_lines(card, action, words)),
            Item("", " · ".join(part for part in (one_line(facts), action.question) if part), DIM),
        ]
        yield Hanging(items, 3, right=True)


def _missing(card: Scorecard, words: Language) -> Iterator[Block]:
    yield Heading(words("section.missing"))
    if not card.missing_evidence:
        yield Paragraph(words("report.nothing_missing"))
    groups = groupby(card.missing_evidence, key=lambda item: item.question)
    yield from _cut([phrases.missing_of_question(list(items), words) for _, items in groups], words)


def _open(card: Scorecard, words: Language) -> Iterator[Block]:
    yield Heading(words("section.open"))
    if not card.open:
        yield Paragraph(words("report.nothing_open"))
    yield from _cut([f"{item.question}: {phrases.open_question(card, item, words)}" for item in card.open], words)


def _method(card: Scorecard, words: Language) -> Iterator[Block]:
    yield Heading(words("section.method"))
    yield _numbered(method.method_lines(card, words))


def _digests(card: Scorecard, words: Language) -> Iterator[Block]:
    yield Heading(words("section.digests"))
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
