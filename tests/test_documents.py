"""Reading documents: sizes, encodings, JSON, digests, and the place of what is wrong."""

import hashlib
import io
import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from conftest import Run, sheet_text
from hypothesis import given
from hypothesis import strategies as st

from smartscore.errors import DocumentError, Fault, SheetError
from smartscore.files.documents import Document, digest, parse_document, read_bytes, read_document
from smartscore.files.paths import MAX_BYTES
from smartscore.files.yaml12 import MAX_DEPTH
from smartscore.language import LANGUAGES


def refused(content: bytes | str, name: str = "x.yaml") -> str:
    """Return the one message that a document is refused with."""
    with pytest.raises(DocumentError) as caught:
        parse_document(content if isinstance(content, bytes) else content.encode(), name)
    (fault,) = caught.value.faults
    return fault.text(LANGUAGES["en"])


def data(content: bytes | str, name: str = "x.yaml") -> Any:
    return parse_document(content if isinstance(content, bytes) else content.encode(), name).data


class TestSizes:
    def test_the_largest_file_is_read(self, tmp_path: Path) -> None:
        file = tmp_path / "a.yaml"
        file.write_bytes(b"#" * MAX_BYTES)
        assert len(read_bytes(file)) == MAX_BYTES

    def test_a_larger_file_is_refused_before_it_is_read(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        file = tmp_path / "a.yaml"
        with file.open("wb") as handle:
            handle.truncate(50 * 1024 * 1024)
        monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("it was read"))
        with pytest.raises(DocumentError) as caught:
            read_bytes(str(file))
        assert caught.value.faults == (Fault("document.too_large", {"limit": 5}, file=str(file)),)

    def test_a_larger_pipe_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"#" * (MAX_BYTES + 1))))
        with pytest.raises(DocumentError) as caught:
            read_document("-")
        assert caught.value.faults == (Fault("document.too_large", {"limit": 5}, file="<stdin>"),)

    def test_a_pipe_is_read(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("a: é".encode())))
        assert read_document("-") == Document("<stdin>", "a: é", {"a": "é"})


class TestFiles:
    def failing(self, monkeypatch: pytest.MonkeyPatch, error: OSError) -> str:
        def fail(_: Path) -> bytes:
            raise error

        monkeypatch.setattr(Path, "read_bytes", fail)
        with pytest.raises(DocumentError) as caught:
            read_bytes("x.yaml")
        (fault,) = caught.value.faults
        return fault.text(LANGUAGES["en"])

    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(DocumentError) as caught:
            read_document(str(tmp_path / "no.yaml"))
        assert [fault.key for fault in caught.value.faults] == ["document.not_found"]
        assert caught.value.faults[0].file == str(tmp_path / "no.yaml")

    def test_a_folder(self, tmp_path: Path) -> None:
        with pytest.raises(DocumentError) as caught:
            read_document(tmp_path)
        assert caught.value.faults == (Fault("document.is_folder", file=str(tmp_path)),)

    def test_a_file_below_a_file(self, tmp_path: Path) -> None:
        (tmp_path / "a.yaml").write_text("a: 1")
        with pytest.raises(DocumentError) as caught:
            read_document(tmp_path / "a.yaml" / "b.yaml")
        assert [fault.key for fault in caught.value.faults] in (["document.unreadable"], ["document.not_found"])

    def test_a_file_that_may_not_be_read(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert self.failing(monkeypatch, PermissionError(13, "Permission denied")) == (
            "x.yaml: this file may not be read. Ask for permission, or copy it to your own folder."
        )

    def test_a_folder_where_the_system_calls_it_a_lack_of_permission(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(_: Path) -> bytes:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "read_bytes", fail)
        with pytest.raises(DocumentError) as caught:
            read_bytes(tmp_path)
        assert [fault.key for fault in caught.value.faults] == ["document.is_folder"]

    def test_a_broken_disk(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert self.failing(monkeypatch, OSError(5, "Input/output error")) == (
            "x.yaml: this file cannot be read (Input/output error). Try a copy of it."
        )

    def test_a_name_that_no_file_can_have(self) -> None:
        with pytest.raises(DocumentError) as caught:
            read_document("x" * 5000)
        assert [fault.key for fault in caught.value.faults] == ["document.unreadable"]


class TestEncodings:
    @pytest.mark.parametrize(
        "content",
        [
            b"a: \xc3\xa9\nb: 2\n",
            b"\xef\xbb\xbfa: \xc3\xa9\nb: 2\n",
            b"a: \xc3\xa9\r\nb: 2\r\n",
            b"\xef\xbb\xbfa: \xc3\xa9\r\nb: 2",
            b"a: \xc3\xa9\rb: 2\r",
        ],
        ids=["plain", "mark", "windows", "mark and windows", "old mac"],
    )
    def test_a_mark_and_line_ends_make_no_difference(self, content: bytes) -> None:
        assert data(content) == {"a": "é", "b": 2}

    def test_a_text_of_several_lines_has_plain_line_ends(self) -> None:
        assert data(b"a: |\r\n  one\r\n  two\r\n") == {"a": "one\ntwo\n"}

    def test_a_mark_does_not_move_columns(self) -> None:
        assert refused(b"\xef\xbb\xbfa: b: c\n") == (
            "x.yaml:1:5: a second `: ` stands in this line. Put the text in quotes."
        )

    def test_windows_line_ends_do_not_move_lines(self) -> None:
        assert refused(b"a: 1\r\nb: 2\r\na: 3\r\n") == (
            "x.yaml:3:1: the key “a” stands here a second time. Delete one of the two."
        )

    def test_another_encoding_is_refused_at_its_first_sign(self) -> None:
        """In Latin-1, é is the byte E9."""
        assert refused(b"a: 1\nb: caf\xe9\n") == "x.yaml:2:7: this is not UTF-8 text. Save the file as UTF-8."

    def test_columns_count_signs_not_bytes(self) -> None:
        """After é, two bytes of UTF-8, the bad byte is the fifth sign."""
        assert refused(b"a: \xc3\xa9\xff") == "x.yaml:1:5: this is not UTF-8 text. Save the file as UTF-8."

    @pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
    def test_utf_16_is_called_by_its_name(self, encoding: str) -> None:
        mark = "\ufeff".encode(encoding)
        assert refused(mark + "a: 1".encode(encoding)) == "x.yaml:1:1: this is UTF-16 text. Save the file as UTF-8."

    def test_a_control_character_has_its_place(self) -> None:
        assert refused("a: 1\nb: \x1b[31m\n") == (
            "x.yaml:2:4: there is a control character here that no text file may hold. Delete it."
        )

    @pytest.mark.parametrize(
        "content",
        [b"\x00\x01\x02\x03", bytes(range(256)), b"PK\x03\x04\x14\x00", b"%PDF-1.7\n%\xe2\xe3", b"\x89PNG\r\n"],
    )
    def test_what_is_no_text_is_refused(self, content: bytes) -> None:
        assert refused(content).startswith("x.yaml:")

    @given(st.binary())
    def test_any_bytes_are_read_or_refused(self, content: bytes) -> None:
        try:
            parse_document(content, "x")
        except DocumentError as error:
            assert [fault.file for fault in error.faults] == ["x"]  # noqa: PT017  # both outcomes are right

    @given(st.text("ab:-[]{}\"'&*!|>#%@`?, \n\t0.1e"))
    def test_any_text_is_read_or_refused(self, content: str) -> None:
        try:
            parse_document(content.encode(), "x")
        except DocumentError as error:
            assert [fault.file for fault in error.faults] == ["x"]  # noqa: PT017  # both outcomes are right


class TestJson:
    def test_json_is_known_by_its_first_key_whatever_the_name(self) -> None:
        assert data('\n {"a": 1.10, "b": [true, null, "no"]}', "x.yaml") == {
            "a": Decimal("1.10"),
            "b": [True, None, "no"],
        }

    def test_yaml_in_braces_is_no_json(self) -> None:
        assert data("{a: no, b: 1}", "x.json") == {"a": "no", "b": 1}

    def test_an_empty_object(self) -> None:
        assert data("{}") == {}

    def test_signs_beyond_the_first_plane_are_written_as_json_does(self) -> None:
        assert data('{"a": "\\ud83d\\ude00"}') == {"a": "😀"}

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ('{"a": 1', "x.json:1:8: this is not valid JSON (Expecting ',' delimiter). Repair it here."),
            ('{"a": 1,\n "b": no}', "x.json:2:7: this is not valid JSON (Expecting value). Repair it here."),
            ('{"a": 1}\n{"b": 2}', "x.json:2:1: this is not valid JSON (Extra data). Repair it here."),
            ('{"a": 1,\n "a": 2}', "x.json:2:2: the key “a” stands here a second time. Delete one of the two."),
            ('{"a":\n NaN}', "x.json:2:2: this is not valid JSON (NaN). Repair it here."),
            ('{"a": -Infinity}', "x.json:1:7: this is not valid JSON (-Infinity). Repair it here."),
            (
                '{"a": 1,\n "b": ' + "1" * 31 + "}",
                "x.json:2:7: this number has more than 30 digits. Write a shorter one, or put text in quotes.",
            ),
        ],
    )
    def test_what_is_wrong_has_its_place(self, text: str, message: str) -> None:
        """Every error says file:line:column (design.md 5)."""
        assert refused(text, "x.json") == message

    @pytest.mark.parametrize("depth", [MAX_DEPTH + 1, 100, 100_000])
    def test_json_is_nested_no_deeper_than_yaml(self, depth: int) -> None:
        """Depth over 32 is refused (design.md 5)."""
        text = '{"a": ' + "[" * depth + "]" * depth + "}"
        assert refused(text, "x.json").endswith(
            "this is nested more than 32 levels deep. No sheet or questionnaire is; check the brackets."
        )

    @pytest.mark.parametrize("number", ["1e999999999999999999999", "1e31", "-1e-31"])
    def test_a_number_longer_than_any_real_one(self, number: str) -> None:
        assert "this number has more than 30 digits." in refused(f'{{"a": {number}}}', "x.json")

    def test_faults_in_json_data_have_places_too(self) -> None:
        document = parse_document(b'{\n  "a": 1,\n  "b": [2, 3]\n}', "x.json")
        (located,) = document.locate([Fault("fault.key_missing", {"name": "c"}, ("b", 1))])
        assert (located.file, located.line, located.column) == ("x.json", 3, 12)

    def test_json_indented_with_tabs_has_places_too(self) -> None:
        document = parse_document(b'{\n\t"a": 1,\n\t"b": 2\n}', "x.json")
        (located,) = document.locate([Fault("fault.key_missing", {"name": "c"}, ("b",))])
        assert (located.file, located.line) == ("x.json", 3)


BASE = "# a comment\nname: x\nlist: [1, 2]\nmap:\n  a: 1.50\n  b: no\n"


class TestDigests:
    @pytest.mark.parametrize(
        "same",
        [
            "name: x\nlist: [1, 2]\nmap: {a: 1.50, b: no}\n",
            "map:\n    b: 'no'\n    a: 1.5\nlist:\n- 1\n- 2\nname: \"x\"\n",
            "\ufeffname: x\r\nlist: [1, 2]\r\nmap: {b: no, a: 1.500}\r\n",
            '{"map": {"b": "no", "a": 1.5}, "name": "x", "list": [1, 2]}',
            "name: x # another\nlist: [ 0x1, 0o2 ]\nmap: {a: 15e-1, b: no}",
        ],
    )
    def test_comments_layout_and_the_order_of_keys_change_nothing(self, same: str) -> None:
        assert parse_document(same.encode(), "y").digest == parse_document(BASE.encode(), "x").digest

    @pytest.mark.parametrize(
        "other",
        [
            BASE.replace("name: x", "name: y"),
            BASE.replace("name: x", "name: x y"),
            BASE.replace("name:", "nama:"),
            BASE.replace("[1, 2]", "[2, 1]"),
            BASE.replace("[1, 2]", "[1, 2, 2]"),
            BASE.replace("[1, 2]", '["1", 2]'),
            BASE.replace("1.50", "1.51"),
            BASE.replace("1.50", "15"),
            BASE.replace("b: no", "b: false"),
            BASE.replace("b: no", "b: null"),
            BASE.replace("b: no", "b: [no]"),
            BASE + "more: null\n",
        ],
    )
    def test_a_value_or_key_does(self, other: str) -> None:
        assert parse_document(other.encode(), "x").digest != parse_document(BASE.encode(), "x").digest

    def test_every_digit_counts(self) -> None:
        """30 signs are read, which is one digit more than arithmetic with 28 digits would see."""
        one, other = (digest(Decimal(f"1.2345678901234567890123456789{last}")) for last in (1, 2))
        assert one != other

    def test_a_digest_is_the_sha_256_of_the_canonical_json(self) -> None:
        assert (
            digest({"b": 1, "a": [Decimal("1.50"), "é", None]})
            == hashlib.sha256('{"a":["1.5","é",null],"b":1}'.encode()).hexdigest()
        )

    def test_json_at_the_deepest_that_is_taken_and_one_deeper(self) -> None:
        """The key is one level, every bracket one more; a value at depth 31 still stands, as in YAML."""
        inside = MAX_DEPTH - 2
        assert data('{"a": ' + "[" * inside + "1" + "]" * inside + "}")
        with pytest.raises(DocumentError):
            parse_document(('{"a": ' + "[" * (inside + 1) + "1" + "]" * (inside + 1) + "}").encode(), "x.json")

    def test_half_a_sign_in_json_is_refused_with_its_path(self) -> None:
        assert refused(b'{"a": ["\\ud800"]}', "x.json") == (
            "x.json: a.0: this text holds half of a sign (an unpaired surrogate). Write the whole sign, or delete it."
        )

    @given(st.dictionaries(st.text(), st.one_of(st.text(), st.integers(-(10**9), 10**9), st.lists(st.booleans()))))
    def test_every_order_of_keys_has_the_same_digest(self, content: dict[str, Any]) -> None:
        assert digest(dict(reversed(content.items()))) == digest(content)


class TestPlaces:
    TEXT = "a: 1\nb:\n  c: [x, y]\n  d: {e: 1}\n"

    @pytest.mark.parametrize(
        ("path", "line", "column"),
        [
            ((), 1, 1),
            (("a",), 1, 1),
            (("b", "c"), 3, 3),
            (("b", "c", 1), 3, 10),
            (("b", "d", "e"), 4, 7),
            (("b", "missing"), 2, 1),
            (("b", "c", 7), 3, 3),
            (("nothing", "here"), 1, 1),
        ],
    )
    def test_a_fault_gets_the_nearest_known_place(self, path: tuple[str | int, ...], line: int, column: int) -> None:
        document = parse_document(self.TEXT.encode(), "x.yaml")
        (located,) = document.locate([Fault("document.empty", {}, path)])
        assert (located.file, located.line, located.column, located.path) == ("x.yaml", line, column, path)

    def test_a_fault_of_another_file_stays_there(self) -> None:
        document = parse_document(self.TEXT.encode(), "x.yaml")
        fault = Fault("document.empty", {}, ("a",), "other.yaml", 9, 9)
        assert document.locate([fault]) == [fault]

    def test_what_goes_wrong_inside_gets_places_and_keeps_its_kind(self) -> None:
        document = parse_document(self.TEXT.encode(), "x.yaml")
        with pytest.raises(SheetError) as caught, document.located():
            raise SheetError([Fault("document.empty", {}, ("b", "c")), Fault("document.empty")])
        assert [(fault.line, fault.column) for fault in caught.value.faults] == [(3, 3), (1, 1)]

    def test_an_empty_document_has_no_place(self) -> None:
        (located,) = parse_document(b"", "x.yaml").locate([Fault("document.empty")])
        assert located.place() == "x.yaml"


class TestOnTheCommandLine:
    def test_a_fault_is_told_with_file_line_column_path_and_what_to_do(self, smartscore: Run) -> None:
        Path("x.yaml").write_text(sheet_text("  gov-policy-master-plan: 9\n"))
        ran = smartscore("report", "x.yaml", "--lang", "en")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err == (
            "x.yaml:4:3: answers.gov-policy-master-plan: there is no level “9”. "
            "Write one of 0, 1, 2, 3, 4, 5, or unknown.\n"
        )

    @pytest.mark.parametrize("number", ["1e999999999999999999999", "0x" + "f" * 40])
    def test_an_absurd_number_is_no_bug_of_the_program(self, smartscore: Run, number: str) -> None:
        Path("x.yaml").write_text(sheet_text(f"  gov-policy-master-plan: {number}\n"))
        ran = smartscore("report", "x.yaml", "--lang", "en")
        assert ran.code == 2
        assert "Traceback" not in ran.err

    def test_json_in_a_pipe(self, smartscore: Run) -> None:
        sheet = {
            "format": "smartscore-answers/1",
            "questionnaire": {"id": "indonesia-smart-city", "version": "0.1.0"},
            "answers": {"gov-policy-master-plan": 3},
        }
        ran = smartscore("report", "-", "-f", "json", stdin=json.dumps(sheet))
        assert ran.code == 0
        card = json.loads(ran.out)
        assert [item["answer"] for item in card["questions"] if item["id"] == "gov-policy-master-plan"] == ["3"]

    @pytest.mark.parametrize("output", ["r.md", "r.json", "r.txt"])
    def test_half_of_a_sign_in_json_is_no_bug_of_the_program(self, smartscore: Run, output: str) -> None:
        """JSON may escape half of a surrogate pair, which no UTF-8 file can hold: it is refused or written visibly."""
        answers = '{"gov-policy-master-plan": {"level": 3, "note": "\\ud800"}}'
        head = '"format": "smartscore-answers/1", "questionnaire": {"id": "indonesia-smart-city", "version": "0.1.0"}'
        Path("x.json").write_text(f'{{{head}, "answers": {answers}}}')
        formats = {"r.txt": "terminal"}
        ran = smartscore(
            "report", "x.json", "-o", output, "-f", formats.get(output, output[2:].replace("md", "markdown"))
        )
        assert ran.code in (0, 2)
        assert "Traceback" not in ran.err
