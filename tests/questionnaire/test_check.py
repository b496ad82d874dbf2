"""What an author is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.questionnaire.small import SMALL
from unstall.errors import QuestionnaireError
from unstall.paths import builtin_questionnaires
from unstall.questionnaire.check import MOST_PROBLEMS, Problem, check, problems_in
from unstall.questionnaire.load import load


def with_text(folder: Path, old: str, new: str) -> Path:
    text = SMALL.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path = folder / "x.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def line_of(path: Path, text: str) -> int:
    lines = path.read_text(encoding="utf-8").split("\n")
    return 1 + next(n for n, line in enumerate(lines) if text in line)


def test_the_small_questionnaire_has_no_problem() -> None:
    assert problems_in(SMALL) == []


def test_the_built_in_questionnaire_has_no_problem() -> None:
    assert problems_in(builtin_questionnaires() / "stalled-ai") == []


def test_a_problem_is_one_line_with_file_line_item_and_remedy(tmp_path: Path) -> None:
    path = with_text(tmp_path, "points.fix = [-2, 0, 2]", "points.fix = [-2, 2]")
    line = line_of(path, "points.fix = [-2, 2]")
    assert [str(problem) for problem in problems_in(path)] == [
        f"{path}:{line}: owner: points.fix has 2 numbers but the question has 3 levels. "
        "Give one number per level, worst first."
    ]


def test_a_problem_inside_a_list_of_levels_is_on_the_line_of_its_level(tmp_path: Path) -> None:
    path = with_text(tmp_path, '{ id = "by-anyone", label = ', '{ id = "by-anyone", lable = ')
    problems = problems_in(path)
    line = line_of(path, "lable")
    assert {problem.place.line for problem in problems} == {line}
    assert {problem.hint for problem in problems} == {"Add label = ….", "Did you mean label?"}


def test_a_problem_inside_a_condition_over_several_lines_is_on_its_own_line(
    tmp_path: Path,
) -> None:
    path = with_text(tmp_path, '{ how_soon = "owner", is = "2w" }', '{ how_soon = "x", is = "2w" }')
    (problem,) = problems_in(path)
    assert problem.place.line == line_of(path, '"x"')


def test_every_fault_of_the_models_is_listed(tmp_path: Path) -> None:
    path = with_text(tmp_path, 'kind = "go"\n', 'kind = "run"\n')
    path.write_text(path.read_text("utf-8").replace('version = "1.2.0"', "version = 1"), "utf-8")
    assert [p.place.line for p in problems_in(path)] == [4, line_of(path, 'kind = "run"')]


def test_cases_are_checked_too(tmp_path: Path) -> None:
    path = with_text(tmp_path, 'answers = { owner = "named",', 'answers = { owner = "name",')
    (problem,) = problems_in(path)
    assert str(problem).endswith("sound: owner has no level name. Did you mean named?")


def test_errors_come_before_warnings_and_each_in_the_order_of_lines(tmp_path: Path) -> None:
    path = with_text(tmp_path, 'short = "Way back"', 'short = "Watched"')
    text = path.read_text("utf-8").replace('groups = ["ownership"]', 'groups = ["owning"]')
    path.write_text(text, "utf-8")
    problems = problems_in(path)
    severities = [problem.severity for problem in problems]
    assert severities == sorted(severities)
    assert severities.count("error") == 2
    lines = [problem.place.line or 0 for problem in problems if problem.severity == "error"]
    assert lines == sorted(lines)


def test_of_very_many_problems_the_first_ones_are_listed(tmp_path: Path) -> None:
    """Looking for what was meant by each of them would take minutes."""
    path = tmp_path / "x.toml"
    names = ", ".join(f'"group-{n}"' for n in range(50_000))
    path.write_text(
        SMALL.read_text("utf-8").replace(
            'groups = ["ownership"]\ncauses', f"groups = [{names}]\ncauses"
        ),
        "utf-8",
    )
    assert len(problems_in(path)) == MOST_PROBLEMS
    with pytest.raises(QuestionnaireError, match="there is no group group-0"):
        load(path)


def test_what_cannot_be_read_is_a_problem_like_any_other(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text("id = \n", encoding="utf-8")
    (problem,) = problems_in(path)
    assert (problem.severity, problem.place.line) == ("error", 1)
    assert problems_in(tmp_path / "missing.toml")[0].message == "there is no such file"


def test_a_loaded_questionnaire_can_be_checked(tmp_path: Path) -> None:
    path = with_text(tmp_path, 'short = "Way back"', 'short = "Watched"')
    assert check(load(path, with_cases=True)) == problems_in(path)
    assert isinstance(problems_in(path)[0], Problem)
