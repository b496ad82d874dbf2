"""Beginning a session, and the worked example."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from pathlib import Path

import pytest

from tests.builtin import questionnaire
from tests.commands.running import Run, one_line
from unstall.example import example_session
from unstall.triage.engine import Engine


def test_new_prints_the_path_of_a_private_file_and_says_how_to_go_on(
    unstall: Run, home: Path, clock: datetime
) -> None:
    done = unstall("new", "--project", "Claims triage", "--client", "Acme Mutual")
    assert done.code == 0
    path = Path(done.out.strip())
    assert path == home / "data/unstall/sessions/claims-triage" / f"{clock.date()}.toml"
    assert path.stat().st_mode & 0o777 == 0o600
    assert "unstall answer claims-triage" in done.err
    session = tomllib.loads(path.read_text())
    assert session["project"] == "Claims triage"
    assert session["client"] == "Acme Mutual"
    assert session["depth"] == "quick"
    assert session["opened"] == clock


def test_new_as_json_has_all_that_a_script_needs(unstall: Run, home: Path) -> None:
    done = unstall("new", "--project", "A", "--depth", "full", "--json")
    data = done.json
    assert list(data) == ["path", "project", "client", "depth", "questionnaire"]
    assert list(data["questionnaire"]) == ["id", "version", "sha256"]
    assert data["depth"] == "full"
    assert Path(data["path"]).is_relative_to(home)


@pytest.mark.parametrize("where", ["before", "behind", "variable"])
def test_another_sessions_folder_can_be_chosen(
    unstall: Run, home: Path, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = home / "elsewhere"
    if where == "variable":
        monkeypatch.setenv("UNSTALL_SESSIONS", str(folder))
        done = unstall("new", "--project", "A")
    elif where == "before":
        done = unstall("--sessions", str(folder), "new", "--project", "A")
    else:
        done = unstall("new", "--project", "A", "--sessions", str(folder))
    assert Path(done.out.strip()).is_relative_to(folder)


def test_the_folder_of_the_command_line_goes_before_the_variable(
    unstall: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNSTALL_SESSIONS", str(home / "variable"))
    done = unstall("new", "--project", "A", "--sessions", str(home / "option"))
    assert Path(done.out.strip()).is_relative_to(home / "option")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Missing option '--project'"),
        (["--project", ""], "the project has no name"),
        (["--project", " \t\n"], "the project has no name"),
        (["--project", "\x1b[31m\u202e"], "the project has no name"),
        (["--project", "x" * 10_000], "10,000 characters are too many"),
        (["--project", "a", "--client", "x" * 10_000], "10,000 characters are too many"),
        (["--project", "a", "--depth", "deep"], "deep"),
        (["--project", "a", "--currency", "euros"], "no currency code"),
        (["--project", "a", "--questionnaire", "stalled"], "Did you mean stalled-ai?"),
        (["--project", "a", "--questionnaire", "/nowhere.toml"], "there is no such file"),
    ],
)
def test_new_refuses_bad_input_and_writes_nothing(
    unstall: Run, home: Path, arguments: list[str], said: str
) -> None:
    done = unstall("new", *arguments)
    assert done.code == 2
    assert done.out == ""
    assert said.lower() in one_line(done.err).lower()
    assert list(home.rglob("*.toml")) == []


@pytest.mark.parametrize(
    "name",
    [
        "../../../etc/passwd",
        "/absolute",
        "..",
        ".hidden",
        "CON",
        "a/b",
        "日本語",
        "🎉",
        "[red]x[/]",
    ],
)
def test_no_name_leads_out_of_the_sessions_folder(unstall: Run, home: Path, name: str) -> None:
    done = unstall("new", "--project", name)
    assert done.code == 0
    path = Path(done.out.strip()).resolve()
    assert path.parent.parent == home / "data/unstall/sessions"
    assert unstall("list", "--json").json["sessions"][0]["project"] == name


def test_a_name_of_invalid_bytes_is_kept_without_them(unstall: Run) -> None:
    done = unstall("new", "--project", "Caf\udce9 42", "--json")
    assert done.json["project"] == "Caf 42"


def test_the_currency_of_the_settings_is_the_one_of_new_projects(unstall: Run, home: Path) -> None:
    settings = home / "config/unstall/settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('currency = "CHF"\n')
    path = Path(unstall("new", "--project", "A").out.strip())
    assert tomllib.loads(path.read_text())["currency"] == "CHF"


def test_a_damaged_settings_file_is_named_with_its_line(unstall: Run, home: Path) -> None:
    settings = home / "config/unstall/settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('currencyy = "CHF"\n')
    done = unstall("new", "--project", "A")
    assert done.code == 2
    assert one_line(done.err).startswith(f"{settings}:1: currencyy: there is no such setting.")


def test_a_read_only_folder_is_said_and_another_way_named(unstall: Run, home: Path) -> None:
    file = home / "file"
    file.touch()
    done = unstall("new", "--project", "A", "--sessions", str(file))
    assert done.code == 2
    assert "--sessions" in one_line(done.err)


def test_a_questionnaire_of_ones_own_can_be_answered_and_decided(unstall: Run, home: Path) -> None:
    assert unstall("questionnaire", "new", "own.toml").code == 0
    name = Path(unstall("new", "--project", "Move", "--questionnaire", "own.toml").out).parent.name
    (home / "own.toml").unlink()
    done = unstall("answer", name, "still-needed=3", "owner=decides", "steps-repeatable=2")
    assert done.code == 0
    assert "Go on · holds up" in done.err
    assert "Go on · holds up" in unstall("score", name).out


class TestExample:
    def test_it_is_written_once_and_then_left_as_it_is(self, unstall: Run) -> None:
        first = unstall("example")
        assert first.code == 0
        assert "Written" in first.err
        path = Path(first.out.strip())
        unstall("answer", path.parent.name, "value-case=1")
        changed = path.read_bytes()
        second = unstall("example")
        assert second.code == 0
        assert second.out == first.out
        assert "there already" in second.err
        assert path.read_bytes() == changed

    def test_it_describes_the_day_on_which_it_is_written(self) -> None:
        now = datetime.fromisoformat("2031-03-31T09:00:00+02:00")
        session = example_session(questionnaire(), "0" * 64, now)
        assert session.opened == now
        assert session.assessed == date(2031, 3, 31)
        assert min(a.at for a in session.answers.values() if a.at) > now
        assert (session.facts["hard_date"] - session.assessed).days == 223

    def test_it_is_rich_and_arguable(self) -> None:
        now = datetime.fromisoformat("2026-11-20T10:02:11+01:00")
        session = example_session(questionnaire(), "0" * 64, now)
        triage = Engine(questionnaire()).triage_session(session)
        decision = triage.decision
        assert decision.strategy == "fix"
        assert decision.conditions == ("receiver",)
        assert [route.strategy for route in decision.ranked] == ["fix", "partner"]
        assert len(triage.causes) >= 3
        assert triage.contradictions
        assert any(gap.asked for gap in triage.gaps)
        assert decision.quick_known == 11

    def test_every_quick_question_is_answered_in_some_way(self) -> None:
        now = datetime.fromisoformat("2026-11-20T10:02:11+01:00")
        session = example_session(questionnaire(), "0" * 64, now)
        quick = {question.id for question in questionnaire().questions if question.quick}
        assert quick <= set(session.answers)
