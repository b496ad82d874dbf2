"""Whether the plan fits the people there are, and what would make it, in the documents' words."""

from __future__ import annotations

from dataclasses import dataclass

from unstall.report.dossier import Dossier
from unstall.report.sections.people import capacity, fits_or_not, what_would_fit

PENDING = "What would make it fit is being worked out…"


@dataclass(frozen=True, slots=True)
class Fitting:
    """What is said about whether a plan fits."""

    lead: str
    """Whether it does, in a line; with the reason once it is known."""
    said: tuple[str, ...]
    """What would make it fit, and then how it was found; a paragraph each."""
    fits: bool | None
    """None where nobody said who is free."""


def fitting(dossier: Dossier, remedies: tuple[str, ...] | None) -> Fitting:
    """Say whether the plan fits.

    Args:
        dossier: Has a plan.
        remedies: What `what_would_fit` said of it; None while that is not worked out.
    """
    plan = dossier.plan
    if plan is None:
        raise ValueError("there is no plan that could fit")
    found = plan.capacity
    work = capacity(dossier, remedies=False)
    if found.fits is None:
        return Fitting("Whether it fits: nobody said how many people are free.", (work,), None)
    if plan.timing is None:
        lead = "Nobody is free for it." if found.people == 0 else "It would take over five years."
        return Fitting(f"It does not fit. {lead}", (work,), fits=False)
    verdict = next(fits_or_not(dossier, plan, remedies=False), "")
    if not plan.timing.over:
        return Fitting(verdict, (work,), fits=True)
    reason = remedies[0] if remedies else ""
    more = (PENDING,) if remedies is None else remedies[1:]
    return Fitting(" ".join(filter(None, (verdict, reason))), (*more, work), fits=False)


def remedies_of(dossier: Dossier) -> tuple[str, ...]:
    """Work out what holds a plan up and what would make it fit; takes up to half a second."""
    return tuple(what_would_fit(dossier.fit)) if dossier.fit else ()
