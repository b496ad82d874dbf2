"""Where the room disagreed, in the report and the score: by role, only where there are votes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import jsonschema
import pytest

from tests.builtin import engine, questionnaire
from tests.report.examples import section, voted
from tests.report.structure import headings, plain, smuggled
from tests.report.test_summary import MOST_WORDS
from tests.session.support import NOW
from tests.tui.support import session_of_case
from tests.voting.rooms import OWNER, ROLES, room
from tests.voting.workshop import PARKED
from unstall.commands.score_words import score_words
from unstall.outlook import outlook_of
from unstall.planning import plan_of
from unstall.report.data import score_data
from unstall.report.dossier import Dossier, dossier_of
from unstall.report.markdown import render_report, render_summary
from unstall.report.schema import schema_text
from unstall.session.models import Session
from unstall.session.redact import redact
from unstall.voting.recording import with_medians

BANK = questionnaire()
NASTY = ("| a | b |\n# c", "<script>x</script>", "[x](file:///etc)\n\n---\n")
TITLE = "Where the room disagreed"
CASE = "validation-loop"
WORKSHOP = "sound-but-unfinished"
CONTESTED = {OWNER: (3, 3, 3, 0, 0, 1), "value-case": (2,) * 6, "team-capacity": (2, 2, 2, 2, 2, 0)}


def _voted(
    votes: Mapping[str, Sequence[int | None]] = CONTESTED, roles: Sequence[str] = ROLES
) -> Session:
    return with_medians(room(votes, roles=roles, start=session_of_case(CASE)), BANK, NOW)


def _dossier(of: Session) -> Dossier:
    triage = engine().triage_session(of)
    return dossier_of(engine(), of, triage, plan_of(engine(), of, triage), "en-GB")


def _data(of: Session) -> dict[str, Any]:
    triage = engine().triage_session(of)
    return score_data(engine(), of, triage, outlook_of(engine(), triage))


def test_without_votes_there_is_not_a_word_of_it() -> None:
    dossier = _dossier(session_of_case(CASE))
    assert TITLE not in render_report(dossier)
    assert TITLE not in score_words(dossier, full=True)
    assert "votes" not in _data(dossier.session)


def test_the_report_says_what_was_contested_and_between_whom() -> None:
    said = section(render_report(_dossier(_voted())), TITLE)
    assert "Six people (3 business and 3 engineering) voted on three questions" in said
    assert "Two questions were contested: the votes lay two steps or more apart." in said
    assert "Business says 4, engineering 1: three steps apart." in said
    assert "“Nobody on the business side.”" in said
    assert "Close together but for one, who says 1." in said
    assert "others" not in said


def test_a_room_that_agreed_is_said_to_have_agreed() -> None:
    said = section(render_report(_dossier(_voted({"value-case": (2, 2, 2, 1, 1, 1)}))), TITLE)
    assert "No votes lay more than one step apart." in said


def test_what_each_role_alone_would_have_decided_is_said_where_it_differs() -> None:
    votes = {q.id: (q.top,) * 3 + (0,) * 3 for q in BANK.questions}
    said = section(render_report(_dossier(_voted(votes))), TITLE)
    assert "business alone:" in said.lower()
    assert "engineering alone:" in said.lower()


def test_what_stayed_contested_after_a_second_vote_is_said() -> None:
    twice = room({OWNER: (3, 3, 3, 1, 0, 1)}, start=_voted(), in_round="second")
    said = section(render_report(_dossier(twice)), TITLE)
    assert "Two camps, twice." in said
    assert "In the second vote, of the 3 from engineering one moved up." in said


def test_the_score_names_the_role_gap_in_words() -> None:
    said = score_words(_dossier(_voted()))
    assert "Accountable owner: two camps. Business says 4, engineering 1" in said.replace("\n", " ")


def test_the_score_as_json_is_as_its_schema_says() -> None:
    import json

    schema = json.loads(schema_text("score"))
    twice = room({OWNER: (3, None, 3, 1, 0, 1)}, start=_voted(), in_round="second")
    nobody_knows = _voted({OWNER: (None,) * 6})
    for session in (_voted(), twice, nobody_knows, _voted(roles=("a", "a", "b", "b", "c", "d"))):
        data = _data(session)
        jsonschema.validate(data, schema)
        jsonschema.validate(data["votes"], schema["properties"]["votes"] | {
            "$defs": schema["$defs"], "additionalProperties": False,
        })  # fmt: skip


def test_the_score_as_json_tells_gaps_by_role_and_no_voter() -> None:
    votes = _data(_voted())["votes"]
    owner = next(one for one in votes["questions"] if one["question"] == OWNER)
    assert owner["role_gap"] == {"low": "engineering", "high": "business", "steps": 3}
    assert (owner["median"], owner["is_tie"]) == ("supporter", True)
    assert all(voter not in str(votes) for voter in _voted().voters)


def test_nobody_of_a_role_under_three_voters_can_be_found_in_anything_that_is_written() -> None:
    alone = ("engineering",) * 4 + ("gardener", "beekeeper")
    of = _voted({OWNER: (3, 3, 3, 3, 0, 0)}, alone)
    dossier = _dossier(of)
    for text in (render_report(dossier), score_words(dossier, full=True), str(_data(of)["votes"])):
        assert "gardener" not in text.lower()
        assert "beekeeper" not in text.lower()


def test_a_redacted_report_says_the_same_of_the_room() -> None:
    of = _voted(roles=("business",) * 3 + ("engineering", "engineering", "legal"))
    copy = redact(of, BANK).session
    reports = [render_report(_dossier(one)) for one in (of, copy)]
    assert section(reports[0], TITLE) == section(reports[1], TITLE)


@pytest.mark.parametrize("where", range(3))
def test_what_was_noted_to_find_out_cannot_break_the_report(where: int) -> None:
    of = _voted()
    ask = NASTY[where]
    of = of.with_answer(OWNER, of.answers[OWNER].model_copy(update={"ask": ask}))
    report = render_report(_dossier(of))
    harmless = render_report(_dossier(_voted()))
    assert headings(report) == headings(harmless)
    assert smuggled(report) == set()


def test_who_finds_out_what_is_listed_with_every_question_that_was_parked() -> None:
    parked = section(voted(WORKSHOP).report, TITLE).partition("Who finds out what")[2]
    assert [line.partition(": ")[2] for line in parked.splitlines() if line.startswith("- ")] == [
        f"{PARKED[question]}." for question in ("design-ceiling", "monitoring", "team-capacity")
    ]


def test_what_most_do_not_know_and_what_is_left_is_said_by_name() -> None:
    said = section(voted(WORKSHOP).report, TITLE)
    assert "Most did not know the answer to: Noticing worse answers." in said
    assert "Left to talk about: Users want it, Committed hours and Team that will run it." in said


def test_the_sponsors_page_says_in_a_line_where_roles_lie_apart_and_stays_a_page() -> None:
    page = voted(WORKSHOP).summary
    (line,) = [line for line in page.splitlines() if "Where the room disagreed" in line]
    assert "On four questions two roles lie two steps or more apart" in line
    assert "engineering alone: Restart production-first." in line
    assert len(plain(page).split()) <= MOST_WORDS
    assert "Where the room disagreed" not in render_summary(_dossier(session_of_case(CASE)))


def test_what_was_voted_on_and_not_recorded_is_not_said_to_be_unasked() -> None:
    written = voted(WORKSHOP)
    assert "voted on, nothing recorded yet" in section(written.report, "What we do not know")
    assert "not asked yet" not in written.report


def test_an_action_that_settles_says_who_says_what() -> None:
    plan = voted(WORKSHOP).plan_text
    assert "Accountable owner: business says 4, engineering 1: three steps apart." in plan
    assert "Settle “Users want it” between business and other roles" in plan
