"""Checkpoints on the board, in the words of the documents."""

from __future__ import annotations

import pytest

from tests.tui.support import desk, session_of_case
from tests.tui.wording.test_board import PLANNED
from unstall.report.dossier import Dossier
from unstall.report.sections.planned import checkpoints as as_written
from unstall.tui.wording.checkpoints import checkpoints
from unstall.tui.wording.dossier import dossier_of


def dossier(name: str) -> Dossier:
    return dossier_of(desk(session_of_case(name)))


@pytest.mark.parametrize("name", PLANNED)
def test_each_says_what_must_hold_and_what_stops_it_as_the_documents_do(name: str) -> None:
    of = dossier(name)
    written = [
        ["".join(span.text for span in cell) for cell in table_row]
        for table in as_written(of)
        for table_row in table.rows  # type: ignore[union-attr]
    ]
    said = [
        [one.title, one.when, *(point.text for point in one.details)] for one in checkpoints(of)
    ]
    assert said == [[cell for cell in cells if cell != "–"] for cells in written]


@pytest.mark.parametrize("name", PLANNED)
def test_no_two_have_the_same_id(name: str) -> None:
    ids = [one.id for one in checkpoints(dossier(name))]
    assert ids
    assert len(ids) == len(set(ids))


def test_without_a_plan_there_is_none() -> None:
    assert checkpoints(dossier("mostly-unknown")) == ()
