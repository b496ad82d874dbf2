"""Calendars are written by one library and read back by another."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import vobject
from hypothesis import HealthCheck, given, settings

from tests.report.examples import (
    ASSESSED,
    ONE_OF_EACH,
    PLANNED,
    READY,
    Written,
    bare,
    full,
    furnished,
    quick,
    session_of,
)
from tests.report.exports import calendar_of, dossier, titled
from tests.report.hostile import hostile_texts, with_text_everywhere
from unstall.errors import UsageError
from unstall.hidden import has_hidden
from unstall.report.calendar_file import entries, last_recorded, write_calendar
from unstall.session.models import Answer, PlannedAction

FIX = ONE_OF_EACH["fix"]
MOST_OCTETS = 75


def events(text: str) -> list[Any]:
    found: list[Any] = vobject.readOne(text, validate=True).vevent_list
    return found


def by_title(text: str) -> dict[str, Any]:
    return {event.summary.value: event for event in events(text)}


def uids(text: str) -> list[str]:
    return [event.uid.value for event in events(text)]


def dated(name: str) -> Written:
    """An example whose plan has dates, also where it hangs on choosing an outside team."""
    return Written(session_of(name).with_facts({"external_lead_time": 6}))


@pytest.mark.parametrize("name", PLANNED)
def test_another_library_reads_every_calendar_and_finds_nothing_missing(name: str) -> None:
    text = calendar_of(dated(name))
    calendar = vobject.readOne(text, validate=True)
    assert calendar.version.value == "2.0"
    assert calendar.prodid.value
    assert len(calendar.vevent_list) == len(entries(dossier(dated(name))))
    for event in calendar.vevent_list:
        assert event.uid.value
        assert event.summary.value
        assert event.dtstamp.value.tzinfo is not None
        assert type(event.dtstart.value) is date
        assert event.transp.value == "TRANSPARENT"
        assert "valarm" not in event.contents


@pytest.mark.parametrize("name", ONE_OF_EACH.values())
def test_no_line_is_longer_than_75_octets_and_each_ends_in_cr_and_lf(name: str) -> None:
    data = calendar_of(dated(name)).encode()
    assert data.endswith(b"END:VCALENDAR\r\n")
    lines = data.split(b"\r\n")
    assert all(len(line) <= MOST_OCTETS for line in lines)
    assert not any(b"\r" in line or b"\n" in line for line in lines)


@given(text=hostile_texts)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_text_breaks_out_of_its_property(text: str) -> None:
    made = titled(Written(with_text_everywhere(FIX, text)), text)
    written = write_calendar(made)
    calendar = vobject.readOne(written, validate=True)
    wanted = entries(made)
    assert [event.description.value for event in calendar.vevent_list] == [e.text for e in wanted]
    assert {component.name for component in calendar.components()} == {"VEVENT"}
    names = {"uid", "dtstamp", "dtstart", "summary", "description", "categories", "transp"}
    assert all(set(event.contents) == names for event in calendar.vevent_list)
    assert not has_hidden(written.replace("\r\n", "\n"))
    assert all(len(line) <= MOST_OCTETS for line in written.encode().split(b"\r\n"))


def test_commas_semicolons_and_line_ends_come_back_as_they_were() -> None:
    made = titled(full(FIX), "Name; sign, then BEGIN:VEVENT\nATTACH:x \\n \\, y")
    titles = [event.summary.value for event in events(write_calendar(made))]
    assert "Name; sign, then BEGIN:VEVENT ATTACH:x \\n \\, y – due (Claims triage)" in titles


def test_checkpoints_stand_on_their_day_with_their_stop_criteria() -> None:
    found = by_title(calendar_of(full(FIX)))
    days = {
        "commit": date(2026, 12, 11),
        "value": date(2027, 1, 29),
        "go-live": date(2027, 3, 5),
        "benefit": date(2027, 5, 21),
    }
    for kind, on in days.items():
        event = found[f"Checkpoint: {kind} (Claims triage)"]
        assert event.dtstart.value == on
        assert "\nIf " in event.description.value


def test_an_action_is_due_on_its_last_working_day() -> None:
    written = full(FIX)
    assert written.plan is not None
    found = by_title(calendar_of(written))
    for placed in written.plan.actions:
        event = found[f"{placed.chosen.title} – due (Claims triage)"]
        assert event.dtstart.value == placed.last_day
        assert event.dtstart.value.weekday() < 5
        assert placed.chosen.action.done_when.rstrip(".") in event.description.value


def test_what_is_done_stands_on_the_day_on_which_it_was_done() -> None:
    planned = PlannedAction(done=date(2026, 11, 25))
    found = by_title(calendar_of(Written(furnished(FIX).with_planned("ownership-map", planned))))
    event = found["Fill the ownership map – done (Claims triage)"]
    assert event.dtstart.value == date(2026, 11, 25)


def test_the_next_triage_is_in_the_calendar_three_months_on() -> None:
    event = by_title(calendar_of(full(FIX)))["Repeat the triage (Claims triage)"]
    assert event.dtstart.value == date(2027, 2, 20)


def test_after_a_stop_there_is_no_next_triage() -> None:
    titles = by_title(calendar_of(full(ONE_OF_EACH["stop"])))
    assert not any(title.startswith("Repeat") for title in titles)


def test_the_same_entry_keeps_its_uid_when_the_plan_moves() -> None:
    session = furnished(FIX)
    later = session.model_copy(
        update={"plan": session.plan.model_copy(update={"start": date(2027, 3, 1)})}
    )
    before, after = calendar_of(Written(session)), calendar_of(Written(later))
    assert before != after
    assert set(uids(before)) == set(uids(after))


def test_no_two_entries_share_a_uid_nor_do_two_projects() -> None:
    found = uids(calendar_of(full(FIX)))
    assert len(set(found)) == len(found)
    other = furnished(FIX).model_copy(update={"project": "Another"})
    assert not set(found) & set(uids(calendar_of(Written(other))))


def test_the_time_stamp_is_the_last_moment_that_the_session_records() -> None:
    session = furnished(FIX)
    assert last_recorded(session) == datetime(2026, 11, 20, 10, 2, tzinfo=UTC)
    at = datetime(2026, 11, 23, 9, 30, 0, 250_000, tzinfo=UTC)
    question = next(iter(session.answers))
    answer = Answer(unknown=True, at=at)
    later = session.with_answer(question, answer)
    assert last_recorded(later) == at.replace(microsecond=0)
    assert "DTSTAMP:20261123T093000Z" in calendar_of(Written(later))


def test_the_same_session_gives_the_same_bytes() -> None:
    assert calendar_of(Written(furnished(FIX))) == calendar_of(Written(furnished(FIX)))


def test_a_quick_call_puts_only_the_weeks_into_the_calendar_that_it_can_date() -> None:
    found = entries(dossier(quick(FIX)))
    dates = [entry.on for entry in found if entry.id != "next-triage"]
    assert dates
    assert max(dates) <= ASSESSED + timedelta(days=14)


def test_a_plan_without_dates_is_refused_with_what_would_give_it_some() -> None:
    session = furnished(ONE_OF_EACH["partner"]).with_facts({"external_lead_time": None})
    with pytest.raises(UsageError) as refused:
        calendar_of(Written(session))
    assert "--fact external_lead_time=WEEKS" in str(refused.value)


def test_without_a_recommendation_there_is_nothing_to_put_into_a_calendar() -> None:
    with pytest.raises(UsageError, match="no plan yet"):
        calendar_of(bare("mostly-unknown"))
    with pytest.raises(UsageError, match="nothing in the answers explains the stall"):
        calendar_of(bare(READY))
