"""The plans of a questionnaire, compiled from its files or taken from the cache in the user's own folder."""

from importlib.resources.abc import Traversable
from typing import Any, Final

from smartscore.files.cache import keep, kept, place_of
from smartscore.files.questionnaire_folders import find
from smartscore.plans.packing import pack, unpack
from smartscore.plans.plan import Plan
from smartscore.plans.wordings import Wordings

FORMS: Final = ("full", "quick")

PLANS: Final = ".plan"
TEXTS: Final = ".words"
"""The endings in the cache."""


class PlanFiles:
    """The plans of one questionnaire's folder; compiled only where the cache does not have them."""

    def __init__(self, folder: Traversable, *, cached: bool = True) -> None:
        self.folder = folder
        self._place = place_of(folder, PLANS) if cached else None
        self._kept = _read(kept(self._place))

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
            keep(self._place, self.folder, self._kept)
        return {form: unpack(packed) for form, packed in self._kept[lang].items()}

    def wordings(self) -> Wordings:
        """Return its texts in all its languages. Raises DocumentError or QuestionnaireError."""
        place = self._place.with_suffix(TEXTS) if self._place else None
        found = _read_wordings(kept(place))
        if found is None:
            from smartscore.files.questionnaires import QuestionnaireFiles  # noqa: PLC0415  # not with cached texts
            from smartscore.plans.texts import wordings_of  # noqa: PLC0415  # the same

            files = QuestionnaireFiles.read(self.folder)
            found = wordings_of(map(files.questionnaire, files.languages))
            keep(place, self.folder, {"heads": found.heads, "answers": found.answers})
        return found

    def _compiled(self, lang: str) -> dict[str, Plan]:
        from smartscore.files.questionnaires import QuestionnaireFiles  # noqa: PLC0415  # not with a cached plan
        from smartscore.plans.compiling import compile_plan  # noqa: PLC0415  # the same

        questionnaire = QuestionnaireFiles.read(self.folder).questionnaire(lang)
        return {"full": compile_plan(questionnaire, "full"), "quick": compile_plan(questionnaire, "quick")}


def wordings_in(questionnaire: str, *, cached: bool) -> Wordings:
    """Return a questionnaire's texts by its name; other processes, which get this to call, import little with it."""
    return PlanFiles(find(questionnaire), cached=cached).wordings()


def _read(content: Any) -> dict[str, Any]:  # noqa: ANN401  # whatever the cache holds
    """Return the packed plans that the cache holds; nothing where these are none."""
    try:
        for lang in content["languages"]:
            for packed in content.get(lang, {}).values():
                unpack(packed)
    except (ValueError, TypeError, KeyError, AttributeError):
        return {}
    return dict(content)


def _read_wordings(content: Any) -> Wordings | None:  # noqa: ANN401  # the same
    try:
        return Wordings(dict(content["heads"]), {str(name): dict(texts) for name, texts in content["answers"].items()})
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
