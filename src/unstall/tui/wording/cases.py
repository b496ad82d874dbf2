"""The case for and against every strategy, rival by rival, down to the points.

What differs most between two ways is what the first is ahead by and what the second is ahead by, in
the words of the levels chosen. A strategy that ends the project is measured against its mark and a
pause by what keeps the ways shut, so neither is set beside a way forward.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from unstall.report.dossier import Dossier
from unstall.report.nearness import distance_to_mark
from unstall.report.phrases import listed, quoted, sentence
from unstall.triage.points import Addition
from unstall.triage.reasons import Case, Reason
from unstall.tui.wording.options import CANNOT
from unstall.tui.wording.points import Point, Section
from unstall.tui.wording.quoting import minus, signed

MOST_DIFFERENCES = 3
"""How many of the largest differences are shown on either side."""
MISSING = "missing"
"""Stands for what a way still needs, among the points that set it apart."""


def for_and_against(dossier: Dossier) -> Section:
    """Make the case for and against every strategy, down to the list that sums to its total."""
    triage = dossier.triage
    rank = {route.strategy: -route.rank_points for route in triage.decision.routes}
    cases = sorted(
        triage.cases,
        key=lambda c: (c.strategy != triage.decision.strategy, rank.get(c.strategy, CANNOT)),
    )
    fits = [f"{dossier.questionnaire.strategy_by_id[c.strategy].title} {c.fit}" for c in cases]
    return Section(
        "for-and-against",
        "9",
        "For and against",
        ", ".join(fits[:2]),
        tuple(_case_point(dossier, case) for case in cases),
        "What the answers given say for and against each. Enter unfolds.",
    )


def _case_point(dossier: Dossier, case: Case) -> Point:
    strategy = dossier.questionnaire.strategy_by_id[case.strategy]
    at = f"for-and-against/{case.strategy}"
    chosen = case.strategy == dossier.triage.decision.strategy
    ends = strategy.id == dossier.questionnaire.procedure.stop
    most = [
        f"{what}: {listed([reason.title for reason in reasons])}."
        for what, reasons in (("For it", case.for_it), ("Against it", case.against))
        if reasons
    ]
    notes = ([sentence(distance_to_mark(dossier))] if ends else []) + [" ".join(most)]
    return Point(
        at,
        strategy.title,
        mark="❯" if chosen else "·",
        tone="accent" if chosen else "plain",
        text="recommended" if chosen else "",
        right=_points(case.points) if ends else case.fit,
        notes=tuple(note for note in notes if note),
        folded=(
            *(_reason_point(reason, at, "+") for reason in case.for_it),
            *(_reason_point(reason, at, "−") for reason in case.against),
            *_beside_another(dossier, case.strategy, at),
            _all_of_it(dossier, case, at),
        ),
    )


def _points(points: int) -> str:
    return f"{minus(points)} point{'' if abs(points) == 1 else 's'}"


def _beside_another(dossier: Dossier, strategy: str, at: str) -> Iterator[Point]:
    """Set the first way forward beside the second, and every other one beside the first."""
    decision = dossier.triage.decision
    routes = sorted(decision.routes, key=lambda r: (not r.is_open, -r.rank_points))
    first = decision.then or decision.strategy
    others = [route.strategy for route in routes if route.strategy != first]
    if decision.route(first or "") is None or decision.route(strategy) is None or not others:
        return
    other = others[0] if strategy == first else first or ""
    title = dossier.questionnaire.strategy_by_id[other].title
    apart = _differences(dossier, strategy, other)
    ahead = sorted((d for d in apart if d.points > 0), key=lambda d: -d.points)
    behind = sorted((d for d in apart if d.points < 0), key=lambda d: d.points)
    for what, most in (("ahead of", ahead), ("behind", behind)):
        below = f"{at}/{what.partition(' ')[0]}"
        points = tuple(_addition_point(dossier, d, below) for d in most[:MOST_DIFFERENCES])
        if points:
            yield Point(below, f"What puts it most {what} {title}", mark="", children=points)
    total = sum(difference.points for difference in apart)
    additions = [_addition_point(dossier, difference, f"{at}/apart") for difference in apart]
    against = decision.route(other)
    is_closed = against is not None and not against.is_open
    beside = f"beside {title}, which is closed" if is_closed else f"beside {title}"
    end = Point(f"{at}/apart/total", f"= {signed(total)}", beside, mark=" ")
    yield Point(
        f"{at}/apart",
        text=f"Everything that sets it apart from {title}, summing to {signed(total)}",
        mark="=",
        folded=(*additions, end),
    )


def _differences(dossier: Dossier, one: str, other: str) -> list[Addition]:
    """List how many points further each thing puts one way than the other, the most first.

    They sum to the difference between what the two are ranked by.
    """
    apart: dict[tuple[str, str], Addition] = {}
    for strategy, sign in ((one, 1), (other, -1)):
        for addition in dossier.triage.case(strategy).all_:
            is_base = addition.kind == "base"
            key = (addition.kind, "" if is_base else addition.id)
            before = apart[key].points if key in apart else 0
            because = "where each of them begins" if is_base else addition.because
            changed = before + sign * addition.points
            apart[key] = replace(addition, points=changed, because=because, id=key[1])
    found = [addition for addition in apart.values() if addition.points]
    needed = _costs_of_what_is_missing(dossier, one) - _costs_of_what_is_missing(dossier, other)
    if needed:
        because = "what a way still needs costs it points"
        found.append(Addition(one, -needed, because, "base", MISSING))
    return sorted(found, key=lambda addition: -abs(addition.points))


def _costs_of_what_is_missing(dossier: Dossier, strategy: str) -> int:
    route = dossier.triage.decision.route(strategy)
    return int(route.points - route.rank_points) if route else 0


def _reason_point(reason: Reason, at: str, mark: str) -> Point:
    says = quoted(reason.says) if reason.question else reason.says
    notes = (reason.because,) if reason.question else ()
    return Point(
        f"{at}/{mark}{reason.question or reason.title}",
        reason.title,
        says,
        mark=mark,
        notes=notes,
        question=reason.question,
    )


def _all_of_it(dossier: Dossier, case: Case, at: str) -> Point:
    additions = tuple(_addition_point(dossier, a, f"{at}/all") for a in case.all_)
    total = Point(
        f"{at}/all/total", f"= {minus(case.points)}", f"the total, {quoted(case.fit)}", mark=" "
    )
    return Point(
        f"{at}/all",
        text=f"Everything that counts, summing to {minus(case.points)}",
        mark="=",
        folded=(*additions, total),
    )


def _addition_point(dossier: Dossier, addition: Addition, at: str) -> Point:
    mark = f"{signed(addition.points):>3}"
    here = f"{at}/{addition.kind}:{addition.id}"
    if addition.kind == "question" and addition.level is not None:
        says = dossier.label(addition.id, addition.level)
        return Point(here, dossier.short(addition.id), says, mark=mark, question=addition.id)
    if addition.kind == "base":
        title = "Still missing" if addition.id == MISSING else "From the start"
        return Point(here, title, addition.because, mark=mark)
    rule = next(r for r in dossier.questionnaire.fact_points if r.id == addition.id)
    fact = getattr(rule.when, "fact", None)
    title = dossier.questionnaire.fact_by_id[fact].title if fact else ""
    return Point(here, title, addition.because, mark=mark, fact=fact)
