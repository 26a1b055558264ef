"""What is said of a scorecard in words, the same in every report, table and interview."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from smartscore.answers import EvidenceItem, EvidenceStatus, State
from smartscore.exact import HUNDRED
from smartscore.language import Language
from smartscore.scoring.scorecard import (
    Cap,
    ElementScore,
    GroupScore,
    LevelResult,
    MissingEvidence,
    NextAction,
    Numbers,
    OpenQuestion,
    QuestionScore,
    Scorecard,
    UnmetMinimum,
)

INDEX_PLACES: Final = 1
MOST_REASONS: Final = 3
"""No more answers, and no more areas, than this are named as a reason."""


def edges(card: Scorecard) -> tuple[Fraction, ...]:
    """Return the band edges that a rounded index must not seem to reach."""
    return tuple(level.min for level in card.levels)


def index(card: Scorecard, value: Fraction | None, words: Language) -> str:
    """Return an index with one decimal; a question mark where nothing is known."""
    return "?" if value is None else words.number(value, INDEX_PLACES, edges(card))


def index_of(card: Scorecard, score: Numbers, words: Language) -> str:
    """Return the index of a group or question; a dash where nothing applies."""
    return "–" if score.coverage is None else index(card, score.index, words)


def supported_of(card: Scorecard, score: Numbers, words: Language) -> str:
    """Return what evidence supports of a group or question; a dash where nothing applies or only that counts."""
    return "–" if score.coverage is None or card.method.gated else index(card, score.supported, words)


def points(value: Fraction, words: Language) -> str:
    """Return a gain in points, with a sign; with more decimals where it would read as nothing."""
    return f"+{words.number(value, INDEX_PLACES, behind=(Fraction(0),))}"


def native(card: Scorecard, group: GroupScore, words: Language) -> str:
    """Return the instrument's own value: 2.36 of 5."""
    if group.native is None:
        return "?"
    span = card.method.highest - card.method.floor
    own_edges = tuple(card.method.floor + edge * span / 100 for edge in edges(card))
    value = words.number(group.native, card.method.decimals, own_edges)
    return words("report.of_highest", value=value, highest=card.method.highest)


def coverage(card: Scorecard, value: Fraction | None, words: Language) -> str:
    """Return a coverage in percent; a dash where nothing applies."""
    marks = (card.method.coverage_floor, card.method.coverage_provisional, Fraction(1))
    return "–" if value is None else words.percent(value, 0, marks)


def interval(card: Scorecard, group: Numbers, words: Language) -> str:
    """Return the interval: from low to high."""
    if group.low is None:
        return words("report.nothing_applies")
    low, high = index(card, group.low, words), index(card, group.high, words)
    return low if group.low == group.high else words("report.interval", low=low, high=high)


def level(result: LevelResult | None, words: Language) -> str:
    """Return a level with its name: 2 Established, provisional."""
    if result is None or result.level is None:
        return words("report.no_level")
    text = f"{result.level} {result.name}" if result.name else words("report.below_first", level=result.level)
    return f"{text} ({words('report.provisional')})" if result.provisional else text


def level_number(result: LevelResult | None) -> str:
    """Return a level's number alone; a star where it is provisional, a question mark where there is none."""
    if result is None or result.level is None:
        return "?"
    return f"{result.level}*" if result.provisional else str(result.level)


def certain(card: Scorecard, result: LevelResult | None, words: Language) -> str:
    """Return the level that is reached whatever the open answers are; of a short form, within its questions."""
    if result is None or result.certain is None:
        return words("report.nothing_applies")
    text = words("report.at_least", level=result.certain, name=result.certain_name or "").strip()
    return of_form(card, text, words)


def of_form(card: Scorecard, text: str, words: Language) -> str:
    """Return a result; of a short form, with the words that it holds within its questions only."""
    return f"{text} ({words('report.within_short_form')})" if card.form == "quick" else text


def reasons(card: Scorecard, group: GroupScore, words: Language) -> Iterator[str]:
    """Yield, a sentence each, why the level is what it is, or why there is none."""
    result = group.result
    if result is None:
        return
    if result.none_because is not None:
        share = coverage(card, group.coverage, words)
        floor = words.percent(card.method.coverage_floor, 0)
        yield words(f"report.none_{result.none_because}", share=share, floor=floor)
    for cap in result.caps:
        yield cap_sentence(card, cap, words)
    if result.band is not None and result.caps:
        yield words("report.band_alone", level=result.band)
    for doubt in result.doubts:
        mark = words.percent(card.method.coverage_provisional, 0)
        limit = words.percent(card.method.not_applicable_mark, 0)
        yield words(f"report.doubt_{doubt}", mark=mark, limit=limit)


def cap_sentence(card: Scorecard, cap: Cap, words: Language) -> str:
    """Return why something holds a level: held at 2 by gov-policy-03: the reason."""
    if cap.kind == "weakest_dimension":
        name = card.group(cap.node).name
        return words("report.cap_weakest", level=cap.holds_at, name=name, slack=card.method.slack)
    name = card.group(cap.node).name if cap.kind == "gate" else cap.node
    return words(f"report.cap_{cap.kind}", level=cap.holds_at, name=name, because=cap.because or "")


def title(card: Scorecard, words: Language) -> str:
    """Return the report's title with the region and the period, as far as they are known."""
    about = ", ".join(part for part in (card.region, card.period) if part)
    return f"{words('report.title')}: {about}" if about else words("report.title")


def header(card: Scorecard, words: Language) -> Iterator[tuple[str, str]]:
    """Yield the report's header: a label and its text."""
    yield words("label.region"), card.region or words("report.not_given")
    yield words("label.period"), card.period or words("report.not_given")
    yield words("label.respondent"), card.respondent or words("report.not_given")
    yield words("label.role"), words(f"role.{card.role}") + (f" · {words('report.assessed')}" if card.assessed else "")
    version = words("report.version", id=card.questionnaire, version=card.questionnaire_version)
    if card.sheet_version != card.questionnaire_version:
        version += " · " + words("report.sheet_version", version=card.sheet_version)
    yield words("label.questionnaire"), f"{card.title} ({version})"
    yield words("label.form"), form(card, words)


def form(card: Scorecard, words: Language) -> str:
    """Return the form and how its questions were answered."""
    counts = [f"{card.states[state]} {words(f'state.{state.value}')}" for state in State if card.states[state]]
    text = words(f"form.{card.form}", count=card.asked) + ": " + ", ".join(counts)
    return f"{text}; {words('report.uncounted', count=card.uncounted)}" if card.uncounted else text


def key_numbers(card: Scorecard, words: Language) -> Iterator[tuple[str, str]]:
    """Yield the results of the whole: a label and its text."""
    whole = card.overall
    yield words("label.level"), level(whole.result, words)
    yield words("label.certain_level"), certain(card, whole.result, words)
    yield words("label.index"), whole_index(card, words)
    if has_level(card):
        yield words("label.native"), native(card, whole, words)
    yield words("label.coverage"), coverage_and_absent(card, whole, words)
    if card.method.gated:
        yield words("label.supported"), words("report.gated")
    else:
        yield words("label.supported"), whole_supported(card, words)


def has_level(card: Scorecard) -> bool:
    """Say whether enough is known for a level of the whole."""
    return card.overall.result is not None and card.overall.result.level is not None


def whole_index(card: Scorecard, words: Language) -> str:
    """Return the index with its interval; where too little is known for a level, the interval comes first."""
    known, span = index(card, card.overall.index, words), interval(card, card.overall, words)
    if card.overall.index is None:
        return words("report.index_of_nothing", interval=span)
    if not has_level(card):
        return words("report.index_of_little", interval=span, index=known, count=card.states[State.ANSWERED])
    return known if known == span else f"{known} · {span}"


def whole_supported(card: Scorecard, words: Language) -> str:
    """Return what evidence supports; where too little is known for a level, only what the known answers would give.

    Where there is no evidence at all, it says where the number then comes from.
    """
    whole = card.overall
    found, result = index(card, whole.supported, words), whole.supported_result
    if whole.supported is None:
        return words("report.supported_nothing")
    if result is not None and result.level is None:
        text = words("report.supported_of_little", index=found, count=card.states[State.ANSWERED])
    else:
        text = words("report.supported", index=found, level=level(result, words))
    return text + of_no_evidence(whole, card.questions, words)


def of_no_evidence(score: GroupScore | QuestionScore, questions: Iterable[QuestionScore], words: Language) -> str:
    """Return where what is supported comes from if its questions have no evidence at all; else nothing."""
    unproved = score.supported != score.index and not any(question.evidence for question in questions)
    return f" ({words('report.no_evidence')})" if unproved else ""


def coverage_and_absent(card: Scorecard, group: GroupScore, words: Language) -> str:
    """Return the coverage, with the share that does not apply where there is one."""
    text = coverage(card, group.coverage, words)
    if group.not_applicable:
        mark = (card.method.not_applicable_mark,)  # more than this makes a level provisional
        absent = words.percent(group.not_applicable, 1, mark, behind=mark)
        text += " · " + words("report.absent", share=absent)
    return text


def minimum(item: UnmetMinimum, words: Language) -> str:
    """Return what is demanded, and what there is instead."""
    if item.kind == "gate":
        return words("report.gate_unmet", level=item.at_least, holds=item.holds_at)
    now = item.answer or words(f"state.{(item.state or State.MISSING).value}")
    return words("report.minimum_unmet", demanded=item.at_least, now=now, holds=item.holds_at)


def missing(item: MissingEvidence, words: Language) -> str:
    """Return a missing document with what it must show and for what it is asked."""
    return item.name + (f" – {item.shows}" if item.shows else "") + missing_status(item, words)


def missing_status(item: MissingEvidence, words: Language) -> str:
    """Return, in brackets, how far a document that proves nothing yet has got; empty where none was offered."""
    return f" ({words(f'missing.{item.status.value}')})" if item.status else ""


def missing_of_question(items: Sequence[MissingEvidence], words: Language) -> str:
    """Return the documents missing for one question, after the level or criterion they are asked for."""
    by_key: dict[str, list[str]] = {}
    for item in items:
        by_key.setdefault(item.asked_for, []).append(item.name + missing_status(item, words))
    parts = [f"{key}: {'; '.join(names)}" if key else "; ".join(names) for key, names in by_key.items()]
    return f"{items[0].question} – {' · '.join(parts)}"


def action_title(card: Scorecard, action: NextAction, words: Language) -> str:
    """Return what an action improves and why it stands here."""
    area = card.group(card.question(action.question).parent).name
    why = words(f"action.{'find_out_' if action.find_out else ''}{action.reason}")
    if action.level_from is not None and action.level_to is not None:
        step = words("report.step", start=action.level_from, end=action.level_to)
        return f"{area} · {step} · {why}"
    return f"{area} · {why}"


def action_lines(card: Scorecard, action: NextAction, words: Language) -> Iterator[str]:
    """Yield what to do, a line each."""
    if action.find_out:
        yield words("report.find_out", ask=card.question(action.question).ask)
    for step in action.steps:
        yield step.do or no_action_text(action.question, step.key, words)
    if action.evidence:
        yield words("report.only_evidence", evidence="; ".join(action.evidence))


def no_action_text(question_id: str, step: str, words: Language) -> str:
    """Return what to do where the questionnaire does not say it."""
    return words("report.next_step", id=question_id, step=step) if step else words("report.improve", id=question_id)


def action_facts(card: Scorecard, action: NextAction, words: Language) -> str:
    """Return who does it, the effort, and the gain where enough is known for a level: few answers swing the index."""
    owners = list(dict.fromkeys(step.owner for step in action.steps if step.owner))
    facts = [words("report.owner", owner="; ".join(owners))] if owners else []
    if action.steps:
        facts.append(words("report.effort", size=" + ".join(step.effort for step in action.steps)))
    if action.gain is not None and has_level(card):
        facts.append(words("report.gain", gain=points(action.gain, words)))
    if action.level_after is not None and action.level_after != (card.overall.result and card.overall.result.level):
        facts.append(words("report.level_after", level=action.level_after))
    if any(step.quick_win for step in action.steps):
        facts.append(words("report.quick_win"))
    needs = list(dict.fromkeys(need for step in action.steps for need in step.needs))
    if needs:
        facts.append(words("report.needs", ids=", ".join(needs)))
    return " · ".join(facts)


def stuck(card: Scorecard, words: Language) -> str | None:
    """Say that no single step lifts the index, and which pair does; None where one does."""
    if not card.no_single_change:
        return None
    if not card.smallest_pair:
        return words("report.no_pair")
    return words("report.pair", first=card.smallest_pair[0], second=card.smallest_pair[1])


def open_question(card: Scorecard, item: OpenQuestion, words: Language) -> str:
    """Return an open question with its state, and whether it could change the level."""
    text = f"{card.question(item.question).ask} ({words(f'state.{item.state.value}')})"
    return f"{text} – {words('report.could_change')}" if item.changes_level else text


def area_line(card: Scorecard, group_id: str, words: Language) -> str:
    """Return an area with its dimension and index."""
    group = card.group(group_id)
    return f"{card.dimension_of(group_id).name} › {group.name}: {index_of(card, group, words)}"


def area_reasons(card: Scorecard, group_id: str, words: Language) -> list[str]:
    """Return what makes an area strong (its best answers) or weak (its worst), each question with its answer."""
    cut = (card.method.good or Fraction(0)) * HUNDRED
    known = [item for item in card.questions if item.parent == group_id and item.index is not None]
    strong = group_id in card.strengths
    telling = [item for item in known if ((item.index or Fraction(0)) >= cut) == strong]
    telling.sort(key=lambda item: item.index or Fraction(0), reverse=strong)
    return [f"{item.ask} {answer(item, words)}" for item in telling[:MOST_REASONS]]


def no_weakness(card: Scorecard, words: Language) -> str:
    """Say that no area is weak; name the lowest all the same, where areas are known."""
    known = [group for group in card.groups if group.id in card.strengths or _is_area(card, group)]
    lowest = sorted((group for group in known if group.index is not None), key=lambda group: group.index or Fraction(0))
    if not lowest or card.method.good is None:
        return words("report.too_little_known")
    named = ", ".join(f"{group.name} ({index_of(card, group, words)})" for group in lowest[:MOST_REASONS])
    return words("report.no_weakness", cut=words.number(card.method.good * HUNDRED, 0), lowest=named)


def no_strength(card: Scorecard, words: Language) -> str:
    """Say that no area is strong, or that too little is known of any."""
    known = any(_is_area(card, group) for group in card.groups)
    return words("report.none_known") if known else words("report.too_little_known")


def cuts(card: Scorecard, words: Language) -> str:
    """Say what good, moderate and poor mean in the readiness view."""
    good, moderate = card.method.good or Fraction(1), card.method.moderate or Fraction(1)
    return words("report.cuts", good=words.percent(good), moderate=words.percent(moderate))


def _is_area(card: Scorecard, group: GroupScore) -> bool:
    """Say whether enough is known of a group that holds questions."""
    holds = any(item.parent == group.id for item in card.questions)
    return holds and (group.coverage or Fraction(0)) >= card.method.coverage_floor


def element_counts(item: ElementScore, words: Language) -> tuple[str, str, str, str]:
    """Return good, moderate, poor and not known, each as count and share of the questions that apply."""
    counts = (item.good, item.moderate, item.poor, item.open)
    return tuple(_count(count, item.questions, words) for count in counts)  # type: ignore[return-value]  # four of four


def _count(count: int, total: int, words: Language) -> str:
    share = Fraction(count, total or 1)
    return f"{count} ({words.percent(share, 0, (Fraction(1),), behind=(Fraction(0),))})" if count else str(count)


def answer(item: QuestionScore, words: Language) -> str:
    """Return an answer in words: its value and text, or its state."""
    if item.state is not State.ANSWERED:
        return words(f"state.{item.state.value}").capitalize()
    value = words(f"answer.{item.answer}") if item.kind == "yes_no" else item.answer
    if item.unit is not None:
        value = f"{words.signs(value)} {item.unit}"
    text = f"{value} – {item.chosen}" if item.chosen else value
    if item.supported_level is not None and item.level is not None and item.supported_level < item.level:
        return f"{text} ({words('report.supported_level', level=item.supported_level)})"
    return text


def evidence(item: EvidenceItem, words: Language, documents: Mapping[str, str] | None = None) -> str:
    """Return an evidence item: kind, reference, date, what it proves (by name where names are given), status."""
    parts = [f"{words(f'kind.{item.kind}').capitalize()}: {item.reference}"]
    parts += [words.date(item.date)] if item.date else []
    proved = "; ".join((documents or {}).get(name, name) for name in item.proves)
    parts += [words("report.proves", ids=proved)] if item.proves else []
    parts += [words(f"evidence.{item.status.value}")] if item.status is not EvidenceStatus.PRESENT else []
    return " · ".join(parts)
