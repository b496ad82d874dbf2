"""What the models cannot see: whether the parts of a questionnaire fit each other.

Every check is a function from a questionnaire to findings and looks at one kind of thing. Checks do
not depend on each other: a name that leads nowhere is reported once, by `names`, and left alone by
the others.
"""

from __future__ import annotations

from collections.abc import Iterator

from unstall.questionnaire.checks import (
    cases,
    conditions,
    decision,
    history,
    leftovers,
    names,
    plans,
)
from unstall.questionnaire.checks.walk import lay_out
from unstall.questionnaire.models import Questionnaire
from unstall.questionnaire.problems import Finding

_CHECKS = (
    names.repeated,
    names.leading_nowhere,
    history.former_ids,
    history.versions,
    history.rescalings,
    conditions.comparing_levels,
    conditions.comparing_facts,
    conditions.never_known,
    conditions.hiding_themselves,
    decision.points,
    decision.strategies,
    decision.gates,
    decision.bands_and_words,
    decision.procedure,
    decision.call,
    plans.facts,
    plans.actions,
    plans.circles,
    plans.calendars,
    cases.expectations,
    leftovers.without_use,
    leftovers.same_titles,
)


def findings(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Give everything that does not fit, check by check, each found when it is asked for.

    Looking for the name that was meant takes its time: whoever needs only the first finding of a
    file with a hundred thousand faults does not wait for the others.
    """
    contents = lay_out(questionnaire)
    for check in _CHECKS:
        yield from check(contents)
