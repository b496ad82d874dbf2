"""Beginning a session again from the command line, and confirming what is as it was."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from tests.builtin import engine
from tests.commands.adoptable import first, second
from tests.commands.running import Run, one_line
from unstall.commands import answer, folder, rerun
from unstall.session.models import Result
from unstall.session.store import SessionStore

NEXT_QUARTER = datetime(2027, 2, 19, 10, 2, 11, tzinfo=timezone(timedelta(hours=1)))


@pytest.fixture
def old(example: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The worked example, three months after it was written."""
    for module in (answer, folder, rerun):
        monkeypatch.setattr(module, "now", lambda: NEXT_QUARTER)
    return example


def tables(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def test_a_rerun_names_the_session_before_and_has_no_answer_of_its_own(
    unstall: Run, old: Path
) -> None:
    done = unstall("rerun", "Claims triage")
    assert done.code == 0
    path = Path(done.out.strip())
    assert path.parent == old.parent
    assert path.stem == str(NEXT_QUARTER.date())
    kept, before = tables(path), tables(old)
    assert kept["previous"] == old.name
    assert kept["assessed"] == NEXT_QUARTER.date()
    assert [kept[key] for key in ("project", "client", "depth")] == [
        before[key] for key in ("project", "client", "depth")
    ]
    assert kept["questionnaire"] == before["questionnaire"]
    assert not kept.get("answers")
    assert not kept.get("facts")
    assert done.err == (
        "The questionnaire is the same: stalled-ai 1.0.0.\n"
        f"Begun, to repeat {old.name}. Go on with: unstall open claims-triage\n"
    )


def test_a_rerun_that_confirms_everything_comes_to_the_same_verdict(
    unstall: Run, old: Path
) -> None:
    path = unstall("rerun", str(old)).out.strip()
    done = unstall("answer", path, "--confirm-rest", "all")
    assert done.code == 0
    kept, before = tables(Path(path)), tables(old)
    assert kept["facts"] == before["facts"]
    assert kept["answers"].keys() == before["answers"].keys()
    for question, then in before["answers"].items():
        now = kept["answers"][question]
        assert now.pop("confirmed") is True
        assert now.pop("at") == NEXT_QUARTER
        then.pop("at")
        assert now == then
    store = SessionStore(old.parent.parent)
    before_and_after = (store.open(one, write=False).session for one in (old, Path(path)))
    then_decided, now_decided = (engine().triage_session(one).decision for one in before_and_after)
    assert now_decided == then_decided


def test_an_answer_given_goes_before_the_rest_that_is_confirmed(unstall: Run, old: Path) -> None:
    path = unstall("rerun", str(old)).out.strip()
    done = unstall(
        "answer", path, "value-case=need-gone", "--note", "sponsor-engaged=said so again",
        "--confirm-rest", "organisational", "--confirm", "success-criteria",
        "--confirm", "months_stalled",
    )  # fmt: skip
    assert done.code == 0, done.err
    answers = tables(Path(path))["answers"]
    assert answers["value-case"]["level"] == "need-gone"
    assert "confirmed" not in answers["value-case"]
    assert answers["sponsor-engaged"]["confirmed"] is True
    assert answers["sponsor-engaged"]["note"] == "said so again"
    assert answers["success-criteria"]["confirmed"] is True
    assert tables(Path(path))["facts"] == {"months_stalled": 7}
    again = unstall("answer", path, "--confirm", "success-criteria")
    assert again.err.startswith("Nothing changed")


def test_what_cannot_be_confirmed_is_refused_in_one_line_and_nothing_changes(
    unstall: Run, old: Path
) -> None:
    path = unstall("rerun", str(old)).out.strip()
    before = Path(path).read_bytes()
    for arguments, said in (
        (("--confirm", "no-such"), "there is no question 'no-such'"),
        (("--confirm", "fallback"), "it was not answered last time"),
        (("--confirm", "run_budget"), "it was not given last time"),
        (("--confirm-rest", "techncal"), "there is no section 'techncal'"),
        (("value-case=1", "--confirm", "value-case"), "'value-case' is both given and confirmed"),
    ):
        done = unstall("answer", path, *arguments)
        assert done.code == 2
        assert said in one_line(done.err)
        assert Path(path).read_bytes() == before
    done = unstall("answer", str(old), "--confirm", "value-case")
    assert "this session repeats none" in one_line(done.err)


def test_a_second_rerun_is_refused_while_nothing_is_answered_in_the_first(
    unstall: Run, old: Path
) -> None:
    path = Path(unstall("rerun", str(old)).out.strip())
    second = unstall("rerun", str(old))
    assert second.code == 2
    assert path.name in one_line(second.err)
    by_name = unstall("rerun", "Claims triage")
    assert by_name.code == 2
    assert f"re-run of {old.name}" in one_line(by_name.err)
    unstall("answer", str(path), "value-case=1")
    third = unstall("rerun", str(old))
    assert third.code == 0
    assert sorted(file.name for file in old.parent.glob("*.toml")) == [
        old.name, f"{path.stem}-2.toml", path.name,
    ]  # fmt: skip


def test_a_closed_session_is_repeated_and_stays_as_it_is(unstall: Run, old: Path) -> None:
    store = SessionStore(old.parent.parent)
    store.freeze(old, Result(strategy="fix", standing="open", program="1"), NEXT_QUARTER)
    before = old.read_bytes()
    done = unstall("rerun", "Claims triage")
    assert done.code == 0
    assert old.read_bytes() == before
    kept = tables(Path(done.out.strip()))
    assert "closed" not in kept
    assert "result" not in kept


def test_the_file_is_written_elsewhere_when_asked_and_never_over_another(
    unstall: Run, old: Path, tmp_path: Path
) -> None:
    file = tmp_path / "again.toml"
    done = unstall("rerun", str(old), "-o", str(file))
    assert done.code == 0
    assert done.out == ""
    assert f"in one folder with {old.name}" in done.err
    assert tables(file)["previous"] == old.name
    assert list(old.parent.glob("*.toml")) == [old]
    again = unstall("rerun", str(old), "-o", str(file))
    assert again.code == 2
    shown = unstall("rerun", str(old), "-o", "-")
    assert tomllib.loads(shown.out)["previous"] == old.name


def test_another_questionnaire_is_no_version_of_this_one(unstall: Run, old: Path) -> None:
    both = unstall("rerun", str(old), "--questionnaire", "x", "--same-version")
    assert "Keep one of the two" in one_line(both.err)
    none = unstall("rerun", str(old), "--questionnaire", "no-such")
    assert none.code == 2
    assert "no-such" in one_line(none.err)


def test_json_tells_what_can_be_confirmed(unstall: Run, old: Path) -> None:
    told = unstall("rerun", str(old), "--json").json
    assert told["previous"] == old.name
    assert told["last_time"] == {
        "path": str(old), "assessed": "2026-11-20", "closed": False, "version": "1.0.0",
    }  # fmt: skip
    assert told["can_be_confirmed"] == sorted(tables(old)["answers"])
    assert (told["ask_again"], told["added"], told["retired"]) == ([], [], [])


@pytest.fixture
def adopted(unstall: Run, home: Path, old: Path) -> Path:  # noqa: ARG001 - time has passed
    """A session of a questionnaire of one's own, of which there is a newer version by now."""
    unstall("questionnaire", "adopt", str(first(home)))
    unstall("new", "--project", "Own", "--questionnaire", "my-questionnaire", "--depth", "full")
    done = unstall(
        "answer", "Own", "still-needed=some-would-mind", "owner=decides", "budget=some",
        "steps-repeatable=scripted",
    )  # fmt: skip
    assert done.code == 0, done.err
    assert unstall("questionnaire", "adopt", str(second(home))).code == 0
    return Path(unstall("list", "--json").json["sessions"][0]["path"])


@pytest.mark.usefixtures("adopted")
def test_what_changed_between_versions_is_said_in_one_line(unstall: Run) -> None:
    done = unstall("rerun", "Own")
    assert done.code == 0
    assert done.err.splitlines()[0] == (
        "Questionnaire my-questionnaire 1.0.0 is 2.0.0 now: 2 of 4 answers can be confirmed, 1 to "
        "be asked again, 1 question new, 1 question retired."
    )
    refused = unstall("answer", "Own", "--confirm", "owner")
    assert "its levels are others than last time" in one_line(refused.err)
    refused = unstall("answer", "Own", "--confirm", "deadline")
    assert "it was not asked last time" in one_line(refused.err)
    assert unstall("answer", "Own", "--confirm", "steps-repeatable").code == 0
    assert tables(Path(unstall("list", "--json").json["sessions"][0]["path"]))[
        "answers"
    ].keys() == {"repeatable"}


@pytest.mark.usefixtures("adopted")
def test_the_very_version_of_the_session_can_be_used_again(unstall: Run, home: Path) -> None:
    told = unstall("rerun", "Own", "--same-version", "--json").json
    assert told["questionnaire"]["version"] == "1.0.0"
    assert len(told["can_be_confirmed"]) == 4
    unstall("answer", "Own", "owner=1")
    named = unstall("rerun", "Own", "--questionnaire", str(home / "second.toml"), "--json").json
    assert named["questionnaire"]["version"] == "2.0.0"
    other = unstall("rerun", "Claims triage", "--questionnaire", "my-questionnaire")
    assert "are two questionnaires" in one_line(other.err)
