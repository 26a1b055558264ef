"""Checking questionnaires and sheets: all faults at once, and what is doubtful as warnings."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.resources.abc import Traversable
from pathlib import Path

from smartscore.answers import match
from smartscore.checks import completeness, wording
from smartscore.checks.age import too_old
from smartscore.errors import DocumentError, Fault, QuestionnaireError, SheetError, SmartscoreError, UsageError, unknown
from smartscore.files.cached_questionnaires import CachedQuestionnaire
from smartscore.files.documents import Document, read_document
from smartscore.files.evidence_files import doubtful_files
from smartscore.files.paths import exists, is_file, is_folder
from smartscore.files.questionnaires import (
    MAIN_FILE,
    SHEET_ENDINGS,
    QuestionnaireFiles,
    examples,
    find,
    names,
)
from smartscore.files.sheets import SheetFile, read_sheet_file, sheet_of
from smartscore.files.translations import untranslated
from smartscore.questionnaire import Questionnaire
from smartscore.questionnaire.places import question_places


@dataclass(frozen=True, slots=True)
class Checked:
    """What was checked, and what was found."""

    name: str
    kind: str
    faults: tuple[Fault, ...]

    @property
    def errors(self) -> int:
        """How many faults are errors."""
        return sum(fault.severity == "error" for fault in self.faults)


def check(path: str, questionnaire: str | None = None) -> Iterator[Checked]:
    """Check a questionnaire (by name or folder, with its examples), a sheet, or a folder of sheets."""
    folder = _questionnaire_folder(path)
    if folder is not None:
        yield from check_questionnaire(folder)
    elif is_folder(path):
        sheets = sorted(str(file) for file in Path(path).rglob("*") if file.name.endswith(SHEET_ENDINGS))
        if not sheets:
            raise UsageError([Fault("usage.no_sheets", {"paths": [path]})])
        for sheet in sheets:
            yield check_sheet(sheet, questionnaire)
    else:
        yield check_sheet(path, questionnaire)


def check_questionnaire(folder: Traversable) -> Iterator[Checked]:
    """Check a questionnaire in all its languages, and then its example sheets."""
    faults: list[Fault] = []
    questionnaire: Questionnaire | None = None
    try:
        files = QuestionnaireFiles.read(folder)
        questionnaire = files.questionnaire()
        faults += files.locate(completeness.doubts(questionnaire))
        faults += files.locate(_worded(questionnaire))
        faults += _translations(files)
    except SmartscoreError as error:
        faults += error.faults
    yield Checked(str(folder), "questionnaire", tuple(faults))
    if questionnaire is not None:
        for file in examples(folder).values():
            yield _checked(str(file), lambda file=file: check_document(read_document(file), questionnaire))  # type: ignore[misc]  # bound at once


def check_sheet(path: str, questionnaire: str | None = None) -> Checked:
    """Check a sheet against its questionnaire: the one asked for, else the shipped one that it names."""

    def found() -> list[Fault]:
        sheet = read_sheet_file(path)
        faults = check_document(sheet.document, _questionnaire_of(sheet, questionnaire), sheet)
        return [*sheet.warnings(), *faults]

    return _checked(path, found)


def check_document(document: Document, questionnaire: Questionnaire, sheet: SheetFile | None = None) -> list[Fault]:
    """Return what is wrong or doubtful in a sheet. Raises DocumentError or SheetError for what is wrong."""
    file = sheet or sheet_of(document)
    questionnaire = questionnaire.shown_to(file.sheet.profile)
    with document.located():
        responses = match(questionnaire, file.sheet)
    quick = {question.id for question in questionnaire.asked("quick")}
    warnings: list[Fault] = []
    for key, answer in file.sheet.answers.items():
        present = questionnaire.renamed.get(key, key)
        if present in questionnaire.hidden:
            continue
        if present != key:
            warnings.append(_warning("warning.renamed", {"id": key, "present": present}, ("answers", key)))
        if file.sheet.form == "quick" and present not in quick and responses[present].given is not None:
            warnings.append(_warning("warning.not_in_quick", {"id": key}, ("answers", key)))
        for number, item in enumerate(answer.evidence):
            if item.kind == "news" and item.proves:
                warnings.append(_warning("warning.news_proves", {}, ("answers", key, "evidence", number, "proves")))
    warnings += doubtful_files(file.sheet, Path(document.name).parent)
    warnings += too_old(questionnaire, file.sheet)
    return document.locate(warnings)


def _checked(name: str, found: Callable[[], Iterable[Fault]]) -> Checked:
    try:
        return Checked(name, "sheet", tuple(found()))
    except (DocumentError, SheetError, QuestionnaireError) as error:
        return Checked(name, "sheet", error.faults)


def _questionnaire_of(file: SheetFile, questionnaire: str | None) -> Questionnaire:
    wanted = file.sheet.questionnaire.id
    if questionnaire is None and wanted not in names():
        fault = unknown("fault.questionnaire_unknown", wanted, names()).within("questionnaire", "id")
        raise SheetError(file.document.locate([fault]))
    found = CachedQuestionnaire(find(questionnaire or wanted))
    return found.questionnaire(found.languages[0])


def _questionnaire_folder(path: str) -> Traversable | None:
    """Return the questionnaire's folder that a path or name means; None where it means sheets."""
    if path in names() and not exists(path):
        return find(path)
    file = Path(path)
    if is_file(file / MAIN_FILE):
        return file
    is_part = file.suffix in (".yaml", ".yml") and not file.name.endswith(SHEET_ENDINGS)
    return file.parent if is_part and is_file(file.parent / MAIN_FILE) else None


def _worded(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Yield the doubts about the words of the first language."""
    places = {question.id: path for path, question in question_places(questionnaire)}
    for item, fault in wording.doubts(questionnaire):
        yield replace(fault, path=(*places[item.question], *item.path))


def _translations(files: QuestionnaireFiles) -> Iterator[Fault]:
    for lang in files.languages[1:]:
        try:
            documents = files.translations(lang)
            questionnaire = files.questionnaire(lang, documents)
        except SmartscoreError as error:
            yield from error.faults
            continue
        texts = {key: entry for document in documents for key, entry in document.data["texts"].items()}
        for path in untranslated(files.data, texts):
            place = {"language": lang, "place": ".".join(str(part) for part in path)}
            yield from files.locate([_warning("warning.untranslated", place)])
        for item, fault in wording.doubts(questionnaire):
            path = ("texts", item.question, *item.translated)
            home = next((document for document in documents if item.question in document.data["texts"]), None)
            if home is not None:  # else the text is that of the first language
                yield from home.locate([replace(fault, path=path)])


def _warning(key: str, params: Mapping[str, object], path: tuple[str | int, ...] = ()) -> Fault:
    return Fault(key, params, path, severity="warning")
