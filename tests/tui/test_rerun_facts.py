"""The facts in a re-run: last time's value beside each field, one key to take it over."""

from __future__ import annotations

from tests.tui.again import DAYS_AGO, QUESTIONNAIRE, Unhurried, again
from tests.tui.on_a_call import press, shown
from tests.tui.support import NOW, SMALL, earlier, loaded, said_by, text_of
from unstall.example import example_session
from unstall.session.models import Session
from unstall.tui.desk import Desk
from unstall.tui.form import FACT, Field, form, with_last
from unstall.tui.screens.project import Place
from unstall.tui.widgets.dialogs import Confirm

OLD = earlier(example_session(QUESTIONNAIRE, loaded().sha256, NOW), DAYS_AGO)


def at(on: Desk, fact: str) -> Desk:
    on.places["facts"] = Place(cursor=f"{FACT}/{fact}")
    return on


def fields(on: Desk, session: Session | None = None) -> dict[str, Field]:
    session = session or on.session
    made = form(QUESTIONNAIRE, session, on.engine.triage_session(session), "en-GB", on.last)
    return {field.id: field for field in made}


async def test_last_times_value_stands_beside_each_field() -> None:
    app = Unhurried(at(again(OLD), "months_stalled"), "facts")
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        assert "re-run · facts · " in shown(app)
        line = next(line for line in text_of(app).splitlines() if "Months stalled" in line)
        assert "· Months stalled" in line
        assert "last time 7 months" in line


async def test_months_that_have_passed_are_told_and_never_written() -> None:
    on = at(again(OLD), "months_stalled")
    app = Unhurried(on, "facts")
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        assert "Last time: 7 months. 3 months have passed: 10 if it went on." in shown(app)
        await press(pilot, "c")
        assert on.session.facts == {"months_stalled": 7}
        await press(pilot, "k", "1", "0", "enter")
        assert on.session.facts == {"months_stalled": 10}
        line = next(line for line in text_of(app).splitlines() if "Months stalled" in line)
        words = " ".join(line.split())
        assert words.startswith("≠ Months stalled 10 months last time 7 months")


async def test_one_key_takes_a_value_over_and_goes_on_and_undo_takes_it_back() -> None:
    on = at(again(OLD), "cost_of_delay")
    app = Unhurried(on, "facts")
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "c", "c")
        assert on.session.facts == {
            fact: OLD.facts[fact] for fact in ("cost_of_delay", "cost_of_delay_basis")
        }
        line = next(line for line in text_of(app).splitlines() if "Cost of delay" in line)
        assert "= Cost of delay" in line
        await press(pilot, "u", "u")
        assert on.session.facts == {}


async def test_the_rest_of_a_part_is_taken_over_once_it_is_said_how_much_it_is() -> None:
    on = at(again(OLD), "sector")
    app = Unhurried(on, "facts")
    async with app.run_test(size=SMALL) as pilot:
        setting = {f.id for f in QUESTIONNAIRE.facts if f.section == "setting"} & OLD.facts.keys()
        await press(pilot, "1", "r")
        assert isinstance(app.screen, Confirm)
        assert f"Confirm the {len(setting) - 1} facts left in The setting?" in text_of(app)
        await press(pilot, "y")
        assert on.session.facts.keys() == setting
        assert on.session.facts["sector"] != OLD.facts["sector"]
        await press(pilot, "u")
        assert on.session.facts.keys() == {"sector"}


async def test_where_nothing_can_be_confirmed_the_key_says_why() -> None:
    on = at(again(OLD), "run_budget")
    app = Unhurried(on, "facts")
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "c")
        assert "Nothing from last time can be confirmed here." in said_by(app)
        assert on.session.facts == {}


def test_every_field_of_last_time_can_be_taken_over_and_all_together_are_its_facts() -> None:
    on = again(OLD)
    session = on.session
    assert on.last is not None
    for field in fields(on).values():
        if field.can_confirm:
            session = with_last(QUESTIONNAIRE, session, on.last, field.id)
    assert session.facts == OLD.facts
    assert session.how_soon == OLD.how_soon
    after = fields(on, session).values()
    assert not any(field.can_confirm for field in after)
    assert all(field.is_as_last for field in after if field.last)


async def test_a_fact_asked_with_a_question_is_shown_with_last_times_value() -> None:
    on = again(OLD)
    asked = next(q for q in QUESTIONNAIRE.questions if "months_stalled" in q.ask_facts)
    on.at = asked.id
    app = Unhurried(on)
    async with app.run_test(size=(100, 50)) as pilot:
        await pilot.pause()
        assert "Last time: 7 months." in shown(app)
        await press(pilot, "enter")
        assert on.session.facts == {}
