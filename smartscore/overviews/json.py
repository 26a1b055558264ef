"""A questionnaire as JSON: its facts, its groups, and its questions as a flat list."""

import json

from smartscore.language import Language
from smartscore.questionnaire import Questionnaire


def render(questionnaire: Questionnaire, words: Language) -> str:
    """Return the questionnaire's facts, and its questions with the groups that they lie in."""
    del words  # the texts inside are in the questionnaire's language already
    questions = [
        {"path": list(questionnaire.path(question.id)[:-1]), **question.model_dump(mode="json", exclude_defaults=True)}
        | {"quick": question.quick, "kind": question.kind}
        for question in questionnaire.questions.values()
    ]
    groups = [
        {"id": group.id, "parent": questionnaire.parents[group.id], "name": group.name, "about": group.about}
        for group in questionnaire.groups.values()
    ]
    content = {**facts(questionnaire), "language": questionnaire.language, "digest": questionnaire.digest}
    return json.dumps({**content, "groups": groups, "questions": questions}, indent=2, ensure_ascii=False) + "\n"


def facts(questionnaire: Questionnaire) -> dict[str, object]:
    """Return what a list of questionnaires says of one."""
    return {
        "id": questionnaire.id,
        "version": questionnaire.version,
        "title": questionnaire.title,
        "languages": list(questionnaire.languages),
        "unofficial": questionnaire.unofficial,
        "questions": len(questionnaire.questions),
    }
