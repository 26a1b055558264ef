"""A new questionnaire to begin with: two commented files, and the schemas beside them."""

from importlib.resources import files
from pathlib import Path
from string import Template

from smartscore.errors import Fault, UsageError
from smartscore.files.paths import exists
from smartscore.files.schemas import SCHEMAS, schema_file, schema_text
from smartscore.files.validation import validate
from smartscore.files.writing import make_folder, write_text
from smartscore.model import Id, Model


class _Name(Model):
    id: Id


def write_skeleton(folder: Path, language: str) -> None:
    """Write a questionnaire that passes `check` into a new folder, whose name becomes its id; texts in a language.

    Raises UsageError where the folder exists or its name is no id, WriteError where it cannot be written.
    """
    name = folder.resolve().name
    if validate(_Name, {"id": name})[0] is None:
        raise UsageError([Fault("usage.folder_name", {"name": name})])
    if exists(folder):
        raise UsageError([Fault("usage.exists", {"path": str(folder)})])
    make_folder(folder / "schemas")
    templates = files("smartscore.files").joinpath("skeleton_files", language)
    for file in sorted(templates.iterdir(), key=lambda item: item.name):
        if file.name.endswith(".yaml"):
            write_text(folder / file.name, Template(file.read_text("utf-8")).substitute(id=name))
    for schema in SCHEMAS:
        write_text(folder / "schemas" / schema_file(schema), schema_text(schema))
