"""Why a question is worth asking, as one would say it aloud: the same words in every place."""

from __future__ import annotations

from collections.abc import Mapping

from unstall.questionnaire.models import Questionnaire
from unstall.report.phrases import counted_in_words, in_words, listed
from unstall.triage.ask_next import WhyAsk, Worthwhile

_WHY: Mapping[WhyAsk, str] = {
    "gate": "ways forward hang on its answer",
    "floor": "it is needed for a verdict",
    "verdict": "it could change the verdict",
    "margin": "it narrows the gap most",
    "coverage": "more would be known",
}
_SHORTER: Mapping[WhyAsk, str] = {
    "floor": "needed for a verdict",
    "verdict": "could change the verdict",
    "margin": "narrows the gap most",
}
_MOST_NAMED = 2
_DECIDES_STOP = (
    "its answer can settle whether this is a stop",
    "can settle whether to stop",
)


def why_ask(questionnaire: Questionnaire, worth: Worthwhile) -> tuple[str, ...]:
    """Say why a question is worth asking, the longest form first and nothing last."""
    if worth.because != "gate":
        shorter = _SHORTER.get(worth.because)
        return (_WHY[worth.because], *((shorter,) if shorter else ()), "")
    if worth.decides_stop:
        return (*_DECIDES_STOP, "")
    if worth.closes:
        ways, number = _ways(questionnaire, worth.closes), len(worth.closes)
        count = f"can rule out {counted_in_words(number, 'way')}"
        return (f"its answer can rule out {ways}", f"can rule out {ways}", count, "")
    ways = _ways(questionnaire, worth.waiting)
    hang = "hangs" if len(worth.waiting) == 1 else "hang"
    return (f"{ways} {hang} on its answer", f"{ways} {hang} on it", "")


def _ways(questionnaire: Questionnaire, strategies: tuple[str, ...]) -> str:
    """Name one or two ways, and count more of them."""
    go = [strategy.id for strategy in questionnaire.strategies if strategy.kind == "go"]
    if 1 < len(strategies) == len(go):
        return "every way forward"
    titles = [questionnaire.strategy_by_id[strategy].title for strategy in strategies]
    return listed(titles) if len(titles) <= _MOST_NAMED else f"{in_words(len(titles))} ways forward"
