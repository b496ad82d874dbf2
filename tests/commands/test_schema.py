"""What the commands write as JSON keeps to the schemas that they publish."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.builtin import engine
from tests.commands.running import Run, one_line
from tests.proof import mostly_thorough
from tests.report.examples import CASES, Written, full, furnished, quick, session_of
from unstall.commands import schema as command
from unstall.outlook import outlook_of
from unstall.report.data import plan_data, score_data
from unstall.report.schema import NAMES, schema_text
from unstall.session.models import PlannedAction


def published(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(schema_text(name))
    return found


def closed(part: Any) -> Any:
    """Make a schema refuse every key that it does not name."""
    match part:
        case dict():
            inner = {key: closed(value) for key, value in part.items()}
            is_open = part.get("type") == "object" and "additionalProperties" not in part
            return {**inner, "additionalProperties": False} if is_open else inner
        case list():
            return [closed(value) for value in part]
    return part


def faults(name: str, data: Any) -> list[str]:
    """List what a schema has against data, and keys that it does not name."""
    checked = json.loads(json.dumps(data))
    validator = Draft202012Validator(
        closed(published(name)), format_checker=Draft202012Validator.FORMAT_CHECKER
    )
    return [f"{fault.json_path}: {fault.message}" for fault in validator.iter_errors(checked)]


def plan_of(written: Written) -> Any:
    assert written.plan is not None
    return plan_data(engine(), written.session, written.plan)


def score_of(written: Written) -> Any:
    outlook = outlook_of(engine(), written.triage)
    return score_data(engine(), written.session, written.triage, outlook)


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_one_by_the_draft_that_it_names(name: str) -> None:
    schema = published(name)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_says_what_every_key_means_or_points_to_what_does(name: str) -> None:
    def silent(part: Any, path: str) -> list[str]:
        if not isinstance(part, dict):
            return []
        found = []
        for key, value in part.get("properties", {}).items():
            if isinstance(value, dict) and path and "type" not in value and "$ref" not in value:
                found += [f"{path}.{key}"] if "description" not in value else []
            found += silent(value, f"{path}.{key}")
        return found + silent(part.get("items"), f"{path}[]")

    schema = published(name)
    parts = {"": schema, **schema["$defs"]}
    assert [fault for path, part in parts.items() for fault in silent(part, path)] == []


@pytest.mark.parametrize("name", CASES)
def test_the_plan_of_every_case_keeps_to_the_schema(name: str) -> None:
    made = Written(session_of(name))
    if made.plan is not None:
        assert faults("plan", plan_of(made)) == []


@pytest.mark.parametrize("name", ["sound-but-unfinished", "good-model-no-engineers"])
def test_a_furnished_plan_keeps_to_the_schema(name: str) -> None:
    done = PlannedAction(done=furnished(name).assessed, note="Done early", owner="Ana")
    session = furnished(name).with_planned("ownership-map", done)
    for written in (full(name), quick(name), Written(session)):
        assert faults("plan", plan_of(written)) == []


@pytest.mark.parametrize("name", mostly_thorough(CASES, always=8))
def test_the_score_of_every_case_keeps_to_the_schema(name: str) -> None:
    assert faults("score", score_of(Written(session_of(name)))) == []


@pytest.mark.parametrize("name", ["sound-but-unfinished", "good-model-no-engineers"])
def test_the_score_of_furnished_and_of_quick_sessions_keeps_to_the_schema(name: str) -> None:
    for written in (full(name), quick(name)):
        assert faults("score", score_of(written)) == []


def test_a_plan_with_a_wrong_key_or_value_does_not_keep_to_the_schema() -> None:
    data = plan_of(full("sound-but-unfinished"))
    assert faults("plan", {**data, "more": 1}) != []
    assert faults("plan", {**data, "begins": "next week"}) != []
    assert faults("plan", {key: value for key, value in data.items() if key != "capacity"}) != []
    assert faults("plan", {**data, "strategy": None}) != []
    later = {**data, "added_by_a_later_version": 1}
    assert Draft202012Validator(published("plan")).is_valid(later)


def test_what_the_program_prints_keeps_to_the_schemas(
    unstall: Run, example: Path, home: Path
) -> None:
    unstall("new", "--project", "Empty")
    (home / "data/unstall/sessions/broken").mkdir(parents=True)
    (home / "data/unstall/sessions/broken/2026-11-20.toml").write_text("schema = ")
    assert faults("plan", unstall("plan", str(example), "--format", "json").json) == []
    assert faults("plan", unstall("plan", "Empty", "--format", "json").json) == []
    assert faults("score", unstall("score", str(example), "--json").json) == []
    assert faults("score", unstall("score", "Empty", "--json").json) == []
    assert faults("portfolio", unstall("portfolio", "--json").json) == []
    assert faults("follow", unstall("follow", str(example), "--json").json) == []
    assert faults("follow", unstall("follow", "Empty", "--json").json) == []
    for every in ((), ("--all",)):
        listed = unstall("list", "--json", *every).json
        assert {row["state"] for row in listed["sessions"]} == {"open", "damaged"}
        assert faults("list", listed) == []


def test_the_schema_command_writes_what_is_published(unstall: Run, home: Path) -> None:
    assert command.NAMES == NAMES
    for name in NAMES:
        done = unstall("schema", name)
        assert (done.code, done.err, done.out) == (0, "", schema_text(name))
    assert unstall("schema", "plan", "-o", "plan.schema.json").code == 0
    assert (home / "plan.schema.json").read_text() == schema_text("plan")


def test_a_command_without_a_schema_is_refused(unstall: Run) -> None:
    done = unstall("schema", "paths")
    assert done.code == 2
    assert "'paths' is not one of" in one_line(done.err)
