"""The format of a questionnaire as a JSON Schema, for editors that complete and check TOML.

It describes one file as its author writes it. Since a questionnaire may be spread over the files of
a folder, no table is required to be in a file; `unstall questionnaire check` sees the whole.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from unstall.questionnaire.base import Model
from unstall.questionnaire.models import Questionnaire
from unstall.questionnaire.questions import Points

TITLE = "A questionnaire of unstall"


def json_schema() -> dict[str, Any]:
    """Describe the format, with the meaning of each key as its description."""
    schema = Questionnaire.model_json_schema(by_alias=True, schema_generator=_ForToml)
    definitions = schema["$defs"]
    definitions["Points"] = _points_as_written(definitions["Points"])
    for model in _models():
        described = schema if model is Questionnaire else definitions.get(model.__name__)
        if described and model is not Points:
            _describe(described, model)
    schema.pop("required", None)
    return {"$schema": GenerateJsonSchema.schema_dialect, **schema, "title": TITLE}


class _ForToml(GenerateJsonSchema):
    """Leaves out what TOML does not have, null, and titles that only repeat a key."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - asked by pydantic
        return False

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        described = super().default_schema(schema)
        return {k: v for k, v in described.items() if k != "default" or v is not None}


def _points_as_written(schema: JsonSchemaValue) -> JsonSchemaValue:
    """Put the strategies beside `axis` and `because`, where authors write them."""
    properties = dict(schema["properties"])
    (per_level,) = properties.pop("by_strategy")["patternProperties"].values()
    return {
        **schema,
        "properties": properties,
        "required": [name for name in schema["required"] if name != "by_strategy"],
        "additionalProperties": per_level,
    }


def _models() -> Iterator[type[Model]]:
    pending = [Model]
    while pending:
        subclasses = pending.pop().__subclasses__()
        yield from (m for m in subclasses if m.__module__.startswith("unstall.questionnaire."))
        pending += subclasses


def _describe(schema: JsonSchemaValue, model: type[Model]) -> None:
    for name, text in _docstrings(model).items():
        field = model.model_fields.get(name)
        key = (field.alias or name) if field else name
        if key in schema.get("properties", {}):
            schema["properties"][key]["description"] = text


def _docstrings(model: type[Model]) -> dict[str, str]:
    """Collect the docstrings under a model's fields, which Python itself does not keep."""
    tree = ast.parse(inspect.getsource(sys.modules[model.__module__]))
    body = next(
        node.body
        for node in tree.body
        if isinstance(node, ast.ClassDef) and node.name == model.__name__
    )
    return {
        field.target.id: " ".join(inspect.cleandoc(text.value.value).split())
        for field, text in pairwise(body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(text, ast.Expr)
        and isinstance(text.value, ast.Constant)
        and isinstance(text.value.value, str)
    }
