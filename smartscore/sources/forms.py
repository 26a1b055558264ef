"""The plans of a questionnaire's forms while they are at work: each with its scorer and its values."""

from collections.abc import Callable

from smartscore.plans.plan import Plan
from smartscore.plans.scorer import Scorer
from smartscore.plans.store import ValueStore
from smartscore.plans.units import Units, units_of
from smartscore.plans.wordings import Wordings


class Forms:
    """The full form and the short one; scorers remember what they have added up."""

    def __init__(self, plans: dict[str, Plan], whole: "Forms | None" = None) -> None:
        """`whole` are the forms that these are a part of; their values are then of one unit.

        `wordings` fetches the questionnaire's texts; they are needed only where a table repeats them.
        """
        self.plans = plans
        self.units: Units | None = whole.units if whole else units_of(plans["full"])
        self.store: ValueStore = whole.store if whole else ValueStore(self.units.question if self.units else None)
        self.wordings: Callable[[], Wordings] | None = None
        self._scorers: dict[str, Scorer] = {}

    @property
    def full(self) -> Plan:
        """The plan of all questions."""
        return self.plans["full"]

    def scorer(self, form: str) -> Scorer:
        """Return the scorer of a form."""
        if form not in self._scorers:
            units = units_of(self.plans[form], self.units.question) if self.units else None
            self._scorers[form] = Scorer(self.plans[form], units)
        return self._scorers[form]
