"""Recording answers: everything that is given, or nothing of it."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.commands.running import Run, one_line
from unstall import outlook
from unstall.session.store import SessionStore


@pytest.fixture
def session(unstall: Run) -> Path:
    """A new session of a project called Alpha."""
    return Path(unstall("new", "--project", "Alpha").out.strip())


def tables(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def test_answers_facts_and_notes_reach_the_file(unstall: Run, session: Path) -> None:
    done = unstall(
        "answer", "Alpha", "business-owner=supporter", "value-case=4", "other-way=unknown",
        "live-data-path=n/a:no data yet", "--fact", "months_stalled=7",
        "--fact", "cost_of_delay=60000..85000..110000", "--note", "value-case=As they say: a=b",
        "--evidence", "value-case=page 3", "--ask", "other-way=Jo, by Friday",
        "--known", "value-case=seen", "--soon", "production-owner=2w", "--currency", "eur",
    )  # fmt: skip
    assert done.code == 0
    assert done.out == ""
    kept = tables(session)
    assert kept["answers"]["business-owner"]["level"] == "supporter"
    assert kept["answers"]["value-case"].items() >= {
        "level": "re-checked", "known": "seen", "note": "As they say: a=b", "evidence": "page 3",
    }.items()  # fmt: skip
    assert kept["answers"]["other-way"].items() >= {"unknown": True, "ask": "Jo, by Friday"}.items()
    assert kept["answers"]["live-data-path"]["not_applicable"] == "no data yet"
    assert kept["facts"] == {
        "months_stalled": 7,
        "cost_of_delay": {"low": 60000, "likely": 85000, "high": 110000},
    }
    assert kept["how_soon"] == {"production-owner": "2w"}
    assert kept["currency"] == "EUR"


def test_the_new_leaning_is_said_in_one_line(unstall: Run, example: Path) -> None:
    done = unstall("answer", example.parent.name, "production-owner=in-writing")
    assert done.code == 0
    assert done.err == (
        "Saved in Claims triage: 17 of 17 questions answered. Fix in place · open.\n"
    )


def test_too_little_known_is_said_so(unstall: Run, session: Path) -> None:
    done = unstall("answer", str(session), "value-case=1")
    assert done.err == (
        "Saved in Alpha: 1 of 17 questions answered. Open. Too little is known to recommend "
        "anything: 1 of the 9 answers needed.\n"
    )


def test_the_same_again_changes_nothing(unstall: Run, session: Path) -> None:
    unstall("answer", "Alpha", "value-case=1")
    before = session.read_bytes()
    done = unstall("answer", "Alpha", "value-case=need-gone")
    assert done.code == 0
    assert done.err.startswith("Nothing changed in Alpha:")
    assert session.read_bytes() == before


def test_an_empty_value_takes_an_answer_a_fact_and_a_note_back(unstall: Run, session: Path) -> None:
    unstall(
        "answer", "Alpha", "value-case=1", "--note", "value-case=x", "--fact", "fte_available=2"
    )
    unstall("answer", "Alpha", "value-case=", "--note", "value-case=", "--fact", "fte_available=")
    kept = tables(session)
    assert "answers" not in kept
    assert "facts" not in kept


@pytest.mark.usefixtures("session")
def test_what_this_project_is_not_asked_is_kept_and_said(unstall: Run) -> None:
    done = unstall(
        "answer", "Alpha", "--fact", "project_kind=trained-model", "genai-evals=1", "--json"
    )
    assert done.json["without_effect"] == ["genai-evals"]
    assert "Not asked in this project: genai-evals." in done.err


def test_json_has_stable_keys(unstall: Run, example: Path) -> None:
    done = unstall("answer", str(example), "other-way=3", "--json")
    assert done.json == {
        "path": str(example),
        "changed": True,
        "answered": 17,
        "asked": 17,
        "strategy": "fix",
        "standing": "leaning",
        "conditions": ["receiver"],
        "without_effect": [],
    }


REFUSED = [
    (["value-cse=1"], "there is no question 'value-cse'. Did you mean value-case?"),
    (["value-case=5"], "value-case: '5' is not a level of this question. Its levels, worst first"),
    (["value-case=0"], "value-case: '0' is not a level"),
    (["value-case=probly"], "Did you mean probably?"),
    (["value-case=supporter"], "'supporter' is a level of business-owner, not of this question"),
    (["value-case=n/a"], "value-case: not applicable needs a reason. Write n/a:"),
    (["value-case=n/a:  "], "not applicable needs a reason"),
    (["value-case"], "'value-case' is not of the form QUESTION=LEVEL"),
    (["=1"], "'=1' is not of the form QUESTION=LEVEL"),
    (["value-case=1", "value-case=2"], "'value-case' is given twice. Keep one of the two."),
    ([], "there is nothing to record. Give QUESTION=LEVEL"),
    (["--fact", "months_stalled=NaN"], "months_stalled: 'NaN' cannot be read as a number"),
    (["--fact", "months_stalled=inf"], "months_stalled: 'inf' cannot be read as a number"),
    (["--fact", "months_stalled=1e400"], "cannot be read as a number"),
    (["--fact", "months_stalled=-1"], "months_stalled: -1 is less than 0"),
    (["--fact", "months_stalled=601"], "months_stalled: 601 is more than 600"),
    (["--fact", "budget_left=" + "9" * 30], "budget_left: "),
    (["--fact", "budget_left=" + "9" * 30_000], "budget_left: "),
    (["--fact", "hard_date=2026-02-30"], "hard_date: '2026-02-30' cannot be read as a date"),
    (["--fact", "hard_date=0001-01-01"], "hard_date: the year 1 lies outside"),
    (["--fact", "hard_date_weeks=3"], "hard_date_weeks: this fact is worked out, not typed in"),
    (
        ["--fact", "month_stalled=3"],
        "there is no fact 'month_stalled'. Did you mean months_stalled?",
    ),
    (["--fact", "sector=space"], "sector: 'space' is not one of the choices"),
    (["--fact", "regulated"], "'regulated' is not of the form --fact NAME=VALUE"),
    (["--fact", "cost_of_delay=3..2..1"], "cost_of_delay: the figures do not rise"),
    (["--fact", "project_name="], "cannot be left out"),
    (["--note", "nothing=x"], "there is no question 'nothing'"),
    (["--note", "value-case=" + "x" * 10_001], "value-case.note: 10,001 characters are too many"),
    (["--known", "value-case=heard"], "'value-case': 'heard' is no way of knowing. Write stated"),
    (["--soon", "production-owner=5w"], "production-owner: '5w' is no time"),
    (["--depth", "deep"], "'deep' is not one of 'quick', 'full'"),
    (["--currency", "$"], "currency: '$' is no currency code"),
    (["--nonsense"], "no such option"),
]


@pytest.mark.parametrize(("wrong", "said"), REFUSED, ids=[said[:40] for _, said in REFUSED])
def test_bad_input_is_refused_in_one_line_and_nothing_is_changed(
    unstall: Run, session: Path, wrong: list[str], said: str
) -> None:
    before = session.read_bytes()
    right = ["business-owner=2", "--fact", "fte_available=2"] if wrong else []
    done = unstall("answer", "Alpha", *right, *wrong)
    assert done.code == 2
    assert done.out == ""
    assert said in one_line(done.err)
    assert session.read_bytes() == before


HOSTILE = [
    "\x1b]0;owned\x07\x1b[2J",
    "[/red][@click=app.quit]x",
    "\u202egnp.exe\u2066",
    "a\r\nb\x00c",
    "| # <script>alert(1)</script> `x`",
    "مرحبا 🎉 日本語",
    "{{ 7 * 7 }} {% raw %}",
    "é" * 9_999,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_notes_are_kept_harmless_and_read_back(
    unstall: Run, session: Path, text: str
) -> None:
    done = unstall(
        "answer", "Alpha", "value-case=2", "--note", f"value-case={text}", "--ask", f"owner={text}"
    )
    assert done.code == 2, "owner is no question"
    done = unstall(
        "answer", "Alpha", "other-way=unknown", "--note", f"value-case={text}",
        "--ask", f"other-way={text}", "--fact", f"criteria_text={text}",
        "--fact", f"organisation={text[:100]}",
    )  # fmt: skip
    assert done.code == 0
    for shown in (session.read_text(encoding="utf-8"), unstall("score", "Alpha").out, done.err):
        assert not set(shown) & set("\x00\x07\x1b\r\u202e\u2066")


def test_a_session_that_is_open_elsewhere_is_not_written(unstall: Run, session: Path) -> None:
    before = session.read_bytes()
    with SessionStore(session.parent.parent).open(session):
        done = unstall("answer", "Alpha", "value-case=1")
    assert done.code == 2
    assert "the session has been open since" in one_line(done.err)
    assert session.read_bytes() == before


def test_a_session_that_is_gone_is_said(unstall: Run, session: Path) -> None:
    session.unlink()
    done = unstall("answer", str(session), "value-case=1")
    assert done.code == 2
    assert "there is no session or project" in one_line(done.err)


@pytest.mark.skipif(sys.platform == "win32", reason="ulimit is a matter of POSIX shells")
def test_a_disk_that_takes_nothing_more_is_said_and_the_old_state_stays(session: Path) -> None:
    before = session.read_bytes()
    command = f"ulimit -f 0; exec {sys.executable} -m unstall answer Alpha value-case=1"
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert "not saved: the disk takes no file of this size" in one_line(done.stderr)
    assert session.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty"),
        (b"\x00\xff", "not a text file"),
        (b"schema = 2\n", "a newer unstall wrote this session"),
        (b'schema = 1\nproject = "x\n', "a text is not closed"),
        (b"x = 1\n" * 700_000, "larger than"),
        (b"[[[[", ""),
    ],
    ids=["empty", "binary", "future", "malformed", "huge", "brackets"],
)
def test_a_damaged_session_is_said_with_its_place_and_left_as_it_is(
    unstall: Run, session: Path, content: bytes, said: str
) -> None:
    session.write_bytes(content)
    for command in (["answer", str(session), "value-case=1"], ["score", str(session)]):
        done = unstall(*command)
        assert done.code == 2
        line = one_line(done.err)
        assert line.startswith(str(session))
        assert said in line
    assert session.read_bytes() == content


def test_a_level_that_was_written_by_hand_is_checked(unstall: Run, session: Path) -> None:
    text = session.read_text() + '\n[answers.value-case]\nlevel = "supporter"\n'
    session.write_text(text)
    done = unstall("score", "Alpha")
    assert done.code == 2
    assert f"{session}:{text.count(chr(10))}: answers.value-case.level:" in one_line(done.err)


class TestNames:
    """A session may be called by its file, its project or the beginning of the project's name."""

    @pytest.fixture(autouse=True)
    def projects(self, unstall: Run) -> None:
        for name in ("Claims triage", "Claims fraud", "Zoë's café"):
            unstall("new", "--project", name)

    @pytest.mark.parametrize(
        "name", ["Claims triage", "claims TRIAGE", "claims-triage", "claims t"]
    )
    def test_a_project_is_found(self, unstall: Run, name: str) -> None:
        done = unstall("answer", name, "value-case=1", "--json")
        assert done.code == 0
        assert Path(done.json["path"]).parent.name == "claims-triage"

    def test_a_beginning_that_fits_several_is_refused(self, unstall: Run) -> None:
        line = one_line(unstall("answer", "claims", "value-case=1").err)
        assert line.startswith("'claims' could be one of 2 projects. Write more of it: ")
        assert {"claims-fraud", "claims-triage"} <= set(line.rstrip(".").replace(",", "").split())

    def test_an_unknown_name_is_refused_with_the_one_that_was_meant(self, unstall: Run) -> None:
        line = one_line(unstall("score", "clams triage").err)
        assert line == "there is no session or project 'clams triage'. Did you mean Claims triage?"

    def test_an_empty_name_fits_nothing(self, unstall: Run) -> None:
        assert unstall("score", "").code == 2

    def test_two_projects_of_one_name_are_told_apart_by_their_folders(self, unstall: Run) -> None:
        unstall("new", "--project", "Claims triage", "--client", "A")
        unstall("new", "--project", "Claims triage", "--client", "B")
        line = one_line(unstall("score", "Claims triage").err)
        assert "projects are called 'Claims triage'" in line
        assert "claims-triage-2 (B)" in line

    def test_the_newest_session_of_a_project_is_meant(self, unstall: Run) -> None:
        second = unstall("new", "--project", "Claims triage").out.strip()
        done = unstall("answer", "Claims triage", "value-case=1", "--json")
        assert done.json["path"] == second

    def test_tab_offers_the_projects_and_then_questions_and_levels(self, program: Run) -> None:
        def offered(words: str) -> set[str]:
            done = program(
                _UNSTALL_COMPLETE="bash_complete",
                COMP_WORDS=words,
                COMP_CWORD=str(len(words.split())),
            )
            assert done.err == ""
            return {line.removeprefix("plain,") for line in done.out.splitlines()}

        assert offered("unstall score ") == {"claims-fraud", "claims-triage", "zoe-s-cafe"}
        assert "value-case=" in offered("unstall answer claims-triage ")


def test_the_copy_of_the_questionnaire_is_put_back_if_somebody_took_it_away(
    unstall: Run, example: Path
) -> None:
    (copy,) = (example.parent.parent / ".questionnaires").iterdir()
    copy.unlink()
    assert unstall("answer", str(example), "--depth", "full").code == 0
    assert copy.is_file()


def test_what_is_measured_for_an_answer_is_not_measured_again_for_the_list(
    unstall: Run, example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = unstall("answer", str(example), "--depth", "full", "--json").json["standing"]

    def never(*_: object, **__: object) -> None:
        raise AssertionError("measured again")

    monkeypatch.setattr(outlook, "measure", never)
    (row,) = unstall("list", "--json").json["sessions"]
    assert row["standing"] == told
