"""The plans of a questionnaire, compiled from its files or taken from the cache in the user's own folder."""

import hashlib
import marshal
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final

from smartscore.errors import SmartscoreError
from smartscore.files.questionnaire_folders import EXAMPLES, find
from smartscore.plans.packing import pack, unpack
from smartscore.plans.plan import Plan
from smartscore.plans.wordings import Wordings
from smartscore.version import __version__

FORMS: Final = ("full", "quick")

PLAN_FORMAT: Final = 3
"""Raised whenever the same questionnaire gives another plan or other wordings than before: no old one is used then."""

TEXTS: Final = ".words"
MOST_CACHED: Final = 30
"""So many questionnaires are kept in the cache; the oldest go."""


class PlanFiles:
    """The plans of one questionnaire's folder; compiled only where the cache does not have them."""

    def __init__(self, folder: Traversable, *, cached: bool = True) -> None:
        self.folder = folder
        self._place = cache_folder() / f"{content_digest(folder)}.plan" if cached else None
        self._kept = _read(self._place) if self._place else {}

    @property
    def languages(self) -> tuple[str, ...]:
        """The questionnaire's languages, its first one first. Raises DocumentError or QuestionnaireError."""
        if "languages" not in self._kept:
            from smartscore.files.questionnaires import QuestionnaireFiles  # noqa: PLC0415  # not with a cached plan

            self._kept["languages"] = QuestionnaireFiles.read(self.folder).languages
        languages: tuple[str, ...] = self._kept["languages"]
        return languages

    def plans(self, lang: str) -> dict[str, Plan]:
        """Return the plans in one of its languages, by form. Raises DocumentError or QuestionnaireError."""
        if lang not in self._kept:
            languages = self.languages
            self._kept[lang] = {form: pack(plan) for form, plan in self._compiled(lang).items()}
            self._kept["languages"] = languages
            if self._place:
                _write(self._place, self._kept)
        return {form: unpack(packed) for form, packed in self._kept[lang].items()}

    def wordings(self) -> Wordings:
        """Return its texts in all its languages. Raises DocumentError or QuestionnaireError."""
        place = self._place.with_suffix(TEXTS) if self._place else None
        kept = _read_wordings(place) if place else None
        if kept is None:
            from smartscore.files.questionnaires import QuestionnaireFiles  # noqa: PLC0415  # not with cached texts
            from smartscore.plans.texts import wordings_of  # noqa: PLC0415  # the same

            files = QuestionnaireFiles.read(self.folder)
            kept = wordings_of(map(files.questionnaire, files.languages))
            if place:
                _write(place, {"heads": kept.heads, "answers": kept.answers})
        return kept

    def _compiled(self, lang: str) -> dict[str, Plan]:
        from smartscore.files.questionnaires import QuestionnaireFiles  # noqa: PLC0415  # not with a cached plan
        from smartscore.plans.compiling import compile_plan  # noqa: PLC0415  # the same

        questionnaire = QuestionnaireFiles.read(self.folder).questionnaire(lang)
        return {"full": compile_plan(questionnaire, "full"), "quick": compile_plan(questionnaire, "quick")}


def wordings_in(questionnaire: str, *, cached: bool) -> Wordings:
    """Return a questionnaire's texts by its name; other processes, which get this to call, import little with it."""
    return PlanFiles(find(questionnaire), cached=cached).wordings()


def content_digest(folder: Traversable) -> str:
    """Return a digest of everything that plans are made from: the files, this program, this Python."""
    found = hashlib.sha256(f"{__version__} {PLAN_FORMAT} {sys.implementation.cache_tag}".encode())
    for name, content in sorted(_contents(folder, "")):
        found.update(f"\n{name} {len(content)}\n".encode())
        found.update(content)
    return found.hexdigest()


def cache_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Return the folder for caches that the system gives this user."""
    if sys.platform == "win32":
        base = environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Caches")
    else:
        base = environ.get("XDG_CACHE_HOME") or str(Path("~/.cache").expanduser())
    return Path(base) / "smartscore"


def _contents(folder: Traversable, above: str) -> Iterator[tuple[str, bytes]]:
    for file in folder.iterdir():
        name = f"{above}/{file.name}"
        if file.is_dir():
            if file.name != EXAMPLES:
                yield from _contents(file, name)
        elif file.name.endswith((".yaml", ".yml")):
            yield name, file.read_bytes()


def _read(place: Path) -> dict[str, Any]:
    """Return what the cache holds; nothing where there is nothing, or nothing that can be read."""
    try:
        kept = marshal.loads(place.read_bytes())  # noqa: S302  # our own file in the user's own cache, like a .pyc file
        for lang in kept["languages"]:
            for packed in kept.get(lang, {}).values():
                unpack(packed)
    except (OSError, ValueError, TypeError, EOFError, KeyError, AttributeError):
        return {}
    return dict(kept)


def _read_wordings(place: Path) -> Wordings | None:
    try:
        kept = marshal.loads(place.read_bytes())  # noqa: S302  # as above
        return Wordings(dict(kept["heads"]), {str(name): dict(texts) for name, texts in kept["answers"].items()})
    except (OSError, ValueError, TypeError, EOFError, KeyError, AttributeError):
        return None


def _write(place: Path, kept: dict[str, Any]) -> None:
    """Keep something in the cache; where that is impossible nothing is kept."""
    from smartscore.files.writing import make_folder, write_bytes  # noqa: PLC0415  # only where something is written

    with suppress(SmartscoreError, OSError):
        make_folder(place.parent)
        write_bytes(place, marshal.dumps(kept))
        old = sorted(place.parent.glob(f"*{place.suffix}"), key=lambda file: file.stat().st_mtime)[:-MOST_CACHED]
        for file in old:
            file.unlink(missing_ok=True)
