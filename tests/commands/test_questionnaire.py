"""Questionnaires on the command line."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from tests.commands.running import Run, one_line
from unstall.paths import builtin_questionnaires


@pytest.fixture
def own(unstall: Run) -> Path:
    """A questionnaire begun from the skeleton."""
    unstall("questionnaire", "new", "own.toml")
    return Path("own.toml").absolute()


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_built_in_one_is_listed(unstall: Run) -> None:
    done = unstall("questionnaire", "list")
    assert done.code == 0
    assert done.out.splitlines()[1].split()[0] == "stalled-ai"
    (row,) = unstall("questionnaire", "list", "--json").json
    assert list(row) == [
        "id", "version", "title", "origin", "questions", "sha256", "path", "damaged",
    ]  # fmt: skip
    assert row["questions"] == 52
    assert row["origin"] == "built-in"


def test_ones_own_are_listed_and_damaged_ones_with_the_reason(
    unstall: Run, own: Path, home: Path
) -> None:
    folder = home / "data/unstall/questionnaires"
    folder.mkdir(parents=True)
    own.rename(folder / "own.toml")
    (folder / "broken.toml").write_text("schema = ")
    done = unstall("questionnaire", "list")
    assert "my-questionnaire  0.1.0    own" in done.out
    assert "damaged: " in done.out
    assert {row["origin"] for row in unstall("questionnaire", "list", "--json").json} == {
        "own",
        "built-in",
    }


@pytest.mark.usefixtures("example")
def test_a_kept_copy_of_what_is_there_anyway_is_not_listed_twice(unstall: Run) -> None:
    assert len(unstall("questionnaire", "list").out.splitlines()) == 2


def test_show_gives_every_question_with_numbered_levels_and_every_fact(unstall: Run) -> None:
    out = unstall("questionnaire", "show").out
    assert "\n  business-owner · quick\n" in out
    assert "\n    1 nobody " in out
    assert "\n  months_stalled · number, months · quick\n" in out
    assert max(map(len, out.splitlines())) <= 80


def test_show_as_json_has_stable_keys(unstall: Run) -> None:
    data = unstall("questionnaire", "show", "stalled-ai", "--json").json
    assert list(data) == [
        "id", "version", "title", "sha256", "path", "sections", "questions", "facts", "strategies",
        "roles",
    ]  # fmt: skip
    assert list(data["questions"][0]) == [
        "id", "section", "short", "prompt", "quick", "weight", "conditional", "levels",
    ]  # fmt: skip
    assert list(data["facts"][0]) == ["id", "kind", "title", "prompt", "unit", "quick", "choices"]
    assert len(data["questions"]) == 52


def test_one_question_can_be_shown_by_itself(unstall: Run) -> None:
    data = unstall("questionnaire", "show", "--question", "value-case", "--json").json
    assert [question["id"] for question in data["questions"]] == ["value-case"]
    assert data["facts"] == []
    line = one_line(unstall("questionnaire", "show", "--question", "value-cas").err)
    assert "Did you mean value-case?" in line


def test_the_built_in_one_passes_its_check_with_all_its_cases(unstall: Run) -> None:
    done = unstall("questionnaire", "check", str(builtin_questionnaires() / "stalled-ai"))
    assert done.code == 0
    assert done.out == ""
    assert done.err.endswith("stalled-ai: in order, 23 cases run\n")


def test_the_skeleton_passes_its_check_without_a_warning(unstall: Run, own: Path) -> None:
    assert own.read_text() == (files("unstall") / "skeleton.toml").read_text()
    done = unstall("questionnaire", "check", "own.toml", "--json")
    assert done.code == 0
    assert done.json == {
        "ok": True,
        "checked": [{"questionnaire": "own.toml", "ok": True, "cases_run": 2, "problems": []}],
    }


def test_the_skeleton_is_not_written_over_a_file(unstall: Run, own: Path) -> None:
    own.write_text("mine")
    done = unstall("questionnaire", "new", str(own))
    assert done.code == 2
    assert "there already" in one_line(done.err)
    assert own.read_text() == "mine"
    assert unstall("questionnaire", "new", str(own), "--force").code == 0
    assert own.read_text() != "mine"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('short = "Owner"', 'shrt = "Owner"', "Did you mean short?"),
        ('question = "owner", at_most = "named"', 'question = "ownr", at_most = "named"', "ownr"),
        ('needs = ["name-owner"]', 'needs = ["script-steps"]', "script-steps"),
        ("points.go-on = [-3, 1, 3]", "points.go-on = [-3, 1]", "points.go-on"),
    ],
    ids=["unknown key", "dangling id", "circle", "points and levels"],
)
def test_what_does_not_fit_is_named_with_its_line_and_ends_with_1(
    unstall: Run, own: Path, old: str, new: str, said: str
) -> None:
    change(own, old, new)
    done = unstall("questionnaire", "check", "own.toml")
    assert done.code == 1
    first = done.out.splitlines()[0]
    assert first.startswith("error: own.toml:")
    assert said in done.out
    assert done.err.endswith(("1 error\n", "2 errors\n"))


def test_a_case_that_comes_out_differently_ends_with_1(unstall: Run, own: Path) -> None:
    change(own, "points.stop = [4, 0, -2]", "points.stop = [1, 0, -2]")
    done = unstall("questionnaire", "check", "own.toml")
    assert done.code == 1
    assert "nobody-would-notice: the case comes out differently: strategy is pause, not stop" in (
        done.out
    )


def test_a_warning_alone_passes(unstall: Run, own: Path) -> None:
    text = '\n[[roles]]\nid = "nobody"\ntitle = "nobody"\n'
    own.write_text(own.read_text() + text)
    done = unstall("questionnaire", "check", "own.toml")
    assert done.code == 0
    assert done.out.startswith("warning: own.toml:")


@pytest.mark.parametrize("name", ["nowhere.toml", "no/where", "stalled-a"])
def test_what_is_not_there_is_wrong_use_and_not_a_failed_check(unstall: Run, name: str) -> None:
    done = unstall("questionnaire", "check", name)
    assert done.code == 2
    one_line(done.err)


def test_several_are_checked_and_one_that_fails_fails_all(unstall: Run, own: Path) -> None:
    broken = own.with_name("broken.toml")
    broken.write_text("schema = ")
    done = unstall("questionnaire", "check", "own.toml", "broken.toml", "--json")
    assert done.code == 1
    assert [one["ok"] for one in done.json["checked"]] == [True, False]


def test_the_schema_is_json_with_a_meaning_for_each_key(unstall: Run) -> None:
    schema = unstall("questionnaire", "schema").json
    assert schema["title"] == "A questionnaire of unstall"
    assert "questions" in schema["properties"]


def next_version(own: Path, *changes: tuple[str, str]) -> Path:
    """Write a second version of one's own questionnaire beside the first."""
    newer = own.with_name("newer.toml")
    newer.write_text(own.read_text(encoding="utf-8"), encoding="utf-8")
    for old, new in changes:
        change(newer, old, new)
    return newer


def test_a_new_version_that_loses_answers_fails_against_the_old_one(
    unstall: Run, own: Path
) -> None:
    text = own.read_text(encoding="utf-8")
    fact = (
        '\n[[facts]]\nid = "size"\nkind = "number"\ntitle = "Size"\nprompt = "How large?"\n'
        'use = "For the report."\nsection = "setting"\n'
    )
    own.write_text(text + fact, encoding="utf-8")
    newer = own.with_name("newer.toml")
    newer.write_text(text.replace('version = "0.1.0"', 'version = "0.2.0"'), encoding="utf-8")
    assert unstall("questionnaire", "check", "newer.toml").code == 0
    done = unstall("questionnaire", "check", "newer.toml", "--against", "own.toml")
    assert done.code == 1
    assert "error: newer.toml:" in done.out
    assert "the fact size of 0.1.0 is gone" in done.out


def test_a_new_version_says_how_much_changed(unstall: Run, own: Path) -> None:
    next_version(own, ('title = "Stalled migration"', 'title = "A stalled migration"'))
    done = unstall("questionnaire", "check", "newer.toml", "--against", "own.toml", "--json")
    assert done.code == 1
    (problem,) = done.json["checked"][0]["problems"]
    assert problem["hint"] == 'Write version = "0.1.1".'
    assert problem["item"] is None
    change(Path("newer.toml"), 'version = "0.1.0"', 'version = "0.1.1"')
    assert unstall("questionnaire", "check", "newer.toml", "--against", "own.toml").code == 0


def test_only_one_is_held_against_another_and_only_a_version_of_its_own(
    unstall: Run, own: Path
) -> None:
    done = unstall("questionnaire", "check", "own.toml", "own.toml", "--against", str(own))
    assert done.code == 2
    assert "Name one new version." in one_line(done.err)
    done = unstall("questionnaire", "check", "own.toml", "--against", "stalled-ai")
    assert done.code == 2
    assert "two questionnaires, not two versions of one" in one_line(done.err)
