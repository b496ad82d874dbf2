"""What the comparison of two sessions comes to: both verdicts, and what accounts for the change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from unstall.compare.models import Shift, VerdictOf
from unstall.overview import STANDING_WORDS
from unstall.report.compared import REMARKS, Compared, percent
from unstall.report.dossier import Dossier
from unstall.report.phrases import capitalised, in_words, listed
from unstall.tui.country import day_in_words
from unstall.tui.rows import Row, Span, Tone, row
from unstall.tui.wording.options import WEIGHING

THEN, NOW = "Then", "Now"
ALL = 1 - 1e-9
WHY = "why"
"""What stands before the ids of the rows that say why the verdict is another one."""
MOST_TAKEN_BACK = 4
_LEAD = 6
"""Cells of the words before both verdicts."""


def verdict_rows(told: Compared) -> list[Row]:
    """Say both verdicts below each other, the older one as it was recorded."""
    comparison = told.comparison
    verdicts = comparison.verdicts
    days = [
        day_in_words(side.session.assessed, told.formats.locale.replace("_", "-"))
        for side in (comparison.then, comparison.now)
    ]
    below = []
    if verdicts.then.recorded:
        below.append("as recorded when it was closed")
    newer = verdicts.then_by_newer
    if newer is not None and newer.outcome != verdicts.then.outcome:
        below.append(f"by today's rules: {told.title(newer.outcome)}")
    return [
        _verdict(THEN, days[0], told.then, verdicts.then),
        *([row("; ".join(below), "dim", indent=_LEAD)] if below else []),
        _verdict(NOW, days[1], told.now, verdicts.now),
    ]


def _verdict(when: str, day: str, dossier: Dossier, of: VerdictOf) -> Row:
    title = capitalised(dossier.title_of(*of.outcome))
    standing = STANDING_WORDS[of.standing] if of.standing else WEIGHING
    tone: Tone = "warn" if of.strategy is None else "accent" if when == NOW else "strong"
    spans: list[Span] = [(title, tone), ("  ·  ", "dim"), (standing, "plain")]
    return Row(tuple(spans), mark=(f"{when:<{_LEAD}}", "dim"), right=((day, "dim"),))


def why_rows(told: Compared) -> list[Row]:
    """Say what accounts for the verdict being another one, or that it is the same."""
    remarks = (row(REMARKS[remark], mark=("! ", "warn")) for remark in told.comparison.remarks)
    return [*remarks, *_why(told), *_comparable(told)]


def _comparable(told: Compared) -> Iterator[Row]:
    """Say how much can be compared, where that is not all."""
    found = told.comparison
    if told.is_comparable and found.comparable < ALL:
        yield row(
            f"{percent(found.comparable)} of what counts now can be compared, by weight; 7 says "
            "what cannot.",
            "dim",
        )


def _why(told: Compared) -> Iterator[Row]:
    because, verdicts = told.comparison.because, told.comparison.verdicts
    yield from _steps(told)
    if not because.changed:
        yield row(_the_same(verdicts.then, verdicts.now))
    elif because.floor == "enough-now":
        yield row("Then too few answers were known to recommend anything; now enough are.")
    elif because.floor == "too-little-now":
        yield row("Now too few answers are known to recommend anything; then enough were.")
    elif because.by_moves:
        yield from _sets(told)


def _the_same(then: VerdictOf, now: VerdictOf) -> str:
    if then.strategy is None:
        return "Neither then nor now is enough known to recommend anything."
    if then.standing is None or now.standing is None or then.standing == now.standing:
        return "The recommendation is the same as then."
    firmly = list(STANDING_WORDS)
    more = "more" if firmly.index(now.standing) < firmly.index(then.standing) else "less"
    was, is_ = STANDING_WORDS[then.standing], STANDING_WORDS[now.standing]
    return f"The recommendation is the same, and stands {more} firmly: {was} then, {is_} now."


def _steps(told: Compared) -> Iterator[Row]:
    because, newer = told.comparison.because, told.comparison.verdicts.then_by_newer
    if because.by_program:
        yield row(
            "The program of today gives the same answers and rules another verdict than was "
            "recorded. That part of the difference says nothing about the project.",
            mark=("! ", "warn"),
        )
    if because.by_rules and newer is not None:
        yield row(
            "The rules of the questionnaire have changed: by those of version "
            f"{newer.version} the answers of then give {told.title(newer.outcome)}.",
            mark=("! ", "warn"),
        )


def _sets(told: Compared) -> Iterator[Row]:
    because = told.comparison.because
    if not because.sets:
        yield row("It takes everything that moved together to account for the change.")
        return
    first, count = because.sets[0], len(because.sets) + because.more
    if count == 1:
        yield row(_one_set(len(first), smallest=because.smallest))
        yield from _shift_rows(told, first, f"{WHY}/0")
    elif len(first) == 1:
        yield row("Each of these accounts for it by itself, put alone into the answers of then.")
        for number, one in enumerate(because.sets):
            yield from _shift_rows(told, one, f"{WHY}/{number}")
        if because.more:
            yield row(f"And {in_words(because.more)} more.", "dim")
    else:
        yield row(
            f"There are {in_words(count)} ways to account for it, each with "
            f"{in_words(len(first))} things that moved, and none with fewer. One of them:"
        )
        yield from _shift_rows(told, first, f"{WHY}/0")
        for one in because.sets[1:]:
            titles = listed([told.shift_title(shift) for shift in one])
            yield row(titles, "dim", mark=("or  ", "dim"))
        if because.more:
            yield row(f"And {in_words(because.more)} more.", "dim")
    yield from _taken_back(told)


def _one_set(size: int, *, smallest: bool) -> str:
    if size == 1:
        return "One thing accounts for it: put alone into the answers of then, it gives this."
    many = capitalised(in_words(size))
    fewer = "no fewer do" if smallest else "none of them can be left out"
    return (
        f"{many} things account for it together: put into the answers of then, they give the "
        f"verdict of now, and {fewer}."
    )


def _shift_rows(told: Compared, shifts: Iterable[Shift], at: str) -> Iterator[Row]:
    for shift in shifts:
        yield Row(
            ((told.shift_title(shift), "strong"),),
            id=_shift_id(shift, at),
            mark=("❙ ", "accent"),
        )
        yield from then_and_now_rows(*told.shift_then_and_now(shift), indent=2)


def _shift_id(shift: Shift, at: str) -> str:
    """Name the row of a shift: it ends with what it is about, so that one can go there."""
    kind = shift.kind if shift.kind in ("fact", "role") else "question"
    return f"{at}/{kind}/{shift.id}"


def then_and_now_rows(then: str, now: str, *, indent: int) -> Iterator[Row]:
    """Lay both sides of one thing out below each other."""
    yield Row(((then, "dim"),), mark=("then  ", "dim"), indent=indent)
    yield Row(((now, "plain"),), mark=("now   ", "dim"), indent=indent)


def _taken_back(told: Compared) -> Iterator[Row]:
    found = [one for one in told.comparison.because.taken_back if one.returns]
    titles = [told.shift_title(one.shift) for one in found[:MOST_TAKEN_BACK]]
    if titles:
        yield row(
            f"If {listed(titles, 'or')} were still as then, the verdict would be that of then.",
            "dim",
        )
