"""A validated questionnaire as plain tuples and back, for the cache: nothing is read or validated again."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any, Final

from smartscore.model import Model
from smartscore.questionnaire.questionnaire import Questionnaire
from smartscore.questionnaire.rules import Rule

Shapes = dict[str, tuple[str, ...]]
"""The fields of each model that occurs, by the model's name."""

Packed = tuple[Shapes, Any]
"""The shapes, and the content: tuples of a mark that says what they are and their parts, and whatever is `PLAIN`."""

PLAIN: Final = (str, int, bool, type(None))
"""What stands for itself."""

BROKEN: Final = (ValueError, TypeError, LookupError, AttributeError, EOFError, ZeroDivisionError)
"""What `unpack` raises for anything that was not packed by the same program."""


def pack(questionnaire: Questionnaire) -> Packed:
    """Return a questionnaire as plain tuples, texts and numbers, which the cache can write.

    Raises TypeError for what could not come out as it went in.
    """
    shapes: Shapes = {}
    return shapes, _packed(questionnaire, shapes)


def unpack(packed: Packed) -> Questionnaire:
    """Return the questionnaire that was packed. Raises one of `BROKEN` for anything else."""
    shapes, content = packed
    models = {model.__name__: model for model in _below(Model)}
    if any(tuple(models[name].model_fields) != names for name, names in shapes.items()):
        raise ValueError(shapes)  # packed when the models had other fields

    def value(part: Any) -> Any:  # noqa: ANN401  # any part of a questionnaire
        return makers[part[0]](*part[1:]) if type(part) is tuple else part

    makers: dict[str, Callable[..., Any]] = {
        "/": Fraction,
        "rule": Rule,
        "tuple": lambda parts: tuple(map(value, parts)),
        "dict": lambda keys, values: dict(zip(keys, map(value, values), strict=True)),
        **{name: _maker(models[name], names, value) for name, names in shapes.items()},
    }
    questionnaire = value(content)
    if not isinstance(questionnaire, Questionnaire):
        raise TypeError(content)
    return questionnaire


def _packed(value: Any, shapes: Shapes) -> Any:  # noqa: ANN401  # any part of a questionnaire
    if type(value) in PLAIN:
        return value
    if isinstance(value, Model):
        names = shapes.setdefault(type(value).__name__, tuple(type(value).model_fields))
        fields = tuple(_packed(getattr(value, name), shapes) for name in names)
        return (type(value).__name__, fields, frozenset(value.model_fields_set), value.__pydantic_private__)
    if isinstance(value, tuple):
        return ("tuple", tuple(_packed(part, shapes) for part in value))
    if isinstance(value, dict):
        return ("dict", tuple(value), tuple(_packed(part, shapes) for part in value.values()))
    if isinstance(value, Rule):
        return ("rule", value.value)
    if type(value) is not Fraction:
        raise TypeError(value)  # it would come out as something else
    return ("/", *value.as_integer_ratio())


def _maker(model: type[Model], names: tuple[str, ...], value: Callable[[Any], Any]) -> Callable[..., Model]:
    """Return what makes one of these models from its packed fields, as copying does: without validating."""

    def made(fields: tuple[Any, ...], given: frozenset[str], private: dict[str, Any] | None) -> Model:
        new = model.__new__(model)
        new.__setstate__(
            {
                "__dict__": dict(zip(names, map(value, fields), strict=True)),
                "__pydantic_fields_set__": set(given),
                "__pydantic_extra__": None,
                "__pydantic_private__": private,
            }
        )
        return new

    return made


def _below(model: type[Model]) -> Iterator[type[Model]]:
    for inner in model.__subclasses__():
        yield inner
        yield from _below(inner)
