"""Three files become one, whatever they hold, and no side is lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.proof import examples
from tests.session.clones import needs_git
from tests.session.support import session, with_answers
from unstall.errors import StorageError, UsageError
from unstall.session.conflict import read_conflict
from unstall.session.format import encode, read_session
from unstall.session.merge_files import Outcome, merge_files
from unstall.session.models import Session

BASE = with_answers(session(), 6)
FIRST, SECOND = sorted(BASE.answers)[:2]


def noted(start: Session, question: str, note: str) -> Session:
    return start.with_answer(question, start.answers[question].model_copy(update={"note": note}))


OURS, THEIRS = noted(BASE, FIRST, "ours"), noted(BASE, SECOND, "theirs")
CLASHING = noted(BASE, FIRST, "theirs")


def merge_all(folder: Path, base: bytes, ours: bytes, theirs: bytes) -> Outcome:
    for name, data in (("base", base), ("ours", ours), ("theirs", theirs)):
        (folder / name).write_bytes(data)
    return merge_files(folder / "base", folder / "ours", folder / "theirs")


def test_a_clean_merge_stands_in_our_file(tmp_path: Path) -> None:
    assert merge_all(tmp_path, *map(encode, (BASE, OURS, THEIRS))) == Outcome(is_clean=True)
    assert read_session(tmp_path / "ours") == noted(OURS, SECOND, "theirs")


def test_a_conflict_stands_in_our_file_with_both_sides_and_is_told(tmp_path: Path) -> None:
    outcome = merge_all(tmp_path, *map(encode, (BASE, OURS, CLASHING)))
    assert not outcome.is_clean
    assert FIRST in outcome.said
    merged = read_conflict(tmp_path / "ours").merged
    assert (merged.ours, merged.theirs) == (OURS, CLASHING)


def test_without_anything_before_what_either_has_is_taken(tmp_path: Path) -> None:
    ours = with_answers(session(), 2)
    theirs = with_answers(session(), 4)
    assert merge_all(tmp_path, b"", encode(ours), encode(theirs)).is_clean
    assert read_session(tmp_path / "ours") == theirs


def test_with_a_base_that_is_no_session_all_that_differs_is_asked(tmp_path: Path) -> None:
    assert not merge_all(tmp_path, b"a = 1\n", encode(OURS), encode(THEIRS)).is_clean
    conflicts = read_conflict(tmp_path / "ours").merged.conflicts
    assert [conflict.name for conflict in conflicts] == [FIRST, SECOND]


@needs_git
def test_comments_stay_where_lines_merge_to_the_same(tmp_path: Path) -> None:
    remark = b"# said in the corridor\n"
    base = remark + encode(BASE)
    theirs = base.replace(encode(BASE), encode(THEIRS))
    assert merge_all(tmp_path, base, remark + encode(OURS), theirs).is_clean
    assert (tmp_path / "ours").read_bytes().startswith(remark)
    assert read_session(tmp_path / "ours") == noted(OURS, SECOND, "theirs")


@needs_git
def test_what_is_no_session_is_merged_by_lines(tmp_path: Path) -> None:
    base = "".join(f"key{n} = {n}\n" for n in range(20))
    one, other = base.replace("key1 = 1\n", "key1 = 9\n"), base.replace("key18 = 18", "key18 = 0")
    assert merge_all(tmp_path, *(text.encode() for text in (base, one, other))).is_clean
    assert (tmp_path / "ours").read_text() == one.replace("key18 = 18", "key18 = 0")
    clash = base.replace("key1 = 1\n", "key1 = 7\n")
    assert not merge_all(tmp_path, *(text.encode() for text in (base, one, clash))).is_clean
    assert (
        "<<<<<<< ours\nkey1 = 9\n=======\nkey1 = 7\n>>>>>>> theirs"
        in (tmp_path / "ours").read_text()
    )


@pytest.mark.parametrize("data", [b"\x00\x01\xff", b"\xff" * 9, b"[[[", b"schema = 99\n", b""])
def test_whatever_stands_on_either_side_there_is_an_outcome(tmp_path: Path, data: bytes) -> None:
    for ours, theirs in ((data, encode(OURS)), (encode(OURS), data), (data, b"\x00other")):
        outcome = merge_all(tmp_path, encode(BASE), ours, theirs)
        left = (tmp_path / "ours").read_bytes()
        assert outcome.is_clean is False
        assert ours.strip() in left


def test_without_git_what_is_no_session_stays_as_it_is_and_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not merge_all(tmp_path, b"a = 1\n", b"a = 2\n", b"a = 3\n").is_clean
    assert (tmp_path / "ours").read_bytes() == b"a = 2\n"
    assert merge_all(tmp_path, b"a = 1\n", b"a = 1\n", b"a = 3\n").is_clean
    assert (tmp_path / "ours").read_bytes() == b"a = 3\n"


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        merge_files(tmp_path / "a", tmp_path / "b", tmp_path / "c")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_leaves_our_file_as_it_is(tmp_path: Path) -> None:
    for name, state in (("base", BASE), ("ours", OURS), ("theirs", THEIRS)):
        (tmp_path / name).write_bytes(encode(state))
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(StorageError):
            merge_files(tmp_path / "base", tmp_path / "ours", tmp_path / "theirs")
        assert read_session(tmp_path / "ours") == OURS
    finally:
        tmp_path.chmod(0o700)


CUT = st.builds(
    lambda text, start, length: text[:start] + text[start + length :],
    st.sampled_from([encode(OURS), encode(THEIRS), encode(CLASHING)]),
    st.integers(0, 900),
    st.integers(0, 40),
)


@needs_git
@settings(
    deadline=None,
    max_examples=examples(200),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(CUT, CUT, CUT)
def test_damaged_files_never_lose_a_side(
    tmp_path: Path, base: bytes, ours: bytes, theirs: bytes
) -> None:
    outcome = merge_all(tmp_path, base, ours, theirs)
    left = (tmp_path / "ours").read_bytes()
    if not outcome.is_clean:
        lines = {line for side in (ours, theirs) for line in side.splitlines() if line not in base}
        apart = {line for line in lines if line.strip() and line not in left}
        # A session that was read is written in its normal form, which has no other words.
        assert all(line.split(b" = ")[-1] in left for line in apart if b" = " in line)
