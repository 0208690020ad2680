"""What of ours is worth a look for the customer's goals: only what the success plan names."""

from steward.briefings.customer.plans.subject import PlanSubject
from steward.exhibits import Column, Table
from steward.exhibits.wording import counted


def options(about: PlanSubject) -> Table | None:
    """The options as a table; None where none is written."""
    found = about.plan.options
    if not found:
        return None
    goals = {goal.id: goal.title for goal in about.plan.goals if goal.id}
    return Table(
        id="success.options",
        title=f"{counted(len(found), 'option')} worth a look for your goals".capitalize()
        if len(found) > 1
        else f"Worth a look: {found[0].option}",
        alt="Table of options with what they would do and the goal they serve.",
        receipt=about.receipt("options", "options"),
        columns=(Column("Option", wide=True), Column("Why", wide=True), Column("For your goal"), Column("Next step")),
        rows=tuple(
            (one.option, one.why or None, goals.get(one.goal, one.goal) or None, one.next_step or None) for one in found
        ),
    )
