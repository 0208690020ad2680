"""What of ours is worth a look for the customer's goals: only what the success plan names."""

from steward.briefings.customer.plans.subject import PlanSubject
from steward.exhibits import Column, Table, listed
from steward.exhibits.wording import HEADLINE


def options(about: PlanSubject) -> Table | None:
    """The options as a table; None where none is written."""
    found = about.plan.options
    if not found:
        return None
    goals = {goal.id: goal.title for goal in about.plan.goals if goal.id}
    return Table(
        id="success.options",
        title=_title([one.option for one in found]),
        alt="Table of options with what they would do and the goal they serve.",
        receipt=about.receipt("options", "options"),
        columns=(Column("Option", wide=True), Column("Why", wide=True), Column("For your goal"), Column("Next step")),
        rows=tuple(
            (one.option, one.why or None, goals.get(one.goal, one.goal) or None, one.next_step or None) for one in found
        ),
    )


def _title(named: list[str]) -> str:
    """What it is that is worth a look: all of it by name, else the first."""
    whole = f"Worth a look: {listed(named)}"
    if len(named) == 1 or len(whole) <= HEADLINE:
        return whole
    return f"Worth a look: {named[0]}, and {len(named) - 1:,} more"
