"""Telling what was rejected: on stderr as far as a person can read it, all of it in a file where that is asked for."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from smartscore.cli.listed_rows import ListedRows
from smartscore.cli.shell import Shell
from smartscore.errors import Fault
from smartscore.sources.rejection import Rejection

MOST_ROWS_TOLD: Final = 20
"""So many rejected rows of tables are told on stderr; sheets are told one and all."""

HEAD: Final = ("file", "row", "region", "period", "respondent", "question", "reason")
"""The columns; `question` holds the ids of those that a reason is about, with spaces between them."""


@dataclass(slots=True)
class Rejects:
    """What was rejected so far; `regions` are among them that were joined from what could be read."""

    shell: Shell
    listed: ListedRows
    count: int = 0
    regions: int = 0
    rows_told: int = 0
    others: Counter[str] = field(default_factory=Counter)

    def add(self, rejection: Rejection) -> None:
        """Tell of a rejection."""
        self.count += 1
        self.regions += rejection.joined
        self._write(rejection)
        for fault in rejection.faults:
            if fault.key == "fault.other_questionnaire":
                self.others[str(fault.params["sheet"])] += 1
        if rejection.line is None:
            self.shell.complain_of(rejection.faults, rejection.file)
            return
        self.rows_told += 1
        if self.rows_told <= MOST_ROWS_TOLD:
            for fault in rejection.faults[:MOST_ROWS_TOLD]:
                self.shell.complain(fault)

    def close(self, scored: int) -> None:
        """Tell how many rows were not told of, and which questionnaires are mixed with the one that was scored."""
        if self.rows_told > MOST_ROWS_TOLD:
            self.shell.complain(Fault("batch.more_rejects", {"count": self.rows_told - MOST_ROWS_TOLD}))
        if self.others and scored:
            found = ", ".join(f"{name} ({count})" for name, count in self.others.most_common())
            self.shell.complain(Fault("batch.mixed", {"found": found}))

    def _write(self, rejection: Rejection) -> None:
        if not self.listed.wanted:
            return
        who = (rejection.file, rejection.line, rejection.region, rejection.period, rejection.respondent)
        for fault in rejection.faults:
            told = (" ".join(fault.about), fault.text(self.shell.words))
            self.listed.write([*(None if cell is None else str(cell) for cell in who), *told])
