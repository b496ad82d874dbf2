"""What the models refuse, in words that need no knowledge of the checker behind them."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin

from unstall.questionnaire.base import Model
from unstall.questionnaire.history import VERSION_FORM
from unstall.questionnaire.models import Questionnaire
from unstall.questionnaire.problems import Finding, Keys, label
from unstall.suggest import did_you_mean

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails


def faults(
    refused: ValidationError, data: Mapping[str, Any], root: type[Model] = Questionnaire
) -> Iterator[Finding]:
    """Put everything that the models refused into words, in the order of the tables.

    `root` is the model that was to be built of the data.
    """
    errors = refused.errors(include_url=False)
    for keys, group in groupby(errors, key=lambda error: _written(error["loc"], data)):
        yield _finding(keys, list(group), root)


def _written(loc: tuple[int | str, ...], data: Any) -> Keys:
    """Keep of a location what an author has written, leaving out names of models and types."""
    keys: list[str | int] = []
    value = data
    for step in loc:
        if isinstance(value, dict):
            written = step in value
        else:
            written = isinstance(value, list) and isinstance(step, int) and step < len(value)
        if written:
            keys.append(step)
            value = value[step]
    return tuple(keys)


def _finding(keys: Keys, errors: list[ErrorDetails], root: type[Model]) -> Finding:
    first = errors[0]
    kind = first["type"]
    own = keys[2:] if len(keys) > 1 and isinstance(keys[1], int) else keys[1:]
    name = label(own) or label(keys) or "the questionnaire"
    if kind == "missing":
        missing = str(first["loc"][-1])
        here = f"{label(own)}: " if own else ""
        return Finding(keys, f"{here}{missing} is missing", _how_to_add(missing))
    if kind == "extra_forbidden":
        return _unknown_key(keys, first, root)
    what, hint = _refusal(name, errors)
    return Finding(keys, what, hint)


def _how_to_add(name: str) -> str:
    return {
        "schema": "Write schema = 1 at the top.",
        "levels": 'Write levels = [ { id = "…", label = "…" }, … ], worst first.',
        "procedure": "Write a [procedure] table; the built-in questionnaire shows one.",
        "interview": "Write an [interview] table with the sections in the order of the call.",
    }.get(name, f"Add {name} = ….")


def _unknown_key(keys: Keys, error: ErrorDetails, root: type[Model]) -> Finding:
    word = str(keys[-1])
    known = _keys_of(error["loc"], root)
    meant = did_you_mean(word, known) or f"Known here: {', '.join(known)}."
    return Finding(keys, f"there is no key {word} here", meant)


def _refusal(name: str, errors: list[ErrorDetails]) -> tuple[str, str]:  # noqa: PLR0911
    first = errors[0]
    context: dict[str, Any] = first.get("ctx") or {}
    match first["type"]:
        case "string_too_long":
            most = context["max_length"]
            return (
                f"{name} has {len(first['input']):,} characters, at most {most:,} fit",
                "Shorten it.",
            )
        case "string_too_short":
            return f"{name} is empty", "Write a text."
        case "too_short":
            return f"{name} has {_entries(context['actual_length'])}", (
                f"It needs at least {context['min_length']}."
            )
        case "too_long":
            return f"{name} has more than {_entries(context['max_length'])}", (
                "Take the others out."
            )
        case "string_pattern_mismatch" if (form_of := _form(name, context)) in _FORMS:
            form, hint = _FORMS[form_of]
            return f"{name} is not {form}", hint
        case "string_pattern_mismatch":
            return f"{name} is not of the right form", (
                "Ids are lower-case words and digits with single hyphens between, such as "
                "business-owner; ids of facts have underscores."
            )
        case "greater_than" | "greater_than_equal" | "less_than" | "less_than_equal" as kind:
            limit = next(iter(context.values()))
            words = {"greater_than": "more than", "greater_than_equal": "at least",
                     "less_than": "less than", "less_than_equal": "at most"}[kind]  # fmt: skip
            return f"{name} is {first['input']}", f"Write a number that is {words} {limit}."
        case "value_error":
            return f"{name}: {context['error']}", "Change it accordingly."
        case "condition":
            return f"{name}: {first['msg']}", "Write one of these keys with what it compares."
    expected = " or ".join(dict.fromkeys(_expected(error) for error in errors))
    return f"{name} is {_kind_of(first['input'])}", f"It has to be {expected}."


_FORMS = {
    "version": ("of the form 1.0.0", "Write three numbers with points between."),
    "currency": ("a currency's code", "Write three capital letters, such as EUR."),
    "sha256": ("a content hash", "Write its 64 digits, 0-9 and a-f."),
}


def _form(name: str, context: Mapping[str, Any]) -> str:
    return "version" if context.get("pattern") == VERSION_FORM else name


def _entries(number: int) -> str:
    return "1 entry" if number == 1 else f"{number or 'no'} entries"


_EXPECTED = {
    "string_type": 'a text in "…"',
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "date_type": "a date such as 2026-11-20",
    "datetime_type": "a moment such as 2026-11-20T10:02:11+01:00",
    "dict_type": "a table with keys and values",
    "model_type": "a table with keys and values",
    "tuple_type": "a list in [ ]",
}


def _expected(error: ErrorDetails) -> str:
    if error["type"] == "literal_error":
        return f"one of {error['ctx']['expected']}"
    return _EXPECTED.get(error["type"], "written as in the built-in questionnaire")


def _kind_of(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case dict():
            return "a table"
        case list() | tuple():
            return "a list"
        case str():
            most = 40
            return f'"{value}"' if len(value) <= most else f'"{value[:most]}…"'
        case int() | float():
            return f"the number {value}"
        case _:
            return f"the date {value}"


def _keys_of(loc: tuple[int | str, ...], root: type[Model]) -> list[str]:
    """List the keys that the table may have in which an unknown one was found."""
    models: list[Any] = [root]
    for step in loc[:-1]:
        models = [inner for model in models for inner in _inside(model, step)]
    return [
        field.alias or name
        for annotation in models
        for model in _models_in(annotation)
        for name, field in model.model_fields.items()
    ]


def _models_in(annotation: Any) -> Iterator[type[Model]]:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    elif get_origin(annotation) in (Annotated, Union, types.UnionType):
        for member in get_args(annotation):
            yield from _models_in(member)


def _inside(annotation: Any, step: int | str) -> Iterator[Any]:
    """Give the types that may stand at one step below a type."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if isinstance(annotation, type) and issubclass(annotation, Model):
        if step == annotation.__name__:
            yield annotation
        for name, field in annotation.model_fields.items():
            if step == (field.alias or name):
                yield field.annotation
    elif origin is Annotated:
        yield from _inside(inner[0], step)
    elif origin in (Union, types.UnionType):
        for member in inner:
            yield from _inside(member, step)
    elif origin is tuple:
        yield inner[0]
    elif origin is dict:
        yield inner[1]
