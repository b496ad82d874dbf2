"""Ballots from the command line: made, filled in alone, counted once each, and never by name."""

from __future__ import annotations

import json
import shutil
import tomllib
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.commands.running import Run, one_line
from tests.session.support import questionnaire
from unstall.commands.folder import now
from unstall.session.ballot import filled_in, role_id, with_role
from unstall.session.edit import answer
from unstall.session.format import encode, read_session

OWNER = "business-owner"


@pytest.fixture
def session(unstall: Run) -> Path:
    """A session with nothing in it."""
    return Path(unstall("new", "--project", "Claims").out.strip())


@pytest.fixture
def blank(unstall: Run, session: Path, home: Path) -> Path:
    """A blank ballot of it."""
    file = home / "ballot.toml"
    assert unstall("ballot", "claims", "-o", str(file)).code == 0, session
    return file


def _filled(blank: Path, name: str, role: str, *answers: str) -> Path:
    """Fill a copy in as the command does, without beginning a program each time."""
    copy = blank.with_name(f"{name}.toml")
    ballot = read_session(blank)
    for given in answers:
        question, _, value = given.partition("=")
        ballot = answer(ballot, questionnaire(), question, value, at=now())
    ballot = with_role(ballot, role_id(questionnaire(), role))
    copy.write_bytes(encode(filled_in(ballot, lambda: sha256(name.encode()).hexdigest()[:16])))
    return copy


@pytest.fixture
def ballots(blank: Path) -> list[str]:
    """Six copies, filled in: the business has an owner, engineering knows of none."""
    roles = ["Business"] * 3 + ["Engineering"] * 3
    return [
        str(_filled(blank, f"b{n}", role, f"{OWNER}={'4' if n < 3 else '1'}"))
        for n, role in enumerate(roles)
    ]


def _votes(session: Path) -> dict[str, Any]:
    return tomllib.loads(session.read_text())


def test_a_blank_ballot_holds_nothing_of_the_session_but_what_it_asks(
    unstall: Run, session: Path, home: Path
) -> None:
    unstall("answer", "claims", f"{OWNER}=named", "--note", f"{OWNER}=CFO", "--fact", "client=Acme")
    unstall("ballot", "claims", "-o", "b.toml")
    tables = tomllib.loads((home / "b.toml").read_text())
    assert set(tables) == {
        "schema", "project", "depth", "opened", "assessed", "questionnaire", "ballot",
    }  # fmt: skip
    assert set(tables["ballot"]) == {"questions"}
    assert session.exists()


@pytest.mark.parametrize(("which", "count"), [("quick", 17), ("full", 52), ("matter", 12)])
def test_a_ballot_asks_what_is_wanted(unstall: Run, session: Path, which: str, count: int) -> None:
    text = unstall("ballot", "claims", "--questions", which).out
    asked = tomllib.loads(text)["ballot"]["questions"]
    assert len(asked) == len(set(asked))
    assert len(asked) == count, session


def test_filling_a_ballot_in_says_nothing_of_a_verdict(unstall: Run, blank: Path) -> None:
    done = unstall("answer", str(blank), f"{OWNER}=named", "--role", "Engineering")
    assert "1 of 17 questions answered. Your role: engineering." in done.err
    assert "Too little" not in done.err
    data = json.loads(unstall("answer", str(blank), "value-case=2", "--json").out)
    assert (data["strategy"], data["standing"], data["answered"]) == (None, None, 2)


def test_a_ballot_has_an_id_of_its_own_once_it_is_filled_in_and_keeps_it(
    unstall: Run, blank: Path
) -> None:
    one, other = blank.with_name("one.toml"), blank.with_name("other.toml")
    for copy in (one, other):
        shutil.copy(blank, copy)
        assert unstall("answer", str(copy), f"{OWNER}=named", "--role", "Business").code == 0
    ids = [tomllib.loads(file.read_text())["ballot"]["id"] for file in (one, other)]
    assert len(set(ids)) == 2
    unstall("answer", str(one), f"{OWNER}=nobody")
    assert tomllib.loads(one.read_text())["ballot"]["id"] == ids[0]


def test_ballots_are_counted_by_role_and_nothing_of_them_stands_in_the_session(
    unstall: Run, session: Path, ballots: list[str]
) -> None:
    done = unstall("collect", "claims", *ballots)
    assert done.code == 0
    assert "Ballots: 6 new." in done.err
    tables = _votes(session)
    assert sorted(tables["voters"].values()) == ["business"] * 3 + ["engineering"] * 3
    text = session.read_text()
    for ballot in ballots:
        assert tomllib.loads(Path(ballot).read_text())["ballot"]["id"] not in text
    assert "answers" not in tables


def test_what_the_room_said_is_told_by_role(
    unstall: Run, session: Path, ballots: list[str]
) -> None:
    out = unstall("collect", "claims", *ballots).out
    assert out.startswith("6 people voted on 1 question: 3 business and 3 engineering.\n")
    assert "Accountable owner (business-owner): two camps." in out
    assert "1 ●●● · Nobody on the business side. · engineering 3" in out
    assert "Business says 4, engineering 1: three steps apart." in out
    assert "Speaks first: who voted 1 (engineering); then who voted 4 (business)." in out
    assert "The group says 1 of 4, the lower of the two in the middle" in out
    assert session.exists()


def test_the_same_ballot_is_counted_once_however_often_it_comes(
    unstall: Run, session: Path, ballots: list[str]
) -> None:
    unstall("collect", "claims", *ballots)
    before = session.read_bytes()
    copy = Path(ballots[0]).with_name("copy.toml")
    shutil.copy(ballots[0], copy)
    again = unstall("collect", "claims", *ballots, str(copy), ballots[0])
    assert "Ballots: 8 counted before." in again.err
    assert session.read_bytes() == before


def test_a_changed_ballot_replaces_what_it_said_before(
    unstall: Run, session: Path, ballots: list[str]
) -> None:
    unstall("collect", "claims", *ballots)
    unstall("answer", ballots[0], f"{OWNER}=nobody", "value-case=2", "--role", "Sales")
    done = unstall("collect", "claims", ballots[0])
    assert "Ballots: 1 changed." in done.err
    tables = _votes(session)
    assert len(tables["voters"]) == 6
    assert sorted(tables["voters"].values()).count("sales") == 1
    assert sorted(tables["votes"][OWNER]["first"].values()).count("nobody") == 4


def test_of_two_versions_of_one_ballot_the_later_counts_whichever_is_named_first(
    unstall: Run, session: Path, blank: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import timedelta

    from unstall.commands import answer as answering

    early = _filled(blank, "early", "business", f"{OWNER}=named")
    late = early.with_name("late.toml")
    shutil.copy(early, late)
    moment = now() + timedelta(hours=1)
    monkeypatch.setattr(answering, "now", lambda: moment)
    unstall("answer", str(late), f"{OWNER}=nobody")
    unstall("collect", "claims", str(late), str(early))
    assert list(_votes(session)["votes"][OWNER]["first"].values()) == ["nobody"]


def test_a_second_round_is_kept_beside_the_first(
    unstall: Run, session: Path, ballots: list[str]
) -> None:
    unstall("collect", "claims", *ballots)
    unstall("answer", ballots[5], f"{OWNER}=3")
    out = unstall("collect", "claims", "--round", "second", *ballots).out
    assert "of the 3 from engineering one moved up" in out
    votes = _votes(session)["votes"][OWNER]
    assert len(votes["first"]) == len(votes["second"]) == 6


def test_the_median_is_recorded_only_where_the_facilitator_says_so(
    unstall: Run, session: Path, ballots: list[str]
) -> None:
    unstall("answer", ballots[0], "value-case=3")
    unstall("collect", "claims", *ballots)
    done = unstall("collect", "claims", "--record-only", "value-case")
    assert "Recorded as the median: value-case." in done.err
    assert _votes(session)["answers"]["value-case"]["voted"] == "median"
    unstall("answer", "claims", f"{OWNER}=2")
    assert "nothing new" in unstall("collect", "claims", "--record").err
    assert _votes(session)["answers"][OWNER]["voted"] == "decided"


def test_looking_at_the_votes_changes_nothing(
    unstall: Run, session: Path, ballots: list[str]
) -> None:
    unstall("collect", "claims", *ballots)
    before = session.read_bytes()
    assert "two camps" in unstall("collect", "claims").out
    assert session.read_bytes() == before
    data = json.loads(unstall("collect", "claims", "--json").out)
    assert data["changed"] is False
    assert data["votes"]["questions"][0]["role_gap"] == {
        "low": "engineering", "high": "business", "steps": 3,
    }  # fmt: skip


def test_a_blank_ballot_is_not_counted(unstall: Run, session: Path, blank: Path) -> None:
    done = unstall("collect", "claims", str(blank))
    assert done.code == 0
    assert "1 blank (ballot.toml)" in done.err
    assert done.out == "Nobody has voted yet.\n"
    assert "votes" not in _votes(session)


REFUSED = {
    "another project": ('project = "Claims"', 'project = "Other"', "another project, 'Other'"),
    "another version": ('version = "', 'version = "9.', "another version of the questionnaire"),
    "another questionnaire": ('id = "stalled-ai"', 'id = "other"', "another questionnaire, other"),
    "another session": ("opened = 20", "opened = 19", "session begun on 19"),
    "no id": ('[ballot]\nid = "', '[ballot]\n#id = "', "could be counted twice"),
    "no role": ('role = "business"', "", "does not say in which role"),
    "a name for a role": ('role = "business"', 'role = "Ana Ruiz"', "role"),
    "a name for an id": ('[ballot]\nid = "', '[ballot]\nid = "ana', "id"),
    "a level of its own": ('level = "named"', 'level = "great"', "great"),
    "no ballot": ("[ballot]", "[voters]", "voters"),
    "an escape in a role": ('role = "business"', 'role = "\\u001b[2J"', "role"),
    "no TOML": ("schema = 1", "schema == 1", "toml:1"),
    "a question that it does not ask": ('    "business-owner",\n', "", "does not ask that"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_counted_is_refused_in_one_line_and_nothing_is_counted(
    unstall: Run, session: Path, blank: Path, name: str
) -> None:
    old, new, said = REFUSED[name]
    good = _filled(blank, "good", "business", f"{OWNER}=named")
    bad = _filled(blank, "bad", "business", f"{OWNER}=named")
    text = bad.read_text()
    assert old in text
    bad.write_text(text.replace(old, new, 1))
    before = session.read_bytes()
    done = unstall("collect", "claims", str(good), str(bad))
    assert (done.code, done.out) == (2, "")
    assert said in one_line(done.err)
    assert "bad.toml" in done.err
    assert session.read_bytes() == before


def test_files_that_are_no_ballots_at_all_are_refused(
    unstall: Run, session: Path, home: Path
) -> None:
    (home / "empty.toml").write_text("")
    (home / "big.toml").write_text("x" * 5_000_000)
    (home / "folder.toml").mkdir()
    for name in ("empty.toml", "big.toml", "folder.toml", "absent.toml", str(session)):
        done = unstall("collect", "claims", name)
        assert done.code == 2, name
        assert one_line(done.err), name


def test_a_ballot_has_no_verdict_no_plan_and_no_report(
    unstall: Run, blank: Path, session: Path
) -> None:
    for command in ("score", "plan", "report", "summary", "ballot", "collect", "rerun"):
        done = unstall(command, str(blank))
        assert done.code == 2, command
        assert "this is a ballot" in one_line(done.err), command
    assert session.exists()


def test_a_ballot_takes_answers_and_a_role_alone(unstall: Run, blank: Path) -> None:
    before = blank.read_bytes()
    for given in (["--note", f"{OWNER}=Ana said"], ["--fact", "months_stalled=3"]):
        done = unstall("answer", str(blank), f"{OWNER}=named", *given)
        assert done.code == 2
        assert "answers and a role" in one_line(done.err)
    assert blank.read_bytes() == before


def test_a_session_has_no_role_of_a_voter(unstall: Run, session: Path) -> None:
    before = session.read_bytes()
    done = unstall("answer", "claims", "--role", "business")
    assert done.code == 2
    assert "only a ballot" in one_line(done.err)
    assert session.read_bytes() == before


@pytest.mark.parametrize("role", ["", "  ", "123", "\x1b[2J", "日本"])
def test_a_role_without_letters_is_refused(unstall: Run, blank: Path, role: str) -> None:
    done = unstall("answer", str(blank), f"{OWNER}=named", "--role", role)
    # What is left of an escape sequence are letters.
    assert done.code == 2 or "\x1b" in role
    assert "\x1b" not in blank.read_text()


def test_a_role_is_one_of_the_questionnaires_or_any_other_word(unstall: Run, blank: Path) -> None:
    unstall("answer", str(blank), f"{OWNER}=named", "--role", "Legal & [bold]Compliance[/]")
    role = read_session(blank).ballot
    assert role is not None
    assert role.role == "legal-bold-compliance"


def test_a_closed_session_takes_no_ballots(unstall: Run, session: Path, ballots: list[str]) -> None:
    from tests.session.support import NOW, result

    closed = read_session(session).model_copy(update={"closed": NOW, "result": result()})
    session.write_bytes(encode(closed))
    done = unstall("collect", "claims", *ballots)
    assert done.code == 2
    assert "closed" in one_line(done.err)


def test_a_ballot_of_an_own_questionnaire_says_where_to_get_it_and_works_once_it_is_there(
    unstall: Run, home: Path
) -> None:
    theirs, mine = home / "theirs", home / "mine"
    ours, ballot = home / "ours.toml", home / "ballot.toml"
    unstall("questionnaire", "new", str(ours))
    made = ("--project", "Ledger", "--questionnaire", str(ours), "--sessions", str(theirs))
    assert unstall("new", *made).code == 0
    assert unstall("ballot", "ledger", "-o", str(ballot), "--sessions", str(theirs)).code == 0
    vote = ("answer", str(ballot), "owner=1", "--role", "Engineering", "--sessions", str(mine))
    before = ballot.read_bytes()
    refused = unstall(*vote)
    assert refused.code == 2
    assert "Ask for that questionnaire's file, then: unstall questionnaire adopt FILE" in one_line(
        refused.err
    )
    assert ballot.read_bytes() == before
    assert unstall("questionnaire", "adopt", str(ours)).code == 0
    assert unstall(*vote).code == 0


def test_without_a_terminal_a_ballot_is_said_to_be_answered_and_not_scored(
    unstall: Run, blank: Path
) -> None:
    refused = unstall("open", str(blank))
    assert refused.code == 2
    assert f"unstall answer {blank} QUESTION=LEVEL --role ROLE" in one_line(refused.err)
