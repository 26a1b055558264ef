"""The words over columns that are no questions: who answered, long tables, notes, and what servers of forms add."""

from typing import Final

WHO: Final[dict[str, tuple[str, ...]]] = {
    "region": (
        *("region", "daerah", "kabupaten/kota", "kabupaten", "kota", "city"),
        *("region name", "nama daerah", "nama kabupaten/kota", "kabupaten / kota"),
    ),
    "period": ("period", "periode", "tahun", "year"),
    "respondent": (
        *("respondent", "responden", "agency", "opd", "perangkat daerah", "instansi"),
        *("agency name", "nama opd", "nama perangkat daerah", "nama instansi"),
    ),
    "role": ("role", "peran"),
    "form": ("form", "formulir"),
}
"""The columns that say who answered, under every name that they may have."""

LONG: Final[dict[str, tuple[str, ...]]] = {
    "question": ("question", "pertanyaan", "question_id", "indicator", "indikator"),
    "answer": ("level", "answer", "value", "jawaban", "nilai", "tingkat"),
    "state": ("state", "status", "keadaan"),
}
"""The columns of a long table besides; without a `state` column the answer may be a state too."""

NOTES: Final = frozenset({"note", "catatan", "evidence", "bukti", "bukti dukung", "file", "row"})
"""Columns that are known and not needed for a score."""

SERVERS: Final = frozenset(
    (
        # KoboToolbox
        *("start", "end", "today", "username", "deviceid", "phonenumber", "simserial", "subscriberid", "audit"),
        *("_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status", "_submitted_by"),
        *("__version__", "_tags", "_index", "_parent_index", "_parent_table_name", "_submission__id"),
        *("_xform_id_string", "_version_", "instance_name"),
        # ODK Central
        *("submissiondate", "key", "parent_key", "submitterid", "submittername", "attachmentspresent"),
        *("attachmentsexpected", "status", "reviewstate", "edits", "formversion", "instanceid", "instancename"),
        # Google Forms
        *("timestamp", "stempel waktu", "cap waktu", "email address", "alamat email", "username", "nama pengguna"),
        *("score", "skor"),
    )
)
"""Columns that servers of forms add, in small letters: none is a question, and nobody has to be told so."""
