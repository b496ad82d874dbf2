"""Why the newer of two recommendations is another one than the older."""

from __future__ import annotations

from collections.abc import Sequence

from unstall.compare.models import Attribution, Shift, TakenBack
from unstall.report.blocks import Block, Line, Section, bullets, line, paragraph, strong
from unstall.report.compared import Compared, listed_some, stated
from unstall.report.phrases import capitalised, in_words, listed, quoted

MOST_TAKEN_BACK = 5
MOST_NAMED = 4
_TWO = 2


def why(told: Compared) -> Section:
    """Compose what accounts for the change of the recommendation; empty if there is no change."""
    because = told.comparison.because
    blocks: list[Block] = [*_by_rules(told)]
    if because.floor == "enough-now":
        blocks += _floor(told, told.comparison.then_read.decision.quick_known, "then")
    elif because.floor == "too-little-now":
        blocks += _floor(told, told.comparison.now_read.decision.quick_known, "now")
    elif because.by_moves:
        blocks += [*_the_rest(told), *_sets(told), *_taken_back(told)]
    return Section("why", _title(because), tuple(blocks))


def _title(because: Attribution) -> str:
    if because.floor == "too-little-now":
        return "Why there is no recommendation now"
    if because.floor == "enough-now":
        return "Why there is a recommendation now"
    if because.changed:
        return "Why the recommendation is another one"
    return "Why the recommendation did not change"


def _by_rules(told: Compared) -> tuple[Block, ...]:
    found, because = told.comparison, told.comparison.because
    blocks: list[Block] = []
    if because.by_program:
        blocks.append(
            paragraph(
                "The program of today gives the same answers and rules another recommendation than "
                "was recorded. That part of the difference says nothing about the project."
            )
        )
    if because.by_rules:
        is_then = found.then.engine is not found.rules
        when, read = ("then", found.then_read) if is_then else ("now", found.now_read)
        rules = f"by the rules of version {found.rules.questionnaire.version}"
        if found.then.version == found.now.version:
            rules = "by the rules that the other session was made with"
        all_of_it = "" if because.by_moves else " Nothing that moved has a part in it."
        blocks.append(
            paragraph(
                f"The rules of the questionnaire have changed. The very answers of {when}, read "
                f"{rules}, lead to {quoted(told.title(read.decision.outcome))}.{all_of_it}"
            )
        )
    return tuple(blocks)


def _floor(told: Compared, known: int, when: str) -> tuple[Block, ...]:
    needed = told.comparison.now_read.decision.quick_needed
    count = in_words(known) if known else "none"
    past, present = ("was", "is") if known == 1 else ("were", "are")
    were = past if when == "then" else present
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
                f"{told.answers_then}, it leads to {_that_of_now(told)}."
            )
        )
        blocks += bullets(*(_shift(told, one[0]) for one in because.sets), *_more(because.more))
    else:
        blocks.append(
            paragraph(
                f"It takes {in_words(size)} things that moved to account for it, and there are "
                f"{in_words(count)} ways. Put together into {told.answers_then}, each leads to "
                f"{_that_of_now(told)}; with fewer, none does."
            )
        )
        blocks += _shared(told)
    return (*blocks, *facts)


def _one_set(told: Compared, size: int) -> str:
    into = f"into {told.answers_then}"
    if size == 1:
        return f"One thing accounts for it. Put alone {into}, it leads to {_that_of_now(told)}:"
    many = capitalised(in_words(size))
    smallest = told.comparison.because.smallest
    fewer = "no fewer do" if smallest else "none of them can be left out"
    return (
        f"{many} things account for it together. Put {into}, they lead to "
        f"{_that_of_now(told)}, and {fewer}:"
    )


def _shared(told: Compared) -> tuple[Block, ...]:
    """List several sets: what is in all of them once, and then what differs."""
    because = told.comparison.because
    # Where not all sets are listed, what is in all of them cannot be told from these.
    shared = [s for s in because.sets[0] if s in because.needed] if not because.more else []
    rest = [[shift for shift in one if shift not in shared] for one in because.sets]
    blocks: list[Block] = []
    lead = "Either of these ways:" if len(rest) == _TWO else "Any of these ways:"
    if shared:
        lead = f"And with {'it' if len(shared) == 1 else 'them'} any one of these:"
        every = bullets(*(_shift(told, shift) for shift in shared))
        blocks += [paragraph("In every one of them:"), *every]
    blocks.append(paragraph(lead))
    if all(len(one) == 1 for one in rest):
        return (*blocks, *bullets(*(_shift(told, one[0]) for one in rest)))
    titles = [listed([told.shift_title(shift) for shift in one]) for one in rest]
    others = dict.fromkeys(shift for one in rest for shift in one)
    return (
        *blocks,
        *bullets(*titles, *_more(because.more)),
        paragraph("What these were and are:"),
        *bullets(*(_shift(told, shift) for shift in others)),
    )


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
    found, back = told.comparison.because.taken_back, _that_of_then(told)
    titles = [told.shift_title(one.shift) for one in found if one.returns]
    others = [one for one in found if not one.returns]
    if len(titles) == 1:
        text = (
            f"If {quoted(titles[0])} were as it was then and all the rest as it is now, the "
            f"recommendation would be {back}."
        )
    elif titles:
        one = "either" if len(titles) == _TWO else "any one"
        text = (
            f"If {one} of these were as it was then and all the rest as it is now, the "
            f"recommendation would be {back}: {listed_some(titles, MOST_TAKEN_BACK)}."
        )
    else:
        text = f"Taking back any single thing that moved would not make the recommendation {back}."
    blocks: list[Block] = [paragraph(text)]
    if others:
        blocks += [
            paragraph("Taken back alone, these would lead to yet another one:"),
            *bullets(*(_other(told, back) for back in others[:MOST_TAKEN_BACK])),
        ]
    return tuple(blocks)


def _that_of_then(told: Compared) -> str:
    """Name what the newer rules make of then, where something is taken back to it."""
    outcome = told.comparison.then_read.decision.outcome
    if outcome == told.comparison.verdicts.then.outcome:
        return "that of then again"
    return quoted(told.title(outcome))


def _that_of_now(told: Compared) -> str:
    """Name what the newer rules make of now, where something leads to it."""
    outcome = told.comparison.now_read.decision.outcome
    if outcome == told.comparison.verdicts.now.outcome:
        return "the recommendation of now"
    return quoted(told.title(outcome))


def _the_rest(told: Compared) -> tuple[Block, ...]:
    """Say from what to what the things that moved lead, where rules have a part in the change."""
    because, found = told.comparison.because, told.comparison
    if not (because.by_rules or because.by_program):
        return ()
    then, now = (told.title(side.decision.outcome) for side in (found.then_read, found.now_read))
    return (
        paragraph(
            f"By the same rules of today, the answers of then lead to {quoted(then)} and those of "
            f"now to {quoted(now)}. What moved accounts for that part."
        ),
    )


def _other(told: Compared, back: TakenBack) -> Line:
    return line(strong(told.shift_title(back.shift)), f": {told.title(back.outcome)}.")
