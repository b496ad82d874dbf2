"""What a plan holds, one thing after the other, for programs that keep lists or calendars.

Every text is plain, on one line and free of hidden characters; a format only has to see to its own
signs. An item that is done has its day; one without a date could not be dated honestly: weeks that
a quick call cannot date, or a plan that hangs on a time before week 1 that nobody has given.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from unstall.errors import UsageError
from unstall.plan.models import Checkpoint, Placed
from unstall.report.blocks import Line
from unstall.report.dossier import Dossier
from unstall.report.escape import one_line
from unstall.report.held import held_on
from unstall.report.phrases import between, effort, sentence
from unstall.report.sections.planned import KINDS, why
from unstall.report.stop_criteria import stop_criterion
from unstall.triage.engine import Triage


@dataclass(frozen=True, slots=True)
class Work:
    """An action of the plan."""

    id: str
    """The action's id."""
    number: int
    """Its number in the written plan."""
    title: str
    done_when: str
    owner: str | None
    """The person's name; None while it is to be named."""
    role: str
    """The owner's role, as it stands in a sentence."""
    role_id: str
    phase: str
    """A word such as `after-launch`."""
    first_week: int
    """Counted from 1; 0 is the time before week 1."""
    last_week: int
    starts: date | None
    """The working day on which it begins."""
    due: date | None
    """The working day on which it is over."""
    least: float
    """Person-days."""
    most: float
    """Person-days."""
    working_days: tuple[int, int] | None
    """Least and most on the calendar, where effort does not decide the length."""
    waits_for: tuple[str, ...]
    """Titles of the actions that come before it."""
    why: str
    weight: int
    """The largest weight among the questions that asked for it; 0 if none did."""
    done: date | None
    note: str

    @property
    def who(self) -> str:
        """Name who does it, with the role, or say that somebody is to be named."""
        return f"{self.owner} ({self.role})" if self.owner else f"to be named ({self.role})"

    @property
    def days(self) -> str:
        """Write the effort as a range of person-days."""
        return between(effort(self.least), effort(self.most))

    @property
    def likely_days(self) -> float:
        """The middle of the range in person-days, in halves: for tools that take one number."""
        return effort((effort(self.least) + effort(self.most)) / 2)


@dataclass(frozen=True, slots=True)
class Milestone:
    """A checkpoint of the plan."""

    id: str
    """`checkpoint-` and its kind; numbered from the second of a kind on."""
    kind: str
    """A word such as `go-live`."""
    title: str
    """A word such as "Commit"."""
    holds: str
    """What must hold."""
    stop: str
    """The stop criterion; empty if it has none."""
    week: int
    """The week at whose end it falls; 0 before week 1."""
    due: date | None
    held: date | None = None
    """When it was held; None if it was not, or nobody recorded it."""
    decided: str = ""
    """When it was held and what was decided, in words; empty otherwise."""


def no_plan(triage: Triage) -> UsageError:
    """Say why there is nothing to list, for formats that hold a plan and nothing else."""
    if triage.nothing_explains:
        return UsageError(
            "there is nothing to plan, since nothing in the answers explains the stall",
            hint="Hold the go-live review: `unstall plan SESSION` says what to ask to see there.",
        )
    return UsageError(
        "there is no plan yet, since too little is known",
        hint="Answer first what `unstall plan SESSION` lists.",
    )


def work(dossier: Dossier) -> tuple[Work, ...]:
    """List the plan's actions in the order of the work; none if there is no plan."""
    placed = dossier.plan.actions if dossier.plan else ()
    titles = {one.id: one_line(one.chosen.title) for one in placed}
    return tuple(_work(dossier, one, number, titles) for number, one in enumerate(placed, start=1))


def milestones(dossier: Dossier) -> tuple[Milestone, ...]:
    """List the plan's checkpoints in their order; none if there is no plan."""
    found: list[Milestone] = []
    for checkpoint in dossier.plan.checkpoints if dossier.plan else ():
        kind = checkpoint.phase.kind or "other"
        again = sum(one.kind == kind for one in found)
        found.append(_milestone(dossier, checkpoint, kind, again))
    return tuple(found)


def items(dossier: Dossier) -> tuple[Work | Milestone, ...]:
    """List actions and checkpoints together, each checkpoint after its week's actions."""
    ordered: list[tuple[int, int, Work | Milestone]] = [
        *((one.first_week, 0, one) for one in work(dossier)),
        *((one.week, 1, one) for one in milestones(dossier)),
    ]
    return tuple(one for _, _, one in sorted(ordered, key=lambda entry: entry[:2]))


def _work(dossier: Dossier, placed: Placed, number: int, titles: dict[str, str]) -> Work:
    chosen, action = placed.chosen, placed.chosen.action
    is_dated = dossier.is_dated(placed)
    return Work(
        id=placed.id,
        number=number,
        title=titles[placed.id],
        done_when=one_line(sentence(action.done_when)),
        owner=one_line(placed.owner).strip() or None if placed.owner else None,
        role=one_line(placed.role),
        role_id=action.owner,
        phase=action.phase,
        first_week=placed.first_week,
        last_week=placed.last_week,
        starts=placed.first_day if is_dated else None,
        due=placed.last_day if is_dated else None,
        least=chosen.least,
        most=chosen.most,
        working_days=(action.duration[0], action.duration[1]) if action.duration else None,
        waits_for=tuple(titles[needed] for needed in placed.waits_for if needed in titles),
        why=_text(why(dossier, placed)),
        weight=chosen.weight,
        done=placed.done,
        note=one_line(placed.note or "").strip(),
    )


def _milestone(dossier: Dossier, checkpoint: Checkpoint, kind: str, again: int) -> Milestone:
    criterion = stop_criterion(dossier, kind)
    held = dossier.held(kind)
    return Milestone(
        id=f"checkpoint-{kind}-{again + 1}" if again else f"checkpoint-{kind}",
        kind=kind,
        title=KINDS.get(kind, "Checkpoint"),
        holds=one_line(sentence(checkpoint.phase.checkpoint or checkpoint.phase.aim)),
        stop=one_line(sentence(f"If {criterion}")) if criterion else "",
        week=checkpoint.week,
        due=dossier.last_day_of(checkpoint.week),
        held=held.on if held else None,
        decided=one_line(held_on(dossier.formats, held)) if held else "",
    )


def _text(line: Line) -> str:
    return one_line("".join(span.text for span in line)).strip()
