"""What every model of smartscore is: frozen, strict about unknown keys, with exact numbers."""

from fractions import Fraction
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StrictInt,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from smartscore.exact import HUNDRED, NUMBER_PATTERN, decimal_text, plain_text, to_fraction

INDEX_PLACES = 6


class Model(BaseModel):
    """Base of all models: frozen, no unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True)


def mistake(key: str, /, **params: object) -> PydanticCustomError:
    """Return an error for validators to raise; `key` names its text in the language catalogues."""
    return PydanticCustomError(key, key, params)


def _exact(value: object) -> Fraction:
    if isinstance(value, Fraction):
        return value
    if isinstance(value, dict) and "exact" in value:  # an index as a scorecard writes it
        value = value["exact"]
    try:
        return to_fraction(value)
    except (ValueError, ZeroDivisionError):
        raise mistake("fault.number_type") from None


def _positive(value: Fraction) -> Fraction:
    if value <= 0:
        raise mistake("fault.not_positive")
    return value


def _share(value: Fraction) -> Fraction:
    if not 0 <= value <= 1:
        raise mistake("fault.not_a_share")
    return value


def _number_schema(description: str) -> dict[str, Any]:
    return {
        "anyOf": [{"type": "number"}, {"type": "string", "pattern": NUMBER_PATTERN}],
        "description": description,
    }


_INDEX_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "value": {"type": "string", "description": "decimal text, 6 places, rounded half up"},
        "exact": {"type": "string", "description": "the exact value, as numerator/denominator"},
    },
    "required": ["value", "exact"],
    "additionalProperties": False,
}


def _index_json(value: Fraction) -> dict[str, str]:
    return {"value": decimal_text(value, INDEX_PLACES), "exact": f"{value.numerator}/{value.denominator}"}


Exact = Annotated[
    Fraction,
    BeforeValidator(_exact),
    PlainSerializer(plain_text, return_type=str),
    WithJsonSchema(_number_schema("a whole number, a decimal, or text such as 2/3 or 85%")),
]
"""A number read exactly as written."""

Weight = Annotated[Exact, BeforeValidator(lambda value: _positive(_exact(value)))]
"""A weight: greater than zero; only its proportion to the weights beside it matters."""

Share = Annotated[Exact, BeforeValidator(lambda value: _share(_exact(value)))]
"""A share from 0 to 1, as a decimal, "2/3" or "85%"."""

Index = Annotated[
    Fraction,
    BeforeValidator(_exact),
    PlainSerializer(_index_json, return_type=dict[str, str]),
    WithJsonSchema(_INDEX_SCHEMA),
]
"""A result on the scale 0 to 100, exact; in JSON as decimal text with 6 places and as a fraction."""

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=80)]
"""A readable identifier in kebab-case; never used again for something else."""

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
"""Text for people; not empty."""

LevelNumber = Annotated[StrictInt, Field(ge=0, le=100)]
"""The number of a level."""

Version = Annotated[str, StringConstraints(pattern=r"^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)$")]
"""A version: three numbers with points."""


def to_index(x: Fraction | None) -> Fraction | None:
    """Turn a value x in [0, 1] into an index from 0 to 100; None (nothing known) stays None."""
    return None if x is None else x * HUNDRED


def version_key(version: str) -> tuple[int, ...]:
    """Return the version's numbers, for comparing."""
    return tuple(int(part) for part in version.split("."))
