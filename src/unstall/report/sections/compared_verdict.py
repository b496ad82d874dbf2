"""The first sections of a comparison: both recommendations, and why the newer one is another."""

from __future__ import annotations

from collections.abc import Sequence

from unstall.compare.models import Shift, TakenBack, VerdictOf, Verdicts
from unstall.report.blocks import Block, Line, Section, bullets, line, paragraph, strong, table
from unstall.report.compared import REMARKS, Compared, listed_some, stated
from unstall.report.dossier import Dossier
from unstall.report.phrases import (
    capitalised,
    clause,
    counted_in_words,
    in_words,
    listed,
    quoted,
    sentence,
)
from unstall.report.sections.answer import STANDING

MOST_TAKEN_BACK = 5
MOST_NAMED = 4

_IN_THE_WAY = {
    (True, True): "No longer in the way of {}:",
    (True, False): "In the way of {} then, and not known now:",
    (False, True): "In the way of {} now, and was not then:",
    (False, False): "In the way of {} now, and not known then:",
}
"""Whether it is gone, and whether the other side knew → what is said of it."""


def verdict(told: Compared) -> Section:
    """Compose the first section: the recommendation then and now, and what moved in a sentence."""
    return Section(
        "answer",
        "Then and now",
        (
            *(paragraph(strong(REMARKS[remark])) for remark in told.comparison.remarks),
            paragraph(strong(lead(told))),
            *((paragraph(text),) if (text := moves_in_short(told)) else ()),
            *_both(told),
            *bullets(*in_the_way(told)),
        ),
    )


def why(told: Compared) -> Section:
    """Compose what accounts for the change of the recommendation; empty if there is no change."""
    because = told.comparison.because
    blocks: list[Block] = [*_by_rules(told)]
    if because.floor == "enough-now":
        blocks += _floor(told, told.comparison.then_read.decision.quick_known, "then")
    elif because.floor == "too-little-now":
        blocks += _floor(told, told.comparison.now_read.decision.quick_known, "now")
    elif because.by_moves:
        blocks += [*_sets(told), *_taken_back(told)]
    title = (
        "Why the recommendation is another one"
        if because.changed
        else "Why the recommendation did not change"
    )
    return Section("why", title, tuple(blocks))


def lead(told: Compared) -> str:
    """Say in a sentence or two what became of the recommendation."""
    verdicts = told.comparison.verdicts
    then = _title(told.then, verdicts.then)
    now = _title(told.now, verdicts.now)
    if verdicts.changed:
        if verdicts.then.strategy is None:
            return f"Then too little was known to recommend anything. Now we recommend: {now}."
        if verdicts.now.strategy is None:
            return f"Too little is known now to recommend anything. Then we recommended: {then}."
        return f"The recommendation has changed. It was: {then}. It is now: {now}."
    if verdicts.now.strategy is None:
        return "Neither then nor now is enough known to recommend anything."
    return f"The recommendation is the same as then: {now}. {_firmness(verdicts)}".strip()


def _firmness(verdicts: Verdicts) -> str:
    then, now = verdicts.then.standing, verdicts.now.standing
    if then is None or now is None or then == now:
        return ""
    order = list(STANDING)
    more = "more" if order.index(now) < order.index(then) else "less"
    return f"It stands {more} firmly: {STANDING[then]} then, {STANDING[now]} now."


def _title(dossier: Dossier, of: VerdictOf) -> str:
    return dossier.title_of(*of.outcome)


def moves_in_short(told: Compared) -> str:
    """Say how many answers moved which way; empty where nothing can be compared."""
    found = told.comparison
    if not told.is_comparable:
        return ""
    gone_through = [moved for moved in found.moved if not moved.is_waiting]
    counts = {
        direction: sum(moved.direction == direction for moved in gone_through)
        for direction in ("up", "down", "learned", "lost")
    }
    said = [
        words.format(in_words(counts[direction]), **_to_be(counts[direction]))
        for direction, words in (
            ("up", "{} {is_} better"),
            ("down", "{} {is_} worse"),
            ("learned", "{} {is_} known now and {was} not then"),
            ("lost", "{} {is_} not known any more"),
        )
        if counts[direction]
    ]
    asked = capitalised(counted_in_words(len(found.compared), "question"))
    counted = f"{asked} can be compared."
    waiting = len(found.moved) - len(gone_through)
    have = "has" if waiting == 1 else "have"
    yet = (
        f" {capitalised(in_words(waiting))} {have} not been gone through again yet."
        if waiting
        else ""
    )
    moved = f"Of their answers, {listed(said)}." if said else "No answer moved."
    return f"{counted} {moved}{yet}"


def _to_be(number: int) -> dict[str, str]:
    return {"is_": "is", "was": "was"} if number == 1 else {"is_": "are", "was": "were"}


def _both(told: Compared) -> tuple[Block, ...]:
    verdicts = told.comparison.verdicts
    rows = [_row(f"Then, {told.day_then}", told.then, verdicts.then)]
    newer = verdicts.then_by_newer
    then = verdicts.then
    if newer and (newer.outcome, newer.conditions) != (then.outcome, then.conditions):
        rows.append(_row("Then, by the rules of now", told.rules, newer))
    rows.append(_row(f"Now, {told.day_now}", told.now, verdicts.now))
    return (
        *table("When 4 | Recommendation 5 | Standing 3 | On condition that 7", *rows),
        *_met(told),
    )


def _row(day: str, dossier: Dossier, of: VerdictOf) -> tuple[Line | str, ...]:
    conditions = [clause(dossier.gate_text(condition)) for condition in of.conditions]
    standing = STANDING[of.standing] if of.standing else "–"
    recorded = ", as recorded then" if of.recorded else ""
    return (
        line(strong(day)),
        capitalised(_title(dossier, of)),
        f"{standing}{recorded}",
        sentence("; ".join(conditions)) if conditions else "–",
    )


def _met(told: Compared) -> tuple[Block, ...]:
    found = told.comparison
    said = []
    if found.conditions_met:
        met = [clause(told.then.gate_text(condition)) for condition in found.conditions_met]
        said.append(f"What the recommendation hung on then, and what holds now: {'; '.join(met)}.")
    if found.conditions_new and found.verdicts.then.strategy is not None:
        new = [clause(told.now.gate_text(condition)) for condition in found.conditions_new]
        said.append(f"What it hangs on now and did not then: {'; '.join(new)}.")
    return (paragraph(" ".join(said)),) if said else ()


def in_the_way(told: Compared) -> tuple[Line, ...]:
    """Say what stopped a start or a launch then and does not now, and the other way round."""
    found = told.comparison.blockers
    rows = []
    for blocks, what in (("launch", "going live"), ("start", "committing money")):
        for (gone, other_known), words in _IN_THE_WAY.items():
            named = [
                move.question.short
                for move in found
                if (move.blocks, move.gone, move.other_known) == (blocks, gone, other_known)
            ]
            if named:
                rows.append(line(strong(words.format(what)), f" {'; '.join(named)}."))
    return tuple(rows)


def _by_rules(told: Compared) -> tuple[Block, ...]:
    because, newer = told.comparison.because, told.comparison.verdicts.then_by_newer
    blocks: list[Block] = []
    if because.by_program:
        blocks.append(
            paragraph(
                "The program of today gives the same answers and rules another recommendation than "
                "was recorded. That part of the difference says nothing about the project."
            )
        )
    if because.by_rules and newer:
        first, second = told.comparison.verdicts.then.version, newer.version
        rules = f"by the rules of version {second}"
        if first == second:
            rules = "by the rules that the other session was made with"
        all_of_it = "" if because.by_moves else " Nothing that moved has a part in it."
        blocks.append(
            paragraph(
                "The rules of the questionnaire have changed. The very answers of then, read "
                f"{rules}, lead to this recommendation: {told.title(newer.outcome)}.{all_of_it}"
            )
        )
    return tuple(blocks)


def _floor(told: Compared, known: int, when: str) -> tuple[Block, ...]:
    needed = told.comparison.now_read.decision.quick_needed
    count = in_words(known) if known else "none"
    were = _to_be(known)["was" if when == "then" else "is_"]
    return (
        paragraph(
            f"Of the basic questions, {count} {were} answered {when}, and a "
            f"recommendation needs {in_words(needed)}. It is the number of answers that makes the "
            "difference, and no single one of them."
        ),
    )


def _sets(told: Compared) -> tuple[Block, ...]:
    because = told.comparison.because
    if not because.sets:
        return ()
    first, count = because.sets[0], len(because.sets) + because.more
    size, facts = len(first), _without_answers(told, because.sets)
    blocks: list[Block] = []
    if count == 1:
        blocks.append(paragraph(_one_set(told, size)))
        blocks += bullets(*(_shift(told, shift) for shift in first))
    elif size == 1:
        blocks.append(
            paragraph(
                "Each of these accounts for it by itself: put alone into "
                f"{told.answers_then}, it leads to the recommendation of now."
            )
        )
        blocks += bullets(*(_shift(told, one[0]) for one in because.sets), *_more(because.more))
    else:
        blocks.append(
            paragraph(
                f"There are {in_words(count)} ways to account for it, each with "
                f"{in_words(size)} things that moved: put together into {told.answers_then}, they "
                "lead to the recommendation of now, and fewer do not."
            )
        )
        blocks += _shared(told)
    return (*blocks, *facts)


def _one_set(told: Compared, size: int) -> str:
    into = f"into {told.answers_then}"
    if size == 1:
        return (
            f"One thing accounts for it. Put alone {into}, it leads to the recommendation of now:"
        )
    many = capitalised(in_words(size))
    smallest = told.comparison.because.smallest
    fewer = "no fewer do" if smallest else "none of them can be left out"
    return (
        f"{many} things account for it together. Put {into}, they lead to the recommendation of "
        f"now, and {fewer}:"
    )


def _shared(told: Compared) -> tuple[Block, ...]:
    """List several sets: what is in all of them once, and then what differs."""
    because = told.comparison.because
    shared = [shift for shift in because.sets[0] if shift in because.needed]
    if because.more:
        shared = []
    rest = [[shift for shift in one if shift not in shared] for one in because.sets]
    lines = [_shift(told, shift) for shift in shared]
    others = [shift for one in rest for shift in one]
    either = [listed([told.shift_title(shift) for shift in one]) for one in rest]
    together = "and with it " if len(shared) == 1 else "and with them " if shared else ""
    blocks: list[Block] = []
    if lines:
        blocks += [paragraph("In every one of them:"), *bullets(*lines)]
    blocks.append(paragraph(f"{capitalised(f'{together}either of these:')}"))
    blocks += bullets(*either, *_more(because.more))
    if others:
        blocks += [
            paragraph("What these were and are:"),
            *bullets(*(_shift(told, shift) for shift in dict.fromkeys(others))),
        ]
    return tuple(blocks)


def _more(number: int) -> tuple[str, ...]:
    return (f"And {in_words(number)} more.",) if number else ()


def _shift(told: Compared, shift: Shift) -> Line:
    then, now = told.shift_then_and_now(shift)
    return line(strong(f"{told.shift_title(shift)}."), f" Then: {stated(then)} Now: {stated(now)}")


def _without_answers(told: Compared, sets: Sequence[tuple[Shift, ...]]) -> tuple[Block, ...]:
    """Say where the answers that moved do not account for it by themselves."""
    if told.comparison.because.answers_alone:
        return ()
    every = [shift for one in sets for shift in one]
    others = [shift for shift in every if shift.kind != "answer"]
    if not told.comparison.moved or not others:
        return ()
    if len(others) == len(every):
        return (paragraph("None of the answers that moved has a part in it."),)
    titles = [told.shift_title(shift) for shift in dict.fromkeys(others)]
    return (
        paragraph(
            "The answers that can be compared do not account for it by themselves, not even all of "
            f"them together. It takes this as well: {listed_some(titles, MOST_NAMED)}."
        ),
    )


def _taken_back(told: Compared) -> tuple[Block, ...]:
    found = told.comparison.because.taken_back
    returning = [back for back in found if back.returns]
    blocks: list[Block] = []
    if len(returning) == 1:
        title = told.shift_title(returning[0].shift)
        blocks.append(
            paragraph(
                f"If {quoted(title)} were as it was then and all the rest as it is now, the "
                "recommendation would be that of then again."
            )
        )
    elif returning:
        titles = [told.shift_title(back.shift) for back in returning]
        blocks.append(
            paragraph(
                "If any one of these were as it was then and all the rest as it is now, the "
                "recommendation would be that of then again: "
                f"{listed_some(titles, MOST_TAKEN_BACK)}."
            )
        )
    else:
        blocks.append(
            paragraph(
                "No single thing that moved would bring back the recommendation of then if it "
                "alone were taken back."
            )
        )
    others = [back for back in found if not back.returns]
    if others:
        blocks += [
            paragraph("Taken back alone, these would lead to yet another one:"),
            *bullets(*(_other(told, back) for back in others[:MOST_TAKEN_BACK])),
        ]
    return tuple(blocks)


def _other(told: Compared, back: TakenBack) -> Line:
    return line(strong(told.shift_title(back.shift)), f": {told.title(back.outcome)}.")
