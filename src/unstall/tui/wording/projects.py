"""What Home says of a project: two lines in the list, and everything in brief beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from rich.cells import cell_len

from unstall.overview import STANDING_WORDS, Damaged, Overview, SectionState, Trend
from unstall.session.heads import Head
from unstall.tui.country import day_in_words
from unstall.tui.rows import Row, Span, Tone, row
from unstall.tui.text import short
from unstall.tui.widgets.range_bar import range_bar, range_in_figures

if TYPE_CHECKING:
    from unstall.triage.standing import StandingWord

Item = Head | Overview | Damaged
"""What Home knows of a project so far: its name, all in brief, or that it cannot be read."""

_VERDICT = 25
"""Cells of the verdict's column."""
_STANDING = max(len(words) for words in STANDING_WORDS.values())
"""Cells of how firmly a verdict stands, under the verdict."""
_BARS = 20
"""Cells of all bars of a project together."""
_ABBREVIATED = 6
"""Cells of a section's title where there is little room."""
_NARROW = 60
"""Width below which the bars give way to the names."""

CHOOSE = "Enter shows both, to choose between them."
PUT_BACK = "Enter puts it back; the damaged file is kept."

_TRENDS: dict[Trend, tuple[str, Tone]] = {
    "better": ("↗ better", "good"),
    "worse": ("↘ worse", "bad"),
    "same": ("→ no change", "plain"),
    "first": ("first triage", "dim"),
    "not comparable": ("not comparable", "dim"),
}


@dataclass(frozen=True, slots=True)
class Setting:
    """What the words depend on besides the project."""

    today: date
    locale: str = "en-GB"

    def day(self, day: date) -> str:
        """Write a day."""
        return day_in_words(day, self.locale)


@dataclass(frozen=True, slots=True)
class Columns:
    """Cells of each column; 0 for one that there is no room for."""

    name: int
    verdict: int
    bars: int


def columns(width: int) -> Columns:
    """Share a line of the list out."""
    bars = _BARS if width >= _NARROW else 0
    verdict = min(_VERDICT, max(width // 2, 0))
    taken = verdict + 1 + (bars + 1 if bars else 0)
    return Columns(max(width - taken, 1), verdict, bars)


def headings(width: int, items: list[Item]) -> Row:
    """Write what stands over the columns; the sections only where all projects have the same."""
    cols = columns(width)
    titles = {tuple(s.title for s in item.sections) for item in items if isinstance(item, Overview)}
    over_bars = "Readiness"
    if len(titles) == 1:
        sections = next(iter(titles))
        each = _bar_width(len(sections))
        over_bars = " ".join(_filled(_abbreviated(title, each), each) for title in sections)
    spans = _line(cols, ("Project", "dim"), (("Verdict", "dim"),), ((over_bars, "dim"),))
    return Row(spans, cut=True)


def project_rows(item: Item, width: int, setting: Setting) -> tuple[Row, Row]:
    """Lay a project out in two lines, of which the first can be picked."""
    cols = columns(width)
    match item:
        case Damaged():
            word = "! two versions" if item.in_conflict else "✗ damaged"
            tone: Tone = "warn" if item.in_conflict else "bad"
            first = _line(cols, (item.project, "strong"), ((word, tone),), ())
            return _picked(first, item), row(item.reason, tone, cut=True)
        case Head():
            first = _line(cols, (item.project, "strong"), (("…", "dim"),), ())
            second = _line(cols, (_when(item, setting), "dim"), (), ())
        case Overview():
            first = _line(cols, (item.project, "strong"), (_verdict(item),), _bars(item.sections))
            when: Span = (_when(item, setting), "dim")
            second = _line(cols, when, _below_verdict(item), (_due(item, setting),))
    return _picked(first, item), Row(second, cut=True)


def _picked(spans: tuple[Span, ...], item: Item) -> Row:
    return Row(spans, id=str(item.path), cut=True)


def details(item: Item, setting: Setting, bar_width: int) -> list[Row]:
    """Say everything about one project that Home knows, for the panel beside the list."""
    if isinstance(item, Head):
        return [row(item.project, "strong")]
    if isinstance(item, Damaged) and item.in_conflict:
        return [
            row(item.project, "strong"),
            row("! Two people's versions stand in this file.", "warn"),
            row(""),
            row(f"{item.reason[:1].upper()}{item.reason[1:]}."),
            row(""),
            row(CHOOSE, "accent"),
            row(""),
            row(f"{item.path.parent.name}/{item.path.name}", "dim"),
        ]
    if isinstance(item, Damaged):
        return [
            row(item.project, "strong"),
            row("✗ This session cannot be read.", "bad"),
            row(""),
            row(f"{item.reason[:1].upper()}{item.reason[1:]}."),
            row(""),
            row(item.way_back),
            *([row(PUT_BACK, "accent")] if item.can_be_put_back else []),
            row(""),
            row(f"{item.path.parent.name}/{item.path.name}", "dim"),
        ]
    verdict = item.verdict
    said = verdict.in_words if verdict else "Too little is known to recommend anything yet."
    rows = [
        row(item.project, "strong"),
        *([row(item.client, "dim")] if item.client else []),
        row(""),
        row(said, "accent" if verdict else "warn"),
        *([row(STANDING_SENTENCES[item.standing])] if verdict else []),
        row(""),
        *(_section_row(section, bar_width) for section in item.sections),
        row(""),
        Row((_trend_sentence(item.trend),)),
        Row((_due_sentence(item, setting),)),
        row(""),
        row(f"{_depth(item)}, {setting.day(item.assessed)}", "dim"),
        row(f"{item.sessions} session{'' if item.sessions == 1 else 's'}", "dim"),
    ]
    return [*rows, row(f"{item.path.parent.name}/{item.path.name}", "dim")]


def strip(item: Item, width: int | None = None) -> tuple[Span, ...]:
    """Write the sections of a project in words and figures, in one line.

    Args:
        item: The project.
        width: Cells that there are; what does not fit is said shorter. None for as many as needed.
    """
    if isinstance(item, Head):
        return ()
    if isinstance(item, Damaged):
        return ((CHOOSE if item.in_conflict else item.way_back, "plain"),)
    return in_one_line(item.sections, width)


def in_one_line(sections: tuple[SectionState, ...], width: int | None = None) -> tuple[Span, ...]:
    """Write sections in words and figures, in one line; see `strip`."""
    forms = [
        _in_one_line(sections, _range, whole=True),
        _in_one_line(sections, _band, whole=True),
        _in_one_line(sections, _band, whole=False),
        _in_one_line(sections, _figures, whole=False),
    ]
    fitting = (form for form in forms if width is None or _cells(form) <= width)
    return next(fitting, forms[-1])


def _in_one_line(
    sections: tuple[SectionState, ...], say: Callable[[SectionState], str], *, whole: bool
) -> tuple[Span, ...]:
    spans: list[Span] = []
    for section in sections:
        title = section.title if whole else _abbreviated(section.title, _ABBREVIATED)
        spans.append((f"{'   ' if spans else ''}{title} ", "dim"))
        spans.append((say(section), "plain"))
    return tuple(spans)


def _cells(spans: tuple[Span, ...]) -> int:
    return sum(cell_len(text) for text, _ in spans)


def matches(item: Item, wanted: str) -> bool:
    """Tell whether every word that is looked for stands in the project's or the client's name."""
    client = "" if isinstance(item, Damaged) else item.client or ""
    names = f"{item.project} {client}".casefold()
    return all(word in names for word in wanted.casefold().split())


def _when(item: Head | Overview, setting: Setting) -> str:
    day = setting.day(item.assessed) if item.assessed else ""
    closed = "closed" if isinstance(item, Overview) and item.closed else ""
    return " · ".join(part for part in (day, closed, item.client) if part)


def _verdict(item: Overview) -> Span:
    if item.verdict is None:
        return ("too little known", "dim")
    return (item.verdict.brief, "plain")


def _below_verdict(item: Overview) -> tuple[Span, ...]:
    trend = _TRENDS[item.trend]
    if item.verdict is None:
        return (trend,)
    # What is being weighed takes the place that it will have, so that nothing moves.
    standing = STANDING_WORDS[item.standing] if item.standing else "…"
    return ((f"{_filled(standing, _STANDING)} · ", "dim"), trend)


def _due(item: Overview, setting: Setting) -> Span:
    if item.due is None:
        return ("", "dim")
    if item.is_overdue(setting.today):
        return (f"overdue {setting.day(item.due)}", "warn")
    return (f"due {setting.day(item.due)}", "dim")


def _bar_width(sections: int) -> int:
    return max((_BARS - (sections - 1)) // max(sections, 1), 1)


def _bars(sections: tuple[SectionState, ...]) -> tuple[Span, ...]:
    each = _bar_width(len(sections))
    spans: list[Span] = []
    for section in sections[: _BARS // 2]:
        if spans:
            spans.append((" ", "plain"))
        spans.extend(range_bar(section.low, section.high, each))
    return tuple(spans)


def _section_row(section: SectionState, width: int) -> Row:
    title = _filled(short(section.title, _TITLE), _TITLE)
    if not section.known:
        return Row(((f"{title} ", "plain"), ("not yet", "dim")))
    return Row(
        (
            (f"{title} ", "plain"),
            *range_bar(section.low, section.high, width),
            (f" {range_in_figures(section.low, section.high)}", "plain"),
        )
    )


_TITLE = 14


def _range(section: SectionState) -> str:
    return f"{_figures(section)} {section.band}" if section.known else "not yet"


def _band(section: SectionState) -> str:
    return section.band if section.known else "not yet"


def _figures(section: SectionState) -> str:
    return range_in_figures(section.low, section.high) if section.known else "not yet"


def _depth(item: Overview) -> str:
    words = "Quick call" if item.depth == "quick" else "Full triage"
    return f"{words}, closed" if item.closed else words


STANDING_SENTENCES: dict[StandingWord | None, str] = {
    # Each fits on one line of the panel, so that nothing moves when it is found.
    "holds-up": "It holds up.",
    "leaning": "Leaning: more answers may change it.",
    "open": "Open: other answers would change it.",
    None: "How firmly it stands is being weighed.",
}


def _trend_sentence(trend: Trend) -> Span:
    words = {
        "better": "↗ Better than the time before.",
        "worse": "↘ Worse than the time before.",
        "same": "→ No change since the time before.",
        "first": "This is the first triage.",
        "not comparable": "Not comparable with the time before.",
    }
    return words[trend], _TRENDS[trend][1]


def _due_sentence(item: Overview, setting: Setting) -> Span:
    if item.due is None:
        return ("No further triage is due.", "dim")
    if item.is_overdue(setting.today):
        return (f"! The next triage was due {setting.day(item.due)}.", "warn")
    return (f"The next triage is due {setting.day(item.due)}.", "plain")


def _line(
    cols: Columns, name: Span, verdict: tuple[Span, ...], bars: tuple[Span, ...]
) -> tuple[Span, ...]:
    spans: list[Span] = [(_filled(short(name[0], cols.name), cols.name + 1), name[1])]
    left = cols.verdict
    for text, tone in verdict:
        cut = short(text, left) if left > 0 else ""
        spans.append((cut, tone))
        left -= cell_len(cut)
    spans.append((" " * max(left, 0), "plain"))
    if cols.bars:
        spans += [(" ", "plain"), *bars]
    return tuple(spans)


def _filled(text: str, width: int) -> str:
    return text + " " * max(width - cell_len(text), 0)


def _abbreviated(title: str, width: int) -> str:
    return title if cell_len(title) <= width else f"{short(title, width).removesuffix('…')}."
