"""One quote as exhibits: its lines, its price from list to margin, its money by month, who is asked."""

from collections.abc import Sequence
from dataclasses import replace

from steward.briefings.internal.quotes.asked import ApprovalState, AskedApproval
from steward.briefings.internal.quotes.figures import money_of, percent_of, receipt_of
from steward.briefings.internal.quotes.priced import PricedQuote
from steward.briefings.internal.quotes.quote import OpenedQuote
from steward.briefings.internal.quotes.who import name_of
from steward.briefings.internal.quotes.words import fell, why
from steward.domain.quoting.comparing import Comparison, Effect
from steward.domain.quoting.lines import Action
from steward.domain.quoting.walk import price_walk
from steward.domain.quoting.worth import LineWorth
from steward.exhibits import PERCENT, Bridge, Cell, Column, Series, StackedBars, Step, Table, day_text
from steward.exhibits.wording import counted

SAID = {
    ApprovalState.WAITING: "waits",
    ApprovalState.PENDING: "their turn",
    ApprovalState.ESCALATED: "overdue",
    ApprovalState.APPROVED: "approved",
    ApprovalState.REJECTED: "rejected",
    ApprovalState.VOID: "to be asked again",
    ApprovalState.FORESEEN: "will be asked",
}
EFFECTS = {
    Effect.ADDED: "Lines added", Effect.REMOVED: "Lines removed", Effect.TERM: "Term", Effect.QUANTITY: "Quantity",
    Effect.PRICE: "Price",
}  # fmt: skip


def line_table(quote: PricedQuote) -> Table | None:
    """Each line in money, beside its list price and its cost."""
    unit, found = money_of(quote), quote.worth
    if not found.lines:
        return None
    sums = found.schedule
    return Table(
        id="quote.lines",
        title=f"{counted(len(found.lines), 'line')}: {unit.compact(sums.mrr / 100)} a month at the end of the term, "
        f"{unit.compact(sums.tcv / 100)} over it",
        alt="Table of the lines with product, site, quantity, price a month and once, TCV, discount and margin.",
        receipt=receipt_of(quote, "TCV"),
        keys=tuple(one.name for one in found.lines),
        columns=(
            Column("Line"), Column("Action"), Column("Product"), Column("Site"), Column("MRR", money_of(quote, 2)),
            Column("One-off", money_of(quote, 2)), Column("TCV", money_of(quote, 2)), Column("Discount", PERCENT),
            Column("Margin", PERCENT), Column("Note", wide=True),
        ),
        rows=tuple(_line(quote, one) for one in found.lines),
    )  # fmt: skip


def _line(quote: PricedQuote, one: LineWorth) -> tuple[Cell, ...]:
    line = one.schedule.line
    notes = [
        "ramp" if len(line.rows) > 1 else "",
        f"ends {day_text(line.ends_on)}, with its contract" if line.ends_on else "",
        f"ends {', '.join(line.replaces)}" if line.replaces else "",
        "below floor" if one.is_below_floor else "",
        f"{counted(one.free_months, 'free month')}" if one.free_months else "",
    ]
    money = None if line.action is Action.DELETE else one.schedule.mrr / 100
    return (
        one.name, str(line.action), quote.known.products.get(line.product, line.product),
        quote.known.sites.get(line.site, line.site) or None, money,
        None if money is None else sum(one.schedule.once) / 100, None if money is None else one.schedule.tcv / 100,
        percent_of(one.discount),
        percent_of(one.margin),
        "; ".join(filter(None, notes)) or None,
    )  # fmt: skip


def walk_bridge(quote: PricedQuote) -> Bridge | None:
    """List → net → what is left."""
    if not quote.worth.lines or quote.beside_nothing:
        return None
    unit, parts = money_of(quote), price_walk(quote.worth)
    left = quote.worth.margin
    asked, at_list = quote.worth.schedule.tcv / 100, quote.worth.at_list / 100
    title = f"{unit.compact(asked)} asked, {unit.compact(at_list)} at list"
    return Bridge(
        id="quote.walk",
        title=title if left is None else f"{title}: margin {PERCENT.text(float(left) * 100)}",
        alt="Bridge: " + "; ".join(f"{part.label} {unit.text(part.cents / 100)}" for part in parts) + ".",
        receipt=receipt_of(quote, "discount of a quote"),
        note="" if quote.worth.cost is not None else "What it costs us is not drawn: the cost of a line is not known.",
        steps=tuple(Step(part.label, part.cents / 100, total=part.total) for part in parts),
        unit=unit,
    )


def month_bars(quote: PricedQuote) -> StackedBars | None:
    """What is paid in each month of the term, and once on top of it."""
    found = quote.worth.schedule
    if not any(found.monthly) and not any(found.once):
        return None
    unit = money_of(quote)
    months = tuple(f"{number}" for number in range(1, len(found.monthly) + 1))
    series = [Series("Each month", tuple(amount / 100 for amount in found.monthly))]
    if any(found.once):
        series.append(Series("Once", tuple(amount / 100 for amount in found.once)))
    first, last = found.monthly[0] / 100, found.monthly[-1] / 100
    return StackedBars(
        id="quote.months",
        title=f"{unit.compact(first)} in the first month, {unit.compact(last)} in the last"
        if first != last
        else f"{unit.compact(first)} in every month",
        alt=f"Bars of what is paid in each of {len(months)} months of the term.",
        receipt=receipt_of(quote, "TCV"),
        categories=months,
        series=tuple(series),
        unit=unit,
    )


def asked_table(quote: OpenedQuote, asked: Sequence[AskedApproval]) -> Table | None:
    """Who must approve, why, in which order, and how that stands."""
    if not asked:
        return None
    done = sum(one.state is ApprovalState.APPROVED for one in asked)
    return Table(
        id="quote.asked",
        title=f"{done} of {counted(len(asked), 'approval')} given",
        alt="Table of who must approve, why, and how it stands.",
        receipt=receipt_of(quote, "approval"),
        keys=tuple(one.need.key for one in asked),
        columns=(
            Column("Step"), Column("Role"), Column("Who"), Column("Status", state=True), Column("Until"),
            Column("Why", wide=True),
        ),
        rows=tuple(_asked(quote, one) for one in asked),
    )  # fmt: skip


def _asked(quote: OpenedQuote, one: AskedApproval) -> tuple[Cell, ...]:
    unit = money_of(quote)
    reasons = [why(reason, unit) for reason in one.need.reasons]
    said = [fell(fallen, unit) for fallen in one.fallen]
    decided = one.decisions[0] if one.decisions else None
    if decided:
        told = f"{name_of(quote, decided.person)} {decided.verdict} version {decided.version} "
        said.append(f"{told}({decided.evidence.says})" + (f": {decided.comment}" if decided.comment else ""))
    return (
        str(one.need.step), one.need.role, ", ".join(name_of(quote, who) for who in one.holders) or "nobody holds it",
        SAID[one.state], one.due.date() if one.due else None, "; ".join([*reasons, *said]),
    )  # fmt: skip


def comparison_bridge(quote: PricedQuote, found: Comparison, before: str, after: str) -> Bridge:
    """What leads from one version to another, exactly."""
    unit = money_of(quote)
    difference = (found.after - found.before) / 100
    more = "more" if difference > 0 else "less"
    title = "The two versions cost the same" if not difference else (
        f"{after} costs {unit.compact(abs(difference))} {more} than {before} over the term"
    )  # fmt: skip
    effects = [(EFFECTS[one], found.by(one)) for one in Effect]
    return Bridge(
        id="quote.comparison",
        title=title,
        alt=f"Bridge from {before} to {after}: "
        + "; ".join(f"{name} {unit.text(amount / 100)}" for name, amount in effects if amount) + ".",
        receipt=receipt_of(quote, "comparison of quotes"),
        steps=(
            Step(before, found.before / 100, total=True),
            *(Step(name, amount / 100) for name, amount in effects if amount),
            Step(after, found.after / 100, total=True),
        ),
        unit=unit,
    )  # fmt: skip


def comparison_table(quote: PricedQuote, found: Comparison) -> Table | None:
    """The same line by line."""
    if not found.differences:
        return None
    lines = len({one.line for one in found.differences})
    return Table(
        id="quote.differences",
        title=f"{counted(lines, 'line')} {'differs' if lines == 1 else 'differ'}",
        alt="Table of what each line makes of the difference, and why.",
        receipt=receipt_of(quote, "comparison of quotes"),
        columns=(Column("Line"), Column("Reason"), Column("Change in TCV", replace(money_of(quote, 2), signed=True))),
        rows=tuple((one.line, EFFECTS[one.effect].lower(), one.cents / 100) for one in found.differences),
    )
