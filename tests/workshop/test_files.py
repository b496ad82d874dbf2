"""The room's files: byte for byte as agreed, private, and refused when they are something else."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.session.support import kept, session
from tests.voting.rooms import OWNER
from tests.workshop.rooms import begin, join, vote
from unstall.errors import RoomError, StorageError
from unstall.session.listing import projects_in
from unstall.workshop.folder import RoomFolder, room_of
from unstall.workshop.setup import CODE_LENGTH, CODE_LETTERS, draw_code
from unstall.workshop.slips import Slip, slip_data, slip_from
from unstall.workshop.stage import Asked, Outcome, RoleVotes, Stage, stage_data, stage_from

SETUP = """roles = [
    "engineering",
    "business",
]
voters = 8
seconds = 120
questions = [
    "business-owner",
]
seats = []
code = "ABC234"
later = []
"""

SLIP = """role = "engineering"
way = "device"
key = "0000000000000000000000000000000000000000000000000000000000000001"

[first]
business-owner = "nobody"
"""

VOTING = """number = 1
phase = "voting"
title = "Claims triage"
place = 1
of = 1
round = "first"
voted = 1
expected = 8
ends = 2026-11-20 10:04:11+01:00

[question]
id = "business-owner"
prompt = "{prompt}"
levels = [
{levels}]
ids = [
    "nobody",
    "supporter",
    "named",
    "accountable",
]
"""

OUTCOME = """
[outcome]
counts = [
    1,
    0,
    0,
    0,
]
unknown = 0
says = [
    "One vote alone.",
    "The group says 1 of 4.",
]
counted = [
    "0000000000000001",
]
roles = []
"""


def test_the_files_of_a_room_are_written_byte_for_byte_as_agreed(tmp_path: Path) -> None:
    workshop = begin(tmp_path, questions=(OWNER,))
    workshop.ask(OWNER)
    vote(workshop, join(workshop, 1), 0)
    workshop.standing()
    folder = workshop.folder.path
    assert folder.name == ".2026-11-20.toml.room"
    assert (folder / "setup.toml").read_text() == SETUP
    assert (folder / "voters" / "0000000000000001.toml").read_text() == SLIP
    question = workshop.question
    assert question is not None
    levels = "".join(f'    "{level.label}",\n' for level in question.levels)
    voting = VOTING.format(prompt=question.prompt, levels=levels)
    assert (folder / "stage.toml").read_text() == voting
    workshop.show(workshop.reveal(session()))
    shown = voting.replace("number = 1", "number = 2").replace('"voting"', '"revealed"')
    assert (folder / "stage.toml").read_text() == shown + OUTCOME


def test_a_room_is_for_its_owner_alone_and_stays_out_of_shared_histories(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        workshop = begin(tmp_path)
        join(workshop, 1)
    finally:
        os.umask(before)
    modes = {
        path.relative_to(tmp_path).name: stat.S_IMODE(path.stat().st_mode)
        for path in tmp_path.rglob("*")
    }
    assert {name: mode for name, mode in modes.items() if mode not in (0o600, 0o700)} == {}
    assert (workshop.folder.path / ".gitignore").read_text() == "*\n"


def test_a_room_is_no_session_to_anybody(tmp_path: Path) -> None:
    _store, path = kept(tmp_path)
    begin(path.parent)
    (project,) = projects_in(tmp_path)
    assert [entry.path for entry in project.entries] == [path]


def test_a_deleted_session_takes_its_room_to_the_bin_and_back(tmp_path: Path) -> None:
    store, path = kept(tmp_path)
    workshop = begin(path.parent)
    join(workshop, 1)
    entry = store.delete(path)
    assert not path.parent.exists()
    assert store.restore(entry) == path
    assert room_of(path).slips().keys() == {f"{1:016x}"}


def test_nothing_half_written_is_ever_met(tmp_path: Path) -> None:
    workshop = begin(tmp_path)
    (workshop.folder.path / "voters" / "0000000000000009.toml").write_text('role = "engi')
    assert workshop.standing().joined == ()


def test_a_slip_that_changes_is_read_again(tmp_path: Path) -> None:
    workshop = begin(tmp_path)
    one = join(workshop, 1)
    workshop.ask(OWNER)
    for level in (0, 1, 2, 0):
        vote(workshop, one, level)
        (slip,) = workshop.folder.slips().values()
        assert slip.first[OWNER] == ("nobody", "supporter", "named")[level]


@pytest.mark.parametrize("voter", ["../../etc/passwd", "", "ABCDEF0123456789", "0" * 40, "a/b"])
def test_what_is_no_pseudonym_reaches_no_file(tmp_path: Path, voter: str) -> None:
    workshop = begin(tmp_path)
    with pytest.raises(RoomError, match="this is no voter"):
        workshop.folder.slip(voter)


SAID = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["role", "way", "key", "seat", "first", "id", "prompt", "levels", "ids", "counts"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)
KEYS = st.sampled_from(
    ["role", "way", "key", "seat", "first", "second", "number", "phase", "title", "question"]
)


@given(st.dictionaries(KEYS, SAID))
def test_whatever_stands_in_a_slip_it_is_one_or_is_refused(data: dict[str, object]) -> None:
    try:
        slip = slip_from("0" * 16, data)
    except RoomError:
        return
    assert slip_from("0" * 16, slip_data(slip)) == slip


@given(st.data(), st.dictionaries(KEYS, SAID))
def test_whatever_stands_on_stage_it_is_a_stage_or_is_refused(
    draw: st.DataObject, data: dict[str, object]
) -> None:
    sound = {"number": 1, "phase": "lobby", "title": "", "place": 0, "of": 0, "round": "first"}
    whole = {**sound, "voted": 0, "expected": 0, **data}
    if draw.draw(st.booleans()):
        whole["outcome"] = draw.draw(SAID)
    try:
        stage = stage_from(whole)
    except RoomError:
        return
    assert stage_from(stage_data(stage)) == stage


def test_what_cannot_be_kept_names_no_voter_before_the_room(tmp_path: Path) -> None:
    workshop = begin(tmp_path)
    voter = join(workshop, 1)
    shutil.rmtree(workshop.folder.path / "voters")
    with pytest.raises(StorageError) as refused:
        workshop.folder.put_slip(Slip(voter, "engineering", "keyboard"))
    assert voter not in str(refused.value)


def test_slips_that_cannot_be_listed_are_said_and_not_taken_for_none(tmp_path: Path) -> None:
    workshop = begin(tmp_path)
    (workshop.folder.path / "voters").rmdir()
    assert workshop.folder.slips() == {}
    (workshop.folder.path / "voters").write_text("")
    with pytest.raises(StorageError, match="not read: a file stands where a folder should"):
        workshop.standing()


def test_a_room_has_a_secret_of_its_own_that_goes_with_it(tmp_path: Path) -> None:
    folder = begin(tmp_path).folder
    secret = folder.secret()
    assert RoomFolder(folder.path).secret() == secret
    assert begin(tmp_path).folder.secret() != secret
    (folder.path / "secret.toml").write_text('secret = ""\n')
    with pytest.raises(RoomError):
        folder.secret()


SHOWN = Stage(
    2, "revealed", "Claims triage", Asked("owner", "Who?", ("Nobody", "One"), ("no", "yes")),
    outcome=Outcome((1, 2), 0, (RoleVotes("Engineering", (1, 2), 0),), (), frozenset()),
)  # fmt: skip


@pytest.mark.parametrize(
    ("table", "change"),
    [("question", {"ids": ["no"]}), ("question", {"levels": [], "ids": []}),
     ("question", {"levels": ["a"] * 10, "ids": ["a"] * 10}), ("outcome", {"counts": [3]}),
     ("outcome", {"counts": [1, -2]}), ("outcome", {"counts": "12"}), ("outcome", {"unknown": "1"}),
     ("outcome", {"roles": [{"role": "x", "counts": [1, 2, 3], "unknown": 0}]}),
     ("", {"phase": "lobby"}), ("", {"phase": "voting"}), ("", {"outcome": None}),
     ("", {"question": None}), ("", {"expected": 2**63 - 1}), ("", {"number": -1})],
)  # fmt: skip
def test_a_stage_whose_parts_do_not_fit_each_other_is_refused(
    table: str, change: dict[str, object]
) -> None:
    data = stage_data(SHOWN)
    assert stage_from(data) == SHOWN
    (data[table] if table else data).update(change)
    with pytest.raises(RoomError):
        stage_from(data)


def test_join_codes_are_drawn_from_letters_that_are_not_mistaken() -> None:
    codes = {draw_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(len(code) == CODE_LENGTH and set(code) <= set(CODE_LETTERS) for code in codes)
    assert set("01IO").isdisjoint(CODE_LETTERS)
