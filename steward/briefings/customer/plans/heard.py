"""What they told us, and what changed because of it: only what the success plan names."""

from datetime import date

from steward.briefings.customer.plans.subject import PlanSubject
from steward.exhibits import Column, Table
from steward.exhibits.wording import counted, in_a_line
from steward.plans.customer.success_plan import Heard, Progress

LATE = "late"
OPEN = (Progress.PLANNED, Progress.IN_PROGRESS)


def heard(about: PlanSubject) -> Table | None:
    """You said, we did: the latest first; None where nothing is written."""
    found = sorted(about.plan.heard, key=lambda one: (one.heard_on is not None, one.heard_on), reverse=True)
    if not found:
        return None
    return Table(
        id="success.heard",
        title=_title(found),
        alt="Table of what you said and what we did: " + "; ".join(one.said for one in found) + ".",
        receipt=about.receipt("what we heard", "heard"),
        columns=(
            Column("You said", wide=True), Column("Heard on"), Column("We did", wide=True),
            Column("Status", state=True), Column("Until"), Column("Who"),
        ),
        rows=tuple(
            (one.said, one.heard_on, one.did or None, heard_state(one, about.meeting_day), one.due, _who(about, one))
            for one in found
        ),
    )  # fmt: skip


def _title(found: list[Heard]) -> str:
    """How much of it is done, and the first that is."""
    done = [one for one in found if one.status is Progress.DONE]
    if not done:
        return f"You told us {counted(len(found), 'thing')}; none is done yet"
    what = f"“{done[0].did or done[0].said}”"
    if len(found) == 1:
        return in_a_line(f"What you told us is done: {what}", f"Done: {what}", "What you told us is done")
    are = "is" if len(done) == 1 else "are"
    whole = f"{len(done)} of {counted(len(found), 'thing')} you told us {are} done"
    return in_a_line(f"{whole}: {what}", f"{len(done)} of {len(found)} {are} done: {what}", whole)


def heard_state(one: Heard, day: date) -> str:
    """The status as written; what was to be done by a day that has passed is late."""
    late = one.status in OPEN and one.due is not None and one.due < day
    return LATE if late else str(one.status)


def _who(about: PlanSubject, one: Heard) -> str | None:
    if not one.our_owner:
        return None
    return about.doer(one.our_owner) if one.status in OPEN else about.name(one.our_owner)
