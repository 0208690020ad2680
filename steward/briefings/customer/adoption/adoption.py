"""How much of what was bought is used: by product, by month, by site."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from steward.briefings.customer.adoption.fullness import (
    BEYOND,
    NEAR_LIMIT,
    FullMonth,
    full_said,
    fullest_months,
    idle_said,
    of_share,
)
from steward.briefings.customer.adoption.sites import by_site, near_limit
from steward.briefings.customer.base import CustomerBriefing, about
from steward.briefings.customer.right_sizing.sizing import GIVE_BACK, Sized, sizes
from steward.briefings.customer.subject import Subject
from steward.domain.identifiers import slug
from steward.domain.quarters import months_back
from steward.domain.service import utilisation
from steward.exhibits import (
    COUNT,
    PERCENT,
    Better,
    CallOut,
    Figure,
    Heatmap,
    Lines,
    Number,
    Role,
    Series,
    Table,
    Unit,
    listed,
    month_text,
    year_before,
)
from steward.exhibits.wording import counted, in_words
from steward.warehouse.rows.customer import account as customer_rows
from steward.warehouse.rows.customer.account import UsageMonth

MOST_PRODUCTS, MOST_LINES, MOST_IDLE = 5, 6, 2
PALE = "Pale: the same month a year before."
UTILISATION = "adoption.utilisation."
"""What the figures of products with a commitment begin with; a product's own name follows."""


@dataclass(frozen=True, kw_only=True)
class Adoption(CustomerBriefing):
    """Usage of one account in one quarter."""

    utilisation: Lines | None
    by_site: Heatmap | None
    near_limit: Table | None
    volumes: Lines | None
    outgrown: tuple[str, ...] = ()
    """Products that used 90 % or more of what is committed in a month of the quarter, the fullest first."""
    beyond: tuple[str, ...] = ()
    """Those of them that used more than is committed."""
    idle: tuple[str, ...] = ()
    """Products of which so little is used that some could be given back, the emptiest first."""

    @property
    def fullest(self) -> Figure | None:
        """Of the product that used most of what is committed; None where nothing is."""
        held = [one for one in self.figures if one.id.startswith(UTILISATION) and one.value is not None]
        return max(held, key=lambda one: float(one.value or 0), default=None)


def adoption(subject: Subject) -> Adoption:
    """Brief on usage."""
    since, until = subject.year
    known = customer_rows.usage_months(subject.warehouse, subject.account_id, months_back(since, 12), until)
    months = [row for row in known if row.month_end >= since]
    sites = customer_rows.usage_by_site(subject.warehouse, subject.account_id, str(subject.quarter))
    now, before = _by_quarter(months, str(subject.quarter)), _by_quarter(months, str(subject.before))
    full = fullest_months(months, str(subject.quarter))
    idle = sorted((one for one in sizes(subject) if one.state == GIVE_BACK), key=lambda one: one.fullest)
    figures = tuple(_figure(subject, name, now, before) for name in _ranked(now)[:MOST_PRODUCTS])
    return Adoption(
        **about(subject),  # type: ignore[arg-type]
        headline=_headline(subject, now, full, idle),
        figures=figures,
        missing=subject.missing(usage="how much of what is committed is used, by product and site"),
        utilisation=_utilisation(subject, known, full, idle),
        by_site=by_site(subject, sites),
        near_limit=near_limit(subject, sites),
        volumes=_volumes(subject, months),
        outgrown=of_share(full, NEAR_LIMIT),
        beyond=of_share(full, BEYOND),
        idle=tuple(one.product for one in idle),
    )


@dataclass(frozen=True)
class _Usage:
    """Usage of one product over a quarter; sums of daily readings."""

    used: float
    used_of_committed: float
    committed: float
    unit: str

    @property
    def utilisation(self) -> float | None:
        """Percent of what is committed; None without a commitment."""
        return utilisation(self.used_of_committed, self.committed)


def _by_quarter(months: list[UsageMonth], quarter: str) -> dict[str, _Usage]:
    rows: dict[str, list[UsageMonth]] = defaultdict(list)
    for row in months:
        if row.quarter == quarter:
            rows[row.product].append(row)
    return {name: _summed(found) for name, found in rows.items()}


def _summed(rows: list[UsageMonth]) -> _Usage:
    return _Usage(
        sum(row.used for row in rows),
        sum(row.used_of_committed or 0 for row in rows),
        sum(row.committed or 0 for row in rows),
        rows[0].unit or "",
    )


def _ranked(usage: dict[str, _Usage]) -> list[str]:
    """Products with a commitment first, the fullest first."""
    return sorted(usage, key=lambda name: (-(usage[name].utilisation or -1), name))


def _headline(subject: Subject, now: dict[str, _Usage], full: dict[str, FullMonth], idle: Sequence[Sized]) -> str:
    """What is full, and what is bought and not used; else which product is used most."""
    committed = [name for name in _ranked(now) if now[name].utilisation is not None]
    if not now:
        return f"No usage is recorded for {subject.quarter.spoken}"
    if not committed:
        return f"{counted(len(now), 'product').capitalize()} in use in {subject.period()}"
    if news := "; ".join(filter(None, (full_said(subject, full), idle_said(idle)))):
        return news
    fullest = committed[0]
    return (
        f"{fullest} was used most: {PERCENT.text(now[fullest].utilisation)} of what is committed, on average in"
        f" {subject.period()}"
    )


def _figure(subject: Subject, name: str, now: dict[str, _Usage], before: dict[str, _Usage]) -> Figure:
    usage, earlier = now[name], before.get(name)
    receipt = subject.quarterly("utilisation", "customer.usage_monthly", "usage", product=name)
    if usage.utilisation is None:
        return subject.compared(
            f"adoption.used.{slug(name)}",
            f"Use of {name}",
            usage.used,
            earlier.used if earlier else None,
            COUNT,
            receipt,
            note=f"No commitment is recorded{f' ({usage.unit})' if usage.unit else ''}.",
        )
    return subject.compared(
        f"{UTILISATION}{slug(name)}",
        f"{name}: used of committed",
        usage.utilisation,
        earlier.utilisation if earlier else None,
        PERCENT,
        receipt,
        better=Better.NEITHER,
    )


def _grid(months: list[UsageMonth]) -> dict[str, dict[date, UsageMonth]]:
    products: dict[str, dict[date, UsageMonth]] = defaultdict(dict)
    for row in months:
        products[row.product][row.month_end] = row
    return products


def _share(row: UsageMonth | None) -> Number | None:
    return utilisation(row.used_of_committed, row.committed) if row else None


def _utilisation(
    subject: Subject, months: list[UsageMonth], full: dict[str, FullMonth], idle: Sequence[Sized]
) -> Lines | None:
    """The fullest products, and those that are bought larger than used."""
    ends, products = subject.months("usage"), _grid([row for row in months if row.committed])
    shares = {
        name: tuple(_share(rows.get(end)) for end in ends)
        for name, rows in products.items()
        if any(end in rows for end in ends)
    }
    if not shares:
        return None
    then = subject.a_year_before(ends)
    earlier = {name: tuple(_share(products[name].get(end)) for end in then) for name in shares}
    ranked = sorted(shares, key=lambda name: (-(shares[name][-1] or 0), name))
    told = [one.product for one in idle if one.product in shares][:MOST_IDLE]
    chosen = {*[name for name in ranked if name not in told][: MOST_LINES - len(told)], *told}
    names = [name for name in ranked if name in chosen]
    categories = tuple(month_text(end) for end in ends)
    return Lines(
        id="adoption.utilisation",
        title=_chart_title(categories, {name: full[name] for name in full if name in names}, shares),
        alt="Lines of used share of what is committed: "
        + "; ".join(f"{name} {in_words(PERCENT, categories, shares[name])}" for name in names)
        + ".",
        receipt=subject.receipt("utilisation", "customer.usage_monthly", "usage"),
        note=PALE if any(value is not None for name in names for value in earlier[name]) else "",
        categories=categories,
        series=(
            *(Series(name, shares[name]) for name in names),
            *(
                year_before(Series(name, ()), earlier[name])
                for name in names
                if any(value is not None for value in earlier[name])
            ),
            Series("Committed", (100.0,) * len(ends), Role.REFERENCE),
        ),
        unit=Unit("percent", suffix=PERCENT.suffix),
        call_out=_call_out(categories, names, full, idle),
    )


def _call_out(
    categories: Sequence[str], names: Sequence[str], full: dict[str, FullMonth], idle: Sequence[Sized]
) -> CallOut | None:
    """The month in which a product was full, else the fullest of one that is bought larger than used."""
    told = [
        (name, month.name, f"{PERCENT.text(month.share)} in {month.name}")
        for name, month in full.items()
        if month.share >= NEAR_LIMIT
    ]
    told += [(one.product, one.month, f"{PERCENT.text(one.fullest)} at most") for one in idle]
    found = (one for one in told if one[0] in names and one[1] in categories)
    return next((CallOut(categories.index(month), text, names.index(name)) for name, month, text in found), None)


def _chart_title(
    categories: tuple[str, ...], full: dict[str, FullMonth], shares: dict[str, tuple[Number | None, ...]]
) -> str:
    """The fullest month where it is nearly full or fuller, else that there is room."""
    for name, month in full.items():
        if month.share >= NEAR_LIMIT:
            return f"{name} used {PERCENT.text(month.share)} of what is committed in {month.name}"
    if all(float(value or 0) < NEAR_LIMIT for values in shares.values() for value in values):
        return f"Every product had headroom in each month to {categories[-1]}"
    return f"Every product had headroom in {categories[-1]}"


def _volumes(subject: Subject, months: list[UsageMonth]) -> Lines | None:
    """What is used of products without a commitment."""
    ends, products = subject.months("usage"), _grid([row for row in months if not row.committed])
    if not products:
        return None
    latest = {name: sum(row.used for row in rows.values()) for name, rows in products.items()}
    names = sorted(products, key=lambda name: (-latest[name], name))[:MOST_PRODUCTS]
    categories = tuple(month_text(end) for end in ends)
    used = {n: tuple(products[n][end].used if end in products[n] else None for end in ends) for n in names}
    return Lines(
        id="adoption.volumes",
        title=f"Usage of {names[0]} was {COUNT.text(used[names[0]][-1])} in {categories[-1]}"
        if used[names[0]][-1] is not None
        else f"Usage of {listed(names)} by month",
        alt="Lines of monthly usage: "
        + "; ".join(f"{name} {in_words(COUNT, categories, used[name])}" for name in names)
        + ".",
        receipt=subject.receipt("utilisation", "customer.usage_monthly", "usage"),
        note="These products have no commitment to hold their usage against.",
        categories=categories,
        series=tuple(Series(name, used[name]) for name in names),
        unit=COUNT,
    )
