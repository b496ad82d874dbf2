"""What to ask next and why, and when to stop asking: in words.

Pure. What takes longer than a key is worked out in the background. Until it is there, nothing is
said of what is worth asking, so that nobody who reads it aloud is corrected; and nobody is told to
stop unless it follows from what was worked out before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from unstall.questionnaire.models import Questionnaire
from unstall.questionnaire.questions import Depth, Question
from unstall.report.asking import why_ask
from unstall.triage.ask_next import WhyAsk, Worthwhile, bearing_on_the_verdict
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
    "gate": "going on hangs on it",
    "floor": "needed for a verdict",
    "verdict": "could change the verdict",
    "margin": "narrows the gap",
    "coverage": "more would be known",
}
"""What several questions are worth, as the heading above them."""

STILL_OPEN = "still open"
"""The heading above questions none of which can change anything."""

_IN_TURN: tuple[str, ...] = ("next on the call", "")
_NOT_SAID = ("Ask next: being weighed",)
_WHAT_FOR: tuple[str, ...] = (
    "for the ranges, the plan and the evidence", "for the ranges and the plan", "",
)  # fmt: skip
"""What an answer is good for that cannot change the verdict."""


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
    """The questions in the order that was worked out last, for the key that leads to the next."""


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
        places = {question: place for place, question in enumerate(ahead.before)}
        following = min(open_, key=lambda question: places.get(question.id, len(places)))
        return AskNext(following.id, _NOT_SAID)
    ids = {question.id: question for question in open_}
    best = next((entry for entry in ahead.worth if entry.question in ids), None)
    if best is None:
        return AskNext(open_[0].id, _says("Ask next", open_[0], at, _IN_TURN, go))
    reasons = why_ask(questionnaire, best)
    before = _in_vain(questionnaire, triage, asked, ahead.worth, best)
    also = (f"{reasons[0]}; still to find out: {before}",) if before else ()
    return AskNext(best.question, _says("Ask next", ids[best.question], at, (*also, *reasons), go))


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


def _in_vain(
    questionnaire: Questionnaire,
    triage: Triage,
    asked: Sequence[Question],
    worth: tuple[Worthwhile, ...],
    best: Worthwhile,
) -> str:
    """Name what would be worth more than the best question and was asked in vain on this call."""
    here = {question.id for question in asked}
    more = bearing_on_the_verdict(worth[: worth.index(best)])
    first = next(
        (e.question for e in more if e.question in here and _is_unknown(triage, e.question)), None
    )
    return questionnaire.question_by_id[first].short if first else ""


def _is_unknown(triage: Triage, question: str) -> bool:
    return triage.reading.state(question) == "unknown"


def _says(
    what: str, question: Question, at: str | None, reasons: tuple[str, ...], key: str
) -> tuple[str, ...]:
    which = "this question" if question.id == at else f"{question.short} ({key})"
    return tuple(f"{what}: {which}{f' – {reason}' if reason else ''}" for reason in reasons)


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
    first = () if ahead.settled else bearing_on_the_verdict(ahead.worth or ())
    if first:
        return _still_worth(questionnaire, asked, first, f"answered{out}", full)
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


def _still_worth(
    questionnaire: Questionnaire,
    asked: Sequence[Question],
    worth: tuple[Worthwhile, ...],
    answered: str,
    full: str,
) -> tuple[str, ...]:
    """Say what is to be found out first: asked here in vain, or asked in the full triage alone."""
    here = {question.id for question in asked}
    shorts = [questionnaire.question_by_id[entry.question].short for entry in worth]
    beyond = [entry.question not in here for entry in worth]
    in_full = f"n the full triage ({full})"
    lead = f"I{in_full}" if beyond[0] else "Find out first"
    short_lead = f"Full triage ({full})" if beyond[0] else lead
    reasons = why_ask(questionnaire, worth[0])
    says = f"Everything asked is {answered}. {lead}: {shorts[0]} – {reasons[0]}"
    then = ""
    if len(worth) > 1:
        where = f" i{in_full}" if beyond[1] and not beyond[0] else ""
        then = f"; then{where} {shorts[1]}"
    return (
        f"{says}{then}.",
        f"{says}.",
        *(
            f"All answered. {short_lead}: {shorts[0]}{f' – {why}' if why else ''}"
            for why in reasons
        ),
        f"All answered. {full if beyond[0] else 'Find out'}: {shorts[0]}",
    )


def _are(number: int) -> str:
    return "is" if number == 1 else "are"
