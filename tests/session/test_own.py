"""Actions that people add to a plan, and parts that they split off: recorded, refused, undone."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.session.support import NOW, questionnaire, result, session
from unstall.errors import SessionClosedError, SessionError
from unstall.session.agree import agreed
from unstall.session.edit import set_planned
from unstall.session.format import from_toml, to_toml
from unstall.session.models import (
    LEAST_SHARE,
    MOST_AFTER,
    MOST_OWN,
    OwnAction,
    PlannedAction,
    PlanState,
    Session,
)
from unstall.session.own import add_own, remove_own, split_off

BANK = questionnaire()
WHOLE, OTHER = BANK.actions[0].id, BANK.actions[1].id
ROLE = BANK.roles[0].id


def added(start: Session | None = None, title: str = "Tell the night shift") -> tuple[Session, str]:
    return add_own(
        start or session(),
        BANK,
        title=title,
        role=ROLE,
        effort=(1, 2.5),
        added_for="fix",
        done_when="Every shift leader has signed.",
        after=[WHOLE, WHOLE],
    )


def split(start: Session, of: str, share: float = 0.5) -> tuple[Session, str]:
    return split_off(start, BANK, of, title="The half of it", role=ROLE, share=share)


def test_an_action_is_added_under_an_id_made_of_its_title() -> None:
    after, id_ = added(title="  Tell the\nnight shift ")
    assert id_ == "own-tell-the-night-shift"
    assert after.plan.own[id_] == OwnAction(
        title="Tell the night shift",
        role=ROLE,
        done_when="Every shift leader has signed.",
        effort=(1, 2.5),
        after=(WHOLE,),
        added_for="fix",
    )
    assert from_toml(to_toml(after)) == after
    assert agreed(after, BANK) == after


@pytest.mark.parametrize("title", ["Nachtschicht", "夜勤に伝える", "!?", "x" * 120, "ÄÖ & Co"])
def test_actions_of_the_same_title_have_ids_of_their_own(title: str) -> None:
    once, first = added(title=title)
    twice, second = added(once, title)
    assert first != second
    assert agreed(from_toml(to_toml(twice)), BANK) == twice


def test_what_is_decided_about_it_stands_with_the_decisions_about_other_actions() -> None:
    after, id_ = added()
    named = set_planned(after, BANK, id_, PlannedAction(owner="Ana Ruiz", week=4))
    assert agreed(from_toml(to_toml(named)), BANK) == named
    with pytest.raises(SessionError, match="no action"):
        set_planned(session(), BANK, id_, PlannedAction(week=4))


def test_a_part_takes_a_share_of_what_is_left_of_the_whole() -> None:
    after, half = split(session(), WHOLE)
    after, quarter = split(after, WHOLE)
    assert after.plan.own[half].share == 0.5
    assert after.plan.own[quarter].share == 0.25
    assert after.plan.taken_from(WHOLE) == 0.75
    assert after.plan.own[half].part_of == WHOLE


def test_a_part_of_a_part_is_a_part_of_the_whole() -> None:
    after, half = split(session(), WHOLE)
    after, smaller = split(after, half, share=0.2)
    assert after.plan.own[smaller].part_of == WHOLE
    assert after.plan.own[smaller].share == pytest.approx(0.1)
    assert after.plan.own[half].share == pytest.approx(0.4)


@given(st.lists(st.tuples(st.integers(0, 9), st.floats(0.01, 0.99)), max_size=12))
def test_however_often_it_is_split_something_is_left_of_every_piece(
    cuts: list[tuple[int, float]],
) -> None:
    current, pieces = session(), [WHOLE]
    for piece, share in cuts:
        with suppress(SessionError):
            current, id_ = split(current, pieces[piece % len(pieces)], share)
            pieces.append(id_)
    assert PlanState.model_validate(current.plan.model_dump()) == current.plan
    left = 1 - current.plan.taken_from(WHOLE)
    shares = [own.share or 0 for own in current.plan.own.values()]
    assert left > LEAST_SHARE - 1e-9
    assert min(shares, default=1) >= LEAST_SHARE
    assert left + sum(shares) == pytest.approx(1)


def test_what_was_added_can_be_taken_away_with_all_that_hangs_on_it() -> None:
    after, id_ = added()
    after, part = split(after, id_)
    after, second = added(after, "Then ask them again")
    waiting = after.plan.own[second].model_copy(update={"after": (id_, part)})
    own = {**after.plan.own, second: waiting}
    after = after.model_copy(update={"plan": after.plan.model_copy(update={"own": own})})
    after = set_planned(after, BANK, part, PlannedAction(owner="Ana"))
    left = remove_own(after, id_)
    assert set(left.plan.own) == {second}
    assert left.plan.own[second].after == ()
    assert left.plan.actions == {}


def test_the_work_of_a_part_that_is_taken_away_goes_back_to_the_whole() -> None:
    after, part = split(session(), WHOLE)
    assert remove_own(after, part).plan.taken_from(WHOLE) == 0


def adding(**changes: object) -> Callable[[], object]:
    given: dict[str, object] = {
        "title": "Ask", "role": ROLE, "effort": (1, 2), "added_for": "fix", "done_when": "Asked.",
    }  # fmt: skip
    return lambda: add_own(session(), BANK, **{**given, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (adding(title=" \u202e"), "no title"),
        (adding(title="x" * 121), "too many"),
        (adding(done_when=""), "is not said"),
        (adding(role="no such"), "no role 'no such'"),
        (adding(added_for="fixx"), "no strategy 'fixx'"),
        (adding(after=["no-such"]), "no action 'no-such'"),
        (adding(after=[a.id for a in BANK.actions[: MOST_AFTER + 1]]), "at most 20 others"),
        (adding(effort=(3, 2)), "will not do"),
        (adding(effort=(-1, 2)), "will not do"),
        (adding(effort=(float("nan"), 2)), "will not do"),
        (adding(effort=(0, 10_000)), "will not do"),
        (lambda: split(session(), WHOLE, 0), "leaves some"),
        (lambda: split(session(), WHOLE, 1), "leaves some"),
        (lambda: split(session(), "no-such"), "no action"),
        (lambda: remove_own(session(), WHOLE), "not added by hand"),
    ],
)
def test_what_will_not_do_is_refused_in_words(change: Callable[[], object], said: str) -> None:
    with pytest.raises(SessionError, match=said):
        change()


def test_nothing_is_added_to_a_closed_session_or_taken_from_it() -> None:
    frozen = session(closed=NOW, result=result())
    for change in (
        lambda: added(frozen),
        lambda: split(frozen, WHOLE),
        lambda: remove_own(frozen, "own-x"),
    ):
        with pytest.raises(SessionClosedError):
            change()


def test_a_plan_has_room_for_so_many() -> None:
    own, _ = added()
    full = dict.fromkeys((f"own-{n}" for n in range(MOST_OWN)), next(iter(own.plan.own.values())))
    crowded = own.model_copy(update={"plan": own.plan.model_copy(update={"own": full})})
    with pytest.raises(SessionError, match="at most"):
        added(crowded)


HEAD = to_toml(session())
FIX = f'role = "{ROLE}"\ndone_when = "Done."\neffort = [1, 2]\nadded_for = "fix"\n'


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (f'[plan.own.{WHOLE}]\ntitle = "A"\n{FIX}', "has an action of this id"),
        (f'[plan.own.a]\ntitle = "A"\n{FIX}share = 0.5\n', "only a part"),
        (f'[plan.own.a]\ntitle = "A"\nrole = "{ROLE}"\n', "needs done_when, effort and added_for"),
        (f'[plan.own.a]\ntitle = "A"\nrole = "{ROLE}"\npart_of = "{WHOLE}"\n', "has a share"),
        (
            f'[plan.own.a]\ntitle = "A"\nrole = "{ROLE}"\npart_of = "{WHOLE}"\nshare = 0.5\n'
            f'[plan.own.b]\ntitle = "B"\nrole = "{ROLE}"\npart_of = "{WHOLE}"\nshare = 0.5\n',
            "take all of it",
        ),
        (
            f'[plan.own.a]\ntitle = "A"\nrole = "{ROLE}"\npart_of = "{WHOLE}"\nshare = 0.5\n'
            f'[plan.own.b]\ntitle = "B"\nrole = "{ROLE}"\npart_of = "a"\nshare = 0.5\n',
            "is a part itself",
        ),
        (
            f'[plan.own.a]\ntitle = "A"\n{FIX}after = ["b"]\n'
            f'[plan.own.b]\ntitle = "B"\n{FIX}after = ["a"]\n',
            "wait for each other",
        ),
        (
            f'[plan.own.a]\ntitle = "A"\n{FIX}after = ["b"]\n'
            f'[plan.own.b]\ntitle = "B"\nrole = "{ROLE}"\npart_of = "a"\nshare = 0.5\n',
            "wait for each other",
        ),
        (f'[plan.own.a]\ntitle = "A"\n{FIX.replace("fix", "cure")}', "no strategy 'cure'"),
        (f'[plan.own.a]\ntitle = "  "\n{FIX}', "title"),
        (
            f'[plan.own.a]\ntitle = "A"\nrole = "{ROLE}"\npart_of = "{WHOLE}"\nshare = 0.5\n'
            f'after = ["{OTHER}"]\n',
            "leave out after",
        ),
        ("[plan]\nleft_from = 2090-01-01\n", "more than three years after the plan began"),
        (f'[plan.own.a]\ntitle = "A"\n{FIX.replace(ROLE, "nobody")}', "no role 'nobody'"),
        (f'[plan.own.a]\ntitle = "A"\n{FIX.replace("[1, 2]", "[2, 1]")}', "least effort"),
    ],
)
def test_a_file_in_which_they_do_not_fit_is_refused_with_its_line(
    table: str, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.toml"
    path.write_text(f"{HEAD}\n{table}", encoding="utf-8")
    with pytest.raises(SessionError, match=said) as refused:
        agreed(from_toml(path.read_text(encoding="utf-8"), path), BANK, path)
    assert refused.value.place is not None
    assert refused.value.place.line is not None
