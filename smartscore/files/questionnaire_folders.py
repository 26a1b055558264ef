"""The folders of questionnaires: shipped ones by name, other people's by path. Nothing here reads one."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from smartscore.errors import Fault, UsageError, unknown
from smartscore.files.paths import exists, is_file

MAIN_FILE: Final = "questionnaire.yaml"
EXAMPLES: Final = "examples"
TRANSLATIONS: Final = "i18n"
EXAMPLE_PREFIX: Final = "example:"
SHEET_ENDINGS: Final = (".answers.yaml", ".answers.yml", ".answers.json")


def builtin() -> Traversable:
    """Return the folder of shipped questionnaires: inside the installed package, or beside it in a checkout."""
    shipped = files("smartscore") / "questionnaires"
    return shipped if shipped.is_dir() else Path(__file__).parents[2] / "questionnaires"


def names() -> tuple[str, ...]:
    """Return the ids of the shipped questionnaires."""
    return tuple(sorted(folder.name for folder in builtin().iterdir() if folder.joinpath(MAIN_FILE).is_file()))


def find(name_or_path: str) -> Traversable:
    """Return the folder of a questionnaire. Raises UsageError where there is none."""
    shipped = names()
    if name_or_path in shipped:
        return builtin() / name_or_path
    path = Path(name_or_path)
    folder = path.parent if path.name == MAIN_FILE else path
    if is_file(folder / MAIN_FILE):
        return folder
    if exists(path):
        raise UsageError([Fault("usage.no_questionnaire_here", {"path": name_or_path, "file": MAIN_FILE})])
    raise UsageError([unknown("usage.questionnaire", name_or_path, shipped)])


def examples(folder: Traversable) -> dict[str, Traversable]:
    """Return the example sheets of a questionnaire's folder, by name."""
    place = folder / EXAMPLES
    files = place.iterdir() if place.is_dir() else ()
    found = {file.name.removesuffix(end): file for file in files for end in SHEET_ENDINGS if file.name.endswith(end)}
    return dict(sorted(found.items()))


def find_example(name: str) -> Traversable:
    """Return a shipped example sheet. Raises UsageError where there is none of that name."""
    known = {key: file for pack in names() for key, file in examples(builtin() / pack).items()}
    if name not in known:
        raise UsageError([unknown("usage.example", name, known)])
    return known[name]
