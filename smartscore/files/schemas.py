"""JSON Schemas of all files, made from the models, for editors and other programs."""

import json
from collections.abc import Callable
from typing import Any, Final

from pydantic import BaseModel

from smartscore.answers import SHORT_FORMS, Sheet
from smartscore.files.questionnaires import DimensionFile
from smartscore.files.translations import Translation
from smartscore.questionnaire import Questionnaire
from smartscore.scoring import Scorecard

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

JsonSchema = dict[str, Any]


def questionnaire_schema() -> JsonSchema:
    """Return the schema of questionnaire.yaml, whose dimensions are names of files (or stand in it)."""
    schema = _schema(Questionnaire)
    inline = schema["properties"]["dimensions"]["items"]
    file_name = {"type": "string", "description": "The id of a dimension: <id>.yaml in the same folder."}
    schema["properties"]["dimensions"]["items"] = {"anyOf": [file_name, inline]}
    return schema


def answers_schema() -> JsonSchema:
    """Return the schema of an answer sheet, short forms included."""
    schema = _schema(Sheet)
    answers = schema["properties"]["answers"]
    answers["additionalProperties"] = {"anyOf": [*SHORT_FORMS, answers["additionalProperties"]]}
    schema["properties"]["period"] = {
        "anyOf": [{"type": "string"}, {"type": "integer"}, {"type": "null"}],
        "description": schema["properties"]["period"]["description"],
        "default": None,
    }
    return schema


SCHEMAS: Final[dict[str, Callable[[], JsonSchema]]] = {
    "questionnaire": questionnaire_schema,
    "dimension": lambda: _schema(DimensionFile),
    "translation": lambda: _schema(Translation),
    "answers": answers_schema,
    "scorecard": lambda: _schema(Scorecard, "serialization"),
}
"""Every kind of file that has a schema, by name."""


def schema_text(name: str) -> str:
    """Return a schema as the committed file holds it."""
    return json.dumps(SCHEMAS[name](), indent=2, ensure_ascii=False) + "\n"


def schema_file(name: str) -> str:
    """Return the name of a schema's file."""
    return f"{name}.schema.json"


def _schema(model: type[BaseModel], mode: Any = "validation") -> JsonSchema:  # noqa: ANN401  # pydantic's literal
    schema = model.model_json_schema(mode=mode)
    title = f"smartscore {model.__name__.removesuffix('File').lower()}"
    return {"$schema": DIALECT, **schema, "title": title}
