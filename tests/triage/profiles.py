"""Random projects: any answers, any facts that the decision looks at, some of it unknown."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.builtin import questionnaire
from unstall.questionnaire.conditions import HowSoon
from unstall.triage.reading import Reading

FACTS = {
    "project_kind": st.sampled_from(["trained-model", "genai", "both"]),
    "regulated": st.sampled_from(["yes", "no"]),
    "criteria_still_relevant": st.sampled_from(["yes", "partly", "no"]),
    "use_prohibited": st.sampled_from(["no", "no", "no", "yes"]),
    "paused_before": st.sampled_from(["yes", "no"]),
    "external_team": st.sampled_from(["yes", "with conditions", "no"]),
    "something_live": st.sampled_from(["nothing", "shadow", "limited", "full"]),
    "months_stalled": st.sampled_from([0.5, 2, 3, 7, 9, 10, 18, 19, 60]),
    "hard_date_weeks": st.sampled_from([-2, 4, 16, 17, 40]),
    "consequence": st.sampled_from(["advice to staff", "affects customers or individuals"]),
}
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
