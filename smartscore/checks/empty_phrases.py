"""Phrases that say how good something is instead of what exists; two assessors would read them differently.

Each is part of a regular expression, matched as whole words. A language that is not listed is not looked at.
"""

from typing import Final

EMPTY_PHRASES: Final[dict[str, tuple[str, ...]]] = {
    "id": (
        r"(?:secara|sudah|telah) optimal",
        r"(?:berjalan|dengan|cukup|sangat|lebih) baik",
        r"(?:cukup )?memadai",
        r"sebagian(?: besar| kecil)?",
        r"secara (?:berkala|rutin|menyeluruh|maksimal|efektif|efisien|konsisten|berkelanjutan|aktif|terpadu)",
        r"(?:sesuai|jika|bila) (?:kebutuhan|diperlukan|dibutuhkan)",
        r"(?:sepenuhnya|seutuhnya) terintegrasi",
        r"efektif dan efisien",
        r"tepat guna",
        r"kurang lebih",
        r"pada umumnya",
    ),
    "en": (
        r"(?:is|are|was|were) (?:optimal|optimi[sz]ed)",
        r"(?:well|fully|properly|effectively|successfully) (?:implemented|integrated|managed|developed|run)",
        r"adequate(?:ly)?",
        r"sufficient(?:ly)?",
        r"(?:mostly|partly|partially|largely)",
        r"(?:regularly|periodically|consistently|continuously|frequently|routinely)",
        r"as (?:needed|appropriate|required|necessary)",
        r"(?:good|best) practices?",
        r"state of the art",
        r"in general",
    ),
}
