"""What is offered as proof of an answer."""

from enum import StrEnum
from typing import Annotated, Final, Literal

from pydantic import Field, StrictInt, StringConstraints

from smartscore.model import Id, Model, Text


class EvidenceStatus(StrEnum):
    """How far an evidence item has got."""

    PRESENT = "present"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    REJECTED = "rejected"


EvidenceKind = Literal[
    "document",
    "regulation",
    "decree",
    "plan",
    "budget",
    "minutes",
    "report",
    "data",
    "screenshot",
    "photo",
    "link",
    "news",
]

NEWS: Final = "news"
"""The kind that proves nothing."""


class EvidenceItem(Model):
    """One thing that is offered as proof, or cited as a source."""

    kind: EvidenceKind = Field(default="document", description="What it is; news is a source and proves nothing.")
    reference: Text = Field(description="Number and title, file or link: enough to find it again.")
    date: (
        Annotated[str, StringConstraints(pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")] | None
    ) = Field(default=None, description="Its date: 2026-11-23, 2026-11 or 2026 in quotes.")
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = Field(
        default=None, description="For a file beside the sheet: its SHA-256 when it was named; `reference` is its path."
    )
    size: Annotated[StrictInt, Field(ge=0)] | None = Field(default=None, description="For a file: its size in bytes.")
    quality: Annotated[StrictInt, Field(ge=1, le=6)] | None = Field(
        default=None,
        description="1 measured, 2 survey, 3 from higher data, 4 estimated, 5 personal estimate, 6 not traceable.",
    )
    status: EvidenceStatus = Field(default=EvidenceStatus.PRESENT, description="How far it has got with the assessor.")
    proves: tuple[Id, ...] = Field(default=(), description="The ids of the evidence asked for that it is.")
