"""What `unstall score` says, to people and to programs."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.builtin import engine, questionnaire, reading_of
from tests.commands.running import Run
from unstall.commands.columns import columns
from unstall.commands.reason_words import verdict_line
from unstall.commands.score_words import score_words
from unstall.questionnaire.models import AuthorCase
from unstall.report.dossier import Dossier, dossier_of
from unstall.session.edit import new_session
from unstall.session.models import Answer, Session


def session_of(case: AuthorCase) -> Session:
    now = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
    session = new_session(case.name, questionnaire(), sha256="0" * 64, now=now, depth="full")
    return session.model_copy(
        update={
            "answers": {name: Answer(level=level) for name, level in case.answers.items()},
            "facts": case.facts,
            "how_soon": case.how_soon,
        }
    )


def dossier_for(case: AuthorCase) -> Dossier:
    triage = engine().triage(reading_of(case))
    return dossier_of(engine(), session_of(case), triage, None, "en-GB")


def words_of(case: AuthorCase, width: int = 80) -> str:
    return score_words(dossier_for(case), width=width)


def case_for(strategy: str | None) -> AuthorCase:
    return next(case for case in questionnaire().cases if case.expected.strategy == strategy)


@pytest.mark.parametrize("case", questionnaire().cases, ids=lambda case: case.name)
@pytest.mark.parametrize("width", [40, 80])
def test_no_line_is_wider_than_it_may_be(case: AuthorCase, width: int) -> None:
    text = words_of(case, width)
    assert max(map(columns, text.splitlines())) <= width
    assert not any(line != line.rstrip() for line in text.splitlines())


@pytest.mark.parametrize("case", questionnaire().cases, ids=lambda case: case.name)
def test_the_verdict_stands_on_the_third_line(case: AuthorCase) -> None:
    line = words_of(case, 400).splitlines()[2]
    dossier = dossier_for(case)
    assert line == verdict_line(dossier, dossier.outlook.standing.word)
    if case.expected.strategy:
        assert questionnaire().strategy_by_id[case.expected.strategy].title in line
    else:
        assert line.startswith("Open. Too little is known")


@pytest.mark.parametrize("case", questionnaire().cases, ids=lambda case: case.name)
def test_nothing_is_said_that_is_not_filled_in(case: AuthorCase) -> None:
    text = words_of(case)
    for word in ("None", "()", "[]", "{", "  - .", "..", ".”.", "?”.", ": .", "0 points"):
        assert word not in text, word


@pytest.mark.parametrize("strategy", ["fix", "restart", "partner", "stop", "pause"])
def test_why_comes_before_everything_else(strategy: str) -> None:
    text = words_of(case_for(strategy))
    assert text.index("\nWhy\n") < text.index("\nThe other ways\n") < text.index("\nReadiness\n")


def test_a_forced_stop_gives_its_reason_and_no_points() -> None:
    case = next(case for case in questionnaire().cases if case.expected.forced)
    text = words_of(case, 400)
    forced = {stop.id: stop.text for stop in questionnaire().forced_stops}
    assert all(forced[id_].rstrip(".") in text for id_ in case.expected.forced)
    assert "Then: " not in text.split("What would change it")[0]


def test_conditions_say_how_soon_they_can_be_met() -> None:
    case = next(c for c in questionnaire().cases if "receiver" in c.expected.conditions)
    text = words_of(case, 400)
    assert "  - A team is named to run it. " in text


def test_a_pause_names_what_it_resumes_with() -> None:
    case = case_for("pause")
    assert case.expected.then
    then = questionnaire().strategy_by_id[case.expected.then].title
    assert f"Pause until a set date, then {then}" in words_of(case, 400)


def test_where_nothing_explains_the_stall_that_is_said() -> None:
    case = next(case for case in questionnaire().cases if case.name == "everything-ready")
    assert "nothing here explains the stall" in words_of(case, 400)


def test_long_lists_are_cut_and_the_rest_counted(unstall: Run) -> None:
    unstall("new", "--project", "Empty", "--depth", "full")
    out = unstall("score", "Empty").out
    assert "nothing known yet" in out
    to_find_out = out.split("To find out\n")[1].split("\n\n")[0].splitlines()
    assert len(to_find_out) == 13
    assert to_find_out[-1].startswith("  - and ")


SCORE_KEYS = {
    "strategy", "standing", "settled", "conditions", "ranking", "sections", "gates", "causes",
    "flips", "ask_next", "lenses",
}  # fmt: skip
"""What the contract promises; more may be there."""


def test_json_has_what_the_contract_promises(unstall: Run, example: Path) -> None:
    done = unstall("score", str(example), "--json")
    assert done.code == 0
    assert done.err == ""
    data = done.json
    assert set(data) >= SCORE_KEYS
    assert data["strategy"] == "fix"
    assert data["standing"] == "open"
    assert data["settled"] is False
    assert data["conditions"] == ["receiver"]
    assert {row["id"]: row["state"] for row in data["ranking"]} == {
        "fix": "on-condition",
        "restart": "closed",
        "partner": "on-condition",
        "stop": "open",
        "pause": "open",
    }
    assert set(data["ranking"][0]) >= {"id", "points", "state", "acceptability", "closed_by"}
    assert set(data["sections"][0]) >= {"id", "low", "point", "high", "coverage"}
    assert set(data["gates"][0]) >= {"id", "value", "effect"}
    assert {gate["value"] for gate in data["gates"]} <= {"true", "false", "unknown"}
    assert set(data["causes"][0]) >= {"id", "strength", "evidence"}


def test_the_same_session_gives_the_same_bytes_in_another_process(
    program: Run, example: Path
) -> None:
    for arguments in ([], ["--json"]):
        outs = {program("score", str(example), *arguments, PYTHONHASHSEED=s).out for s in "123"}
        assert len(outs) == 1
        assert outs != {""}


def test_a_file_outside_the_sessions_folder_is_scored_with_its_own_copies(
    unstall: Run, example: Path, home: Path
) -> None:
    sessions = example.parent.parent
    elsewhere = home / "elsewhere"
    sessions.rename(elsewhere)
    done = unstall("score", str(elsewhere / example.relative_to(sessions)))
    assert done.code == 0
    assert done.out.startswith("Claims triage · Acme Mutual")


def test_a_file_that_was_mailed_alone_is_scored_with_the_built_in_questionnaire(
    unstall: Run, example: Path, home: Path
) -> None:
    alone = home / "mailed.toml"
    alone.write_bytes(example.read_bytes())
    for path in (example.parent.parent / ".questionnaires").iterdir():
        path.unlink()
    assert unstall("score", "mailed.toml").code == 0


def test_a_session_that_is_only_read_is_not_touched(unstall: Run, example: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in example.parent.rglob("*")}
    unstall("score", str(example))
    assert before == {path: path.stat().st_mtime_ns for path in example.parent.rglob("*")}


def test_a_session_that_is_open_elsewhere_can_be_scored(unstall: Run, example: Path) -> None:
    from unstall.session.store import SessionStore

    with SessionStore(example.parent.parent).open(example):
        assert unstall("score", str(example)).code == 0


STARTS_LIGHT = """
import sys
from unstall.cli import run
assert run(sys.argv[1:]) == 0
loaded = {name.split(".")[0] for name in sys.modules}
print(sorted({"textual", "rich", "jinja2", "markdown_it"} & loaded), file=sys.stderr)
"""


@pytest.mark.parametrize("arguments", [[], ["--json"]])
def test_scoring_loads_neither_the_app_nor_the_templates(
    example: Path, arguments: list[str]
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", STARTS_LIGHT, "score", str(example), *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ},
        timeout=60,
    )
    assert done.stderr.splitlines()[-1] == "[]"
