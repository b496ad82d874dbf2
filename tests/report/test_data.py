"""The results for programs: the keys that are promised, and nothing claimed that was not found."""

from __future__ import annotations

import json
from functools import cache

import pytest

from tests.builtin import engine, questionnaire
from tests.proof import mostly_thorough
from tests.report.examples import CASES, PLANNED, bare, full, quick
from unstall.outlook import outlook_of
from unstall.report.data import plan_data, score_data
from unstall.report.deciding import grounds
from unstall.report.lens_data import Data
from unstall.session.models import Answer, Session
from unstall.triage.reopen import closed_strategies

SCORE_KEYS = [
    "project", "assessed", "depth", "questionnaire", "strategy", "shape", "then", "standing",
    "held_back_by", "settled", "tolerance", "tolerance_to_stop", "draws", "conditions", "forced",
    "stop_reason", "stop_mark", "close_call_with", "weak", "reasons", "quick_known",
    "quick_needed", "coverage", "ranking", "sections", "gates", "causes", "flips", "ask_next",
    "ask_order", "ask_facts", "find_out", "worth", "lenses",
]  # fmt: skip
PLAN_KEYS = [
    "project", "strategy", "shape", "resume_with", "begins", "holidays", "start", "left_from",
    "last_week", "stretch", "stretched_because", "names_first", "unfilled_roles", "capacity",
    "timing", "actions", "checkpoints",
]  # fmt: skip

pytestmark = pytest.mark.xdist_group("documents")


@cache
def score(name: str) -> Data:
    written = bare(name)
    return score_data(
        engine(), written.session, written.triage, outlook_of(engine(), written.triage)
    )


@pytest.mark.parametrize("name", mostly_thorough(CASES, always=8))
def test_the_keys_are_those_that_are_promised_in_their_order(name: str) -> None:
    data = score(name)
    assert list(data) == SCORE_KEYS
    assert {tuple(entry) for entry in data["ranking"]} == {
        (
            "id",
            "points",
            "rank_points",
            "fit",
            "state",
            "acceptability",
            "closed_by",
            "closed_by_answers",
            "reopened_by",
            "additions",
        )
    }
    assert {tuple(entry) for entry in data["sections"]} == {
        ("id", "low", "point", "high", "coverage", "band")
    }
    assert {tuple(entry) for entry in data["gates"]} == {("id", "value", "effect", "weeks")}
    assert list(data["lenses"]) == [
        "dimensions", "walls", "warning_signs", "contradictions", "blockers", "causes", "signs",
        "checklist",
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
def test_the_points_of_every_strategy_are_the_sum_of_what_is_listed(name: str) -> None:
    for entry in score(name)["ranking"]:
        assert sum(addition["points"] for addition in entry["additions"]) == entry["points"]
        for addition in entry["additions"]:
            table = questionnaire().question_by_id.get(addition["question"])
            if table is not None:
                assert table.level_index(addition["level"]) is not None


@pytest.mark.parametrize("name", CASES)
def test_ways_that_go_on_say_what_they_are_ranked_by(name: str) -> None:
    each = questionnaire().procedure.points_per_missing
    for entry in score(name)["ranking"]:
        route = bare(name).triage.decision.route(entry["id"])
        missing = len(route.missing) if route else 0
        assert entry["rank_points"] == (entry["points"] + each * missing if route else None)


@pytest.mark.parametrize("name", CASES)
def test_the_reasons_are_those_that_people_are_told(name: str) -> None:
    told = grounds(bare(name).dossier)
    written = score(name)["reasons"]
    assert [(r["question"], r["fact"], r["title"]) for r in written] == [
        (ground.question, ground.fact, ground.title) for ground in told
    ]
    for reason, ground in zip(written, told, strict=True):
        assert reason["text"] in ground.says
        if reason["speaks"] in ("for", "against") and reason["question"]:
            entry = next(e for e in score(name)["ranking"] if e["id"] == reason["strategy"])
            about = {"question": reason["question"], "level": reason["level"]}
            added = [a for a in entry["additions"] if about.items() <= a.items()]
            assert [a["points"] for a in added] == [reason["points"]]


@pytest.mark.parametrize("name", CASES)
def test_what_is_closed_says_by_what_and_what_is_open_names_nothing(name: str) -> None:
    for entry in score(name)["ranking"]:
        assert bool(entry["closed_by"]) == (entry["state"] == "closed")


@pytest.mark.parametrize("name", CASES)
def test_gates_have_one_of_three_values(name: str) -> None:
    assert {entry["value"] for entry in score(name)["gates"]} <= {"true", "false", "unknown"}


@pytest.mark.parametrize("name", CASES)
def test_the_shares_of_the_strategies_sum_to_one(name: str) -> None:
    data = score(name)
    assert sum(entry["acceptability"] for entry in data["ranking"]) == pytest.approx(1)
    assert data["draws"] == 2_000
    if data["standing"] == "holds-up":
        shares = {entry["id"]: entry["acceptability"] for entry in data["ranking"]}
        assert shares[data["strategy"]] >= 0.9


@pytest.mark.parametrize("name", CASES)
def test_tolerance_is_there_exactly_where_two_ways_are_open(name: str) -> None:
    two_open = len(bare(name).triage.decision.ranked) > 1
    assert (score(name)["tolerance"] is not None) == two_open


def levels_after(name: str, moves: list[Data]) -> Session:
    session = bare(name).session
    for move in moves:
        given = session.answers.get(move["question"])
        assert (given.level if given else None) == move["from"]
        session = session.with_answer(move["question"], Answer(level=move["to"]))
    return session


@pytest.mark.parametrize("name", CASES)
def test_every_flip_that_is_written_flips_when_it_is_read_back(name: str) -> None:
    for flip in score(name)["flips"]:
        after = engine().triage_session(levels_after(name, flip["moves"])).decision
        then = {"strategy": after.strategy, "shape": after.shape, "then": after.then}
        assert then == {key: flip[key] for key in then}


@pytest.mark.parametrize("name", CASES)
def test_what_is_written_as_reopening_a_way_opens_it_when_it_is_read_back(name: str) -> None:
    for entry in score(name)["ranking"]:
        reopened = entry["reopened_by"]
        if entry["state"] != "closed":
            assert reopened is None
            assert entry["closed_by_answers"] == []
        elif reopened is not None:
            session = levels_after(name, reopened["moves"])
            session = session.with_facts({f["fact"]: f["to"] for f in reopened["facts"]})
            soon = {
                **session.how_soon,
                **{s["question"]: s["within"] for s in reopened["how_soon"]},
            }
            after = engine().triage_session(session.model_copy(update={"how_soon": soon}))
            assert entry["id"] not in closed_strategies(engine(), after.decision)


def test_a_closed_way_names_the_answers_that_closed_it() -> None:
    ranking = {entry["id"]: entry for entry in score("partner-no-receiver")["ranking"]}
    assert ranking["fix"]["closed_by"] == ["receiver"]
    assert ranking["fix"]["closed_by_answers"] == [
        {"question": "production-owner", "level": "nobody"}
    ]
    assert ranking["fix"]["reopened_by"]["moves"] == [
        {"question": "production-owner", "from": "nobody", "to": "assumed"}
    ]


@pytest.mark.parametrize("name", CASES)
def test_what_to_ask_next_is_the_first_of_the_order_and_open(name: str) -> None:
    data, reading = score(name), bare(name).triage.reading
    order = [entry["question"] for entry in data["ask_order"]]
    assert order == list(dict.fromkeys(order))
    assert not set(order) & set(reading.levels)
    if order:
        assert data["ask_next"]["question"] == order[0]
    else:
        assert data["ask_next"] is None


@pytest.mark.parametrize("name", CASES)
def test_every_strategy_says_what_it_takes_and_what_it_would_take_to_say_more(name: str) -> None:
    worth = score(name)["worth"]
    assert [entry["strategy"] for entry in worth] == [s.id for s in questionnaire().strategies]
    for entry in worth:
        assert entry["weeks"][0] <= entry["weeks"][1]
        if entry["work"] is None:
            assert "person_day_rate" in entry["waits_on"]


def test_a_quick_call_supports_no_figure_for_effort() -> None:
    written = quick("sound-but-unfinished")
    outlook = outlook_of(engine(), written.triage)
    data = score_data(engine(), written.session, written.triage, outlook)
    assert {(entry["days"], entry["work"]) for entry in data["worth"]} == {(None, None)}
    assert {entry["currency"] for entry in data["worth"]} == {"GBP"}


@pytest.mark.parametrize("name", CASES)
def test_the_lenses_list_what_is_looked_for_and_not_only_what_was_found(name: str) -> None:
    data = score(name)
    lenses = data["lenses"]
    assert [cause["id"] for cause in lenses["causes"]] == [c.id for c in questionnaire().causes]
    assert {cause["id"] for cause in lenses["causes"] if cause["found"]} == {
        cause["id"] for cause in data["causes"]
    }
    assert [sign["id"] for sign in lenses["signs"]] == [
        sign.id for sign in questionnaire().warning_signs
    ]
    assert [s["id"] for s in lenses["signs"] if s["value"] == "true"] == lenses["warning_signs"]
    assert (len(lenses["dimensions"]), len(lenses["walls"])) == (4, 3)
    certain = {b["question"] for b in lenses["blockers"] if b["certain"] and not b["accepted"]}
    assert {e["question"] for e in lenses["checklist"] if e["state"] == "blocks"} == certain
    for found in lenses["contradictions"]:
        assert found["ask"]


def test_nothing_is_settled_while_no_recommendation_stands() -> None:
    assert score("mostly-unknown")["settled"] is False


def test_levels_are_named_by_their_id() -> None:
    flip = next(f for f in score("partner-no-receiver")["flips"] if f["strategy"] == "partner")
    assert flip["moves"] == [{"question": "production-owner", "from": "nobody", "to": "assumed"}]
    assert flip["by_gate"]


@pytest.mark.parametrize("name", PLANNED)
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
