"""A questionnaire as each kind of region sees it, with the forms of what it sees."""

from smartscore.plans.compiling import compile_plan
from smartscore.plans.plan import Plan
from smartscore.profile import Profile
from smartscore.questionnaire import Questionnaire
from smartscore.sources.fits import Fits
from smartscore.sources.forms import Forms

Seen = tuple[Questionnaire, Forms, Fits]


class Shown:
    """A questionnaire and its forms; what is left of it for a kind of region is compiled once."""

    def __init__(self, questionnaire: Questionnaire, whole: Forms | None = None) -> None:
        """`whole` are the forms of all questions, where they have been compiled already."""
        self.questionnaire = questionnaire
        self.whole = whole or Forms(_plans(questionnaire))
        everything = questionnaire, self.whole, Fits()
        self._by_hidden: dict[frozenset[str], Seen] = {frozenset(): everything}
        self._by_kind: dict[Profile | None, Seen] = {None: everything}

    def to(self, profile: Profile | None) -> Seen:
        """Return what a region of this kind sees; everything where nothing says what kind it is."""
        kind = profile.model_copy(update={"code": None}) if profile and profile.code else profile
        if kind not in self._by_kind:
            self._by_kind[kind] = self._seen(kind)
        return self._by_kind[kind]

    def _seen(self, kind: Profile | None) -> Seen:
        shown = self.questionnaire.shown_to(kind)
        if shown.hidden not in self._by_hidden:
            self._by_hidden[shown.hidden] = shown, Forms(_plans(shown), self.whole), Fits()
        return self._by_hidden[shown.hidden]


def _plans(questionnaire: Questionnaire) -> dict[str, Plan]:
    return {"full": compile_plan(questionnaire, "full"), "quick": compile_plan(questionnaire, "quick")}
