"""The plans of a questionnaire's forms while they are at work: each with its scorer and its values."""

from dataclasses import dataclass, field

from smartscore.plans.plan import Plan
from smartscore.plans.scorer import Scorer
from smartscore.plans.store import ValueStore


@dataclass(slots=True)
class Forms:
    """The full form and the short one; scorers remember what they have added up."""

    plans: dict[str, Plan]
    store: ValueStore = field(default_factory=ValueStore)
    _scorers: dict[str, Scorer] = field(default_factory=dict)

    @property
    def full(self) -> Plan:
        """The plan of all questions."""
        return self.plans["full"]

    def scorer(self, form: str) -> Scorer:
        """Return the scorer of a form."""
        if form not in self._scorers:
            self._scorers[form] = Scorer(self.plans[form])
        return self._scorers[form]
