"""Why a number is what it is, for a terminal or as JSON."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from smartscore import phrases
from smartscore.answers import State
from smartscore.exact import HUNDRED, plain_text
from smartscore.language import Language, one_line
from smartscore.reports.page import BOLD, Page, Paragraph, Tree
from smartscore.scoring.explanation import Explanation, Part
from smartscore.scoring.scorecard import GroupScore, QuestionScore

if TYPE_CHECKING:
    from rich.console import RenderableType


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the file endings that stand for it, and what makes the document."""

    endings: tuple[str, ...]
    render: "Callable[[Explanation, Language], str | RenderableType]"


def render_terminal(explanation: Explanation, words: Language) -> Page:
    """Return the explanation, drawn as a tree."""
    branches: dict[str, list[Tree]] = {explanation.node: [], **{part.id: [] for part in explanation.parts}}
    for part in explanation.parts:
        branches[part.parent].append(Tree(_part(explanation, part, words), branches[part.id]))
    root = Tree(_title(explanation, words), branches[explanation.node], BOLD)
    facts = (Paragraph(one_line(line)) for line in _facts(explanation, words))
    change = (Paragraph(one_line(line), BOLD) for line in _change(explanation, words))
    return Page([root, *facts, *change])


def render_json(explanation: Explanation, words: Language) -> str:
    """Return the explanation with its scorecard."""
    del words
    return explanation.model_dump_json(indent=2) + "\n"


FORMATS: Final[dict[str, Format]] = {
    "terminal": Format((".txt",), render_terminal),
    "json": Format((".json",), render_json),
}
"""Every format of an explanation, by name."""


def _score(explanation: Explanation) -> GroupScore | QuestionScore:
    card = explanation.scorecard
    found: dict[str, GroupScore | QuestionScore] = {group.id: group for group in card.groups}
    found.update({question.id: question for question in card.questions})
    return found[explanation.node]


def _title(explanation: Explanation, words: Language) -> str:
    score = _score(explanation)
    name = score.ask if isinstance(score, QuestionScore) else score.name
    index = phrases.index(explanation.scorecard, score.index, words)
    if score.index is not None and score.low != score.high:
        index += f" ({phrases.interval(explanation.scorecard, score, words)})"  # of little that is known it says little
    return one_line(phrases.of_form(explanation.scorecard, f"{name} ({score.id}): {index}", words))


def _part(explanation: Explanation, part: Part, words: Language) -> str:
    index = phrases.index(explanation.scorecard, part.index, words)
    if part.is_question and part.state != State.ANSWERED:
        index = words(f"state.{part.state}")
    share = words.percent(part.known_share, 1) if part.known_share is not None else "–"
    text = words(
        "explain.part", name=one_line(part.name), id=part.id, index=index, weight=plain_text(part.weight), share=share
    )
    if part.contribution is not None:
        text += words("explain.contribution", points=words.number(part.contribution, 1))
    return text


def _facts(explanation: Explanation, words: Language) -> Iterator[str]:
    card, score = explanation.scorecard, _score(explanation)
    yield ""
    if isinstance(score, QuestionScore):
        yield from _question_facts(explanation, score, words)
    else:
        yield words("explain.rule", rule=words(f"rule.{score.rule}"))
    span = phrases.interval(card, score, words)
    yield words("explain.interval", interval=span, coverage=phrases.coverage(card, score.coverage, words))
    inside = {explanation.node, *(part.id for part in explanation.parts)}
    if not card.method.gated:
        about = phrases.of_no_evidence(score, (each for each in card.questions if each.id in inside), words)
        yield words("explain.supported", index=phrases.index(card, score.supported, words) + about)
    if isinstance(score, GroupScore) and score.result is not None:
        yield words(
            "explain.level",
            level=phrases.level(score.result, words),
            certain=phrases.certain(card, score.result, words),
        )
        yield from phrases.reasons(card, score, words)
    yield from (
        f"{item.node}: {phrases.minimum(item, words)} {item.because}" for item in card.unmet if item.node in inside
    )


def _question_facts(explanation: Explanation, score: QuestionScore, words: Language) -> Iterator[str]:
    yield words("explain.answer", answer=phrases.answer(score, words))
    method, level = explanation.scorecard.method, score.level if not explanation.scorecard.method.gated else None
    if level is not None and score.index == HUNDRED * (level - method.floor) / (method.highest - method.floor):
        index = phrases.index(explanation.scorecard, score.index, words)
        yield words("explain.value", level=level, floor=method.floor, highest=method.highest, index=index)
    if score.thresholds:
        edges = " · ".join(words.value(edge) for edge in score.thresholds)
        yield words("questionnaires.thresholds", thresholds=edges)
    if score.reason:
        yield words("report.reason", reason=score.reason)
    if score.note:
        yield words("report.note", note=score.note)
    yield from (phrases.evidence(item, words, score.documents) for item in score.evidence)
    if score.by:
        yield words("report.by", names=", ".join(score.by))


def _change(explanation: Explanation, words: Language) -> Iterator[str]:
    yield ""
    lift = explanation.lift
    if lift is not None:
        yield words(
            "explain.lift",
            question=lift.question,
            step=lift.step or "–",
            gain=phrases.points(lift.gain, words),
            effort=lift.size or plain_text(lift.effort),
            do=lift.do or phrases.no_action_text(lift.question, lift.step, words),
        )
    elif explanation.pair:
        yield words("explain.pair", first=explanation.pair[0], second=explanation.pair[1])
    else:
        yield words("explain.nothing")
