"""The plan of a family: the plan of its topmost account, and beneath it what its other accounts are after."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from steward.briefings.customer.plans.goals import goal_unit, is_behind, is_reached
from steward.briefings.internal.base import InternalBriefing
from steward.briefings.internal.families.family import Family
from steward.briefings.internal.families.tables import ALL_OF_THEM
from steward.briefings.internal.plans.strategy import position_words
from steward.briefings.internal.plans.strategy_tables import OPEN, open_risks
from steward.briefings.internal.scope.book import Book
from steward.domain.short_names import short_names
from steward.exhibits import COUNT, Cell, Column, Figure, Receipt, Table
from steward.exhibits.wording import capital, counted
from steward.plans.customer.success_plan import FILE as SUCCESS_PLAN
from steward.plans.customer.success_plan import Goal, SuccessPlan
from steward.plans.internal.strategy import FILE, Objective, Strategy
from steward.warehouse.rows.internal import book as book_rows

SECTIONS = {"success": frozenset({"goals"}), "strategy": frozenset({"position", "objectives", "risks"})}
"""The sections of either file that this view reads."""


@dataclass(frozen=True, kw_only=True)
class FamilyPlan(InternalBriefing):
    """What is written of a family. `words`: the position of its topmost account, as (heading, Markdown)."""

    words: tuple[tuple[str, str], ...]
    objectives: Table | None
    risks: Table | None
    goals: Table | None


@dataclass(frozen=True)
class _Plans:
    """The plans of a family's accounts, the topmost first; each with what the account is called here."""

    book: Book
    family: Family
    success: Mapping[str, SuccessPlan]
    strategies: Mapping[str, Strategy]

    @property
    def of_each(self) -> Iterator[tuple[str, str, Strategy, SuccessPlan]]:
        names = short_names([one.name for one in self.family.members])
        for member, name in zip(self.family.members, names, strict=True):
            key = member.account_id
            agreed = self.success.get(key) or SuccessPlan(account_id=key)
            yield key, name, self.strategies.get(key) or Strategy(account_id=key), agreed

    @property
    def objectives(self) -> list[tuple[str, str, Objective]]:
        """Of each account, those still to be reached before those that are settled."""
        return [
            (key, name, objective)
            for key, name, strategy, _ in self.of_each
            for objective in sorted(strategy.objectives, key=lambda objective: objective.status not in OPEN)
        ]


def family_plan(
    book: Book, family: Family, success: Mapping[str, SuccessPlan], strategies: Mapping[str, Strategy]
) -> FamilyPlan:
    """Brief on the plan of a family; the plans by account id, those written."""
    plans = _Plans(book, family, success, strategies)
    names = book_rows.colleague_names(book.warehouse)
    first = strategies.get(family.accounts[0])
    return FamilyPlan(
        quarter=book.quarter,
        as_of=book.as_of,
        headline=_headline(plans),
        figures=_figures(plans),
        words=position_words(first.position) if first else (),
        objectives=_objectives(plans, names),
        goals=_goals(plans),
        risks=_risks(plans, names),
    )


def _headline(plans: _Plans) -> str:
    after = [one for _, _, one in plans.objectives if one.status in OPEN]
    if not plans.strategies:
        return "No strategy is written for any of these accounts yet"
    wanted = sum(one.new_mrr or 0 for one in after)
    money = f", {plans.book.money.compact(wanted)} new MRR a month" if wanted else ""
    written = counted(len(plans.strategies), "strategy", "strategies")
    return capital(f"{counted(len(after), 'open objective')} over {written}{money}")


def _figures(plans: _Plans) -> tuple[Figure, ...]:
    book, total = plans.book, f"of {counted(len(plans.family.accounts), 'account')}"
    after = [one for _, _, one in plans.objectives if one.status in OPEN]
    wanted = [one.new_mrr for one in after if one.new_mrr is not None]
    receipt = Receipt("account plan", book.as_of, FILE)
    return (
        book.figure(
            "family.objectives", "New MRR we are after", sum(wanted) if wanted else None, book.money, receipt,
            why="No open objective names an amount.", note=f"{len(wanted)} of {counted(len(after), 'open objective')}",
        ),
        book.figure("family.strategies", "Strategies written", len(plans.strategies), COUNT, receipt, note=total),
        book.figure("family.plans", "Success plans agreed", len(plans.success), COUNT, receipt, note=total),
    )  # fmt: skip


def _objectives(plans: _Plans, names: Mapping[str, str]) -> Table | None:
    """What we are after at each account; the last line is what is open of it."""
    objectives = plans.objectives
    if not objectives:
        return None
    after = [one for _, _, one in objectives if one.status in OPEN]
    rows: list[tuple[Cell, ...]] = [
        (
            name, one.objective, str(one.horizon) if one.horizon else None, one.new_mrr, one.due,
            names.get(one.owner, one.owner) or None, str(one.status),
        )
        for _, name, one in objectives
    ]  # fmt: skip
    together = (
        ALL_OF_THEM,
        counted(len(after), "open objective"),
        None,
        sum(one.new_mrr or 0 for one in after) or None,
    )
    return Table(
        id="family.objectives",
        title="What we are after at each of them",
        alt="Table of objectives by account, with the line the open ones add up to.",
        receipt=Receipt("account plan", plans.book.as_of, f"{FILE}, objectives"),
        note="The last line adds up the open ones that name an amount.",
        keys=(*(key for key, _, _ in objectives), ""),
        columns=(
            Column("Account"), Column("Objective", wide=True), Column("Horizon"), Column("New MRR", plans.book.money),
            Column("Due"), Column("Owner"), Column("Status", state=True),
        ),
        rows=(*rows, (*together, None, None, None)),
    )  # fmt: skip


def _goals(plans: _Plans) -> Table | None:
    """What each of the customers wants to reach, as agreed with them."""
    goals = [(key, name, goal) for key, name, _, agreed in plans.of_each for goal in agreed.goals]
    if not goals:
        return None
    reached = sum(is_reached(one) for _, _, one in goals)
    return Table(
        id="family.goals",
        title=f"{reached or 'None'} of {counted(len(goals), 'goal')} agreed with them reached",
        alt="Table of goals by account: from where, to where, and where they are now.",
        receipt=Receipt("goals reached", plans.book.as_of, f"{SUCCESS_PLAN}, goals"),
        keys=tuple(key for key, _, _ in goals),
        columns=(
            Column("Account"), Column("Goal", wide=True), Column("Measured by", wide=True), Column("From"),
            Column("To"), Column("Now"), Column("Due"), Column("State", state=True),
        ),
        rows=tuple(
            (name, one.title, one.measure or None, *_numbers(one), one.due, _state(one)) for _, name, one in goals
        ),
    )  # fmt: skip


def _numbers(goal: Goal) -> tuple[str | None, ...]:
    unit = goal_unit(goal)
    return tuple(None if one is None else unit.text(one) for one in (goal.baseline, goal.target, goal.actual))


def _state(goal: Goal) -> str:
    if goal.actual is None:
        return "not measured yet"
    return "reached" if is_reached(goal) else "moved away" if is_behind(goal) else "on the way"


def _risks(plans: _Plans, names: Mapping[str, str]) -> Table | None:
    """What could still happen at each account, the likeliest and dearest of each first."""
    risks = [(key, name, risk) for key, name, strategy, _ in plans.of_each for risk in open_risks(strategy.risks)]
    if not risks:
        return None
    return Table(
        id="family.risks",
        title=f"{capital(counted(len(risks), 'open risk'))} at {counted(len({key for key, _, _ in risks}), 'account')}",
        alt="Table of open risks by account with likelihood, what is at stake and our play.",
        receipt=Receipt("account plan", plans.book.as_of, f"{FILE}, risks"),
        note="No line adds them up: two risks may be about the same money.",
        keys=tuple(key for key, _, _ in risks),
        columns=(
            Column("Account"), Column("Risk", wide=True), Column("Likelihood"), Column("At stake", plans.book.money),
            Column("Play", wide=True), Column("Owner"), Column("Due"),
        ),
        rows=tuple(
            (
                name, one.risk, str(one.likelihood) if one.likelihood else None, one.mrr_at_stake, one.play or None,
                names.get(one.owner, one.owner) or None, one.due,
            )
            for _, name, one in risks
        ),
    )  # fmt: skip
