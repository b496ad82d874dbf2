"""What of a room's disagreement matters to the verdict."""

from __future__ import annotations

from itertools import product

from tests.builtin import engine, questionnaire
from tests.session.support import NOW, session
from tests.tui.support import session_of_case
from tests.voting.rooms import OWNER, room
from unstall.session.edit import answer
from unstall.session.models import Session
from unstall.triage.discussion import Discussion, that_matter
from unstall.triage.reading import read
from unstall.voting.recording import with_medians

BANK = questionnaire()
CASES = [one.name for one in BANK.cases]


def _case(name: str = "validation-loop") -> Session:
    return session_of_case(name)


def _disagreeing(of: Session, count: int) -> Session:
    """Let the room be of two minds about the last questions that have a level."""
    asked = [q for q in BANK.questions if q.id in read(BANK, of).levels][-count:]
    return room({q.id: (q.top,) * 3 + (0,) * 3 for q in asked}, start=of)


def test_without_votes_there_is_nothing_to_discuss() -> None:
    found = Discussion(engine(), _case())
    assert (found.voted, found.queue, found.alone) == ((), (), ())
    assert found.bearing == "none"


def test_what_could_change_the_verdict_stands_before_what_could_not() -> None:
    found = Discussion(engine(), _disagreeing(_case(), 40)).queue
    shares = [one.could_change for one in found]
    assert any(shares)
    assert shares == sorted(shares, reverse=True)
    assert {one.voted.question.id for one in found} == set(_disagreeing(_case(), 40).votes)


def test_the_share_of_levels_that_change_the_verdict_is_found_by_trying_them() -> None:
    voted = _disagreeing(_case(), 12)
    discussion = Discussion(engine(), voted)
    now = engine().decide(read(BANK, voted)).outcome
    for waiting in discussion.queue:
        question = waiting.voted.question
        others = [
            engine().decide(read(BANK, voted).with_level(question.id, level)).outcome != now
            for level in range(question.top + 1)
        ]
        assert waiting.could_change == sum(others) / len(others), question.id


def test_agreed_settled_and_decided_questions_are_not_in_the_queue() -> None:
    base = _case()
    voted = room({OWNER: (3, 3, 3, 0, 0, 0), BANK.questions[0].id: (1,) * 6}, start=base)
    assert [one.voted.question.id for one in Discussion(engine(), voted).queue] == [OWNER]
    twice = room({OWNER: (3, 3, 3, 0, 0, 0)}, start=voted, in_round="second")
    assert Discussion(engine(), twice).queue == ()
    decided = answer(voted, BANK, OWNER, "accountable", at=NOW)
    assert Discussion(engine(), decided).queue == ()


def test_that_nothing_left_would_change_the_verdict_is_true_of_every_way_it_can_come_out() -> None:
    said = set()
    for name in CASES:
        voted = _disagreeing(_case(name), 3)
        found = Discussion(engine(), voted)
        said.add(found.bearing)
        ids = list(voted.votes)
        now = found.decision.outcome
        every = product(*(range(BANK.question_by_id[id_].top + 1) for id_ in ids))
        changed = False
        for levels in every:
            reading = read(BANK, voted)
            for id_, level in zip(ids, levels, strict=True):
                reading = reading.with_level(id_, level)
            changed = changed or engine().decide(reading).outcome != now
        if found.bearing != "open":
            assert (found.bearing == "some") == changed, name
    assert {"none", "some"} <= said


def test_each_role_alone_has_the_verdict_of_its_own_medians() -> None:
    voted = with_medians(_disagreeing(_case(), 12), BANK, NOW)
    found = {one.role: one.decision for one in Discussion(engine(), voted).alone}
    assert set(found) == {"business", "engineering"}
    for role, best in (("business", True), ("engineering", False)):
        reading = read(BANK, voted)
        for id_ in voted.votes:
            top = BANK.question_by_id[id_].top
            reading = reading.with_level(id_, top if best else 0)
        assert found[role].outcome == engine().decide(reading).outcome
    assert found["business"].outcome != found["engineering"].outcome


def test_no_role_under_three_voters_has_a_verdict_of_its_own() -> None:
    voted = room({OWNER: (3, 3, 0, 0, 0)}, roles=("b", "b", "e", "e", "e"), start=_case())
    assert Discussion(engine(), voted).alone == ()


def test_disagreement_widens_readiness_and_moves_nothing_else() -> None:
    agreed = with_medians(room({OWNER: (1,) * 6}, start=_case()), BANK, NOW)
    apart = with_medians(room({OWNER: (3, 3, 0, 0, 1, 1)}, start=_case()), BANK, NOW)
    one, other = engine().triage_session(agreed), engine().triage_session(apart)
    assert one.decision == other.decision
    for before, after in zip(one.readiness, other.readiness, strict=True):
        assert after.low <= before.low <= before.high <= after.high
        assert after.coverage == before.coverage
    assert any(b.low > a.low for b, a in zip(one.readiness, other.readiness, strict=True))
    assert any(b.high < a.high for b, a in zip(one.readiness, other.readiness, strict=True))


def test_votes_that_were_not_recorded_change_no_reading() -> None:
    start = session()
    assert read(BANK, room({OWNER: (3, 0, 0)}, start=start)) == read(BANK, start)


def test_a_room_that_knows_nothing_is_asked_enough_for_a_verdict() -> None:
    start = session()
    chosen = that_matter(engine(), engine().triage_session(start), 12)
    assert len(chosen) == 12
    for id_ in chosen:
        start = answer(start, BANK, id_, "2", at=NOW)
    found = Discussion(engine(), start)
    assert found.decision.strategy is not None
    assert found.lacking == 0


def test_it_is_said_how_many_answers_a_verdict_lacks_and_which_would_count() -> None:
    found = Discussion(engine(), room({OWNER: (0, 0, 0)}, start=session()))
    assert found.lacking == found.decision.quick_needed
    assert all(BANK.question_by_id[id_].quick == "framework" for id_ in found.would_count)
    assert found.bearing_with(found.would_count) == "open"


def test_what_was_not_voted_on_bears_on_the_verdict_where_one_of_its_levels_changes_it() -> None:
    voted = with_medians(room({OWNER: (1,) * 6}, start=_case()), BANK, NOW)
    found = Discussion(engine(), voted)
    assert found.bearing_with(()) == "none"
    every = {question.id for question in BANK.questions}
    could = found.could_change(every)
    assert could
    assert found.bearing_with(could) == "some"
    assert found.bearing_with(every - could) == "none-alone"
