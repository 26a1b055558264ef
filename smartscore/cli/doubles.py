"""Rows of tables that name the same respondent: both are scored, and it is said."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from smartscore.cli.shell import Shell
from smartscore.errors import Fault

if TYPE_CHECKING:
    from smartscore.plans.filled import Filled

MOST_REMEMBERED: Final = 200_000
"""So many respondents are remembered, so that memory does not grow with the table."""

MOST_TOLD: Final = 10


@dataclass(slots=True)
class Doubles:
    """The respondents seen so far, by a number that stands for region, period, respondent, role and form."""

    shell: Shell
    seen: dict[int, int] = field(default_factory=dict)
    count: int = 0

    def look(self, item: "Filled") -> None:
        """Say so where a row names a respondent that another row has named."""
        if item.line is None or (item.region is None and item.respondent is None):
            return
        key = hash((item.file, item.region, item.period, item.respondent, item.role, item.form))
        first = self.seen.get(key)
        if first is None:
            if len(self.seen) < MOST_REMEMBERED:
                self.seen[key] = item.line
            return
        self.count += 1
        if self.count <= MOST_TOLD:
            who = " / ".join(part for part in (item.region, item.period, item.respondent) if part)
            params = {"who": who, "first": first}
            self.shell.complain(Fault("batch.double", params, file=item.file, line=item.line, severity="warning"))

    def close(self) -> None:
        """Say how many more there were, and where it was not looked."""
        if self.count > MOST_TOLD:
            self.shell.complain(Fault("batch.more_doubles", {"count": self.count - MOST_TOLD}, severity="warning"))
        if len(self.seen) >= MOST_REMEMBERED:
            self.shell.say(self.shell.words("batch.doubles_unseen", count=MOST_REMEMBERED), style="dim")
