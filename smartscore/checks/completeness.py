"""Doubts about what a questionnaire leaves out (evidence, actions, owners, elements), and about its references."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from smartscore.errors import Fault, Path
from smartscore.questionnaire import Questionnaire, Rule
from smartscore.questionnaire.places import group_places, question_places
from smartscore.questions.question import Question, Reference

FIRST_PROVED: Final = 2
"""From this place on the scale (the third level), a level without evidence is doubtful: the lowest need none."""

REFERENCE_FORMS: Final[dict[str, tuple[tuple[int, ...], str]]] = {
    "iso-37120": ((2014, 2018), r"\d{1,2}(\.\d{1,2}){0,2}"),
    "iso-37122": ((2019,), r"\d{1,2}(\.\d{1,2}){0,2}"),
    "iso-37123": ((2019,), r"\d{1,2}(\.\d{1,2}){0,2}"),
    "u4ssc": ((2017,), r"[A-Z]{2,3}: [A-Z&]{2,4}: [A-Z]{1,3}: \d{1,2}[CA]|[A-Za-z][A-Za-z ]+"),
    "sdg": ((2015,), r"\d{1,2}(\.(\d{1,2}|[a-d])){0,2}"),
    "spbe": ((2018, 2020), r"\d{1,2}"),
    "pemdi": ((2026,), r"\d{1,2}"),
}
"""For each instrument that is known here: its editions, and what an identifier looks like."""


def doubts(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Yield everything that is missing or doubtful, with its place in the files of the first language."""
    for rule in RULES:
        yield from rule(questionnaire)


def warning(key: str, params: Mapping[str, object], path: Path = ()) -> Fault:
    """Return a doubt: it is listed, and does not make the questionnaire invalid."""
    return Fault(key, params, path, severity="warning")


def _no_evidence(questionnaire: Questionnaire) -> Iterator[Fault]:
    for path, question in question_places(questionnaire):
        lists = {key for key, items in question.evidence_lists() if items}
        if not lists:
            yield warning("warning.no_evidence", {"id": question.id}, path)
            continue
        expected = _places_to_prove(question, questionnaire)
        bare = [place for place in expected if place not in lists]
        if bare:
            yield warning("warning.no_evidence_for", {"id": question.id, "places": bare}, (*path, "evidence"))


def _places_to_prove(question: Question, questionnaire: Questionnaire) -> list[str]:
    """Return the levels or criteria that should ask for evidence of their own."""
    if question.kind == "level":
        return [str(level) for level in questionnaire.scale.numbers[FIRST_PROVED:]]
    if question.kind == "checklist" and isinstance(getattr(question, "evidence", ()), dict):
        return list(question.action_keys(questionnaire.scale))
    return []


def _no_action(questionnaire: Questionnaire) -> Iterator[Fault]:
    for path, question in question_places(questionnaire):
        written = question.all_actions()
        bare = [] if "" in written else [key for key in question.action_keys(questionnaire.scale) if key not in written]
        if bare:
            yield warning("warning.no_action_for", {"id": question.id, "places": bare}, path)
        elif not written:
            yield warning("warning.no_action", {"id": question.id}, path)


def _bare_action(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Find actions that do not say who does them, or how much work they are."""
    for path, question in question_places(questionnaire):
        for key, action in question.all_actions().items():
            place: Path = (*path, "actions", key) if key else (*path, "action")
            for name in ("owner", "effort"):
                if name not in action.model_fields_set:
                    yield warning("warning.action_without", {"name": name}, place)


def _no_quick_question(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Find areas that the short form leaves out, where there is a short form."""
    if not any(True for _ in questionnaire.asked("quick")):
        return
    for path, group in group_places(questionnaire):
        if group.questions and not any(question.quick for question in group.questions):
            yield warning("warning.no_quick_question", {"id": group.id}, path)


def _element_never_asked(questionnaire: Questionnaire) -> Iterator[Fault]:
    if questionnaire.readiness is None:
        return
    named = {question.element for question in questionnaire.questions.values()}
    for number, element in enumerate(questionnaire.readiness.elements):
        for inner, part in enumerate(element.parts):
            if part.id not in named:
                place: Path = ("readiness", "elements", number, "parts", inner)
                yield warning("warning.element_never_asked", {"id": part.id}, place)
    for path, question in question_places(questionnaire):
        if question.element is None:
            yield warning("warning.no_element", {"id": question.id}, path)


def _reference_form(questionnaire: Questionnaire) -> Iterator[Fault]:
    for path, question in question_places(questionnaire):
        for number, reference in enumerate(question.references):
            yield from (fault.within(*path, "references", number) for fault in _reference_doubts(reference))


def _reference_doubts(reference: Reference) -> Iterator[Fault]:
    if reference.scheme not in REFERENCE_FORMS:
        yield warning("warning.scheme_unknown", {"name": reference.scheme, "known": list(REFERENCE_FORMS)}, ("scheme",))
        return
    editions, pattern = REFERENCE_FORMS[reference.scheme]
    if reference.edition not in editions:
        known = {"name": reference.scheme, "edition": reference.edition, "known": editions}
        yield warning("warning.edition_unknown", known, ("edition",))
    if not re.fullmatch(pattern, reference.id):
        yield warning("warning.reference_form", {"name": reference.scheme, "value": reference.id}, ("id",))


def _ignored_below_pooled(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Find weights and rules below a pooled storey: they are ignored there."""
    pooled = [depth for depth, tier in enumerate(questionnaire.tiers) if tier.rule is Rule.POOLED]
    if not pooled:
        return
    for depth, tier in enumerate(questionnaire.tiers):
        if depth > pooled[0] and "rule" in tier.model_fields_set:
            yield warning("warning.rule_below_pooled", {"tier": tier.name}, ("tiers", depth, "rule"))
    for path, group in group_places(questionnaire):
        if len(path) // 2 > pooled[0] and "weight" in group.model_fields_set:
            yield warning("warning.weight_below_pooled", {"id": group.id}, (*path, "weight"))


RULES: Final[tuple[Callable[[Questionnaire], Iterator[Fault]], ...]] = (
    _no_evidence,
    _no_action,
    _bare_action,
    _no_quick_question,
    _element_never_asked,
    _reference_form,
    _ignored_below_pooled,
)
"""What is looked for in a valid questionnaire, whatever its language."""
