"""`unstall resolve` and `unstall merge`: lists, choices, exit codes, and nothing half done."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import pytest

from tests.commands.running import Run, one_line
from unstall.session.files import previous_of
from unstall.session.format import encode, read_session
from unstall.session.markers import marked
from unstall.session.merge import merge
from unstall.session.models import Session

QUESTION, FACT = "value-case", "facts.months_stalled"

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def sides(base: Session, clock: datetime) -> tuple[Session, Session]:
    """Give what two people made of a session: a level, a fact, and a note of one of them."""

    def level(name: str, months: int) -> Session:
        answer = base.answers[QUESTION].model_copy(update={"level": name, "at": clock})
        return base.with_answer(QUESTION, answer).with_facts({"months_stalled": months})

    theirs = level("re-checked", 11)
    noted = theirs.answers["live-data-path"].model_copy(update={"note": "seen it"})
    return level("doubtful", 8), theirs.with_answer("live-data-path", noted)


@pytest.fixture
def two_versions(example: Path, clock: datetime) -> Path:
    base = read_session(example)
    example.write_text(marked(merge(base, *sides(base, clock)), "HEAD", "review"))
    return example


def test_every_command_explains_a_file_with_two_versions(unstall: Run, two_versions: Path) -> None:
    for command in (["score"], ["plan"], ["report"], ["summary"], ["answer", "live-data-path=1"]):
        name, *rest = command
        ran = unstall(name, "Claims triage", *rest)
        assert ran.code == 2
        said = one_line(ran.err)
        assert f"{two_versions}:" in said
        assert "value-case, ours (HEAD) doubtful, theirs (review) re-checked" in said
        assert "unstall resolve" in said


def test_the_list_tells_it_from_damage(unstall: Run, two_versions: Path) -> None:
    listed = unstall("list")
    assert "two versions: two people changed the same" in listed.out
    (row,) = unstall("list", "--json").json["sessions"]
    assert row["path"] == str(two_versions)
    assert row["project"] == "Claims triage"
    assert "unstall resolve" in row["way_back"]


def test_without_a_choice_both_sides_are_listed_and_nothing_is_written(
    unstall: Run, two_versions: Path
) -> None:
    before = two_versions.read_bytes()
    ran = unstall("resolve", "claims-triage")
    assert ran.code == 1
    assert "value-case: Still worth funding" in ran.out
    assert "  ours (HEAD): 2 of 4: Doubtful" in ran.out
    assert "  theirs (review): 4 of 4: Yes" in ran.out
    assert "live-data-path" not in ran.out
    assert "unstall resolve claims-triage value-case=ours" in ran.err
    assert two_versions.read_bytes() == before


def test_a_side_for_each_makes_the_session_whole(unstall: Run, two_versions: Path) -> None:
    before = two_versions.read_bytes()
    ran = unstall("resolve", "claims-triage", f"{QUESTION}=theirs", f"{FACT}=ours", "--json")
    assert ran.code == 0
    assert ran.json["resolved"] is True
    assert [one["chosen"] for one in ran.json["conflicts"]] == ["theirs", "ours"]
    after = read_session(two_versions)
    assert after.answers[QUESTION].level == "re-checked"
    assert after.answers["live-data-path"].note == "seen it"
    assert after.facts["months_stalled"] == 8
    assert previous_of(two_versions).read_bytes() == before
    assert unstall("score", "claims-triage").code == 0


def test_a_side_for_the_rest_may_be_named_once(unstall: Run, two_versions: Path) -> None:
    assert unstall("resolve", "claims-triage", f"{QUESTION}=theirs", "--all", "ours").code == 0
    after = read_session(two_versions)
    assert (after.answers[QUESTION].level, after.facts["months_stalled"]) == ("re-checked", 8)


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        ([f"{QUESTION}=theirs"], f"no side is chosen for {FACT}"),
        (["valu-case=ours", "--all", "ours"], "Did you mean value-case?"),
        ([f"{QUESTION}=mine", "--all", "ours"], "is not a side"),
        ([f"{QUESTION}=ours", f"{QUESTION}=theirs", "--all", "ours"], "chosen twice"),
        (["live-data-path=ours", "--all", "ours"], "is not in conflict"),
    ],
)
def test_what_cannot_be_meant_is_refused_before_anything_is_written(
    unstall: Run, two_versions: Path, choices: list[str], said: str
) -> None:
    before = two_versions.read_bytes()
    ran = unstall("resolve", "claims-triage", *choices)
    assert ran.code == 2
    assert said in one_line(ran.err)
    assert two_versions.read_bytes() == before


def test_a_whole_session_has_nothing_to_choose(unstall: Run, example: Path) -> None:
    ran = unstall("resolve", str(example), "--all", "ours")
    assert ran.code == 2
    assert "no two versions" in one_line(ran.err)


# --- unstall merge -----------------------------------------------------------------------------


def test_merging_gives_the_exit_codes_that_git_knows(
    unstall: Run, example: Path, clock: datetime, tmp_path: Path
) -> None:
    base = read_session(example)
    ours, theirs = sides(base, clock)
    note_alone = base.with_answer("live-data-path", theirs.answers["live-data-path"])

    def merged(other: Session) -> tuple[int, str]:
        for name, state in (("b", base), ("o", ours), ("t", other)):
            (tmp_path / name).write_bytes(encode(state))
        files = [str(tmp_path / name) for name in "bot"]
        ran = unstall("merge", *files, "claims-triage/x.toml", "--their-label", "%Y")
        assert ran.out == ""
        return ran.code, ran.err

    assert merged(note_alone) == (0, "")
    assert read_session(tmp_path / "o").answers["live-data-path"].note == "seen it"
    code, said = merged(theirs)
    assert code == 1
    assert said.startswith("unstall: claims-triage/x.toml: two people changed the same")
    assert "\n>>>>>>> theirs\n" in (tmp_path / "o").read_text()


@pytest.mark.parametrize("files", [[], ["a"], ["a", "b"], ["a", "b", "c"], ["a"] * 5])
def test_merging_without_three_files_is_wrong_use(unstall: Run, files: list[str]) -> None:
    ran = unstall("merge", *files)
    assert ran.code == 2
    one_line(ran.err)


@needs_git
def test_a_clone_is_set_up_by_one_command_and_no_other_folder_is(
    unstall: Run, example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import subprocess

    folder = example.parent.parent
    refused = unstall("merge", "--set-up")
    assert refused.code == 2
    assert "is in no git repository" in one_line(refused.err)
    assert not (folder / ".gitattributes").exists()
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    subprocess.run(["git", "init", "-q", str(folder)], check=True)
    assert unstall("merge", "--set-up").out.split("\n")[:2] == [".gitattributes", ".gitignore"]
    assert "merge=unstall" in (folder / ".gitattributes").read_text()
    assert unstall("merge", "--set-up", str(folder)).out == ""
