"""What to ask next and why, and when to stop asking: in words.

Pure. What takes longer than a key is worked out in the background. Until it is there, the order
goes on as it was, a reason is given only where it is known at once, and nobody is told to stop
unless it follows from what was worked out before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from unstall.questionnaire.models import Questionnaire
from unstall.questionnaire.questions import Depth, Question
from unstall.report.phrases import listed
from unstall.triage.ask_next import WhyAsk, Worthwhile
from unstall.triage.engine import Triage
from unstall.triage.outlook import Outlook
from unstall.triage.reading import Reading
from unstall.triage.standing import StandingWord

CAN_STOP = (
    "You can stop here: nothing left to ask can change the verdict.",
    "You can stop here: nothing can change the verdict.",
    "You can stop here.",
)
"""Said when the verdict is settled and never otherwise; the longest form first."""

WORTH: Mapping[WhyAsk, str] = {
    "gate": "a way forward waits",
    "floor": "needed for a verdict",
    "verdict": "could change the verdict",
    "margin": "narrows the gap",
    "coverage": "more would be known",
}
"""What several questions are worth, as the heading above them."""

STILL_OPEN = "still open"
"""The heading above questions none of which can change anything."""

_WHY: Mapping[WhyAsk, str] = {
    "floor": "needed for a verdict",
    "verdict": "could change the verdict",
    "margin": "narrows the gap most",
    "coverage": "more would be known",
}
_IN_TURN: tuple[str, ...] = ("next on the call", "")
_WHAT_FOR: tuple[str, ...] = (
    "for the ranges, the plan and the evidence", "for the ranges and the plan", "",
)  # fmt: skip
"""What an answer is good for that cannot change the verdict."""
_WORTH_GOING_ON: frozenset[WhyAsk] = frozenset({"gate", "floor", "verdict"})


@dataclass(frozen=True, slots=True)
class Ahead:
    """What is known of what may still come."""

    standing: StandingWord | None = None
    """How firmly the verdict stands, as worked out last for this strategy; None: never yet."""
    is_weighed: bool = False
    """The standing is that of the answers as they are; otherwise it is being worked out."""
    settled: bool = False
    """No answer, fact or time still to come can change the verdict."""
    worth: tuple[Worthwhile, ...] | None = None
    """Every applicable question without a level, the one most worth asking first; None while that
    is being worked out."""
    before: tuple[str, ...] = ()
    """The questions in the order that was worked out last, to go on with meanwhile."""


@dataclass(frozen=True, slots=True)
class AskNext:
    """What to do next."""

    question: str | None
    """Where the key leads; None if there is nothing to go to."""
    says: tuple[str, ...]
    """The same in words, the longest form first."""
    stop: tuple[str, ...] = ()
    """That one can stop, the longest form first; empty unless the verdict is settled."""


def looking_ahead(
    triage: Triage,
    outlook: Outlook | None,
    *,
    last: tuple[Triage, Outlook] | None = None,
    worth: tuple[Worthwhile, ...] | None = None,
) -> Ahead:
    """Put together what is known of what may still come.

    Args:
        triage: What the answers come to.
        outlook: What was worked out for them; None while that goes on.
        last: What was worked out last, and for which triage.
        worth: The order by value of knowing, where it was worked out at once.
    """
    if outlook is not None:
        return Ahead(outlook.standing.word, True, outlook.settled, outlook.ask_next)
    if last is None:
        return Ahead(worth=worth)
    before, known = last
    same = triage.decision.outcome == before.decision.outcome
    return Ahead(
        standing=known.standing.word if same else None,
        settled=same and known.settled and _adds_to(before.given, triage.given),
        worth=worth,
        before=tuple(entry.question for entry in known.ask_next),
    )


def _adds_to(before: Reading, now: Reading) -> bool:
    """Tell whether answers were only added: then a settled verdict is settled still."""
    return (
        before.facts == now.facts
        and before.how_soon == now.how_soon
        and before.levels.items() <= now.levels.items()
        and _absent(before) == _absent(now)
    )


def _absent(reading: Reading) -> set[tuple[str, str]]:
    return {(q, state) for q, state in reading.states.items() if state not in _OPEN}


_OPEN = ("unanswered", "unknown")


def ask_next(
    questionnaire: Questionnaire,
    triage: Triage,
    asked: Sequence[Question],
    at: str | None,
    *,
    depth: Depth,
    keys: Mapping[str, str],
    ahead: Ahead,
) -> AskNext:
    """Say which question to put next and why, that one can stop, or that everything is answered.

    Args:
        questionnaire: Where the words come from.
        triage: What the answers come to.
        asked: The questions of this call in the order in which they are gone through.
        at: The question on the card.
        depth: Quick or full.
        keys: Action id → the key for it.
        ahead: What is known of what may still come.
    """
    go = keys.get("interview.suggested", "")
    stop = CAN_STOP if ahead.settled else ()
    open_ = _from(at, [q for q in asked if triage.reading.state(q.id) == "unanswered"], asked)
    if not open_:
        says = _all_answered(questionnaire, triage, asked, depth=depth, keys=keys, ahead=ahead)
        return AskNext(None, says, stop)
    if ahead.settled:
        return AskNext(open_[0].id, _says("Still open", open_[0], at, _WHAT_FOR, go), stop)
    if ahead.worth is None:
        question, reasons = _meanwhile(questionnaire, triage, open_, ahead.before)
    else:
        ids = {question.id: question for question in open_}
        best = next((entry for entry in ahead.worth if entry.question in ids), None)
        question = ids[best.question] if best else open_[0]
        reasons = why(questionnaire, triage, best) if best else _IN_TURN
    return AskNext(question.id, _says("Ask next", question, at, reasons, go))


def why(questionnaire: Questionnaire, triage: Triage, worth: Worthwhile) -> tuple[str, ...]:
    """Say why a question is worth asking, the longest form first and nothing last."""
    if worth.because == "gate":
        return _waits(questionnaire, triage, worth.gates)
    return (_WHY[worth.because], "")


def headings(worth: Sequence[Worthwhile], *, settled: bool) -> dict[str, str]:
    """Give the heading under which each question stands in the order by value of knowing."""
    return {
        entry.question: (STILL_OPEN if settled else WORTH[entry.because]).capitalize()
        for entry in worth
    }


def not_given(asked: Sequence[Question], triage: Triage) -> tuple[str, ...]:
    """List the facts that go with these questions and are not given."""
    facts = triage.reading.facts
    return tuple(fact for question in asked for fact in question.ask_facts if fact not in facts)


def _from(at: str | None, open_: list[Question], asked: Sequence[Question]) -> list[Question]:
    """Begin with the question at hand, as the call does, and come round to those before it."""
    places = {question.id: place for place, question in enumerate(asked)}
    start = places.get(at, 0) if at else 0
    return sorted(open_, key=lambda question: (places[question.id] - start) % len(asked))


def _meanwhile(
    questionnaire: Questionnaire, triage: Triage, open_: list[Question], before: tuple[str, ...]
) -> tuple[Question, tuple[str, ...]]:
    """Choose from what is known at once; what was worked out before decides between equals."""
    waiting = {gap.question.id: gap.for_gates for gap in triage.gaps if gap.for_gates}
    below_floor = triage.decision.strategy is None
    places = {question: place for place, question in enumerate(before)}

    def lifts(question: Question) -> bool:
        return below_floor and question.quick == "framework"

    best = min(
        open_, key=lambda q: (q.id not in waiting, not lifts(q), places.get(q.id, len(places)))
    )
    if best.id in waiting:
        return best, _waits(questionnaire, triage, waiting[best.id])
    if lifts(best):
        return best, (_WHY["floor"], "")
    return best, ("",) if before else _IN_TURN


def _says(
    what: str, question: Question, at: str | None, reasons: tuple[str, ...], key: str
) -> tuple[str, ...]:
    which = "this question" if question.id == at else f"{question.short} ({key})"
    return tuple(f"{what}: {which}{f' – {reason}' if reason else ''}" for reason in reasons)


def _waits(questionnaire: Questionnaire, triage: Triage, gates: tuple[str, ...]) -> tuple[str, ...]:
    routes = [
        questionnaire.strategy_by_id[route.strategy].title
        for route in triage.decision.routes
        if not route.hard and any(state.gate.id in gates for state in route.verify)
    ]
    wait = "waits" if len(routes) == 1 else "wait"
    number = f"{len(routes)} way{'' if len(routes) == 1 else 's'} forward {wait} for it"
    return (f"{listed(routes)} {wait} for it", number, "")


def _all_answered(
    questionnaire: Questionnaire,
    triage: Triage,
    asked: Sequence[Question],
    *,
    depth: Depth,
    keys: Mapping[str, str],
    ahead: Ahead,
) -> tuple[str, ...]:
    verdict, full, facts = (keys.get(f"desk.{to}", "") for to in ("verdict", "depth", "facts"))
    unknown = sum(triage.reading.state(question.id) == "unknown" for question in asked)
    out = f", {unknown} to find out" if unknown else ""
    beyond = None if ahead.settled else _beyond(questionnaire, triage, asked, ahead.worth)
    if beyond is not None:
        question, reasons = beyond
        return (
            f"Everything asked is answered{out}. In the full triage ({full}): {question.short} – "
            f"{reasons[0]}.",
            *(
                f"All answered. Full triage ({full}): {question.short}{f' – {w}' if w else ''}"
                for w in reasons
            ),
            f"All answered. {full}: {question.short}",
        )
    missing = len(not_given(asked, triage))
    lacking = f" {missing} of the facts asked with it {_are(missing)} not given ({facts})."
    further = f", {full} goes on to the full triage" if depth == "quick" else ""
    ways = f"{verdict} verdict" + (f", {full} full triage" if depth == "quick" else "")
    return (
        f"Everything asked is answered{out}. {verdict} shows the verdict{further}."
        + (lacking if missing else ""),
        f"All answered{out}: {ways}" + (f"; {missing} facts missing ({facts})" if missing else ""),
        f"All answered{out}: {ways}",
        f"All answered: {ways}",
    )


def _beyond(
    questionnaire: Questionnaire,
    triage: Triage,
    asked: Sequence[Question],
    worth: tuple[Worthwhile, ...] | None,
) -> tuple[Question, tuple[str, ...]] | None:
    """Find a question that this call does not ask and that is worth going on for."""
    here = {question.id for question in asked}
    if worth is None:
        gaps = [g for g in triage.gaps if g.for_gates and not g.asked and g.question.id not in here]
        if not gaps:
            return None
        return gaps[0].question, _waits(questionnaire, triage, gaps[0].for_gates)
    for entry in worth:
        not_asked = triage.reading.state(entry.question) == "unanswered"
        if not_asked and entry.question not in here and entry.because in _WORTH_GOING_ON:
            question = questionnaire.question_by_id[entry.question]
            return question, why(questionnaire, triage, entry)
    return None


def _are(number: int) -> str:
    return "is" if number == 1 else "are"
