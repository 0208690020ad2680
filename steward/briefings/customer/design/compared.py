"""Options beside each other: what each meets, what each costs, and what each would save."""

from dataclasses import dataclass, replace
from decimal import Decimal

from steward.briefings.customer.design.source import DesignSource, cents, receipt
from steward.briefings.customer.subject import Subject
from steward.domain.design.fit import fit
from steward.domain.design.materials import total
from steward.domain.design.money import Total, double_running, saving
from steward.domain.labels import told_apart
from steward.exhibits import PERCENT, Cell, Column, Table, Unit
from steward.exhibits.ties import leaders
from steward.exhibits.wording import capital, counted
from steward.plans.customer.design import Design, DesignOption
from steward.plans.customer.design_content import for_all_sites, judged, quoted_lines, site_costs

INDICATIVE = "Prices are indicative until they are quoted."


@dataclass(frozen=True)
class OptionWorth:
    """One option in figures; None where something it is made of is not known."""

    option: DesignOption
    fit: float | None
    monthly: Decimal | None
    one_off: Decimal | None
    saving: Total
    double_running: Total

    @property
    def change(self) -> Decimal | None:
        """What is paid a month more than today, or less: a saving of less than nothing is told as nobody reads it."""
        return None if self.saving.amount is None else -self.saving.amount


def worth_of(source: DesignSource, option: DesignOption) -> OptionWorth:
    """What an option meets, costs and saves; what is excluded is no part of its price."""
    lines, sites = quoted_lines(source.plan, option.id), site_costs(source.plan, option)
    return OptionWorth(
        option,
        fit(judged(source.plan, option.id)),
        total(one.monthly for one in lines),
        total(one.one_off for one in lines),
        saving(sites, for_all_sites(source.plan, option)),
        double_running(sites),
    )


def changed_price(unit: Unit, change: Decimal) -> str:
    """`€5,027.84 a month more`, `€120.00 a month less`."""
    return f"{unit.text(abs(change))} a month {'more' if change > 0 else 'less'}"


def of_sites(found: Total) -> str:
    """`2 of 3 sites`; empty where there is no site."""
    return f"{found.counted} of {counted(found.of, 'site')}" if found.of else ""


def options_table(about: Subject, source: DesignSource) -> Table | None:
    """A row for each option; None where there is none."""
    worth = [worth_of(source, one) for one in source.plan.options]
    if not worth:
        return None
    best = max(worth, key=lambda one: one.fit or 0)
    who = leaders(((one.option.name, PERCENT.text(one.fit)) for one in worth), PERCENT.text(best.fit), "option")
    unit = cents(about)
    price = f", for {changed_price(unit, best.change)}" if best.change and who.alone else ""
    said = f"{who.do('fits', 'fit')} best: {PERCENT.text(best.fit)}{price}" if best.fit and len(worth) > 1 else ""
    return Table(
        id="design.options",
        title=capital(said or counted(len(worth), "option")),
        alt="Table of options with how much of what is required each meets, what it costs and what changes.",
        receipt=receipt(about, "option fit", "options, lines, meets"),
        note=INDICATIVE,
        columns=(
            Column("Option", wide=True),
            Column("Fit", PERCENT),
            Column("Monthly", unit),
            Column("One-off", unit),
            Column("Change a month", replace(unit, signed=True)),
            Column("Change known for"),
            Column("Double running", unit),
            Column("Double running at"),
            Column("In service"),
            Column("Trade-off", wide=True),
        ),
        rows=tuple(_row(one) for one in worth),
        keys=tuple(one.option.id for one in worth),
    )


def _row(one: OptionWorth) -> tuple[Cell, ...]:
    return (
        one.option.name, one.fit, one.monthly, one.one_off, one.change, of_sites(one.saving) or None,
        one.double_running.amount, of_sites(one.double_running) or None, one.option.starts_on,
        one.option.tradeoff or None,
    )  # fmt: skip


def fit_table(about: Subject, source: DesignSource) -> Table | None:
    """Every requirement against every option; None where nothing is required."""
    plan = source.plan
    if not plan.requirements:
        return None
    held = {(one.option, one.requirement): one.meets.label for one in plan.meets if one.meets}
    musts = sum(one.priority == "must" for one in plan.requirements)
    return Table(
        id="design.requirements",
        title=capital(f"{counted(len(plan.requirements), 'requirement')}, {musts} of them a must"),
        alt="Table of requirements with their priority, how they are tested, and whether each option meets them.",
        receipt=receipt(about, "option fit", "requirements, meets"),
        columns=(
            Column("Requirement", wide=True),
            Column("Priority"),
            Column("Acceptance test", wide=True),
            *(Column(one, state=True) for one in _names(plan)),
        ),
        rows=tuple(
            (
                one.requirement,
                one.priority.label if one.priority else None,
                one.acceptance_test or None,
                *(held.get((option.id, one.id)) for option in plan.options),
            )
            for one in plan.requirements
        ),
        keys=tuple(one.id for one in plan.requirements),
    )


def _names(plan: Design) -> tuple[str, ...]:
    """What the options are called, none as another column is."""
    others = ("Requirement", "Priority", "Acceptance test")
    told = told_apart({**{f"column {one}": one for one in others}, **{one.id: one.name for one in plan.options}})
    return tuple(told[one.id] for one in plan.options)
