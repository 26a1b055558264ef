"""The readiness report as GitHub-flavoured Markdown, for reading as it is and for conversion with pandoc."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Final

from smartscore import phrases
from smartscore.gfm import bullets, escape, quote, table
from smartscore.language import Language
from smartscore.reports import method
from smartscore.scoring import Scorecard
from smartscore.scoring.scorecard import GroupScore, QuestionScore

_BAR_LENGTH: Final = 10


def render(card: Scorecard, words: Language) -> str:
    """Return the whole report."""
    parts = [
        f"# {escape(phrases.title(card, words))}",
        *(text for section in SECTIONS for text in section(card, words)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _heading(words: Language, key: str) -> str:
    return f"## {escape(words(key))}"


def _header(card: Scorecard, words: Language) -> Iterator[str]:
    if card.notice:
        yield f"> {escape(card.notice)}"
    yield table(("", ""), phrases.header(card, words))
    if card.note:
        yield quote(card.note)


def _results(card: Scorecard, words: Language) -> Iterator[str]:
    yield _heading(words, "section.results")
    yield table(("", ""), phrases.key_numbers(card, words))
    yield bullets(phrases.reasons(card, card.overall, words))


def _dimensions(card: Scorecard, words: Language) -> Iterator[str]:
    yield _heading(words, "section.dimensions")
    head = [
        words(f"column.{name}") for name in ("dimension", "level", "bar", "index", "interval", "supported", "coverage")
    ]
    yield table(head, (_dimension_row(card, group, words) for group in card.dimensions), right=4)
    yield bullets(_dimension_reasons(card, words))


def _dimension_row(card: Scorecard, group: GroupScore, words: Language) -> Sequence[str]:
    return (
        group.name,
        phrases.level(group.result, words),
        bar(group),
        phrases.index_of(card, group, words),
        phrases.interval(card, group, words),
        phrases.supported_of(card, group, words),
        phrases.coverage(card, group.coverage, words),
    )


def bar(group: GroupScore) -> str:
    """Return an index as a bar of ten blocks; empty where nothing is known."""
    if group.index is None:
        return ""
    full = int(group.index * _BAR_LENGTH / 100)
    return "█" * full + "░" * (_BAR_LENGTH - full)


def _dimension_reasons(card: Scorecard, words: Language) -> Iterator[str]:
    for group in card.dimensions:
        for reason in phrases.reasons(card, group, words):
            yield f"{group.name}: {reason}"


def _areas(card: Scorecard, words: Language) -> Iterator[str]:
    areas = [group for group in card.groups if group.depth > 1]
    if areas:
        yield _heading(words, "section.areas")
        head = [words(f"column.{name}") for name in ("dimension", "area", "bar", "index", "supported", "coverage")]
        yield table(head, (_area_row(card, group, words) for group in areas), right=3)


def _area_row(card: Scorecard, group: GroupScore, words: Language) -> Sequence[str]:
    return (
        card.dimension_of(group.id).name,
        "– " * (group.depth - 2) + group.name,
        bar(group),
        phrases.index_of(card, group, words),
        phrases.supported_of(card, group, words),
        phrases.coverage(card, group.coverage, words),
    )


def _elements(card: Scorecard, words: Language) -> Iterator[str]:
    if card.elements:
        yield _heading(words, "section.elements")
        head = [words(f"column.{name}") for name in ("element", "good", "moderate", "poor", "open")]
        rows = ((_element_name(item.name, item.parent), *phrases.element_counts(item, words)) for item in card.elements)
        yield table(head, rows, right=4)
        yield escape(phrases.cuts(card, words))


def _element_name(name: str, parent: str | None) -> str:
    return name if parent is None else f"– {name}"


def _strengths(card: Scorecard, words: Language) -> Iterator[str]:
    yield from _area_list(card, words, ("section.strengths", phrases.no_strength(card, words)), card.strengths)


def _weaknesses(card: Scorecard, words: Language) -> Iterator[str]:
    yield from _area_list(card, words, ("section.weaknesses", phrases.no_weakness(card, words)), card.weaknesses)


def _area_list(card: Scorecard, words: Language, texts: tuple[str, str], ids: Sequence[str]) -> Iterator[str]:
    """Yield the areas under a heading, the first of the texts; the second where there are none."""
    heading, none = texts
    if card.method.good is None:  # the questionnaire does not say what is good
        return
    yield f"## {escape(words(heading))}"
    if not ids:
        yield escape(none)
    yield "\n".join(line for group_id in ids for line in _area_lines(card, group_id, words))


def _area_lines(card: Scorecard, group_id: str, words: Language) -> Iterator[str]:
    yield f"- **{escape(phrases.area_line(card, group_id, words))}**"
    yield from (f"  - {escape(text)}" for text in phrases.area_reasons(card, group_id, words))


def _unmet(card: Scorecard, words: Language) -> Iterator[str]:
    yield _heading(words, "section.unmet")
    if not card.unmet:
        yield escape(words("report.all_met"))
    for item in card.unmet:
        yield "\n".join(
            [
                f"- **{escape(item.name)}** (`{item.node}`)",
                f"  - {escape(phrases.minimum(item, words))}",
                f"  - {escape(item.because)}",
            ]
        )


def _missing(card: Scorecard, words: Language) -> Iterator[str]:
    yield _heading(words, "section.missing")
    if not card.missing_evidence:
        yield escape(words("report.nothing_missing"))
        return
    head = [words(f"column.{name}") for name in ("question", "asked_for", "document")]
    rows = ((item.question, item.asked_for, phrases.missing(item, words)) for item in card.missing_evidence)
    yield table(head, rows)


def _actions(card: Scorecard, words: Language) -> Iterator[str]:
    yield _heading(words, "section.actions")
    if stuck := phrases.stuck(card, words):
        yield escape(stuck)
    if not card.actions:
        yield escape(words("report.no_actions"))
    for number, action in enumerate(card.actions, 1):
        mark = f"{number}. "
        inner = [*phrases.action_lines(card, action, words), phrases.action_facts(card, action, words)]
        lines = [f"{mark}**{escape(phrases.action_title(card, action, words))}** (`{action.question}`)"]
        lines += [f"{' ' * len(mark)}- {escape(line)}" for line in inner if line]
        yield "\n".join(lines)


def _open(card: Scorecard, words: Language) -> Iterator[str]:
    yield _heading(words, "section.open")
    if not card.open:
        yield escape(words("report.nothing_open"))
    for item in card.open:
        line = f"- {escape(phrases.open_question(card, item, words))} (`{item.question}`)"
        yield f"{line}\n  - {escape(item.note)}" if item.note else line


def _answers(card: Scorecard, words: Language) -> Iterator[str]:
    yield _heading(words, "section.answers")
    for dimension, items in groupby(card.questions, key=lambda item: card.dimension_of(item.id)):
        yield f"### {escape(dimension.name)}"
        yield from (_answer(item, words) for item in items)


def _answer(item: QuestionScore, words: Language) -> str:
    value = phrases.answer(item, words)
    lines = [f"- **{escape(item.ask)}** (`{item.id}`)", f"  - {escape(value)}"]
    lines += [f"  - {escape(words('report.reason', reason=item.reason))}"] if item.reason else []
    lines += [f"  - {escape(words('report.note', note=item.note))}"] if item.note else []
    lines += [f"  - {escape(phrases.evidence(evidence, words, item.documents))}" for evidence in item.evidence]
    lines += [f"  - {escape(words('report.by', names=', '.join(item.by)))}"] if item.by else []
    return "\n".join(lines)


def _method(card: Scorecard, words: Language) -> Iterator[str]:
    yield _heading(words, "section.method")
    yield "\n".join(f"{number}. {escape(line)}" for number, line in enumerate(method.method_lines(card, words), 1))


def _digests(card: Scorecard, words: Language) -> Iterator[str]:
    yield _heading(words, "section.digests")
    yield table((words("column.what"), "SHA-256"), method.digests(card, words))


SECTIONS: Final[tuple[Callable[[Scorecard, Language], Iterator[str]], ...]] = (
    _header,
    _results,
    _dimensions,
    _areas,
    _elements,
    _strengths,
    _weaknesses,
    _unmet,
    _actions,
    _missing,
    _open,
    _answers,
    _method,
    _digests,
)
"""The sections of the report, in order."""
