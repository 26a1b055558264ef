"""What kind of place a region is, and which questions are put to which kind. Pure.

A question is hidden only where the profile says that it does not concern the region; what the profile leaves open hides
nothing.
"""

from typing import Annotated, Literal

from pydantic import Field, StrictBool, StringConstraints

from smartscore.model import Model

RegionType = Literal["regency", "city"]
Population = Literal["small", "medium", "large"]


class Profile(Model):
    """What kind of place a region is; None means not said."""

    code: Annotated[str, StringConstraints(pattern=r"^[0-9]{2}\.[0-9]{2}$")] | None = Field(
        default=None, description="The region's code of the Ministry of Home Affairs: 53.10, in quotes."
    )
    type: RegionType | None = Field(default=None, description="A regency (kabupaten) or a city (kota).")
    population: Population | None = Field(
        default=None,
        description="small: under 200,000 people; medium: up to a million; large: more (classes of the RKCI rating).",
    )
    coast: StrictBool | None = Field(default=None, description="Whether it has a coast.")
    island: StrictBool | None = Field(default=None, description="Whether part of it can be reached only over water.")


class When(Model):
    """Which regions a question is put to; a condition that is not given is no condition."""

    type: RegionType | None = Field(default=None, description="Only to regencies, or only to cities.")
    population: tuple[Population, ...] | None = Field(default=None, description="Only to places of these sizes.")
    coast: StrictBool | None = Field(default=None, description="Only to places with a coast, or without.")
    island: StrictBool | None = Field(default=None, description="Only to places with islands, or without.")

    def concerns(self, profile: Profile | None) -> bool:
        """Say whether the question is put to a region; yes wherever the profile leaves it open."""
        if profile is None:
            return True
        return all(
            (
                _agrees(self.type, profile.type),
                _agrees(self.coast, profile.coast),
                _agrees(self.island, profile.island),
                self.population is None or profile.population is None or profile.population in self.population,
            )
        )


def _agrees(wanted: object, there: object) -> bool:
    return wanted is None or there is None or wanted == there
