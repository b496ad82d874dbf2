"""What is said about a trial and about the two beside each other, without a screen."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builtin import questionnaire
from tests.tui.hostile import HOSTILE
from tests.tui.support import desk, session, session_of_case
from unstall.outlook import outlook_of
from unstall.report.dossier import Dossier
from unstall.session.models import Accepted, Answer, PlannedAction
from unstall.tui.desk import Desk
from unstall.tui.drawn import Line, width_of
from unstall.tui.rows import Row
from unstall.tui.tried import Difference, Kind
from unstall.tui.wording import trial
from unstall.tui.wording.beside import Pair, blocks, in_columns, stacked
from unstall.tui.wording.dossier import dossier_of
from unstall.tui.wording.tried import Changed, changed

FUNDED = questionnaire().question_by_id["value-case"]
OWNER = questionnaire().question_by_id["business-owner"]


def tried_on(case: str = "validation-loop", level: int = 1) -> Desk:
    on = desk(session_of_case(case))
    on.begin_trial()
    on.set_level(FUNDED, level)
    return on


def weigh(on: Desk) -> None:
    for one in (on.real, on.shown):
        on.keep_outlook(one.triage, outlook_of(on.engine, one.triage))


def sides(on: Desk) -> tuple[Dossier, Dossier]:
    return dossier_of(on.real), dossier_of(on.shown)


def in_words(on: Desk) -> tuple[Changed, ...]:
    return changed(*sides(on), on.tried)


def banner(on: Desk, width: int) -> Line:
    return trial.banner(*sides(on), on.tried, "T", width)


def text_of(rows: list[Row]) -> str:
    return "\n".join(row.mark[0] + "".join(text for text, _ in row.spans) for row in rows)


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        ((), "nothing changed yet"),
        (("answer",), "1 answer changed"),
        (("answer", "answer", "fact"), "2 answers, 1 fact changed"),
        (("fact", "fact", "soon", "action"), "2 facts, 2 more changed"),
        (("beside",), "1 thing changed"),
        (("plan", "session"), "2 things changed"),
    ],
)
def test_changes_are_counted_by_what_they_are(kinds: tuple[Kind, ...], said: str) -> None:
    assert trial.counted_changes(Difference(kind, "x") for kind in kinds) == said


def test_the_banner_names_both_verdicts_with_their_standing_where_there_is_room() -> None:
    on = tried_on()
    assert "Fix in place (being weighed) → Stop and retire (being weighed)" in banner(on, 120).text
    weigh(on)
    assert banner(on, 120).text.startswith(
        "What if · 1 answer changed · Fix in place (holds up) → Stop and retire (open)"
    )
    assert banner(on, 120).text.endswith("T keep or discard")
    assert banner(on, 78).text.startswith(
        "What if · 1 answer changed · Fix in place → Stop and retire (open)"
    )
    assert banner(on, 78).text.endswith("T ends it")


def test_the_banner_says_that_the_verdict_stays_and_what_moves_all_the_same() -> None:
    on = desk(session_of_case("good-model-no-engineers"))
    on.begin_trial()
    weigh(on)
    assert "still Partner, to harden what exists (holds up)" in banner(on, 120).text
    on.set_level(FUNDED, 1)
    weigh(on)
    assert "(holds up), on other conditions" in banner(on, 120).text


def test_without_a_verdict_on_either_side_the_banner_says_so() -> None:
    on = desk()
    on.begin_trial()
    on.set_level(FUNDED, 1)
    assert "still no recommendation" in banner(on, 120).text
    known = tried_on()
    for question in questionnaire().questions:
        known.set_unknown(question)
    assert "→ No recommendation" in banner(known, 200).text


@given(width=st.integers(1, 200))
def test_the_banner_is_never_wider_than_its_room(width: int) -> None:
    assert width_of(banner(tried_on(), width).spans) <= max(width, 2)


def test_every_kind_of_change_is_said_from_what_to_what() -> None:
    on = desk(session({OWNER.id: OWNER.levels[1].id}, facts={"months_stalled": 18}))
    on.begin_trial()
    on.set_unknown(OWNER)
    left_out = Answer(not_applicable="a rule asks for it")
    on.change(on.session.with_answer(FUNDED.id, left_out), FUNDED.id)
    on.change(
        on.session.with_facts({"months_stalled": 6, "budget_left": None, "sector": "insurance"}),
        "facts",
    )
    on.change(on.session.with_how_soon(OWNER.id, "2w"), OWNER.id)
    on.annotate(FUNDED, note="ask the CFO", accepted=Accepted(by="Mia", why="small"))
    action = next(iter(questionnaire().action_by_id.values()))
    on.set_planned(action.id, PlannedAction(done=date(2026, 11, 20), week=3))
    on.set_start(date(2026, 12, 1))
    on.set_depth("full")
    assert in_words(on) == (
        Changed(OWNER.short, f"“{OWNER.levels[1].label}”", "nobody knows"),
        Changed(FUNDED.short, "not asked yet", "does not apply: a rule asks for it"),
        Changed("Months stalled", "18 months", "6 months"),
        Changed("Sector", "not given", "insurance"),
        Changed(f"{OWNER.short}: how soon", "not said", "within 2 weeks"),
        Changed(f"{FUNDED.short}: note", "nothing", "ask the CFO"),
        Changed(f"{FUNDED.short}: risk accepted", "nothing", "Mia and small"),
        Changed(f"{action.title}: done on", "nothing", "Friday 20 November 2026"),
        Changed(f"{action.title}: week", "nothing", "3"),
        Changed("Start of the plan", "nothing", "Tuesday 1 December 2026"),
        Changed("Depth", "quick call", "full triage"),
    )


@pytest.mark.parametrize("what", HOSTILE)
def test_whatever_somebody_wrote_is_shown_in_whole_lines(what: str) -> None:
    on = desk()
    on.begin_trial()
    note = HOSTILE[what].replace("\x00", "")[:10_000] or "x"
    on.change(on.session.with_answer(OWNER.id, Answer.model_construct(note=note)), OWNER.id)
    found = blocks(*sides(on), on.tried)
    for lines in (in_columns(found, 110), stacked(found, 76)):
        assert all(width_of(line.spans) <= 112 for line in lines)
        assert not any("\n" in text or "\x1b" in text for line in lines for text, _ in line.spans)


def test_the_story_names_the_answers_that_moved_the_points_most() -> None:
    on = tried_on()
    weigh(on)
    told = text_of(trial.story(*sides(on), on.tried))
    assert "Fix in place (holds up) → Stop and retire (open)" in told
    assert "1 → 5  Still worth funding +4" in told


@given(level=st.integers(0, 3))
def test_the_points_that_moved_are_the_differences_of_the_totals(level: int) -> None:
    on = tried_on(level=level)
    real, tried = on.real.triage.decision.points, on.triage.decision.points
    titles = {s.title: s.id for s in questionnaire().strategies}
    found = trial.moved(*sides(on), most=9)
    assert {titles[m.title]: (m.before, m.after) for m in found} == {
        s: (real[s], tried[s]) for s in real if real[s] != tried[s]
    }
    sizes = [abs(m.after - m.before) for m in found]
    assert sizes == sorted(sizes, reverse=True)


def test_nothing_tried_yet_tells_an_empty_story() -> None:
    on = desk(session_of_case("validation-loop"))
    on.begin_trial()
    told = text_of(trial.story(*sides(on), on.tried))
    assert "Nothing yet." in told
    assert "Points" not in told
    for block in blocks(*sides(on), on.tried):
        assert all(pair.is_same for pair in block.pairs)


def test_beside_each_other_each_action_is_named_once() -> None:
    on = tried_on()
    weigh(on)
    real, tried = sides(on)
    plan = next(b for b in blocks(real, tried, on.tried) if b.title == "Plan")
    assert real.plan
    assert tried.plan
    before = {placed.chosen.action.title for placed in real.plan.actions}
    after = {placed.chosen.action.title for placed in tried.plan.actions}
    gone = {p.real.split(" · ")[0] for p in plan.pairs[3:] if p.real}
    come = {p.tried.split(" · ")[0] for p in plan.pairs[3:] if p.tried}
    assert before - after <= gone
    assert after - before <= come
    assert f"come in: {len(after - before)}" in plan.lead
    assert f"go out: {len(before - after)}" in plan.lead


def test_a_side_without_a_plan_says_so() -> None:
    on = tried_on()
    for question in questionnaire().questions:
        on.set_unknown(question)
    plan = next(b for b in blocks(*sides(on), on.tried) if b.title == "Plan")
    assert plan.pairs[0].tried == "No plan"


def test_columns_show_both_sides_and_a_stack_shows_once_what_is_the_same() -> None:
    on = tried_on()
    found = blocks(*sides(on), on.tried)
    wide = [line.text for line in in_columns(found, 110)]
    row = next(line for line in wide if "Fix in place" in line)
    assert row.startswith("− Fix in place")
    assert "│ + Stop and retire" in row
    narrow = [line.text.rstrip() for line in stacked(found, 76)]
    at = narrow.index("− Fix in place")
    assert narrow[at + 1] == "+ Stop and retire"
    assert Pair("a", "a").is_same
    same = [p.real for b in found for p in b.pairs if p.is_same and p.real and len(p.real) < 70]
    assert same
    for text in same:
        assert sum(line.strip() == text for line in narrow) == 1
