"""What of ours serves the goals of the customer, for a slide of their review: goals of their plan, words of the company
that they may read, and what they have; nothing of what we believe or hope."""

from collections.abc import Sequence

from steward.briefings.customer.offerings.offerings import Offering
from steward.briefings.customer.plans.subject import PlanSubject
from steward.exhibits import Column, Table
from steward.exhibits.plan_places import reached
from steward.exhibits.wording import counted
from steward.plans.customer.success_plan import Goal
from steward.warehouse.rows.customer import offered as rows

MOST = 7
IN_USE, TO_LOOK_AT = "in use", "worth a look"


def offerings_for_goals(about: PlanSubject) -> Table | None:
    """A row for each product with a use case that serves a goal still ahead; what they have first. None without any."""
    ahead = [one for one in about.plan.goals if one.title and not reached(one.baseline, one.target, one.actual)]
    serving = [(one, goals) for one in about.offerings if one.use_case and (goals := one.goals_served(ahead))]
    if not serving:
        return None
    subject = about.subject
    own = {one.product_id for one in rows.owned_products(subject.warehouse, subject.account_id, subject.as_of)}
    ranked = sorted(serving, key=lambda pair: (pair[0].product_id not in own, -len(pair[1]), pair[0].name))[:MOST]
    proofs = any(one.proof for one, _ in ranked)
    return Table(
        id="success.offerings",
        title=_title(ranked, own),
        alt="Table of products with the goal each serves, what it is for and whether it is in use.",
        receipt=about.receipt_of("services for goals", "portfolio.toml, products"),
        keys=tuple(one.product_id for one, _ in ranked),
        columns=(
            Column("For your goal", wide=True), Column("With"), Column("What it does", wide=True),
            *([Column("What others say", wide=True)] if proofs else []), Column("Today"),
        ),
        rows=tuple(
            (
                goals[0].title, one.name, one.use_case, *([one.proof or None] if proofs else []),
                IN_USE if one.product_id in own else TO_LOOK_AT,
            )
            for one, goals in ranked
        ),
    )  # fmt: skip


def _title(ranked: Sequence[tuple[Offering, Sequence[Goal]]], own: set[str]) -> str:
    used = sum(one.product_id in own for one, _ in ranked)
    said = counted(len(ranked), "service serves your goals", "services serve your goals").capitalize()
    if used == len(ranked):
        return f"{said}, {'all' if used > 1 else 'and it is'} in use"
    return f"{said}: {used or 'none'} in use, {len(ranked) - used} worth a look"
