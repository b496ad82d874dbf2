"""The results for programs: the keys that are promised, and nothing claimed that was not found."""

from __future__ import annotations

import json

import pytest

from tests.builtin import engine, questionnaire
from tests.report.examples import CASES, RECOMMENDED, bare, full
from unstall.outlook import outlook_of
from unstall.report.data import Data, plan_data, score_data

SCORE_KEYS = [
    "project", "assessed", "depth", "questionnaire", "strategy", "shape", "then", "standing",
    "held_back_by", "settled", "conditions", "forced", "stop_reason", "close_call_with", "weak",
    "quick_known", "quick_needed", "coverage", "ranking", "sections", "gates", "causes", "flips",
    "ask_next", "find_out", "lenses",
]  # fmt: skip
PLAN_KEYS = [
    "project", "strategy", "shape", "resume_with", "begins", "start", "last_week", "stretch",
    "stretched_because", "names_first", "unfilled_roles", "capacity", "actions", "checkpoints",
]  # fmt: skip


def score(name: str) -> Data:
    written = bare(name)
    return score_data(
        engine(), written.session, written.triage, outlook_of(engine(), written.triage)
    )


@pytest.mark.parametrize("name", CASES)
def test_the_keys_are_those_that_are_promised_in_their_order(name: str) -> None:
    data = score(name)
    assert list(data) == SCORE_KEYS
    assert {tuple(entry) for entry in data["ranking"]} == {
        ("id", "points", "fit", "state", "acceptability", "closed_by")
    }
    assert {tuple(entry) for entry in data["sections"]} == {
        ("id", "low", "point", "high", "coverage", "band")
    }
    assert {tuple(entry) for entry in data["gates"]} == {("id", "value", "effect", "weeks")}
    assert list(data["lenses"]) == [
        "dimensions", "walls", "warning_signs", "contradictions", "blockers",
    ]  # fmt: skip
    json.dumps(data, allow_nan=False)


@pytest.mark.parametrize("name", CASES)
def test_the_verdict_is_the_engine_s(name: str) -> None:
    data, decision = score(name), bare(name).triage.decision
    assert data["strategy"] == decision.strategy
    assert data["conditions"] == list(decision.conditions)
    assert {entry["id"]: entry["points"] for entry in data["ranking"]} == decision.points
    opened = {
        entry["id"]
        for entry in data["ranking"]
        if entry["state"] != "closed" and questionnaire().strategy_by_id[entry["id"]].kind == "go"
    }
    if decision.strategy and not decision.forced:
        assert opened == {route.strategy for route in decision.ranked}


@pytest.mark.parametrize("name", CASES)
def test_what_is_closed_says_by_what_and_what_is_open_names_nothing(name: str) -> None:
    for entry in score(name)["ranking"]:
        assert bool(entry["closed_by"]) == (entry["state"] == "closed")


@pytest.mark.parametrize("name", CASES)
def test_gates_have_one_of_three_values(name: str) -> None:
    assert {entry["value"] for entry in score(name)["gates"]} <= {"true", "false", "unknown"}


def test_acceptability_is_null_while_it_is_not_measured() -> None:
    assert {entry["acceptability"] for entry in score("all-weak")["ranking"]} == {None}


def test_nothing_is_settled_while_no_recommendation_stands() -> None:
    assert score("mostly-unknown")["settled"] is False


def test_levels_are_named_by_their_id() -> None:
    flip = next(f for f in score("partner-no-receiver")["flips"] if f["strategy"] == "partner")
    assert (flip["question"], flip["from"], flip["to"]) == ("production-owner", "nobody", "assumed")


@pytest.mark.parametrize("name", RECOMMENDED)
def test_the_plan_has_its_keys_and_every_action(name: str) -> None:
    written = full(name)
    assert written.plan is not None
    data = plan_data(engine(), written.session, written.plan)
    assert list(data) == PLAN_KEYS
    assert [action["id"] for action in data["actions"]] == [p.id for p in written.plan.actions]
    known = {action["id"] for action in data["actions"]}
    assert all(set(action["waits_for"]) <= known for action in data["actions"])
    json.dumps(data, allow_nan=False)


@pytest.mark.parametrize("name", ["all-weak", "sound-but-unfinished"])
def test_numbers_have_at_most_four_decimals(name: str) -> None:
    written = full(name)
    assert written.plan is not None
    data = [score(name), plan_data(engine(), written.session, written.plan)]

    def walk(value: object) -> None:
        if isinstance(value, float):
            assert value == round(value, 4)
        elif isinstance(value, dict):
            for inner in value.values():
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)

    walk(data)
