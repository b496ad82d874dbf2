"""What the verdict screen says besides the verdict: each a view on the same answers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from unstall.bands import band_words
from unstall.questionnaire.actions import WarningSign
from unstall.questionnaire.conditions import OnFact, leaves
from unstall.questionnaire.questions import Question
from unstall.report.dossier import Dossier
from unstall.report.phrases import capitalised, counted_in_words, in_words, listed, sentence
from unstall.report.votes_phrases import widened
from unstall.triage.ask_next import facts_for_gates
from unstall.triage.findings import Blocker, Gap
from unstall.triage.lenses import Absence, other_causes, other_signs, out_of_the_way
from unstall.triage.readiness import Readiness
from unstall.triage.reading import Reading
from unstall.tui.widgets.range_bar import range_bar, range_in_figures
from unstall.tui.wording.points import Point, Section
from unstall.tui.wording.quoting import answer_point, evidence

BAR = 20
"""Cells of a readiness bar."""
NOT_YET = "not yet"
"""Stands for a band where nothing is known."""
HINT = "A quick call asks too little for more than a hint; the full triage (D) fills it in."


def blockers(dossier: Dossier) -> Section:
    """Check what stops money from being committed, and what stops it from going live."""
    found = dossier.triage.blockers
    passed = out_of_the_way(dossier.engine, dossier.triage)
    groups = []
    counts = []
    for blocks, heading, short in (
        ("start", "Before money is committed", "before a start"),
        ("launch", "Before it may go live", "before going live"),
    ):
        own = [blocker for blocker in found if blocker.blocks == blocks]
        done = [known.question for known in passed if known.blocks == blocks]
        certain = sum(b.certain and not b.accepted for b in own)
        if own or done:
            at = f"blockers/{blocks}"
            checked = tuple(_blocker_point(dossier, blocker) for blocker in own)
            clear = [answer_point(dossier, question.id, at, mark="[x]") for question in done]
            if clear:
                text = f"{capitalised(in_words(len(clear)))} {'more ' if own else ''}not in the way"
                checked = (*checked, Point(f"{at}/clear", text=text, folded=tuple(clear)))
            groups.append(Point(at, f"{heading}: {_in_the_way(own)}", mark="", children=checked))
        if certain:
            counts.append(f"{certain} {short}")
    strategy = dossier.strategy
    lead = ""
    if not found:
        lead = "None of the answers stops a start or a launch."
    elif strategy is not None and strategy.kind == "end":
        lead = "These would matter only if somebody went on with it all the same."
    return Section(
        "blockers", "3", "Blockers", ", ".join(counts) or "none certain", tuple(groups), lead
    )


def _in_the_way(blockers: list[Blocker]) -> str:
    accepted = sum(b.accepted for b in blockers)
    certain = sum(b.certain and not b.accepted for b in blockers)
    unknown = len(blockers) - certain - accepted
    nothing = "nothing certain" if unknown else "nothing in the way"
    parts = [f"{certain} in the way" if certain else nothing]
    parts += [f"{unknown} not known"] if unknown else []
    parts += [f"{accepted} accepted"] if accepted else []
    return ", ".join(parts)


def causes(dossier: Dossier) -> Section:
    """Name the causes found, strongest first, with what points to them, and then the others."""
    points = []
    for number, found in enumerate(dossier.triage.causes, start=1):
        cause = found.cause
        at = f"causes/{cause.id}"
        points.append(
            Point(
                at,
                cause.title,
                mark=f"{number}",
                tone="accent",
                notes=(cause.short, f"Easily confused with: {sentence(cause.confused_with)}"),
                children=tuple(answer_point(dossier, q, at) for q in found.evidence),
                question=found.evidence[0] if found.evidence else None,
            )
        )
    lead = HINT if dossier.is_quick and points else ""
    if not points:
        lead = "No cause stands out from the answers given."
    summary = points[0].title if points else "none stands out"
    if len(points) > 1:
        summary += f", and {len(points) - 1} more"
    others = _other_causes(dossier)
    return Section("causes", "4", "Causes", summary, (*points, *others), lead)


_WHY_NOT: dict[Absence, str] = {
    "weaker": "pointed to, less strongly",
    "not-pointed-to": "not pointed to",
    "too-little-asked": "too little asked",
}


def _other_causes(dossier: Dossier) -> tuple[Point, ...]:
    others = other_causes(dossier.engine, dossier.triage)
    if not others:
        return ()
    because = [other.because for other in others]
    counts = [f"{because.count(why)} {_WHY_NOT[why]}" for why in _WHY_NOT if why in because]
    points = tuple(
        Point(
            f"causes/other/{other.cause.id}",
            other.cause.title,
            mark="·",
            right=_WHY_NOT[other.because],
            notes=(other.cause.short,),
        )
        for other in others
    )
    number = capitalised(in_words(len(points)))
    rest = "other" if len(points) < len(dossier.questionnaire.causes) else "known"
    text = f"{number} {rest} causes: {', '.join(counts)}"
    return (Point("causes/other", text=text, folded=points),)


def readiness(dossier: Dossier) -> Section:
    """Show every section, dimension and wall as a range, and name the lowest dimension."""
    triage = dossier.triage
    views: dict[str, list[Readiness]] = {}
    for measured in triage.readiness:
        views.setdefault(measured.view, []).append(measured)
    groups = tuple(
        Point(
            f"readiness/{view}",
            view.replace("-", " ").capitalize(),
            mark="",
            children=tuple(_readiness_point(dossier, measured) for measured in listed_here),
        )
        for view, listed_here in views.items()
    )
    lowest = triage.headline
    lead, summary = "", "not scored"
    if lowest and not triage.coverage:
        summary, lead = NOT_YET, "Nothing is known yet, so every range is as wide as it can be."
    elif lowest:
        meaning = next((g.meaning for g in dossier.questionnaire.groups if g.id == lowest.id), None)
        band = band_words(dossier.questionnaire, lowest)
        summary = f"lowest: {lowest.title}, {band}"
        lead = f"Lowest: {lowest.title}, {band}."
        if meaning or band == lowest.band.title:
            lead = f"{lead} {meaning or lowest.band.meaning}"
        if dossier.is_quick:
            lead = f"{lead} {HINT}"
        lead = f"{lead} {widened(dossier)}".strip()
    return Section("readiness", "5", "Readiness", summary, groups, lead)


def warning_signs(dossier: Dossier) -> Section:
    """Count and list the warning signs, those there first; they carry no verdict."""
    found = dossier.triage.warning_signs
    of = len(dossier.questionnaire.warning_signs)
    points = tuple(
        replace(
            Point(f"signs/{sign.id}", text=sentence(sign.text), mark="!"),
            children=evidence(dossier, sign.when, f"signs/{sign.id}", 2),
        )
        for sign in found
    )
    number = in_words(len(found)).capitalize() if found else "None"
    lead = f"{number} of the {in_words(of)}. They are counted, and decide nothing."
    others = other_signs(dossier.engine, dossier.triage)
    rest = (
        *_folded_signs(dossier, others.not_known, "not known yet", "?"),
        *_folded_signs(dossier, others.not_there, "not there", "–"),
    )
    return Section("signs", "6", "Warning signs", f"{len(found)} of {of}", (*points, *rest), lead)


def _folded_signs(
    dossier: Dossier, signs: Sequence[WarningSign], are: str, mark: str
) -> tuple[Point, ...]:
    if not signs:
        return ()
    at = f"signs/{are.replace(' ', '-')}"
    points = tuple(
        Point(
            f"signs/{sign.id}",
            text=sentence(sign.text),
            mark=mark,
            children=evidence(dossier, sign.when, f"signs/{sign.id}", 2),
        )
        for sign in signs
    )
    return (Point(at, text=f"{capitalised(in_words(len(signs)))} {are}", folded=points),)


def contradictions(dossier: Dossier) -> Section:
    """List answers that do not go together, as questions to put."""
    points = tuple(
        Point(
            f"contradictions/{found.id}",
            text=found.ask,
            mark="?",
            tone="warn",
            children=(own := evidence(dossier, found.when, f"contradictions/{found.id}")),
            question=own[0].question if own else None,
            fact=own[0].fact if own else None,
        )
        for found in dossier.triage.contradictions
    )
    summary = counted_in_words(len(points), "thing") if points else "nothing"
    lead = (
        "These answers do not go together. Ask, rather than average."
        if points
        else "No answers contradict each other."
    )
    return Section("contradictions", "7", "To ask about", summary, points, lead)


def not_known(dossier: Dossier) -> Section:
    """List what is to be found out, and whom to ask: questions, and facts that gates wait for.

    A quick call lists besides what it does not ask and what could change the verdict by itself.
    """
    gaps = dossier.triage.gaps
    facts = [_fact_point(dossier, f) for f in facts_for_gates(dossier.engine, dossier.triage)]
    points = [*(gap_point(dossier, gap) for gap in gaps), *facts]
    counts = [
        counted_in_words(number, thing)
        for number, thing in ((len(gaps), "question"), (len(facts), "fact"))
        if number
    ]
    summary = ", ".join(counts) or "nothing"
    waiting = sum(bool(gap.for_gates) for gap in gaps) + len(facts)
    if waiting:
        which = " that" if waiting == len(points) else f", {waiting} of which"
        summary += f"{which} ways wait for"
    lead = "" if gaps else "Every question that was to be asked has an answer."
    if facts and not gaps:
        lead = f"{lead} What is missing stands among the facts."
    if dossier.is_quick:
        rest = sum(dossier.triage.reading.state(q.id) == "unanswered" for q in dossier.applicable)
        lead = f"{lead} The full triage (D) asks {rest} more.".strip()
        if further := _in_full(dossier, {gap.question.id for gap in gaps}):
            heading = "Asked in the full triage (D), and able to change the verdict"
            points.append(Point("not-known/full", heading, mark="", children=further))
            summary += f", {len(further)} in the full triage"
    return Section("not-known", "8", "Not known", summary, tuple(points), lead)


def _in_full(dossier: Dossier, told: Collection[str]) -> tuple[Point, ...]:
    """List what the quick call does not ask and what could change the verdict by itself."""
    questions = dossier.questionnaire.question_by_id
    return tuple(
        replace(
            gap_point(dossier, Gap(questions[worth.question], asked=False, for_gates=worth.gates)),
            right="in the full triage",
        )
        for worth in (dossier.worked_out.ask_next if dossier.worked_out else ())
        if worth.could_change and worth.question not in told
    )


def _fact_point(dossier: Dossier, fact: str) -> Point:
    """Say which fact is not given, and what hangs on it."""
    wanted = dossier.questionnaire.fact_by_id[fact]
    ways = {
        dossier.questionnaire.strategy_by_id[route.strategy].title: None
        for route in dossier.triage.decision.routes
        for state in route.verify
        if fact in {leaf.fact for leaf in leaves(state.gate.require) if isinstance(leaf, OnFact)}
    }
    return Point(
        f"not-known/{fact}",
        wanted.title,
        wanted.prompt,
        mark="?",
        tone="warn",
        right="not given",
        notes=(f"A fact about the project. It can open or close {listed(list(ways))}.",),
        fact=fact,
    )


def gap_point(dossier: Dossier, gap: Gap) -> Point:
    """Say what is not known, whom to ask, and what hangs on it."""
    question = gap.question
    notes = [f"Ask {dossier.whom(question.id)}."]
    if gap.for_gates:
        gates = [g for g in dossier.questionnaire.gates if g.id in gap.for_gates]
        ways = {
            dossier.questionnaire.strategy_by_id[way].title: None
            for gate in gates
            for way in gate.applies_to
        }
        notes = [f"{notes[0]} It can open or close {listed(list(ways))}."]
    return Point(
        f"not-known/{question.id}",
        question.short,
        question.prompt,
        mark="?" if gap.asked else "·",
        tone="warn" if gap.for_gates else "plain",
        right="nobody knows" if gap.asked else "not asked",
        notes=tuple(notes),
        question=question.id,
    )


def _blocker_point(dossier: Dossier, blocker: Blocker) -> Point:
    question = blocker.question
    point = answer_point(dossier, question.id, f"blockers/{blocker.blocks}")
    notes: tuple[str, ...] = ()
    accepted = dossier.answer(question.id).accepted
    mark, right = ("[ ]", "") if blocker.certain else ("[?]", "not known")
    if blocker.accepted and accepted:
        mark, right = "[a]", "accepted"
        notes = (f"Accepted by {accepted.by}: {sentence(accepted.why)}",)
    elif blocker.may_be_accepted and blocker.certain:
        acceptance = dossier.questionnaire.procedure.launch_acceptance
        by = dossier.role_title(acceptance.by) if acceptance else ""
        notes = (f"May be accepted by name by the {by} instead.",)
    return replace(point, mark=mark, right=right, notes=notes)


def _readiness_point(dossier: Dossier, measured: Readiness) -> Point:
    at = f"readiness/{measured.view}/{measured.id}"
    reading: Reading = dossier.triage.reading
    members = [
        q
        for q in dossier.applicable
        if (q.section if measured.view == "sections" else None) == measured.id
        or (measured.view != "sections" and measured.id in q.groups)
    ]

    def shortfall(question: Question) -> tuple[bool, float]:
        level = reading.levels.get(question.id)
        return (level is None, 0.0 if level is None else level / question.top)

    band = band_words(dossier.questionnaire, measured) if measured.coverage else NOT_YET
    bar = "".join(cells for cells, _ in range_bar(measured.low, measured.high, BAR))
    short = [q for q in sorted(members, key=shortfall) if reading.levels.get(q.id) != q.top]
    notes: tuple[str, ...] = ()
    if measured.blocked_by:
        names = listed([dossier.short(question) for question in measured.blocked_by])
        notes = (f"Held down by what blocks a launch: {names}.",)
    return Point(
        at,
        f"{measured.title:<26}",
        f"{bar}  {range_in_figures(measured.low, measured.high):<6}  {band}",
        mark="·",
        folded=tuple(
            answer_point(dossier, q.id, at, mark="·" if q.id in reading.levels else "?")
            for q in short
        ),
        notes=notes,
    )
