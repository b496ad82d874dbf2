"""What moved between two sessions: the parts, the causes, the answers and the facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from unstall.compare.models import CauseMove, Direction, GroupMove, Moved
from unstall.report.blocks import (
    Block,
    Line,
    Pictured,
    Range,
    Ranges,
    Section,
    emphasis,
    line,
    paragraph,
    strong,
    table,
)
from unstall.report.compared import (
    Compared,
    fact_rows,
    facts_waiting,
    listed_some,
    progress_in_words,
    steps_in_words,
    stood,
)
from unstall.report.phrases import capitalised, sentence, sentences
from unstall.report.sections.readiness import BARS_SAY, bar
from unstall.report.sections.trend import HELD_DOWN, HELD_SAYS
from unstall.triage.readiness import Readiness

MOST_NAMED = 3

_IN_SHORT: dict[Direction, str] = {
    "up": "Better",
    "down": "Worse",
    "learned": "Known now",
    "lost": "Not known any more",
}
_TABLES: tuple[tuple[Direction, str], ...] = (
    ("down", "Worse"),
    ("up", "Better"),
    ("learned", "Known now, and not then"),
    ("lost", "Known then, and not now"),
    ("applies", "Applies now, and did not then"),
    ("ceased", "Applied then, and does not now"),
    ("asked", "Asked now, and nobody knows"),
    ("unasked", "Asked then, and not now"),
)
WAITING = "Not gone through again yet"
LEFT_OUT = "Not part of the quick call of now"
FACTS_WAITING = "Facts not gone through again yet"
CAUSES = {
    "gone": "found then, and no longer",
    "weaker": "found both times, and weaker now",
    "same": "found both times, as strong as then",
    "stronger": "found both times, and stronger now",
    "new": "found now, and not then",
    "first-told": "found now, because more was asked",
    "untold": "found then; now other questions are answered, and it cannot be told",
}


def parts(told: Compared) -> Section:
    """Compose how ready each part was and is, on what can be compared."""
    title = "Where it stood, and where it stands"
    views = ["sections"] if told.is_quick else _views(told)
    views = [view for view in views if told.comparison.of_view(view)]
    if not views:
        return Section("parts", title)
    pictured = Pictured(
        _ranges(told, views),
        beside=tuple(block for view in views for block in _view(told, view, bars=False)),
        plain=(
            *(block for view in views for block in _view(told, view, bars=True)),
            paragraph(emphasis(f"{BARS_SAY}{_held(told, views)}")),
        ),
    )
    return Section("parts", title, (*_opening(told), pictured))


def causes(told: Compared) -> Section:
    """Compose which causes of the stall are gone, weaker, stronger or new."""
    rows = [
        (strong(move.cause.title), CAUSES[move.direction], _evidence(told, move))
        for move in told.comparison.causes
    ]
    return Section(
        "causes",
        "Why it stalled, then and now",
        table("Cause 6 | Then and now 6 | Answers that moved 6", *rows),
    )


def answers(told: Compared) -> Section:
    """Compose every answer and fact that is another one, in its own words."""
    sections = [
        Section(f"moved-{direction}", title, tuple(_moved(direction, moved)))
        for direction, title, moved in moved_by_way(told)
    ]
    if waiting := [moved for moved in told.comparison.moved if moved.is_waiting]:
        rows = (_sides(moved)[:2] for moved in waiting)
        sections.append(Section("moved-not-yet", WAITING, table("Question 4 | Then 12", *rows)))
    if left_out := [moved for moved in told.comparison.moved if moved.is_left_out]:
        rows = (_sides(moved)[:2] for moved in left_out)
        sections.append(Section("moved-left-out", LEFT_OUT, table("Question 4 | Then 12", *rows)))
    facts = table("What 4 | Then 6 | Now 6", *((strong(t), a, b) for t, a, b in fact_rows(told)))
    if facts:
        sections.append(Section("moved-facts", "Facts", facts))
    if waiting_facts := [fact.title for fact in facts_waiting(told)]:
        listed = (paragraph(f"{'; '.join(waiting_facts)}."),)
        sections.append(Section("moved-facts-not-yet", FACTS_WAITING, listed))
    if not sections:
        return Section("moved", "What moved", _nothing(told))
    return Section("moved", "What moved", (), tuple(sections))


def moved_by_way(told: Compared) -> Iterator[tuple[Direction, str, list[Moved]]]:
    """Give the answers that moved by the way that they went, each way with its title.

    What has not been gone through again yet is left out, and so is what nobody was asked yet in a
    session under way.
    """
    known = [move for move in told.comparison.moved if move.is_known]
    if told.is_unfinished:
        known = [move for move in known if move.now.state != "unanswered"]
    for direction, title in _TABLES:
        found = [move for move in known if move.direction == direction]
        if found:
            yield direction, title, found


def _nothing(told: Compared) -> tuple[Block, ...]:
    if not told.is_comparable:
        return ()
    return (paragraph("No answer and no fact is another one than then."),)


def _views(told: Compared) -> list[str]:
    first = told.rules.questionnaire.procedure.headline_view
    groups = told.rules.questionnaire.groups
    return [*dict.fromkeys([first, *(group.view for group in groups)]), "sections"]


def _opening(told: Compared) -> tuple[Block, ...]:
    said = [
        "Then and now rest on the same questions and on the rules of now. What is not known widens "
        "the range"
    ]
    if any(group.progress for group in told.comparison.groups):
        said.append(
            "The last column says how far the answers came towards what the plan of then asked of "
            "them"
        )
    return (paragraph(sentences(said)),)


def _held(told: Compared, views: Iterable[str]) -> str:
    groups = [group for view in views for group in told.comparison.of_view(view)]
    held = any(told.is_held_down(one) for group in groups for one in (group.then, group.now))
    return f" {HELD_SAYS}" if held else ""


def _ranges(told: Compared, views: Iterable[str]) -> Ranges:
    def drawn(title: str, one: Readiness) -> Range:
        held = HELD_DOWN if told.is_held_down(one) else ""
        return Range(title, one.low, one.point, one.high, told.band(one), held)

    return Ranges(
        groups=tuple(
            (group.title, (drawn("Then", group.then), drawn("Now", group.now)))
            for view in views
            for group in told.comparison.of_view(view)
        ),
        bands=tuple(
            (band.title, 1.0 if band.below is None else band.below)
            for band in told.rules.questionnaire.bands
        ),
    )


def _view(told: Compared, view: str, *, bars: bool) -> tuple[Block, ...]:
    title = capitalised(view.replace("-", " "))
    side = 4 if bars else 2
    return table(
        f"{title} 4 | Then {side} | Now {side} | What moved 7 | Towards the plan 3",
        *(_group(told, group, bars=bars) for group in told.comparison.of_view(view)),
    )


def _group(told: Compared, group: GroupMove, *, bars: bool) -> tuple[Line | str, ...]:
    def said(one: Readiness) -> str:
        held = f", {HELD_DOWN}" if told.is_held_down(one) else ""
        return f"{bar(one)} {told.band(one)}{held}" if bars else f"{told.band(one)}{held}"

    return (
        line(strong(group.title)),
        said(group.then),
        said(group.now),
        what_moved(told, group) or "Nothing.",
        progress_in_words(group.progress) if group.progress else "–",
    )


def what_moved(told: Compared, group: GroupMove) -> str:
    """Name the answers of a group that moved, by the way that they went; empty if none did."""
    moved_again = (moved for moved in told.comparison.moved if moved.is_known)
    own = [moved for moved in moved_again if _belongs(moved, group)]
    said = []
    for direction, words in _IN_SHORT.items():
        titles = [moved.question.short for moved in own if moved.direction == direction]
        if titles:
            said.append(f"{words}: {listed_some(titles, MOST_NAMED)}")
    return sentences(said)


def _belongs(moved: Moved, group: GroupMove) -> bool:
    if group.view == "sections":
        return moved.question.section == group.id
    return group.id in moved.question.groups


def _evidence(told: Compared, move: CauseMove) -> str:
    titles = []
    for question in move.evidence:
        moved = told.comparison.moved_by_id[question]
        words = _IN_SHORT.get(moved.direction)
        if words and moved.is_known:
            titles.append(f"{moved.question.short} ({words.lower()})")
    return sentence(listed_some(titles, MOST_NAMED)) if titles else "None."


def _moved(direction: Direction, moved: Iterable[Moved]) -> Iterator[Block]:
    if direction == "up" and any(one.target is not None for one in moved):
        yield from table(
            "Question 4 | Then 6 | Now 6 | Towards the plan 3",
            *((*_sides(one), steps_in_words(one)) for one in moved),
        )
        return
    yield from table("Question 4 | Then 6 | Now 6", *map(_sides, moved))


def _sides(moved: Moved) -> tuple[Line, Line, Line]:
    note = line(f" {sentence(moved.now.note)}") if moved.now.note else ()
    return (
        line(strong(moved.question.short)),
        line(capitalised(stood(moved.then, is_now=False))),
        line(capitalised(stood(moved.now, is_now=True)), note),
    )
