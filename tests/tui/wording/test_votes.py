"""What the verdict screen says of a room's votes, in the words of the report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tests.builtin import engine, questionnaire
from tests.session.support import NOW, session
from tests.tui.support import desk, session_of_case
from tests.voting.rooms import OWNER, room
from tests.voting.workshop import workshop
from unstall.report.dossier import Dossier
from unstall.report.votes_phrases import part_ways
from unstall.session.edit import answer
from unstall.session.models import Session
from unstall.triage.discussion import Discussion
from unstall.tui.gathered import card_view
from unstall.tui.wording.closer import NO_CLOSER_LOOK, VOTES, look_closer
from unstall.tui.wording.dossier import dossier_of
from unstall.tui.wording.points import Point, Section
from unstall.tui.wording.verdict import cautions, sections
from unstall.tui.wording.votes import votes

CASE = "sound-but-unfinished"


@cache
def _voted() -> Dossier:
    return dossier_of(desk(workshop(session_of_case(CASE))))


def _section(dossier: Dossier) -> Section:
    (section,) = votes(dossier)
    return section


def _all(section: Section) -> Iterator[Point]:
    return (point for above in section.points for point in above)


def _under(heading: str) -> tuple[Point, ...]:
    found = [point for point in _section(_voted()).points if point.title.startswith(heading)]
    return found[0].children if found else ()


def _card(of: Session, question: str) -> str:
    on = desk(of)
    asked = on.questionnaire.question_by_id[question]
    return card_view(on, asked, why=None, keys={}).voted


def test_without_votes_there_is_no_word_of_a_room() -> None:
    dossier = dossier_of(desk(session_of_case(CASE)))
    assert VOTES not in {section.id for section in sections(dossier)}
    assert not any("role" in caution.text for caution in cautions(dossier))
    assert _card(session_of_case(CASE), OWNER) == ""


def test_it_counts_who_voted_what_is_contested_and_where_roles_are_apart() -> None:
    section = _section(_voted())
    assert section.lead.startswith("Ten people (3 business, 4 engineering and 3 others) voted on")
    assert section.summary == "5 contested, roles apart on 4"


def test_what_is_left_to_talk_about_stands_apart_from_what_was_talked_about() -> None:
    assert [point.question for point in _under("Left to talk about")] == [
        waiting.voted.question.id for waiting in _voted().discussion.queue
    ]
    talked = [point.question for point in _under("Contested, and talked about")]
    assert talked == ["design-ceiling", OWNER]
    assert _under("Contested, and")[1].text == "Two camps. Business says 4, engineering 1."


def test_what_most_do_not_know_is_not_called_agreed() -> None:
    (unknown,) = _under("Most do not know")
    assert (unknown.question, unknown.text) == ("monitoring", "Seven of ten.")
    (agreed,) = _under("Agreed")
    assert "monitoring" not in {point.question for point in agreed.folded}
    assert len(agreed.folded) == 6


def test_a_question_unfolds_to_the_votes_by_level_and_role_and_names_nobody() -> None:
    (owner,) = (point for point in _under("Contested, and") if point.question == OWNER)
    lines = [point.text for point in owner.folded]
    assert lines[0] == "1 ●●● · Nobody on the business side. · engineering 2 and others 1"
    assert "Decided so: 3." in lines
    said = " ".join(point.text for point in _all(_section(_voted())))
    assert not re.search(r"\b(operations|legal) \d", said)


def test_each_roles_own_verdict_is_told_and_marked_where_it_is_another() -> None:
    alone = [(p.title, p.text, p.right) for p in _under("If one role alone had voted")]
    assert alone == [
        ("Business alone", "Fix in place", ""),
        ("Engineering alone", "Restart production-first", "another verdict"),
    ]


def test_roles_that_part_ways_are_told_before_anything_is_unfolded() -> None:
    said = [caution.text for caution in cautions(_voted())]
    parted = "The roles part ways. Business alone: Fix in place; engineering alone: Restart"
    assert any(text.startswith(parted) for text in said)


def test_without_a_verdict_nobodys_own_is_told_and_the_rest_is() -> None:
    of = room({OWNER: (3, 3, 3, 0, 0, 0)}, start=session_of_case("mostly-unknown"))
    dossier = dossier_of(desk(of))
    assert dossier.strategy is None
    (section,) = (one for one in sections(dossier) if one.id == VOTES)
    assert [point.title for point in section.points] == ["Left to talk about"]
    assert not any("part ways" in point.text for point in cautions(dossier))


def test_roles_that_come_to_the_same_are_not_said_to_part_ways() -> None:
    of = room({"value-case": (3, 3, 3, 2, 2, 2)}, start=session_of_case(CASE))
    assert not any("part ways" in point.text for point in cautions(dossier_of(desk(of))))


def test_a_role_that_knows_too_little_for_a_verdict_does_not_part_ways() -> None:
    bank = questionnaire()
    start = session()
    counting = [one.id for one in bank.questions if one.quick == "framework"]
    for id_ in counting[: bank.procedure.min_quick_known]:
        start = answer(start, bank, id_, "3", at=NOW)
    of = room({counting[0]: (2, 2, 2, None, None, None)}, start=start)
    found = Discussion(engine(), of)
    assert any(one.decision.strategy is None for one in found.alone)
    assert not part_ways(found, found.decision)


def test_whether_what_remains_matters_is_said_once_it_is_worked_out() -> None:
    before = NO_CLOSER_LOOK
    assert before.wants({VOTES})
    assert "remains" not in _section(_voted()).lead
    found = look_closer(_voted(), {VOTES}, before)
    assert not found.wants({VOTES})
    assert before.with_more(found).bearing == "none"
    (section,) = votes(_voted(), found.bearing)
    assert section.lead.endswith("What remains would not change the verdict.")


def test_wider_ranges_are_explained_only_where_votes_widen_one() -> None:
    wider = "Where the room disagreed, a reading is wider."
    agreeing = room({"value-case": (3,) * 6}, start=session_of_case(CASE))
    leads = [
        next(s.lead for s in sections(dossier) if s.id == "readiness")
        for dossier in (_voted(), dossier_of(desk(agreeing)))
    ]
    assert [wider in lead for lead in leads] == [True, False]


def test_the_card_of_a_question_says_how_it_was_voted_on_and_what_is_recorded() -> None:
    of = workshop(session_of_case(CASE))
    assert _card(of, OWNER) == "two camps; decided so"
    assert _card(of, "user-pull") == "spread from 1 to 4; nothing is recorded yet"
    assert _card(of, "production-owner") == (
        "close together but for one, who says 4; the median is recorded"
    )
    assert _card(of, "success-criteria") == (
        "at first close together but for one, who says 1, then agreed; the median is recorded"
    )
    assert _card(of, "live-data-path") == ""
