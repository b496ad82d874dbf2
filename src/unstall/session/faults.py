"""What is wrong with a session's tables, in words that need no knowledge of the checker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from unstall.hidden import without_hidden
from unstall.session.models import (
    MAX_NAME,
    Accepted,
    Answer,
    PlannedAction,
    PlanState,
    QuestionnaireRef,
    Result,
    Session,
)
from unstall.suggest import did_you_mean

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError
    from pydantic_core import ErrorDetails


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong."""

    keys: tuple[str | int, ...]
    """Path to the key concerned, or to the table that lacks one."""
    what: str
    """What is wrong, as a clause without a full stop."""
    hint: str | None
    """What to do about it, as a sentence."""

    @property
    def item(self) -> str | None:
        """The path as it is written in a heading, with control characters taken out."""
        path = ".".join(str(key) for key in self.keys)
        return without_hidden(path)[: 2 * MAX_NAME] or None


def fault_in_words(refused: ValidationError) -> Fault:
    """Put the most telling finding of the model checker into words.

    A key that does not exist goes first: often it is the misspelt one that is said to be missing.
    """
    errors = refused.errors(include_url=False)
    error = next((one for one in errors if one["type"] == "extra_forbidden"), errors[0])
    keys = tuple(key for key in error["loc"] if key != "[key]")
    if error["type"] == "missing":
        return Fault(keys[:-1], f"{keys[-1]} is missing", f"Add {_example(str(keys[-1]))}.")
    what, hint = _what_and_hint(error, keys)
    return Fault(keys, what, hint)


def _what_and_hint(  # noqa: PLR0911 - one return per kind of finding
    error: ErrorDetails, keys: tuple[str | int, ...]
) -> tuple[str, str | None]:
    context: dict[str, Any] = error.get("ctx") or {}
    name, shown = str(keys[-1]) if keys else "", _shown(error["input"])
    match error["type"]:
        case "extra_forbidden":
            known = _known_keys(keys[:-1])
            meant = did_you_mean(name, known) or f"Known here: {', '.join(known)}."
            return "there is no such key", meant
        case "literal_error":
            return f"{shown} means nothing here", f"Write one of {context['expected']}."
        case "string_pattern_mismatch":
            return f"{shown} is not of the right form", _FORMS.get(name, _ID_FORM)
        case "string_too_long":
            most = context["max_length"]
            return f"{len(error['input']):,} characters are too many", f"Write at most {most:,}."
        case "string_too_short":
            return "there is no text", "Write one, or leave the key out."
        case "value_error":
            return str(context["error"]), None
        case kind if kind in _WANTED:
            wanted, remedy = _WANTED[kind]
            return f"{shown} is not {wanted}", _FORMS.get(name, remedy)
        case _:
            return f"{shown} does not belong here", _FORMS.get(name)


_ID_FORM = "Ids are small letters and digits with single hyphens between, such as business-owner."
_MOMENT = "Write a moment with its offset, such as 2026-11-20T10:02:11+01:00."
_DATE = "Write a date without quotation marks, such as 2026-11-20."
_TABLE = "Open it with a heading in square brackets, and write key = value lines below."

_WANTED = {
    "string_type": ("a text", 'Put it in "…".'),
    "int_type": ("a whole number", "Write it in digits, without quotation marks."),
    "float_type": ("a number", "Write it in digits, without quotation marks."),
    "bool_type": ("true or false", "Write true or false, without quotation marks."),
    "date_type": ("a date", _DATE),
    "datetime_type": ("a moment", _MOMENT),
    "dict_type": ("a table", _TABLE),
    "model_type": ("a table", _TABLE),
    "tuple_type": ("a list", "Put it in [ ]."),
}

_FORMS = {
    "schema": "Write schema = 1.",
    "currency": "Write three capital letters, such as EUR.",
    "opened": _MOMENT,
    "closed": _MOMENT,
    "at": _MOMENT,
    "unknown": "Write unknown = true, or leave the key out.",
    "level": "Write the id of one of the question's levels.",
    "sha256": "Write the 64 digits (0-9, a-f) of the questionnaire's hash.",
}


def _example(name: str) -> str:
    examples = {
        "project": 'project = "…" with the project\'s name',
        "opened": "opened = 2026-11-20T10:02:11+01:00 with the moment the session began",
        "assessed": "assessed = 2026-11-20 with the day that the answers describe",
        "questionnaire": "a [questionnaire] table with id, version and sha256",
    }
    return examples.get(name, f"{name} = …")


def _known_keys(path: tuple[str | int, ...]) -> list[str]:
    """List the keys that a table may have."""
    models: dict[tuple[str, ...], type[BaseModel]] = {
        (): Session,
        ("questionnaire",): QuestionnaireRef,
        ("answers", "*"): Answer,
        ("answers", "*", "accepted"): Accepted,
        ("plan",): PlanState,
        ("plan", "actions", "*"): PlannedAction,
        ("result",): Result,
    }
    for shape, model in models.items():
        if len(shape) == len(path) and all(
            wanted in ("*", key) for wanted, key in zip(shape, path, strict=True)
        ):
            return [field.alias or name for name, field in model.model_fields.items()]
    return []


def _shown(value: object) -> str:
    """Quote a value from a file, short enough for one line."""
    most = 40
    text = "a table" if isinstance(value, dict) else "a list" if isinstance(value, list) else None
    if text:
        return text
    line = " ".join(without_hidden(str(value)).split())
    return repr(line if len(line) <= most else f"{line[: most - 1]}…")
