"""The format as a JSON Schema."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import pytest

from tests.questionnaire.small import Change, data, entry, put
from unstall.paths import builtin_questionnaires
from unstall.questionnaire.schema import json_schema
from unstall.questionnaire.source import read_source

SCHEMA = json_schema()

TYPES: dict[str, tuple[type, ...]] = {
    "array": (list,), "boolean": (bool,), "integer": (int,), "number": (int, float),
    "object": (dict,), "string": (str, date),
}  # fmt: skip


def fits(value: Any, schema: dict[str, Any]) -> bool:
    """Check a value by the part of JSON Schema that the format uses, as an editor would."""
    if "$ref" in schema:
        return fits(value, SCHEMA["$defs"][schema["$ref"].removeprefix("#/$defs/")])
    return (
        ("anyOf" not in schema or any(fits(value, part) for part in schema["anyOf"]))
        and ("oneOf" not in schema or sum(fits(value, part) for part in schema["oneOf"]) == 1)
        and ("const" not in schema or value == schema["const"])
        and ("enum" not in schema or value in schema["enum"])
        and ("type" not in schema or isinstance(value, TYPES[schema["type"]]))
        and (not isinstance(value, str) or bool(re.search(schema.get("pattern", ""), value)))
        and (not isinstance(value, list) or all(fits(p, schema.get("items", {})) for p in value))
        and (not isinstance(value, dict) or _keys_fit(value, schema))
    )


def _keys_fit(value: dict[str, Any], schema: dict[str, Any]) -> bool:
    known, patterns = schema.get("properties", {}), schema.get("patternProperties", {})
    others = schema.get("additionalProperties", True)
    for key, part in value.items():
        found = [known[key]] if key in known else []
        found += [inner for pattern, inner in patterns.items() if re.search(pattern, key)]
        if not found and isinstance(others, dict):
            found = [others]
        if not (found or others) or not all(fits(part, one) for one in found):
            return False
    return set(schema.get("required", ())) <= set(value)


def test_it_is_json() -> None:
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA
    assert SCHEMA["$schema"].startswith("https://json-schema.org/")


def test_the_built_in_questionnaire_fits_the_schema() -> None:
    assert fits(dict(read_source(builtin_questionnaires() / "stalled-ai").data), SCHEMA)


def test_a_part_of_a_questionnaire_fits_the_schema() -> None:
    """A file of a folder holds some tables only."""
    assert fits({"questions": data()["questions"]}, SCHEMA)


@pytest.mark.parametrize(
    "change",
    [
        put("questions", "owner", promt="?"),
        put("questions", "owner", weight="3"),
        put("gates", "has-owner", if_unknown="ask"),
        put("gates", "has-owner", require={"question": "owner", "is_": "named"}),
        put("gates", "has-owner", require={"answer": "owner"}),
        lambda t: entry(t, "questions", "owner").pop("prompt"),
        lambda t: entry(t, "questions", "owner")["points"].update(fix=["1"]),
        lambda t: entry(t, "questions", "owner")["points"].update(by_strategy={"fix": [1]}),
        lambda t: t.update(schema=2),
        lambda t: t.update(question=[]),
    ],
)
def test_what_the_models_refuse_does_not_fit_the_schema(change: Change) -> None:
    tables = data()
    assert fits(tables, SCHEMA)
    change(tables)
    assert not fits(tables, SCHEMA)


def test_points_are_described_as_authors_write_them() -> None:
    points = SCHEMA["$defs"]["Points"]
    assert set(points["properties"]) == {"axis", "because"}
    assert points["additionalProperties"] == {"items": {"type": "integer"}, "type": "array"}


def test_keys_are_explained_in_the_words_of_the_models() -> None:
    question = SCHEMA["$defs"]["Question"]["properties"]
    assert question["evidence"]["description"] == "What to ask to see."
    assert SCHEMA["properties"]["version"]["description"].startswith("Major: meaning changed.")
    assert "None" not in json.dumps(SCHEMA["$defs"]["CaseExpectation"].get("default", ""))


def test_nothing_that_toml_lacks_is_offered() -> None:
    assert '"null"' not in json.dumps(SCHEMA)
    assert ": null" not in json.dumps(SCHEMA)
