"""What `unstall score` says, to people and to programs."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from tests.builtin import case as builtin_case
from tests.builtin import engine, questionnaire, reading_of
from tests.commands.running import Run
from tests.proof import mostly_thorough
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
    return _dossier(case.name)


@cache
def _dossier(name: str) -> Dossier:
    case = builtin_case(name)
    triage = engine().triage(reading_of(case))
    return dossier_of(engine(), session_of(case), triage, None, "en-GB")


def words_of(case: AuthorCase, width: int = 80, *, full: bool = True) -> str:
    return score_words(dossier_for(case), width=width, full=full)


TWO_SCREENS = 92
"""Lines of 80 columns that a full triage may take unless all of it is asked for."""


def case_for(strategy: str | None) -> AuthorCase:
    return next(case for case in questionnaire().cases if case.expected.strategy == strategy)


@pytest.mark.parametrize("case", questionnaire().cases, ids=lambda case: case.name)
@pytest.mark.parametrize("width", mostly_thorough([40, 80]))
@pytest.mark.parametrize("full", [True, False], ids=["full", "short"])
def test_no_line_is_wider_than_it_may_be(case: AuthorCase, width: int, full: bool) -> None:
    text = words_of(case, width, full=full)
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
@pytest.mark.parametrize("full", [True, False], ids=["full", "short"])
def test_nothing_is_said_that_is_not_filled_in(case: AuthorCase, full: bool) -> None:
    text = words_of(case, full=full)
    for word in ("None", "()", "[]", "{", "  - .", "..", ".”.", "?”.", ": .", "0 points"):
        assert word not in text, word


@pytest.mark.parametrize("case", questionnaire().cases, ids=lambda case: case.name)
def test_a_full_triage_is_told_on_about_two_screens(case: AuthorCase) -> None:
    short, everything = (words_of(case, full=full).splitlines() for full in (False, True))
    assert len(short) <= TWO_SCREENS
    assert len(short) < len(everything)
    assert short[-1] == "All of it: unstall score --full."


@pytest.mark.parametrize("case", questionnaire().cases, ids=lambda case: case.name)
def test_no_id_and_no_inner_word_is_said(case: AuthorCase) -> None:
    ids = {q.id for q in questionnaire().questions} | {f.id for f in questionnaire().facts}
    text = words_of(case, 400)
    assert "_" not in text
    assert "gate" not in text.split()
    assert not any(f"({id_})" in text for id_ in ids)


@pytest.mark.parametrize("case", questionnaire().cases, ids=lambda case: case.name)
@pytest.mark.parametrize("full", [True, False], ids=["full", "short"])
def test_every_view_on_the_answers_is_there(case: AuthorCase, full: bool) -> None:
    text = words_of(case, 10_000, full=full)
    dossier = dossier_for(case)
    for group in dossier.triage.readiness:
        assert f"{group.title}" in text
    shares = dossier.outlook.robustness.acceptability
    if case.expected.strategy:
        said = text.split("points could be off: ")[1].splitlines()[0]
        for strategy in questionnaire().strategies:
            assert (strategy.title in said) == (shares[strategy.id] > 0)
    for blocker in dossier.triage.blockers:
        if blocker.certain:
            assert blocker.question.short in text.split("\nChecklist\n")[1]


def test_the_checklist_counts_everything_that_could_stop_a_launch() -> None:
    case = next(case for case in questionnaire().cases if case.name == "validation-loop")
    short, everything = (words_of(case, 10_000, full=full) for full in (False, True))
    assert "Before money is committed: 1 in the way, 6 clear. In the way: Accountable owner." in (
        short
    )
    assert "Before money is committed · Accountable owner: “Nobody on the business side.”" in (
        everything
    )
    assert "Before money is committed, clear: " in everything


@pytest.mark.parametrize("case", questionnaire().cases, ids=lambda case: case.name)
def test_a_close_call_is_said_once_and_a_stop_by_its_mark(case: AuthorCase) -> None:
    text = words_of(case, 10_000)
    with_whom = dossier_for(case).triage.decision.close_call_with
    assert text.lower().count("a close call with") == (with_whom is not None)
    if with_whom == questionnaire().procedure.stop:
        assert "5 points are needed for a stop, 4 were found." in text


@pytest.mark.parametrize("case", questionnaire().cases, ids=lambda case: case.name)
def test_what_adds_points_to_a_way_never_speaks_against_it(case: AuthorCase) -> None:
    dossier = dossier_for(case)
    others = words_of(case, 10_000).partition("\nThe other ways\n")[2].partition("\n\n")[0]
    for strategy in questionnaire().strategies:
        line = next(
            (one for one in others.splitlines() if one.startswith(f"  - {strategy.title}: ")), ""
        )
        _, _, rest = line.partition("What speaks most ")
        for part in rest.split("What speaks most "):
            side, _, said = part.partition(" it: ")
            for addition in dossier.triage.case(strategy.id).all_ if said else ():
                if addition.kind == "question" and said.startswith(
                    f"{dossier.short(addition.id)}, “"
                ):
                    assert (addition.points > 0) == (side == "for"), line


def test_what_a_forced_stop_outweighed_is_said_not_to_be_enough() -> None:
    case = next(c for c in questionnaire().cases if c.name == "bought-service-now-does-it")
    text = words_of(case, 10_000, full=False)
    why, against = text.split("\nWhy\n")[1].split("\nWhat speaks against it, and was not enough\n")
    assert "Test result" not in why
    assert against.startswith("  - Test result, “Better than today")


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
    for arguments in ([], ["--full"]):
        out = unstall("score", "Empty", *arguments).out
        assert "nothing known yet" in out
        to_find_out = out.split("To find out\n")[1].split("\n\n")[0]
        items = to_find_out.count("  - ")
        if arguments:
            assert items == len(dossier_for(case_for(None)).triage.gaps)
        else:
            assert items == 4
            assert "  - and " in to_find_out.splitlines()[-1]


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
