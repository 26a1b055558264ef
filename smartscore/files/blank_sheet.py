"""An empty answer sheet to fill in by hand: YAML with the questions as comments."""

from collections.abc import Iterator
from textwrap import wrap
from typing import Final

from smartscore.answers import FORMAT
from smartscore.files.sheet_text import SCHEMA_LINES, yaml_text
from smartscore.language import Language, one_line
from smartscore.questionnaire import Form, Questionnaire
from smartscore.questions.question import Question

WIDTH: Final = 110


def blank_yaml(questionnaire: Questionnaire, form: Form, words: Language) -> str:
    """Return an empty sheet in which every question stands as a comment above its place."""
    header = {
        "format": FORMAT,
        "questionnaire": {"id": questionnaire.id, "version": questionnaire.version},
        "form": form,
        "role": "self",
        "language": questionnaire.language,
        "region": None,
        "period": None,
        "respondent": None,
    }
    lines = [*_comment(words("blank.how")), "answers:"]
    above = ""
    for question in questionnaire.asked(form):
        place = " › ".join(questionnaire.groups[step].name for step in questionnaire.path(question.id)[:-1])
        lines += ["", *(_comment(f"== {one_line(place)} ==") if place != above else [])]
        above = place
        lines += [*_question(question, words), f"  {question.id}:"]
    return f"{SCHEMA_LINES}{yaml_text(header)}" + "\n".join(lines) + "\n"


def _question(question: Question, words: Language) -> Iterator[str]:
    yield from _comment(one_line(question.ask))
    if question.help:
        yield from _comment(one_line(question.help))
    for choice in question.choices():
        text = words(f"answer.{choice.text}") if question.kind == "yes_no" else one_line(choice.text)
        yield from _comment(f"{_written(question, choice.key)} = {text}", hanging="    ")
    if question.kind == "number":
        yield from _comment(words("interview.number", unit=question.keys(), count=one_line(question.counts())))
    for key, items in question.evidence_lists():
        documents = "; ".join(one_line(item.name) for item in items)
        yield from (
            _comment(words("blank.evidence", key=key or "–", documents=documents), hanging="    ") if items else ()
        )


def _written(question: Question, key: str) -> str:
    """Return how a choice is written in a sheet; the interview's numbers are for typing only."""
    given = question.parse(key) if question.kind in ("choice", "checklist") else None
    if isinstance(given, tuple):
        return f"[{', '.join(given)}]"
    if isinstance(given, str):
        return given
    return {"1": "yes", "0": "no"}[key] if question.kind == "yes_no" else key


def _comment(text: str, hanging: str = "") -> list[str]:
    return [f"  # {line}" for line in wrap(text, WIDTH, subsequent_indent=hanging, break_on_hyphens=False)]
