"""The last sections of a comparison: what can be compared at all, the figures, and the method."""

from __future__ import annotations

from unstall.compare.models import NotCompared, Rescaled, Same
from unstall.report.blocks import Block, Line, Section, bullets, line, paragraph, strong, table
from unstall.report.compared import (
    Compared,
    percent,
    progress_in_words,
    share_in_words,
    stated,
    stood,
)
from unstall.report.phrases import capitalised, counted_in_words, sentence

_RULES = {
    "clamp": "a level that is gone became the one at the same place, at most the best",
    "proportional": "a level that is gone became the nearest one on the way from worst to best",
    "ask-again": "every answer has to be given again",
    None: "levels that are still there mean what they meant",
}


def comparable(told: Compared) -> Section:
    """Compose how much can be compared, and what was added, removed and rescaled."""
    found = told.comparison
    if found.versions is None:
        return Section(
            "comparable", "What can be compared", (paragraph(what_can_be_compared(told)),)
        )
    return Section(
        "comparable",
        "What can be compared",
        (paragraph(what_can_be_compared(told)), *_versions(told)),
        tuple(part for part in _lists(told) if not part.is_empty),
    )


def unchanged(told: Compared) -> Section:
    """Compose the appendix with the answers that are the same."""
    same = told.comparison.same
    parts = (
        ("again", "Gone through again", [one for one in same if one.confirmed]),
        ("not-again", "Not marked as gone through", [one for one in same if not one.confirmed]),
    )
    return Section(
        "unchanged",
        "Answers that are the same",
        (),
        tuple(
            Section(f"unchanged-{id_}", title, _same(listed))
            for id_, title, listed in parts
            if listed
        ),
        number="A",
    )


def _same(listed: list[Same]) -> tuple[Block, ...]:
    return table(
        "Question 4 | Answer 10",
        *(
            (strong(one.question.short), capitalised(stood(one.stood, is_now=True)))
            for one in listed
        ),
    )


def method(told: Compared) -> Section:
    """Compose the appendix with the figures and how they were come by."""
    return Section(
        "method",
        "How this was compared",
        _method(told),
        tuple(
            part
            for part in (
                Section("method-readiness", "Readiness in figures", _readiness(told)),
                Section("method-progress", "Towards the plan, in figures", _progress(told)),
            )
            if not part.is_empty
        ),
        number="B",
    )


def what_can_be_compared(told: Compared) -> str:
    """Say how much can be compared, by weight and in words."""
    if told.comparison.versions is None:
        return "Nothing: the questionnaires are different ones."
    found = told.comparison
    if not told.is_comparable:
        return "Nothing: no question counts in both sessions."
    count = len(found.compared)
    known = share_in_words(found.known_both)
    both = f"{capitalised(known)} of them, by weight, had an answer both times."
    if known in {"all", "nothing"}:
        both = f"{'All' if known == 'all' else 'None'} of them had an answer both times."
    if found.comparable >= 1 and found.comparable_then >= 1:
        questions = counted_in_words(count, "question")
        return f"Everything: the {questions} that count now counted then as well. {both}"
    now, then = share_in_words(found.comparable), share_in_words(found.comparable_then)
    questions = capitalised(counted_in_words(count, "question"))
    count_both = "counts" if count == 1 else "count"
    return (
        f"{questions} {count_both} both times and can be held against each other. By weight, that "
        f"is {now} of what counts now, and {then} of what counted then. {both}"
    )


def _versions(told: Compared) -> tuple[Block, ...]:
    then, now = (side.questionnaire.version for side in (told.comparison.then, told.comparison.now))
    title = told.rules.questionnaire.title
    if then == now:
        return (paragraph(f"Both sessions were made with {title}, version {now}."),)
    newer = told.rules.questionnaire.version
    return (
        paragraph(
            f"Then {title} was used in version {then}, now in version {now}. Both sides are told "
            f"by the rules of version {newer}; the recommendation of then stands as it was."
        ),
    )


def _lists(told: Compared) -> tuple[Section, ...]:
    found = told.comparison
    return (
        Section(
            "added",
            "Asked now, and not part of the questionnaire then",
            _others(found.added, is_now=True),
        ),
        Section(
            "removed", "Asked then, and no longer part of it", _others(found.removed, is_now=False)
        ),
        Section("rescaled", "Other levels than then", _rescaled(found.rescaled)),
        Section("ask-again", "Asked again, since the levels changed", _rescaled(found.ask_again)),
    )


def _others(listed: tuple[NotCompared, ...], *, is_now: bool) -> tuple[Block, ...]:
    return bullets(*(_other(one, is_now=is_now) for one in listed))


def _other(one: NotCompared, *, is_now: bool) -> Line:
    because = f" {sentence(one.because)}" if one.because else ""
    return line(
        strong(f"{one.question.short}."), f" {stated(stood(one.stood, is_now=is_now))}{because}"
    )


def _rescaled(listed: tuple[Rescaled, ...]) -> tuple[Block, ...]:
    return table(
        "Question 4 | Then 6 | Now 6 | Rule 5",
        *(
            (
                strong(one.question.short),
                capitalised(stood(one.then, is_now=False)),
                capitalised(stood(one.now, is_now=True)),
                " ".join(filter(None, (sentence(_RULES[one.rule]), sentence(one.because)))),
            )
            for one in listed
        ),
    )


def _method(told: Compared) -> tuple[Block, ...]:
    found = told.comparison
    lines = [
        "Questions were matched by their ids, through the history of the questionnaire where one "
        "was renamed.",
        "Both sides are measured on the questions that count both times, by the rules of the newer "
        "version, each with its own facts. What nobody knows or nobody asked stays in the measure "
        "and widens its range.",
        "The recommendation of then is the one that was recorded when its session was closed; if "
        "it was not closed, it was worked out now by its own version.",
        "What accounts for a change of the recommendation was found by trying: things that moved "
        "were put into the answers of then, alone and then together, and the whole procedure was "
        "run on each. Only what was seen to lead to the recommendation of now is named.",
        "A cause counts as found by all answers of a side. Whether it became weaker or stronger is "
        "told by the answers that are known both times.",
        "That an answer moved after an action was done does not prove that the action moved it.",
    ]
    if any(group.progress for group in found.groups):
        lines.insert(
            3,
            "The target of an answer is the lowest level at which the plan of then asks nothing of "
            "it any more, or the top level where there is no such level. Progress is one less the "
            "weighted gaps to the targets over the weighted targets; what lies beyond a target "
            "adds nothing. Where all targets were reached then, no share is worked out.",
        )
    return bullets(*lines)


def _readiness(told: Compared) -> tuple[Block, ...]:
    views = {"sections"} if told.is_quick else {group.view for group in told.comparison.groups}
    return table(
        "Part 5 | Then, from 2 | To 1 | Now, from 2 | To 1 | Known both times 2 | Comparable 2",
        *(
            (
                group.title,
                percent(group.then.low),
                percent(group.then.high),
                percent(group.now.low),
                percent(group.now.high),
                percent(group.known_both),
                percent(group.comparable),
            )
            for group in told.comparison.groups
            if group.view in views
        ),
    )


def _progress(told: Compared) -> tuple[Block, ...]:
    views = {"sections"} if told.is_quick else {group.view for group in told.comparison.groups}
    return table(
        "Part 5 | Reached then 2 | Reached now 2 | Of the way 3 | Answers behind it 2",
        *(
            (
                group.title,
                percent(group.progress.then),
                percent(group.progress.now),
                _of_the_way(group.progress.of_the_way, progress_in_words(group.progress)),
                f"{group.progress.questions} of {group.progress.aimed_at}",
            )
            for group in told.comparison.groups
            if group.view in views and group.progress
        ),
    )


def _of_the_way(share: float | None, words: str) -> str:
    if share is None:
        return f"{words} (target = then)"
    return words if share < 0 else percent(min(1.0, share))
