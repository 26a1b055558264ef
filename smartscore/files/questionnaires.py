"""Where questionnaires come from: the shipped ones by name, anybody's own by folder."""

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from importlib.resources.abc import Traversable
from typing import Any, Final, NoReturn

from pydantic import ConfigDict, Field

from smartscore.errors import DocumentError, Fault, QuestionnaireError, UsageError, unknown
from smartscore.files.documents import Document, digest, read_document
from smartscore.files.questionnaire_folders import (
    EXAMPLE_PREFIX,
    EXAMPLES,
    MAIN_FILE,
    SHEET_ENDINGS,
    TRANSLATIONS,
    builtin,
    examples,
    find,
    find_example,
    names,
)
from smartscore.files.translations import Translation, lay_over
from smartscore.files.validation import validate
from smartscore.model import Id, Model
from smartscore.questionnaire import Group, Questionnaire

DIMENSION_FORMAT: Final = "smartscore-dimension/1"


def load_questionnaire(name_or_path: str, lang: str | None = None) -> Questionnaire:
    """Load a questionnaire in a language (its first where None); a missing text falls back to the first language.

    Raises UsageError for an unknown name or language, DocumentError for files that cannot be read, and
    QuestionnaireError with every fault at once, each with file, line and column.
    """
    return QuestionnaireFiles.read(find(str(name_or_path))).questionnaire(lang)


class DimensionFile(Group):
    """One dimension in a file of its own."""

    format: str = Field(
        pattern="^smartscore-dimension/1$", description="The format of this file: smartscore-dimension/1."
    )


class _Header(Model):
    """What has to be right before the other files can be found."""

    model_config = ConfigDict(extra="ignore")

    id: Id
    languages: tuple[Id, ...] = Field(min_length=1)
    dimensions: tuple[Id | dict[str, Any], ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class QuestionnaireFiles:
    """The files of one questionnaire, read and put together, not yet validated."""

    folder: Traversable
    main: Document
    dimensions: tuple[Document | None, ...]
    data: dict[str, Any] = field(repr=False)

    @classmethod
    def read(cls, folder: Traversable) -> "QuestionnaireFiles":
        """Read the main file and the dimensions it names. Raises DocumentError or QuestionnaireError."""
        main = _mapping_document(folder / MAIN_FILE)
        header, faults = validate(_Header, main.data)
        if header is None:
            raise QuestionnaireError(main.locate(faults))
        data, documents = dict(main.data), []
        data["dimensions"] = []
        for number, item in enumerate(header.dimensions):
            document = _dimension_document(folder, item, main, number) if isinstance(item, str) else None
            content = document.data if document else main.data["dimensions"][number]
            documents.append(document)
            data["dimensions"].append({key: value for key, value in content.items() if key != "format" or not document})
        return cls(folder, main, tuple(documents), data)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it says it has; the first is that of its own files."""
        return tuple(self.data["languages"])

    def questionnaire(self, lang: str | None = None, texts: Iterable[Document] | None = None) -> Questionnaire:
        """Return the validated questionnaire in a language. Raises UsageError or QuestionnaireError.

        `texts`: the language's translation files, where they have been read already.
        """
        lang = lang or self.languages[0]
        if lang not in self.languages:
            raise UsageError([unknown("usage.questionnaire_language", lang, self.languages, id=self.data["id"])])
        data = self.data
        if lang != self.languages[0]:
            data = copy.deepcopy(self.data)
            self._translate(data, lang, self.translations(lang) if texts is None else texts)
        try:
            model, faults = validate(Questionnaire, data)
        except QuestionnaireError as error:
            raise QuestionnaireError(self.locate(error.faults)) from None
        if model is None:
            raise QuestionnaireError(self.locate(faults))
        return model.read_from_files(digest(self.data), lang)

    def translations(self, lang: str) -> tuple[Document, ...]:
        """Return the translation files of a language, in the order of their names. Raises DocumentError."""
        place = self.folder / TRANSLATIONS / lang
        found = sorted(place.iterdir(), key=lambda file: file.name) if place.is_dir() else []
        return tuple(_mapping_document(file) for file in found if file.name.endswith((".yaml", ".yml")))

    def locate(self, faults: Iterable[Fault]) -> list[Fault]:
        """Return faults of the whole questionnaire with the file, line and column they belong to."""
        located: list[Fault] = []
        for fault in faults:
            document, path = self._home(fault)
            located += document.locate([replace(fault, path=path)])
        return located

    def _home(self, fault: Fault) -> tuple[Document, tuple[str | int, ...]]:
        if len(fault.path) > 1 and fault.path[0] == "dimensions" and isinstance(fault.path[1], int):
            document = self.dimensions[fault.path[1]]
            if document is not None:
                return document, fault.path[2:]
        return self.main, fault.path

    def _translate(self, data: dict[str, Any], lang: str, documents: Iterable[Document]) -> None:
        faults: list[Fault] = []
        for document in documents:
            model, found = validate(Translation, document.data)
            if model is not None and model.language != lang:
                found = [
                    Fault("fault.translation_language", {"language": model.language, "folder": lang}, ("language",))
                ]
            elif model is not None:
                found = list(lay_over(data, document.data["texts"]))
            faults += document.locate(found)
        if faults:
            raise QuestionnaireError(faults)


def _dimension_document(folder: Traversable, name: str, main: Document, number: int) -> Document:
    file = folder / f"{name}.yaml"
    if not file.is_file():
        missing = Fault("fault.dimension_file", {"name": name, "file": f"{name}.yaml"}, ("dimensions", number))
        raise QuestionnaireError(main.locate([missing]))
    document = _mapping_document(file)
    if document.data.get("format") != DIMENSION_FORMAT:
        _refuse_document(document, Fault("fault.format", {"expected": DIMENSION_FORMAT}, ("format",)))
    if document.data.get("id") != name:
        _refuse_document(document, Fault("fault.dimension_id", {"file": file.name, "expected": name}, ("id",)))
    return document


def _mapping_document(file: Traversable) -> Document:
    document = read_document(file)
    if not isinstance(document.data, Mapping):
        key = "document.empty" if document.data is None else "document.not_a_mapping"
        raise DocumentError([Fault(key, file=document.name)])
    return document


def _refuse_document(document: Document, fault: Fault) -> NoReturn:
    raise QuestionnaireError(document.locate([fault]))


__all__ = [
    "EXAMPLES",
    "EXAMPLE_PREFIX",
    "MAIN_FILE",
    "SHEET_ENDINGS",
    "DimensionFile",
    "QuestionnaireFiles",
    "builtin",
    "examples",
    "find",
    "find_example",
    "load_questionnaire",
    "names",
]
