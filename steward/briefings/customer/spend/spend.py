"""What the customer spends: by product, over the last year, and why it changed."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from steward.briefings.customer.base import CustomerBriefing, about
from steward.briefings.customer.subject import Subject
from steward.domain.quarters import months_back
from steward.exhibits import (
    COUNT,
    Better,
    Bridge,
    CallOut,
    Column,
    Figure,
    Role,
    Series,
    StackedBars,
    Step,
    Table,
    Unit,
    largest_change,
    month_text,
    picked,
    without,
)
from steward.exhibits.charts import highest_stack
from steward.exhibits.wording import capital, changed, few, grew, in_words, inside, moved_since
from steward.warehouse.rows.customer import account as customer_rows
from steward.warehouse.rows.customer.account import SpendMonth

MOST_PRODUCTS = 6
NOTHING_SOLD = "No subscriptions or charges are recorded for this account."


@dataclass(frozen=True, kw_only=True)
class Spend(CustomerBriefing):
    """Spend of one account. The exhibits are None where the data cannot fill them."""

    by_product: StackedBars | None
    change: Bridge | None
    services: Table | None


def spend(subject: Subject) -> Spend:
    """Brief on spend; amounts in the reporting currency."""
    since, until = subject.year
    months = customer_rows.spend_months(subject.warehouse, subject.account_id, months_back(since, 12), until)
    recent = [row for row in months if row.month_end >= since]
    figures = _figures(subject, months)
    return Spend(
        **about(subject),  # type: ignore[arg-type]
        headline=_headline(subject, *picked(figures, "spend.quarter")),
        figures=figures,
        by_product=_by_product(subject, recent, months) if recent else None,
        change=_change(subject, months),
        services=_services(subject),
    )


def quarters_comparable(subject: Subject) -> bool:
    """Whether the whole quarter and the whole one before are known from the feed that spend comes from."""
    return subject.comparable and subject.reaches(subject.before.start, subject.paid_by)


def _since(subject: Subject) -> str:
    """From when spend is known, where that is less than twelve months."""
    began, first = subject.began(subject.paid_by), months_back(subject.as_of, 11)
    return f"known since {month_text(began)}" if began > first else ""


def _headline(subject: Subject, quarter: Figure) -> str:
    if quarter.value is None and quarter.why != NOTHING_SOLD:
        return f"Spend in {subject.period(subject.paid_by)} is not known: {inside(quarter.why).rstrip('.')}"
    if quarter.value is None:
        return f"No spend is recorded up to {subject.quarter.spoken}"
    return f"Spend in {subject.period(subject.paid_by)} was {quarter.text}{moved_since(quarter)}"


def _figures(subject: Subject, months: list[SpendMonth]) -> tuple[Figure, ...]:
    basis = months[-1].basis if months else ""
    receipt = subject.receipt("spend of a quarter", "customer.spend_monthly", "subscriptions", "charges")
    quarter = str(subject.quarter)
    a_month_ago = months_back(subject.as_of, 1)
    unread = subject.unread((subject.paid_by,), months_back(subject.as_of, 11).replace(day=1), subject.as_of)
    return (
        subject.figure(
            "spend.quarter",
            f"Spend in {subject.period(subject.paid_by)}",
            _of_quarter(months, quarter),
            subject.money,
            subject.quarterly("spend of a quarter", "customer.spend_monthly", "subscriptions", "charges"),
            why=NOTHING_SOLD,
            note=basis,
            previous=_of_quarter(months, str(subject.before)) if quarters_comparable(subject) else None,
            better=Better.NEITHER,
        ),
        subject.figure(
            "spend.month",
            f"Spend in {month_text(subject.as_of)}",
            _of_month(months, subject.as_of),
            subject.money,
            subject.receipt(
                "monthly spend", "customer.spend_monthly", "subscriptions", "charges", month_end=subject.as_of
            ),
            why=NOTHING_SOLD,
            note=basis,
            previous=_of_month(months, a_month_ago) if subject.reaches(a_month_ago, subject.paid_by) else None,
            previous_label=month_text(a_month_ago),
            better=Better.NEITHER,
        ),
        subject.figure(
            "spend.year",
            "Spend over the last 12 months",
            None if unread else _between(months, months_back(subject.as_of, 12), subject.as_of),
            subject.money,
            receipt,
            why=f"{capital(unread)}." if unread else NOTHING_SOLD,
            note=", ".join(filter(None, (basis, _since(subject)))),
            previous=_year_before(subject, months),
            previous_label="the 12 months before",
            better=Better.NEITHER,
        ),
    )


def _total(months: list[SpendMonth], counts: Callable[[SpendMonth], bool]) -> Decimal | None:
    """A month without rows is a month without spend; without any month nothing is known."""
    return sum((row.amount for row in months if counts(row)), Decimal()) if months else None


def _of_quarter(months: list[SpendMonth], quarter: str) -> Decimal | None:
    return _total(months, lambda row: row.quarter == quarter)


def _of_month(months: list[SpendMonth], month: date) -> Decimal | None:
    return _total(months, lambda row: row.month_end == month)


def _between(months: list[SpendMonth], after: date, until: date) -> Decimal | None:
    return _total(months, lambda row: after < row.month_end <= until)


def _year_before(subject: Subject, months: list[SpendMonth]) -> Decimal | None:
    """The twelve months before the last twelve, if the data reaches so far."""
    start = months_back(subject.as_of, 24)
    first = months_back(start, -1)
    known = subject.reaches(first, subject.paid_by) and not subject.unread(
        (subject.paid_by,), first.replace(day=1), months_back(subject.as_of, 12)
    )
    return _between(months, start, months_back(subject.as_of, 12)) if known else None


def _by_product(subject: Subject, months: list[SpendMonth], known: list[SpendMonth]) -> StackedBars:
    """By month and product, with a line for all of it a year before where that is known."""
    read = subject.months(subject.paid_by)
    ends = tuple(end for end in read if not subject.unread((subject.paid_by,), end.replace(day=1), end)) or read
    left = subject.unread((subject.paid_by,), read[0].replace(day=1), read[-1])
    amounts: dict[str, dict[date, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    names = _largest(months)
    for row in months:
        amounts[row.product if row.product in names else "Other"][row.month_end] += row.amount
    categories = tuple(month_text(end) for end in ends)
    totals = tuple(sum((amounts[name][end] for name in amounts), Decimal()) for end in ends)
    earlier = tuple(
        _of_month(known, end) if subject.reaches(end, subject.paid_by) else None for end in subject.a_year_before(ends)
    )
    parts = tuple(
        Series(name, tuple(amounts[name].get(end, Decimal()) for end in ends))
        for name in [*names, *(["Other"] if "Other" in amounts and "Other" not in names else [])]
    )
    return StackedBars(
        id="spend.by_product",
        title=monthly_title(subject.money, totals, ends),
        alt=f"Stacked bars of monthly spend by product, {in_words(subject.money, categories, totals)}.",
        receipt=subject.receipt("monthly spend", "customer.spend_monthly", "subscriptions", "charges"),
        note=f"Per month: {months[-1].basis}."
        + (" Line: the whole of the same month a year before." if any(earlier) else "")
        + (f" Left out are months that are not known: {left}." if left else ""),
        categories=categories,
        series=(*parts, *([Series("A year before", earlier, Role.EARLIER)] if any(earlier) else [])),
        unit=subject.money,
        call_out=_called_out(subject.money, totals, parts),
    )


def _called_out(money: Unit, totals: Sequence[Decimal], parts: Sequence[Series]) -> CallOut | None:
    """The last month where the title tells of it, else the highest; nothing where each is like the other."""
    shown = list(map(money.compact, totals))
    if len(set(shown)) == 1:
        return None
    grown = totals[0] and totals[-1] and shown[0] != shown[-1]
    return CallOut(len(totals) - 1, shown[-1]) if grown else highest_stack(parts, money)


def monthly_title(money: Unit, totals: Sequence[Decimal], ends: Sequence[date]) -> str:
    """From the first month to the last, where these speak for those between; else the last beside the highest."""
    since, first, last, most = month_text(ends[0]), totals[0], totals[-1], max(totals)
    steady = len(set(map(money.compact, totals))) == 1
    if first and last and (steady or money.compact(first) != money.compact(last)):
        return f"Monthly spend {grew(money, first, last)} since {since}"
    if not any(totals):
        return f"Nothing was charged since {since}"
    now = f"Monthly spend was {money.compact(last)} in {month_text(ends[-1])}"
    if last == most:
        return f"{now}, {'the most' if totals.count(most) == 1 else 'as much as in any month'} since {since}"
    if first and last:
        return f"{now}, as in {since}"
    when = few([month_text(end) for end, total in zip(ends, totals, strict=True) if total == most])
    return f"{now}; the most since {since} was {money.compact(most)}, in {when}"


def _largest(months: list[SpendMonth]) -> list[str]:
    """The products with the most spend; the rest are drawn together."""
    totals: dict[str, Decimal] = defaultdict(Decimal)
    for row in months:
        totals[row.product] += row.amount
    ranked = sorted(totals, key=lambda name: (-totals[name], name))
    return ranked if len(ranked) <= MOST_PRODUCTS else ranked[: MOST_PRODUCTS - 1]


def _change(subject: Subject, months: list[SpendMonth]) -> Bridge | None:
    """The bridge from the quarter before to this one, by product."""
    now = _by_name(months, str(subject.quarter))
    then = _by_name(months, str(subject.before))
    known = not subject.unread((subject.paid_by,), subject.before.start, subject.as_of)
    if not now or not then or not quarters_comparable(subject) or not known:
        return None
    changes = {name: now.get(name, Decimal()) - then.get(name, Decimal()) for name in {*now, *then}}
    opening, closing = sum(then.values(), Decimal()), sum(now.values(), Decimal())
    steps = [Step(name, change) for name, change in _ranked_changes(changes)]
    if not steps:
        return None
    title = f"Spend {changed(subject.money, closing - opening)} since {subject.before.spoken}"
    bars = (Step(subject.before.spoken, opening, total=True), *steps, Step(subject.quarter.spoken, closing, total=True))
    return Bridge(
        id="spend.change",
        title=title,
        alt=f"Bridge from {subject.money.text(opening)} to {subject.money.text(closing)}: "
        + "; ".join(f"{step.label} {subject.money.change(step.value)}" for step in steps)
        + ".",
        receipt=subject.quarterly("spend of a quarter", "customer.spend_monthly", "subscriptions", "charges"),
        steps=bars,
        unit=subject.money,
        call_out=largest_change(bars),
    )


def _by_name(months: list[SpendMonth], quarter: str) -> dict[str, Decimal]:
    totals: dict[str, Decimal] = defaultdict(Decimal)
    for row in months:
        if row.quarter == quarter:
            totals[row.product] += row.amount
    return dict(totals)


def _ranked_changes(changes: dict[str, Decimal]) -> list[tuple[str, Decimal]]:
    """Every change, the largest first; the small ones beyond six in one step, so that the bridge still adds up."""
    real = sorted(((n, c) for n, c in changes.items() if c), key=lambda item: (-abs(item[1]), item[0]))
    if len(real) <= MOST_PRODUCTS:
        return real
    kept, rest = real[: MOST_PRODUCTS - 1], real[MOST_PRODUCTS - 1 :]
    return [*kept, ("Other changes", sum((change for _, change in rest), Decimal()))]


def _services(subject: Subject) -> Table | None:
    rows = customer_rows.services(subject.warehouse, subject.account_id, subject.as_of)
    if not rows:
        return None
    total = sum((row.mrr for row in rows), Decimal())
    products = "one product" if len(rows) == 1 else f"{len(rows)} products"
    columns = (
        Column("Product", wide=True), Column("Lines", COUNT), Column("Sites", COUNT),
        Column("Per month", subject.money), Column("Term ends"),
    )  # fmt: skip
    table = Table(
        id="spend.services",
        title=f"{products[:1].upper()}{products[1:]} at {subject.money.compact(total)} a month",
        alt=f"Table of the services in use: {', '.join(row.product for row in rows)}.",
        receipt=subject.receipt("MRR at E", "customer.services", "subscriptions", "contracts"),
        columns=columns,
        rows=tuple((row.product, row.lines, row.sites or None, row.mrr, row.term_ends_on) for row in rows),
    )
    # Lines that name no site are at sites nobody told us: that is no count of none.
    return table if any(row.sites for row in rows) else without(table, "Sites")
