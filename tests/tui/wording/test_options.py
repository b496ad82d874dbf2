"""What the verdict screen says of ways that are ruled out agrees with what programs are told."""

from __future__ import annotations

import pytest

from tests.builtin import questionnaire
from tests.tui.support import desk, session_of_case
from unstall.tui.wording.dossier import dossier_of
from unstall.tui.wording.options import ruled_out
from unstall.tui.wording.quoting import minus

CASES = [case.name for case in questionnaire().cases]


@pytest.mark.parametrize("name", CASES)
def test_points_below_the_floor_are_those_of_the_list_and_what_is_missing_beside_them(
    name: str,
) -> None:
    of = dossier_of(desk(session_of_case(name)))
    decision, said = of.triage.decision, {point.id: point for point in ruled_out(of).points}
    for route in decision.routes:
        point = said.get(f"ruled-out/{route.strategy}")
        notes = " ".join(point.notes) if point else ""
        if not route.below_floor or point is None:
            assert "Too little speaks for it" not in notes
            continue
        missing = int(route.rank_points - route.points)
        also = f", and {minus(missing)} for what is missing" if missing else ""
        assert f": {minus(decision.points[route.strategy])} points{also}; below " in notes


def test_some_case_has_a_way_below_its_floor_that_also_lacks_something() -> None:
    routes = [
        route
        for name in CASES
        for route in dossier_of(desk(session_of_case(name))).triage.decision.routes
    ]
    assert any(route.below_floor and route.rank_points != route.points for route in routes)
