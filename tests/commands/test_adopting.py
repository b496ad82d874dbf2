"""Adopting a version of a questionnaire, and what it makes of saved sessions."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.commands.adoptable import first, second
from tests.commands.running import Ran, Run, one_line
from unstall.paths import own_questionnaires
from unstall.questionnaire.library import find

ID = "my-questionnaire"


@pytest.fixture
def claims(unstall: Run, home: Path, clock: object) -> Path:  # noqa: ARG001 - the clock stands
    """A session made with version 1.0.0, which is in force."""
    adopted = unstall("questionnaire", "adopt", str(first(home)))
    assert adopted.code == 0, adopted.err
    unstall("new", "--project", "Claims", "--questionnaire", ID, "--depth", "full")
    done = unstall(
        "answer", "Claims", "still-needed=some-would-mind", "owner=decides", "budget=some",
        "steps-repeatable=scripted", "--note", "budget=Until March", "--fact", "months_stalled=7",
    )  # fmt: skip
    assert done.code == 0, done.err
    return next((home / "data/unstall/sessions/claims").glob("*.toml"))


def adopt(unstall: Run, *arguments: str) -> Ran:
    return unstall("questionnaire", "adopt", *arguments)


def everything(folder: Path) -> dict[str, bytes]:
    """The bytes of all files below a folder, but for what can be thrown away."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "cache" not in path.parts
    }


@pytest.mark.usefixtures("claims")
def test_a_dry_run_tells_what_a_re_run_would_make_of_the_answers_and_changes_nothing(
    unstall: Run, home: Path
) -> None:
    newer = second(home)
    before = everything(home)
    done = adopt(unstall, str(newer), "--dry-run")
    assert done.code == 0, done.err
    assert done.out == (
        "Stalled migration (my-questionnaire 2.0.0), in the place of 1.0.0 (own)\n"
        "\n"
        "Since 1.0.0\n"
        "  renamed  steps-repeatable is repeatable\n"
        "  renamed  action script-steps is write-scripts\n"
        "  rescaled still-needed: Half of the answers lay between two levels.\n"
        "  rescaled owner: To decide means more now.\n"
        "  retired  budget: Nobody ever knew.\n"
        "  new      deadline\n"
        "\n"
        "PROJECT  FROM   KEPT  RENAMED  RESCALED  ASK AGAIN  RETIRED  NEW  VERDICT\n"
        "Claims   1.0.0  0     1        1         1          1        1    "
        "Go on → too little known\n"
        "\n"
        "Claims\n"
        "  owner: asked again\n"
        "  budget: retired. Nobody ever knew.\n"
    )
    assert everything(home) == before


@pytest.mark.usefixtures("claims")
def test_the_dry_run_as_json_names_every_answer(unstall: Run, home: Path) -> None:
    data = adopt(unstall, str(second(home)), "--dry-run", "--json").json
    assert list(data) == [
        "questionnaire", "in_force", "problems", "adopted", "file", "kept", "changes", "sessions",
    ]  # fmt: skip
    assert data["questionnaire"]["version"] == "2.0.0"
    assert (data["in_force"]["version"], data["in_force"]["origin"]) == ("1.0.0", "own")
    (change,) = data["changes"]
    assert change["retired"] == [
        {"kind": "question", "id": "budget", "because": "Nobody ever knew."}
    ]
    assert [one["kind"] for one in change["renamed"]] == ["question", "action"]
    (told,) = data["sessions"]
    assert told["renamed"] == [{"old": "steps-repeatable", "new": "repeatable"}]
    assert told["rescaled"] == [
        {
            "old": "still-needed",
            "new": "still-needed",
            "before": "some-would-mind",
            "after": "some-would-mind",
        }
    ]
    assert (told["kept"], told["ask_again"], told["older"]) == ([], ["owner"], 0)
    assert told["added"] == ["deadline"]
    assert told["verdict_before"]["strategy"] == "go-on"
    assert told["verdict_after"] is None


def test_a_report_of_an_old_session_keeps_its_bytes_after_a_newer_version_was_adopted(
    unstall: Run, home: Path, claims: Path
) -> None:
    documents = [("report",), ("report", "--format", "html"), ("plan",), ("score", "--json")]
    before = [unstall(*command, "Claims").out for command in documents]
    session = claims.read_bytes()
    assert all(before)
    assert adopt(unstall, str(second(home))).code == 0
    assert find(ID).questionnaire.version == "2.0.0"
    assert [unstall(*command, "Claims").out for command in documents] == before
    assert claims.read_bytes() == session
    shutil.rmtree(home / "data/unstall/sessions/.questionnaires")
    assert [unstall(*command, "Claims").out for command in documents] == before


@pytest.mark.usefixtures("claims")
def test_new_sessions_are_made_with_what_was_adopted(unstall: Run, home: Path) -> None:
    done = adopt(unstall, str(second(home)))
    assert Path(done.out.strip()).is_file()
    made = unstall("new", "--project", "Other", "--questionnaire", ID, "--json").json
    assert made["questionnaire"]["version"] == "2.0.0"
    assert unstall("answer", "Other", "deadline=some").code == 0


@pytest.mark.usefixtures("claims")
def test_a_re_run_is_made_with_what_was_adopted_and_takes_the_answers_along(
    unstall: Run, home: Path
) -> None:
    adopt(unstall, str(second(home)))
    data = unstall("rerun", "Claims", "--json").json
    assert data["questionnaire"]["version"] == "2.0.0"
    unstall("answer", "Claims", "--confirm-rest", "all")
    newest = max((home / "data/unstall/sessions/claims").glob("*-2.toml"))
    text = newest.read_text(encoding="utf-8")
    assert "[answers.repeatable]" in text
    assert "[answers.owner]" not in text
    assert "[answers.budget]" not in text


@pytest.mark.usefixtures("claims")
def test_the_way_back_is_told_and_leads_back(unstall: Run, home: Path) -> None:
    before = find(ID)
    done = adopt(unstall, str(second(home)))
    kept = done.err.rpartition("--force ")[2].strip()
    assert adopt(unstall, kept).code == 1
    assert find(ID).questionnaire.version == "2.0.0"
    assert adopt(unstall, kept, "--force").code == 0
    assert find(ID).sha256 == before.sha256
    again = adopt(unstall, str(home / "second.toml"), "--json").json
    assert again["adopted"]
    assert len(again["kept"]) == 1


@pytest.mark.usefixtures("claims")
def test_an_older_version_is_refused_unless_one_insists(unstall: Run, home: Path) -> None:
    adopt(unstall, str(second(home)))
    done = adopt(unstall, str(home / "first.toml"))
    assert done.code == 1
    assert done.out == ""
    assert "version 1.0.0 is older than 2.0.0" in done.err
    assert find(ID).questionnaire.version == "2.0.0"


@pytest.mark.usefixtures("claims")
def test_a_version_that_would_lose_answers_is_refused_and_nothing_changes(
    unstall: Run, home: Path
) -> None:
    newer = second(home, retired="")
    before = everything(home)
    done = adopt(unstall, str(newer), "--json")
    assert done.code == 1
    assert not done.json["adopted"]
    (problem,) = done.json["problems"]
    assert problem["message"] == "the question budget of 1.0.0 is gone"
    assert everything(home) == before
    dry = adopt(unstall, str(newer), "--dry-run")
    assert dry.code == 1
    assert "budget: gone without a reason" in dry.out


@pytest.mark.usefixtures("claims")
@pytest.mark.parametrize("text", ["schema = ", "schema = 1", "\x00", ""])
def test_what_cannot_be_read_is_refused_in_one_line_before_anything_changes(
    unstall: Run, home: Path, text: str
) -> None:
    (home / "bad.toml").write_text(text, encoding="utf-8")
    before = everything(home)
    for arguments in (("bad.toml",), ("bad.toml", "--force"), ("nowhere.toml",), ("nothing",)):
        done = adopt(unstall, *arguments)
        assert done.code == 2
        assert done.out == ""
        one_line(done.err)
    assert everything(home) == before


def test_what_is_in_force_already_is_left_as_it_is(unstall: Run, home: Path) -> None:
    adopt(unstall, str(first(home)))
    before = everything(home)
    done = adopt(unstall, str(first(home)))
    assert (done.code, done.out) == (0, "")
    assert "in force already" in done.err
    assert everything(home) == before


def test_without_sessions_a_dry_run_says_so(unstall: Run, home: Path) -> None:
    done = adopt(unstall, str(first(home)), "--dry-run")
    assert done.code == 0
    assert "of which no version is in force" in done.out
    assert "No saved session was made with this questionnaire." in done.out
    assert not own_questionnaires().exists()


def test_a_session_that_cannot_be_read_is_told_of(unstall: Run, home: Path, claims: Path) -> None:
    claims.write_text("schema = ", encoding="utf-8")
    data = adopt(unstall, str(second(home)), "--dry-run", "--json").json
    (told,) = data["sessions"]
    assert told["path"] == str(claims)
    assert told["problem"]
    assert "not to be told" in adopt(unstall, str(second(home)), "--dry-run").out


@pytest.mark.usefixtures("claims")
def test_older_sessions_of_a_project_are_counted(unstall: Run, home: Path) -> None:
    unstall("new", "--project", "Claims", "--questionnaire", ID)
    unstall("new", "--project", "Elsewhere")
    data = adopt(unstall, str(second(home)), "--dry-run", "--json").json
    (told,) = data["sessions"]
    assert (told["project"], told["older"]) == ("Claims", 1)
    assert told["added"] == [], "the newest is a quick one, and the new question is not"
