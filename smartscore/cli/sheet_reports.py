"""A Markdown report beside the batch for each of its sheets."""

from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smartscore.cli.shell import Shell
    from smartscore.files.sheets import SheetFile
    from smartscore.questionnaire import Questionnaire


@dataclass(slots=True)
class SheetReports:
    """The folder of the reports, and the names that are taken in it. Rows of tables get no report."""

    shell: "Shell"
    folder: Path
    taken: set[str] = field(default_factory=set)

    @property
    def count(self) -> int:
        """How many have been written."""
        return len(self.taken)

    def write(self, questionnaire: "Questionnaire", file: "SheetFile", name: str) -> None:
        """Write the report of a sheet. Raises WriteError, and SheetError with places."""
        from smartscore.files.writing import make_folder, write_text  # noqa: PLC0415  # only where a file is written
        from smartscore.reports import markdown  # noqa: PLC0415  # the same
        from smartscore.scoring import score  # noqa: PLC0415  # the same

        make_folder(self.folder)
        text = markdown.render(score(questionnaire, file.sheet), self.shell.words)
        write_text(self.folder / self._name(name), text)

    def _name(self, name: str) -> str:
        """Return a name that no other report has: the sheet's own, numbered where it comes again."""
        from smartscore.files.questionnaire_folders import SHEET_ENDINGS  # noqa: PLC0415  # not needed for --help

        stem = Path(name.removeprefix("example:")).name
        ending = next((end for end in SHEET_ENDINGS if stem.endswith(end)), Path(stem).suffix)
        stem = stem.removesuffix(ending) or "sheet"
        unused = (text for number in count(1) if (text := f"{stem}.md" if number == 1 else f"{stem}-{number}.md"))
        chosen = next(text for text in unused if text.casefold() not in self.taken)
        self.taken.add(chosen.casefold())
        return chosen
