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


def kind_of(reference: str) -> EvidenceKind:
    """Return the kind that a reference looks like; a document where it looks like none."""
    found = (kind for kind, pattern in _KINDS.items() if re.search(pattern, reference, re.IGNORECASE))
    return next(found, "document")
