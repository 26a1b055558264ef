"""What is kept of a questionnaire in the user's cache: the same as its files say, and never anything else."""

import marshal
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import Run, dimension, level_question, questionnaire_data, sheet_text
from generated import questionnaires
from hypothesis import given
from hypothesis import strategies as st

from smartscore.files import cache
from smartscore.files.cached_questionnaires import CachedQuestionnaire
from smartscore.files.paths import MAX_BYTES
from smartscore.files.questionnaire_folders import find
from smartscore.files.questionnaires import load_questionnaire
from smartscore.files.sheet_text import yaml_text
from smartscore.model import Model
from smartscore.questionnaire import Questionnaire
from smartscore.questionnaire.packing import BROKEN, pack, unpack

INSTRUMENTS = sorted(str(path) for path in (Path(__file__).parent / "instruments").iterdir() if path.is_dir())
LANGUAGES = [("indonesia-smart-city", "id"), ("indonesia-smart-city", "en"), *((path, None) for path in INSTRUMENTS)]
SHEET = "office.answers.yaml"
REPORT = ("report", SHEET, "-q", "small", "--lang", "en")


@pytest.fixture(autouse=True)
def own_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(Path("cache").resolve()))


@pytest.fixture
def small() -> Path:
    """Write the questionnaire `small` and a sheet of it; return the questionnaire's file."""
    Path("small").mkdir()
    ask(Path("small", "questionnaire.yaml"), "How is the office?")
    Path(SHEET).write_text(sheet_text("  officer: 3\n", "small", "1.0.0"))
    return Path("small", "questionnaire.yaml")


def ask(file: Path, text: str) -> None:
    asked = {**level_question("officer"), "ask": text, "actions": {"3-4": {"do": "Do it."}}}
    file.write_text(yaml_text(questionnaire_data(dimension("office", asked))), "utf-8")


def entry() -> Path:
    (found,) = Path("cache", "smartscore").glob("*.questionnaire")
    return found


def models(value: Any) -> Iterator[Model]:
    """Yield every model in a questionnaire."""
    if isinstance(value, Model):
        yield value
        for name in type(value).model_fields:
            yield from models(getattr(value, name))
    elif isinstance(value, tuple | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from models(part)


def assert_same(one: Questionnaire, other: Questionnaire) -> None:
    """Compare all fields, which of them were given, and what is known of the files."""
    assert one == other
    assert (one.digest, one.language, one.hidden) == (other.digest, other.language, other.hidden)
    for left, right in zip(models(one), models(other), strict=True):
        assert type(left) is type(right)
        assert left.model_fields_set == right.model_fields_set


def packed_and_back(questionnaire: Questionnaire) -> Questionnaire:
    return unpack(marshal.loads(marshal.dumps(pack(questionnaire))))  # noqa: S302  # just written


class TestPacking:
    @pytest.mark.parametrize(("name", "lang"), LANGUAGES)
    def test_what_was_packed_is_what_comes_out(self, name: str, lang: str | None) -> None:
        questionnaire = load_questionnaire(name, lang)
        assert_same(packed_and_back(questionnaire), questionnaire)

    @given(st.data())
    def test_every_rule_kind_and_depth_can_be_packed(self, draw: st.DataObject) -> None:
        questionnaire = Questionnaire.model_validate(draw.draw(questionnaires()))
        assert_same(packed_and_back(questionnaire), questionnaire)

    def test_what_was_packed_with_other_fields_is_refused(self) -> None:
        shapes, content = pack(load_questionnaire(INSTRUMENTS[0]))
        with pytest.raises(BROKEN):
            unpack(({**shapes, "Group": (*shapes["Group"], "colour")}, content))

    @pytest.mark.parametrize(
        "packed", [None, (), ({}, None), ({}, ("Group",)), ({"Nothing": ()}, 1), ({}, ("/", 1, 2))]
    )
    def test_anything_else_is_refused(self, packed: Any) -> None:
        with pytest.raises(BROKEN):
            unpack(packed)


@pytest.mark.usefixtures("small")
class TestReports:
    @pytest.mark.parametrize("options", [(), ("-f", "markdown"), ("-f", "json")])
    def test_the_second_report_is_the_first(self, smartscore: Run, options: tuple[str, ...]) -> None:
        first = smartscore(*REPORT, *options)
        assert first.code == 0
        assert entry().is_file()
        assert smartscore(*REPORT, *options) == first

    def test_what_is_kept_is_used(self, smartscore: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        first = smartscore(*REPORT)
        monkeypatch.setattr("smartscore.files.questionnaires.QuestionnaireFiles.read", lambda _: 1 / 0)
        assert smartscore(*REPORT) == first

    def test_a_changed_file_is_read(self, smartscore: Run, small: Path) -> None:
        smartscore(*REPORT)
        ask(small, "How is the new office?")
        assert "How is the new office?" in smartscore(*REPORT, "-f", "json").out

    def test_what_is_read_after_a_change_is_not_kept_as_what_was_there_before(self, small: Path) -> None:
        """Somebody saves the file just between the digest and the reading."""
        before = small.read_bytes()
        opened = CachedQuestionnaire(Path("small"))
        ask(small, "How is the new office?")
        assert opened.questionnaire("en").questions["officer"].ask == "How is the new office?"
        small.write_bytes(before)
        assert CachedQuestionnaire(Path("small")).questionnaire("en").questions["officer"].ask == "How is the office?"

    def test_a_changed_translation_is_read(self, smartscore: Run, small: Path) -> None:
        small.write_text(small.read_text("utf-8").replace("languages:\n- en", "languages:\n- en\n- id"), "utf-8")
        Path("small", "i18n", "id").mkdir(parents=True)
        texts = Path("small", "i18n", "id", "texts.yaml")
        for text in ("Bagaimana kantornya?", "Apa kabar kantornya?"):
            texts.write_text(
                f"format: smartscore-translation/1\nlanguage: id\ntexts:\n  officer:\n    ask: {text}\n", "utf-8"
            )
            assert text in smartscore(*REPORT[:-1], "id", "-f", "json").out

    def test_another_version_of_the_program_reads_anew(self, smartscore: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        smartscore(*REPORT)
        kept = entry()
        monkeypatch.setattr(cache, "__version__", "99.0.0")
        smartscore(*REPORT)
        assert len(list(kept.parent.glob("*.questionnaire"))) == 2

    def test_a_program_that_was_changed_reads_anew(self, smartscore: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        """It may refuse a questionnaire that the program of before took."""
        smartscore(*REPORT)
        kept, files = entry(), cache._program()
        assert "questionnaire/consistency.py" in files.replace("\\", "/")
        monkeypatch.setattr(cache, "_program", lambda: files.replace("consistency.py", "consistent.py"))
        smartscore(*REPORT)
        assert len(list(kept.parent.glob("*.questionnaire"))) == 2

    def test_an_entry_of_another_format_is_not_used(self, smartscore: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        smartscore(*REPORT)
        kept = entry()
        monkeypatch.setattr(cache, "CACHE_FORMAT", cache.CACHE_FORMAT - 1)
        smartscore(*REPORT)
        assert len(list(kept.parent.glob("*.questionnaire"))) == 2

    def test_a_damaged_entry_is_as_if_it_were_not_there(self, smartscore: Run) -> None:
        first = smartscore(*REPORT)
        content = entry().read_bytes()
        middle = len(content) // 2
        flipped = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
        marked = [cache._mark(inner) + inner for inner in (b"", content[32:-9], marshal.dumps(7), marshal.dumps([]))]
        for damaged in (b"", b"nonsense", content[:-9], content[9:], flipped, *marked):
            entry().write_bytes(damaged)
            assert smartscore(*REPORT) == first
            assert entry().read_bytes() == content

    def test_an_entry_that_holds_something_else_is_not_used(self, smartscore: Run) -> None:
        first = smartscore(*REPORT)
        place, kept = entry().resolve(), entry().read_bytes()
        inner = [b"?", b"(", marshal.dumps(({}, 1)), marshal.dumps(({}, ("/", 1, 0)))]
        for found in ({}, *({"languages": ("en",), "en": each} for each in inner)):
            cache.keep(place, Path("small"), found)
            assert place.read_bytes() != kept
            assert smartscore(*REPORT) == first

    def test_where_nothing_can_be_kept_the_report_is_the_same(
        self, smartscore: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first = smartscore(*REPORT)
        Path("taken").write_text("a file where the folder would be")
        monkeypatch.setenv("XDG_CACHE_HOME", str(Path("taken").resolve()))
        assert smartscore(*REPORT) == first

    def test_a_questionnaire_that_is_wrong_is_told_every_time(self, smartscore: Run, small: Path) -> None:
        small.write_text(small.read_text("utf-8").replace("kind: level", "kind: levels"), "utf-8")
        first = smartscore(*REPORT)
        assert first.code == 2
        assert smartscore(*REPORT) == first

    @pytest.mark.skipif(os.name == "nt" or getattr(os, "geteuid", int)() == 0, reason="everything can be read")
    def test_a_file_that_cannot_be_read_is_told(self, smartscore: Run, small: Path) -> None:
        smartscore(*REPORT)
        small.chmod(0)
        assert smartscore(*REPORT).code == 2

    def test_a_batch_of_sheets_without_cache_keeps_nothing(self, smartscore: Run) -> None:
        table = smartscore("batch", SHEET, "-q", "small", "-f", "csv", "--no-cache")
        assert not Path("cache").exists()
        assert smartscore("batch", SHEET, "-q", "small", "-f", "csv") == table
        assert entry().is_file()


@pytest.mark.usefixtures("small")
def test_only_the_files_of_a_questionnaire_are_looked_at() -> None:
    """Sheets and other folders beside it change nothing; nor do its examples."""
    before = cache.content_digest(Path("small"))
    Path("small", "ruteng.answers.yaml").write_text("answers: {}")
    Path("small", "results").mkdir()
    Path("small", "results", "a.yaml").write_text("a: 1")
    assert cache.content_digest(Path("small")) == before
    Path("small", "more.yaml").write_text("a: 1")
    assert cache.content_digest(Path("small")) != before


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("name", ["More.YAML", "i18n/id/my.answers.yaml", "I18N/id/texts.Yml"])
def test_whatever_may_be_read_is_looked_at(name: str) -> None:
    """Some systems tell names with capitals from others, and some do not."""
    file = Path("small", name)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("a: 1")
    before = cache.content_digest(Path("small"))
    file.write_text("a: 2")
    assert cache.content_digest(Path("small")) != before


@pytest.mark.usefixtures("small")
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are text")
def test_a_name_that_is_no_text_does_no_harm() -> None:
    Path(os.fsdecode(b"small/\xff.yaml")).write_text("a: 1")
    assert cache.place_of(Path("small"), ".plan") is not None


@pytest.mark.usefixtures("small")
def test_beside_a_file_that_nobody_would_read_nothing_is_kept() -> None:
    with Path("small", "export.yaml").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    assert cache.place_of(Path("small"), ".plan") is None


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="other systems have other folders")
def test_a_folder_that_is_no_whole_path_is_no_cache() -> None:
    """So the specification of these folders has it."""
    named, unnamed = (cache.cache_folder({"XDG_CACHE_HOME": name}) for name in ("caches", ""))
    assert named == unnamed == Path.home() / ".cache" / "smartscore"


def test_an_unreadable_folder_has_no_place_in_the_cache() -> None:
    assert cache.place_of(Path("nowhere"), ".plan") is None


def test_only_the_language_that_is_wanted_is_unpacked() -> None:
    folder = find("indonesia-smart-city")
    for lang in ("id", "en"):
        assert_same(CachedQuestionnaire(folder).questionnaire(lang), load_questionnaire("indonesia-smart-city", lang))
    found = cache.kept(cache.place_of(folder, ".questionnaire"))
    assert set(found) == {"languages", "id", "en"}
    assert_same(CachedQuestionnaire(folder).questionnaire("en"), load_questionnaire("indonesia-smart-city", "en"))
