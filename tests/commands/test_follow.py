"""What became of a plan, from the command line: recorded whole or not at all, and told."""

from __future__ import annotations

import shutil
import tomllib
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from tests.commands.running import Run, one_line
from tests.proof import mostly_thorough
from unstall.commands import answer, folder, follow, rerun
from unstall.example import example_session
from unstall.paths import builtin_questionnaires
from unstall.questionnaire.load import load
from unstall.questionnaire.versions import version_map
from unstall.report.docx import words_of
from unstall.session.format import encode, read_session
from unstall.session.models import OwnAction
from unstall.session.rerun import begin_again, confirm_all, confirm_all_facts, last_time
from unstall.session.store import SessionStore

FIRST = datetime(2026, 11, 20, 10, 2, 11, tzinfo=timezone(timedelta(hours=1)))
NEXT_QUARTER = datetime(2027, 2, 19, 10, 2, 11, tzinfo=timezone(timedelta(hours=1)))
ACTION = "name-production-owner"
OTHER = "classify-risk"


def at(moment: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (answer, folder, follow, rerun):
        monkeypatch.setattr(module, "now", lambda: moment)


@pytest.fixture(scope="module")
def quarters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The worked example and its re-run, in which everything is as it was."""
    kept = tmp_path_factory.mktemp("quarters")
    loaded = load(builtin_questionnaires() / "stalled-ai")
    bank = loaded.questionnaire
    first = example_session(bank, loaded.sha256, FIRST)
    old = SessionStore(kept, lambda: FIRST).create(first, loaded)
    versions = version_map(bank, bank)
    again = begin_again(first, old.name, versions, bank, sha256=loaded.sha256, now=NEXT_QUARTER)
    last = last_time(first, bank, versions)
    again = confirm_all(again, last, [q.id for q in bank.questions], at=NEXT_QUARTER)
    again = confirm_all_facts(again, bank, last)
    SessionStore(kept, lambda: NEXT_QUARTER).create(again, loaded, beside=old)
    return kept


@pytest.fixture
def own(quarters: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The worked example, three months after its plan was made."""
    at(NEXT_QUARTER, monkeypatch)
    copy = tmp_path / "sessions"
    shutil.copytree(quarters, copy)
    monkeypatch.setenv("UNSTALL_SESSIONS", str(copy))
    return copy / "claims-triage" / f"{FIRST.date()}.toml"


@pytest.fixture
def again(own: Path) -> Path:
    """Its re-run."""
    return own.with_name(f"{NEXT_QUARTER.date()}.toml")


def tables(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def test_what_became_of_the_last_plan_is_recorded_in_the_rerun(
    unstall: Run, own: Path, again: Path
) -> None:
    before = own.read_bytes()
    done = unstall(
        "follow", str(again), f"{ACTION}=done:2026-12-01", f"{OTHER}=dropped: no rules apply ",
        "blocker-log=done", "--note", f"{ACTION}=a: b=c", "--held", "commit=change:2026-12-11",
        "--held-note", "commit=Two of three said so.",
    )  # fmt: skip
    assert done.code == 0, done.err
    assert done.out == ""
    assert done.err.startswith(
        "Saved in Claims triage. Of the 59 actions of the plan of 20 November 2026, two are done,"
    )
    last = tables(again)["last_plan"]
    assert last["actions"] == {
        "blocker-log": {"done": NEXT_QUARTER.date()},
        OTHER: {"dropped": "no rules apply"},
        ACTION: {"done": date(2026, 12, 1), "note": "a: b=c"},
    }
    assert last["held"] == {
        "commit": {
            "on": date(2026, 12, 11),
            "outcome": "change",
            "note": "Two of three said so.",
        }
    }
    assert own.read_bytes() == before


def test_of_a_first_session_its_own_plan_is_followed(unstall: Run, own: Path) -> None:
    done = unstall("follow", str(own), f"{ACTION}=done", "--held", "commit=go-on")
    assert done.code == 0, done.err
    plan = tables(own)["plan"]
    assert plan["actions"][ACTION]["done"] == NEXT_QUARTER.date()
    assert plan["held"]["commit"]["outcome"] == "go-on"
    assert "last_plan" not in tables(own)


def test_in_a_rerun_its_own_plan_can_be_followed_too(unstall: Run, again: Path) -> None:
    assert unstall("follow", str(again), f"{ACTION}=done", "--own").code == 0
    assert tables(again)["plan"]["actions"][ACTION]["done"] == NEXT_QUARTER.date()
    assert "last_plan" not in tables(again)


def test_with_nothing_after_the_equals_sign_it_is_taken_back(unstall: Run, again: Path) -> None:
    before = tables(again)
    unstall("follow", str(again), f"{ACTION}=done", "--held", "commit=stop")
    assert tables(again) != before
    assert unstall("follow", str(again), f"{ACTION}=", "--held", "commit=").code == 0
    assert tables(again) == before


def test_the_same_again_changes_nothing(unstall: Run, again: Path) -> None:
    unstall("follow", str(again), f"{ACTION}=done")
    before = again.read_bytes()
    done = unstall("follow", str(again), f"{ACTION}=done")
    assert done.err.startswith("Nothing changed in Claims triage.")
    assert again.read_bytes() == before


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ((f"{ACTION}=done", "load-tset=done"), "there is no action 'load-tset' in the plan of"),
        ((f"{ACTION}=finished",), "'finished' is nothing that became of an action"),
        ((f"{ACTION}=done:soon",), "'soon' is no date"),
        ((f"{ACTION}=done:2027-03-01",), "2027-03-01 is still to come"),
        ((f"{ACTION}=done:2026-11-19",), "2026-11-19 lies before the plan"),
        ((f"{ACTION}=done:0001-01-01",), "the year 1 lies outside"),
        ((f"{ACTION}=dropped",), "what is dropped needs a reason"),
        ((f"{ACTION}=:x",), "is nothing that became of an action"),
        ((ACTION,), "is not of the form ACTION=OUTCOME"),
        ((f"{ACTION}=done", f"{ACTION}=done"), "is given twice"),
        (("--held", "commmit=go-on"), "there is no checkpoint 'commmit'. It has commit, value"),
        (("--held", "commit=perhaps"), "'perhaps' is nothing that is decided at a checkpoint"),
        (("--held", "commit=stop:2027-03-01"), "still to come"),
        (("--held-note", "commit=x"), "it is not recorded that this checkpoint was held"),
        (("--note", "nothing=x"), "there is no action 'nothing'"),
        ((f"{ACTION}=done", "--note", "\x1b[2J=x"), "is not of the form --note ACTION=TEXT"),
    ],
)
def test_what_will_not_do_is_refused_and_nothing_is_recorded(
    unstall: Run, again: Path, given: tuple[str, ...], said: str
) -> None:
    before = again.read_bytes()
    done = unstall("follow", str(again), *given)
    assert done.code == 2
    assert done.out == ""
    assert said in one_line(done.err)
    assert again.read_bytes() == before


def test_a_closed_session_is_told_about_and_not_changed(unstall: Run, again: Path) -> None:
    text = read_session(again)
    shut = text.model_copy(update={"closed": NEXT_QUARTER})
    again.write_bytes(encode(shut))
    done = unstall("follow", str(again), f"{ACTION}=done")
    assert done.code == 2
    assert "closed" in one_line(done.err)
    assert unstall("follow", str(again)).code == 0


def test_the_list_names_every_action_and_checkpoint_by_what_records_it(
    unstall: Run, again: Path
) -> None:
    unstall("follow", str(again), f"{ACTION}=done:2026-12-01", "--held", "commit=go-on")
    data = unstall("follow", str(again), "--json").json
    told = unstall("follow", str(again))
    assert told.code == 0
    assert told.err == ""
    lines = told.out.splitlines()
    assert max(map(len, lines)) <= 80
    for entry in (*data["actions"], *data["checkpoints"]):
        assert f"  {entry.get('id') or entry['kind']}" in lines
    assert "Done on 1 December 2026." in told.out
    assert "Meant to move: Team that will run it." in told.out
    assert "Held on 19 February 2027. Decided: go on as planned." in told.out
    assert "Record it with: unstall follow SESSION ACTION=done" in told.out


def test_programs_are_told_the_same(unstall: Run, again: Path) -> None:
    given = (f"{ACTION}=done:2026-12-01", "--held", "commit=go-on")
    data = unstall("follow", str(again), *given, "--json").json
    assert (data["changed"], data["plan"], data["made"]) == (True, "last", "2026-11-20")
    by_id = {action["id"]: action for action in data["actions"]}
    assert by_id[ACTION].items() >= {
        "state": "done", "done": "2026-12-01", "days_over": 7, "in_next": True,
    }.items()  # fmt: skip
    (aim,) = by_id[ACTION]["aimed_at"]
    assert (aim["question"], aim["moved"], aim["enough"]) == ("production-owner", "same", False)
    assert aim["then_level"] == aim["now_level"]
    assert data["moves"] == []
    states = {one["kind"]: one["state"] for one in data["checkpoints"]}
    assert states["commit"] == "held"


def test_a_session_whose_forerunner_is_gone_says_so_and_how_to_go_on(
    unstall: Run, own: Path, again: Path
) -> None:
    own.unlink()
    done = unstall("follow", str(again), f"{ACTION}=done")
    assert done.code == 2
    assert "the session before cannot be had" in one_line(done.err)
    assert "--own" in done.err
    assert unstall("follow", str(again), f"{ACTION}=done", "--own").code == 0


def test_without_a_plan_there_is_nothing_to_follow(unstall: Run) -> None:
    path = unstall("new", "--project", "Empty").out.strip()
    assert unstall("follow", path).out.startswith("There is no plan to follow")
    assert "there is no action" in one_line(unstall("follow", path, f"{ACTION}=done").err)


@pytest.mark.parametrize("form", mostly_thorough(["md", "html"]))
def test_the_report_of_a_rerun_has_the_page_and_that_of_a_first_session_has_not(
    unstall: Run, own: Path, again: Path, form: str
) -> None:
    unstall("follow", str(again), f"{ACTION}=done:2026-12-01")
    told = unstall("report", str(again), "--format", form).out
    assert "Since last time" in told
    assert "How it moved over two sessions" in told
    assert "Since last time" not in unstall("report", str(own), "--format", form).out


def test_the_report_says_where_the_way_back_ends(unstall: Run, own: Path, again: Path) -> None:
    own.write_text("<<<<<<< ours\n", encoding="utf-8")
    told = unstall("report", str(again))
    assert told.code == 0
    assert "Since last time" not in told.out
    assert "What came before is told no further back than this" in told.err


@pytest.mark.parametrize("form", mostly_thorough(["md", "html", "docx"]))
def test_a_redacted_report_names_nobody_of_the_session_before(
    unstall: Run, own: Path, again: Path, form: str
) -> None:
    names = "names_by_role=sponsor: Kim Oyelaran; tech-lead: Jo Mwangi"
    assert unstall("answer", str(own), "--fact", names).code == 0
    store = SessionStore(own.parent.parent)
    with store.open(own) as opened:
        added = OwnAction(
            title="Have it signed", role="cto", done_when="It is.", effort=(1, 2), added_for="fix"
        )
        plan = opened.session.plan.model_copy(update={"own": {"ask-oyelaran": added}})
        opened.save(opened.session.model_copy(update={"plan": plan}))
    gone = ("ask-oyelaran=done:2026-12-01", "--note", "ask-oyelaran=Kim signed")
    done = unstall("follow", str(again), *gone)
    assert done.code == 0, done.err
    told = unstall("report", str(again), "--format", form, "-o", "out", "--redact")
    assert told.code == 0, told.err
    text = words_of(Path("out").read_bytes()) if form == "docx" else Path("out").read_text("utf-8")
    assert "Have it signed" in text
    assert "1 December 2026" in text
    for dropped in ("Kim", "Oyelaran", "oyelaran", "Mwangi"):
        assert dropped not in text
