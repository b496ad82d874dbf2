"""The first sections of a comparison: both recommendations, and why the newer one is another."""

from __future__ import annotations

from collections.abc import Iterator

from unstall.compare.models import VerdictOf, Verdicts
from unstall.report.blocks import Block, Line, Section, bullets, line, paragraph, strong, table
from unstall.report.compared import REMARKS, Compared
from unstall.report.dossier import Dossier
from unstall.report.phrases import (
    capitalised,
    clause,
    counted_in_words,
    in_words,
    listed,
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


def lead(told: Compared) -> str:
    """Say in a sentence or two what became of the recommendation."""
    verdicts = told.comparison.verdicts
    then = _title(told.then, verdicts.then)
    now = _title(told.now, verdicts.now)
    if verdicts.changed:
        if verdicts.then.strategy is None:
            return f"Then too little was known to recommend anything. Now we recommend: {now}."
        if verdicts.now.strategy is None:
            return f"{_why_none(told)} Then we recommended: {then}."
        return f"The recommendation has changed. It was: {then}. It is now: {now}."
    if verdicts.now.strategy is None:
        return "Neither then nor now is enough known to recommend anything."
    return f"The recommendation is the same as then: {now}. {_firmness(verdicts)}".strip()


def _why_none(told: Compared) -> str:
    if told.is_unfinished:
        return "This session is not finished, so there is no recommendation yet."
    return "Too little is known now to recommend anything."


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
    gone_through = [moved for moved in found.moved if moved.is_known]
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
    moved = f"Of their answers, {listed(said)}." if said else "No answer moved."
    return " ".join((_counted(told), moved, *_not_known(told)))


def _counted(told: Compared) -> str:
    found = told.comparison
    asked = capitalised(counted_in_words(len(found.compared), "question"))
    both = len(found.answered_both)
    if both == len(found.compared):
        return f"{asked} can be compared."
    number = in_words(both) if both else "none"
    return (
        f"{asked} can be compared, {number} of which {'was' if both <= 1 else 'were'} answered "
        "both times."
    )


def _not_known(told: Compared) -> Iterator[str]:
    """Say how many answers of then have none now, because nobody was asked."""
    for number, words in (
        (
            sum(moved.is_waiting for moved in told.comparison.moved),
            ("has not been gone through again yet", "have not been gone through again yet"),
        ),
        (
            sum(moved.is_left_out for moved in told.comparison.moved),
            ("is not part of the quick call of now", "are not part of the quick call of now"),
        ),
    ):
        if number:
            yield f"{capitalised(in_words(number))} {words[number > 1]}."


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
    standing = STANDING[of.standing] if of.standing and of.strategy else "–"
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
        one = "A condition" if len(met) == 1 else "Conditions"
        is_ = "is" if len(met) == 1 else "are"
        said.append(f"{one} of then that {is_} met now: {'; '.join(met)}.")
    if found.conditions_new and found.verdicts.then.strategy is not None:
        new = [clause(told.now.gate_text(condition)) for condition in found.conditions_new]
        one = "A condition" if len(new) == 1 else "Conditions"
        said.append(f"{one} of now that the recommendation did not have then: {'; '.join(new)}.")
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
