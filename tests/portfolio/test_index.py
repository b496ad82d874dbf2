"""The index of a sessions folder is never wrong, whatever happens behind its back."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.portfolio.folders import UNNEEDED, Shelf, alpha, later, made, with_months
from unstall.portfolio import folder as looks
from unstall.portfolio.reading import read_project
from unstall.session.files import previous_of
from unstall.session.format import encode
from unstall.session.models import BallotRef


def test_each_project_has_a_row_that_is_the_same_from_the_index(shelf: Shelf) -> None:
    rows = shelf.rows()
    assert {name: row.project for name, row in rows.items()} == {"alpha": "Alpha", "beta": "Beta"}
    assert rows == shelf.fresh()


def test_what_has_not_changed_is_not_read(
    shelf: Shelf, no_reading: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = shelf.fresh()
    no_reading()
    monkeypatch.delattr("unstall.portfolio.versions.questionnaire_named")
    assert shelf.rows() == expected


def test_only_what_has_changed_is_worked_out_anew(shelf: Shelf, worked_out: list[str]) -> None:
    with_months(alpha(shelf), 9)
    assert shelf.rows()["alpha"].months_stalled == 9
    assert worked_out == ["alpha"]


def test_a_change_of_one_digit_under_the_same_size_and_moment_is_seen(shelf: Shelf) -> None:
    with_months(alpha(shelf), 9)
    assert shelf.rows()["alpha"].months_stalled == 9


def test_another_file_moved_into_the_place_is_seen(shelf: Shelf) -> None:
    step = shelf.folder / "alpha" / "step"
    step.write_text(alpha(shelf).read_text().replace("= 4", "= 7"))
    status = alpha(shelf).stat()
    os.utime(step, ns=(status.st_atime_ns, status.st_mtime_ns))
    step.replace(alpha(shelf))
    assert shelf.rows()["alpha"].months_stalled == 7


def test_a_touched_file_is_read_and_nothing_is_worked_out_anew(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = shelf.fresh()
    alpha(shelf).touch()
    monkeypatch.delattr("unstall.portfolio.index.read_project")
    assert shelf.rows() == expected


def test_a_newer_session_takes_the_place_of_the_one_before(shelf: Shelf) -> None:
    shelf.put(
        later(made("Alpha", UNNEEDED), 90, previous="2026-11-20.toml"), "alpha", "2027-02-18.toml"
    )
    row = shelf.rows()["alpha"]
    assert (row.sessions, row.is_ended, row.trend) == (2, True, "worse")
    assert row == shelf.fresh()["alpha"]


def test_a_change_in_the_session_before_changes_the_trend(shelf: Shelf) -> None:
    shelf.put(later(made("Alpha"), 90, previous="2026-11-20.toml"), "alpha", "2027-02-18.toml")
    shelf.settle()
    assert shelf.rows()["alpha"].trend == "same"
    alpha(shelf).write_bytes(encode(made("Alpha", UNNEEDED)))
    assert shelf.rows()["alpha"].trend == "better"


def test_a_deleted_session_gives_way_to_the_one_before(shelf: Shelf) -> None:
    newer = shelf.put(later(made("Alpha", months=9), 90), "alpha", "2027-02-18.toml")
    shelf.settle()
    newer.unlink()
    row = shelf.rows()["alpha"]
    assert (row.sessions, row.months_stalled) == (1, 4)


def test_a_deleted_project_has_no_row_and_leaves_nothing_in_the_index(shelf: Shelf) -> None:
    alpha(shelf).unlink()
    alpha(shelf).parent.rmdir()
    assert list(shelf.rows()) == ["beta"]
    with sqlite3.connect(shelf.file) as connection:
        assert connection.execute("SELECT folder FROM projects").fetchall() == [("beta",)]
    connection.close()


def test_a_folder_with_no_session_in_it_has_no_row(shelf: Shelf) -> None:
    alpha(shelf).rename(alpha(shelf).with_suffix(".txt"))
    assert list(shelf.rows()) == ["beta"]


def test_a_renamed_folder_keeps_its_row_under_its_new_name(shelf: Shelf) -> None:
    (shelf.folder / "alpha").rename(shelf.folder / "gamma")
    rows = shelf.rows()
    assert sorted(rows) == ["beta", "gamma"]
    assert rows["gamma"].path == shelf.folder / "gamma" / "2026-11-20.toml"


def test_folders_that_change_places_change_their_rows(shelf: Shelf) -> None:
    (shelf.folder / "alpha").rename(shelf.folder / "away")
    (shelf.folder / "beta").rename(shelf.folder / "alpha")
    (shelf.folder / "away").rename(shelf.folder / "beta")
    assert {name: row.project for name, row in shelf.rows().items()} == {
        "alpha": "Beta", "beta": "Alpha",
    }  # fmt: skip


def test_a_link_that_leads_elsewhere_now_is_followed(shelf: Shelf, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.toml"
    elsewhere.write_bytes(encode(made("Alpha", months=8)))
    alpha(shelf).unlink()
    alpha(shelf).symlink_to(elsewhere)
    shelf.settle()
    assert shelf.rows()["alpha"].months_stalled == 8
    with_months(elsewhere, 6)
    assert shelf.rows()["alpha"].months_stalled == 6
    other = tmp_path / "other.toml"
    other.write_bytes(encode(made("Alpha", months=7)))
    alpha(shelf).unlink()
    alpha(shelf).symlink_to(other)
    assert shelf.rows()["alpha"].months_stalled == 7


def test_the_whole_folder_in_the_place_of_another_is_read(shelf: Shelf, tmp_path: Path) -> None:
    other = Shelf(tmp_path / "other", tmp_path / "unused")
    other.put(made("Alpha", months=2), "alpha")
    shelf.folder.rename(tmp_path / "away")
    other.folder.rename(shelf.folder)
    rows = shelf.rows()
    assert {name: row.months_stalled for name, row in rows.items()} == {"alpha": 2}


def test_sessions_without_a_day_in_their_names_come_by_their_moment_of_change(
    shelf: Shelf,
) -> None:
    one = shelf.put(made("Alpha", months=1), "gamma", "one.toml")
    two = shelf.put(made("Alpha", months=2), "gamma", "two.toml")
    day = 86_400
    os.utime(one, (5 * day, 5 * day))
    os.utime(two, (9 * day, 9 * day))
    shelf.settle()
    assert shelf.rows()["gamma"].months_stalled == 2
    os.utime(one, (20 * day, 20 * day))
    assert shelf.rows()["gamma"].months_stalled == 1


# --- Damage -------------------------------------------------------------------------------------


def test_of_a_damaged_newest_session_the_one_before_is_shown_with_the_damage(shelf: Shelf) -> None:
    newer = shelf.put(later(made("Alpha"), 90), "alpha", "2027-02-18.toml")
    shelf.settle()
    newer.write_text('schema = 1\nproject = "x\n')
    row = shelf.rows()["alpha"]
    assert row.damage
    assert row.path == newer
    assert row.damage.reason == "a text is not closed on its line (line 2)"
    assert (row.project, row.sessions, row.months_stalled) == ("Alpha", 2, 4)


def test_a_project_of_which_nothing_can_be_read_has_a_row_that_says_so(shelf: Shelf) -> None:
    alpha(shelf).write_text("nothing")
    row = shelf.rows()["alpha"]
    assert row.damage
    assert (row.project, row.assessed, row.is_filled) == ("alpha", None, True)
    assert row == shelf.fresh()["alpha"]


def test_what_is_put_right_is_read(shelf: Shelf) -> None:
    whole = alpha(shelf).read_bytes()
    alpha(shelf).write_text("nothing")
    shelf.settle()
    alpha(shelf).write_bytes(whole)
    assert shelf.rows()["alpha"].damage is None


def test_the_version_before_a_damaged_one_is_named_when_it_comes_to_lie_beside_it(
    shelf: Shelf,
) -> None:
    whole = alpha(shelf).read_bytes()
    alpha(shelf).write_text("nothing")
    shelf.settle()
    damage = shelf.rows()["alpha"].damage
    assert damage
    assert not damage.can_be_put_back
    previous_of(alpha(shelf)).write_bytes(whole)
    damage = shelf.rows()["alpha"].damage
    assert damage
    assert damage.can_be_put_back


def test_a_newer_state_on_its_way_into_a_session_counts(shelf: Shelf) -> None:
    from unstall.session.files import pending_for

    data = encode(made("Alpha", months=11))
    pending_for(alpha(shelf), 1, data).path.write_bytes(data)
    assert shelf.rows()["alpha"].months_stalled == 11
    assert shelf.rows()["alpha"].months_stalled == 11


def test_what_another_program_wrote_meanwhile_is_told(shelf: Shelf) -> None:
    conflict = alpha(shelf).with_name("2026-11-20.toml.conflict-20261120-101500")
    conflict.write_text("theirs")
    assert shelf.rows()["alpha"].conflicts == (conflict,)
    conflict.unlink()
    assert shelf.rows()["alpha"].conflicts == ()


def test_a_folder_that_may_not_be_looked_into_is_told_of(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.scandir

    def refuse(path: Any) -> Any:
        if Path(path).name == "alpha":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", refuse)
    damage = shelf.rows()["alpha"].damage
    assert damage
    assert damage.reason == "this folder cannot be read"


# --- Questionnaires -----------------------------------------------------------------------------


def copy_of_questionnaire(shelf: Shelf) -> Path:
    (copy,) = (shelf.folder / ".questionnaires").iterdir()
    return copy


def test_without_its_questionnaire_a_project_cannot_be_read(shelf: Shelf) -> None:
    away = shelf.folder.parent / "away.toml"
    copy = copy_of_questionnaire(shelf)
    copy.rename(away)
    damage = shelf.rows()["alpha"].damage
    assert damage
    assert damage.reason.startswith("there is no copy of questionnaire my-questionnaire")
    away.rename(copy)
    assert shelf.rows()["alpha"].damage is None


def test_a_changed_copy_of_the_questionnaire_is_not_taken(shelf: Shelf) -> None:
    copy = copy_of_questionnaire(shelf)
    whole, status = copy.read_text(), copy.stat()
    copy.write_text(whole.replace("Nobody", "nobodY"))
    os.utime(copy, ns=(status.st_atime_ns, status.st_mtime_ns))
    damage = shelf.rows()["alpha"].damage
    assert damage
    assert "was changed" in damage.reason


def test_the_same_index_sees_that_a_questionnaire_has_gone(shelf: Shelf) -> None:
    index = shelf.index()
    assert all(row.damage is None for row in index.rows())
    copy_of_questionnaire(shelf).unlink()
    assert all(row.damage for row in index.rows())
    index.close()


# --- Clocks -------------------------------------------------------------------------------------


def stopped(monkeypatch: pytest.MonkeyPatch, moment_ns: int) -> None:
    """Let the file system stamp everything with one moment and number, whatever is changed."""
    real = looks._figures

    def figures(status: os.stat_result) -> tuple[int, int, int, int, int]:
        device, _, size, _, _ = real(status)
        return device, 1, size, moment_ns, moment_ns

    monkeypatch.setattr(looks, "_figures", figures)


HOUR_NS = 3600 * 10**9


@pytest.mark.parametrize("behind", [0, HOUR_NS, -HOUR_NS, 20 * HOUR_NS])
def test_a_change_within_the_tick_in_which_a_file_was_read_is_seen(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, behind: int
) -> None:
    stopped(monkeypatch, shelf.clock_ns - behind)
    with_months(alpha(shelf), 5)
    assert shelf.rows()["alpha"].months_stalled == 5
    with_months(alpha(shelf), 6)
    assert shelf.rows()["alpha"].months_stalled == 6
    with_months(alpha(shelf), 7)
    shelf.clock_ns += looks.TICK_NS - 1
    assert shelf.rows()["alpha"].months_stalled == 7


def test_what_was_read_a_tick_after_it_was_first_seen_is_relied_on(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, no_reading: Callable[[], None]
) -> None:
    stopped(monkeypatch, shelf.clock_ns)
    expected = shelf.rows()
    shelf.clock_ns += looks.TICK_NS
    shelf.rows()
    no_reading()
    assert shelf.rows() == expected


def test_what_has_long_been_the_same_is_relied_on_at_once(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, no_reading: Callable[[], None]
) -> None:
    stopped(monkeypatch, shelf.clock_ns - looks.LONG_NS)
    expected = shelf.rows()
    no_reading()
    assert shelf.rows() == expected


def test_when_the_clock_has_gone_back_everything_is_read_project(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped(monkeypatch, shelf.clock_ns)
    shelf.settle()
    shelf.clock_ns -= HOUR_NS
    with_months(alpha(shelf), 8)
    assert shelf.rows()["alpha"].months_stalled == 8
    with_months(alpha(shelf), 9)
    assert shelf.rows()["alpha"].months_stalled == 9


def test_a_file_changed_while_it_is_read_is_not_kept(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = read_project

    def change_after(*given: Any) -> Any:
        found = real(*given)
        with_months(alpha(shelf), 6)
        return found

    with_months(alpha(shelf), 5)
    monkeypatch.setattr("unstall.portfolio.index.read_project", change_after)
    assert shelf.rows()["alpha"].months_stalled == 5
    monkeypatch.setattr("unstall.portfolio.index.read_project", real)
    shelf.wait()
    assert shelf.rows()["alpha"].months_stalled == 6


def test_a_ballot_beside_sessions_is_no_session_whatever_it_is_called(shelf: Shelf) -> None:
    expected = shelf.rows()
    ballot = made("Alpha", {}, ballot=BallotRef(questions=("owner",)), facts={}, client=None)
    for name in ("2027-02-18.toml", "2020-01-01.toml"):
        shelf.put(ballot, "alpha", name)
    assert shelf.rows() == expected == shelf.fresh()
    alpha(shelf).unlink()
    assert set(shelf.rows()) == {"beta"}
