"""Which kind of evidence a reference is, guessed from how offices name documents; a person may say otherwise."""

import re
from typing import Final

from smartscore.answers import EvidenceKind

_KINDS: Final[dict[EvidenceKind, str]] = {
    "link": r"^https?://",
    "regulation": r"\b(?:perda|perbup|perwali|perkada|perdes|peraturan|regulation)\b",
    "decree": r"\b(?:sk|keputusan|surat keputusan|decree)\b",
    "budget": r"\b(?:dpa|rka|apbd|apbdes|budget)\b",
    "plan": r"\b(?:renja|renstra|rpjmd|rkpd|rencana|masterplan|master plan|plan)\b",
    "minutes": r"\b(?:notulen|berita acara|risalah|minutes)\b",
    "report": r"\b(?:laporan|report)\b",
    "screenshot": r"\b(?:tangkapan layar|screenshot)\b",
    "photo": r"\b(?:foto|photo)\b|\.(?:jpe?g|png|heic)$",
    "data": r"\b(?:daftar|rekap|register|tabel|data|list)\b|\.(?:xlsx?|csv|ods)$",
}
"""For each kind, how its references look; the first that fits is taken."""

_FILE: Final = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|csv|txt|rtf|jpe?g|png|heic|tiff?|zip|rar|7z|mp[34]|html?)$", re.IGNORECASE
)
"""How the names of files end that offices keep."""


def kind_of(reference: str) -> EvidenceKind:
    """Return the kind that a reference looks like; a document where it looks like none."""
    found = (kind for kind, pattern in _KINDS.items() if re.search(pattern, reference, re.IGNORECASE))
    return next(found, "document")


def names_a_file(reference: str) -> bool:
    """Say whether a reference looks like the name of a file here, and not like a link or a title."""
    return kind_of(reference) != "link" and _FILE.search(reference) is not None
