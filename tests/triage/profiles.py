"""Random projects: any answers, any facts that the decision looks at, some of it unknown."""

from __future__ import annotations

from random import Random
from typing import Any

from hypothesis import strategies as st

from tests.builtin import questionnaire
from unstall.questionnaire.conditions import HowSoon
from unstall.triage.reading import Reading

FACT_VALUES: dict[str, list[Any]] = {
    "project_kind": ["trained-model", "genai", "both"],
    "regulated": ["yes", "no"],
    "criteria_still_relevant": ["yes", "partly", "no"],
    "use_prohibited": ["no", "no", "no", "yes"],
    "paused_before": ["yes", "no"],
    "external_team": ["yes", "with conditions", "no"],
    "something_live": ["nothing", "shadow", "limited", "full"],
    "months_stalled": [0.5, 2, 3, 7, 9, 10, 18, 19, 60],
    "hard_date_weeks": [-2, 4, 16, 17, 40],
    "consequence": ["advice to staff", "affects customers or individuals"],
}
FACTS = {fact: st.sampled_from(values) for fact, values in FACT_VALUES.items()}
GATED = sorted({gate.question for gate in questionnaire().gates if gate.question and gate.supply})
SOON: list[HowSoon] = ["2w", "12w", "cannot"]


@st.composite
def readings(draw: st.DrawFn, most_unknown: float = 0.4) -> Reading:
    """Draw a reading with up to a share of its questions unknown."""
    unknown_share = draw(st.floats(0, most_unknown))
    random = draw(st.randoms(use_true_random=False))
    levels = {
        question.id: random.randint(0, question.top)
        for question in questionnaire().questions
        if random.random() >= unknown_share
    }
    facts = draw(st.fixed_dictionaries({}, optional=FACTS))
    how_soon = draw(st.dictionaries(st.sampled_from(GATED), st.sampled_from(SOON), max_size=3))
    return Reading(levels=levels, facts=facts, how_soon=how_soon)


def profile(number: int) -> Reading:
    """Make a reading from a number, far quicker than drawing it; up to 40 per cent is unknown."""
    random = Random(number)
    unknown_share = random.uniform(0, 0.4)
    levels = {
        question.id: random.randint(0, question.top)
        for question in questionnaire().questions
        if random.random() >= unknown_share
    }
    facts = {f: random.choice(v) for f, v in FACT_VALUES.items() if random.random() < 0.7}
    how_soon = {question: random.choice(SOON) for question in GATED if random.random() < 0.2}
    return Reading(levels=levels, facts=facts, how_soon=how_soon)
