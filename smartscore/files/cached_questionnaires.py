"""A questionnaire, read from its files and validated, or taken from the cache in the user's own folder."""

import marshal
from functools import cached_property
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any, Final

from smartscore.files.cache import keep, kept, place_of
from smartscore.questionnaire import Questionnaire
from smartscore.questionnaire.packing import BROKEN, pack, unpack

if TYPE_CHECKING:
    from smartscore.files.questionnaires import QuestionnaireFiles

QUESTIONNAIRES: Final = ".questionnaire"
"""The ending in the cache."""

LANGUAGES: Final = "languages"


class CachedQuestionnaire:
    """The questionnaire in a folder; its files are read only where the cache does not have what was made from them."""

    def __init__(self, folder: Traversable, *, cached: bool = True) -> None:
        self.folder = folder
        self._place = place_of(folder, QUESTIONNAIRES) if cached else None
        self._kept: dict[str, Any] = kept(self._place) or {}

    @property
    def languages(self) -> tuple[str, ...]:
        """The questionnaire's languages, its first one first. Raises DocumentError or QuestionnaireError."""
        if LANGUAGES not in self._kept:
            self._kept[LANGUAGES] = self._files.languages
        languages: tuple[str, ...] = self._kept[LANGUAGES]
        return languages

    def questionnaire(self, lang: str) -> Questionnaire:
        """Return the questionnaire in one of its languages. Raises DocumentError or QuestionnaireError."""
        found = _unpacked(self._kept.get(lang, b""))
        if found is None:
            found = self._files.questionnaire(lang)
            self._kept[lang] = marshal.dumps(pack(found))
            keep(self._place, self.folder, {**self._kept, LANGUAGES: self.languages})
        return found

    @cached_property
    def _files(self) -> "QuestionnaireFiles":
        from smartscore.files.questionnaires import QuestionnaireFiles  # noqa: PLC0415  # not with a cached one

        return QuestionnaireFiles.read(self.folder)


def _unpacked(packed: bytes) -> Questionnaire | None:
    """Return the questionnaire that was packed, each language by itself; None where there is none."""
    try:
        return unpack(marshal.loads(packed)) if packed else None  # noqa: S302  # a part of what the cache has vouched for
    except BROKEN:
        return None
