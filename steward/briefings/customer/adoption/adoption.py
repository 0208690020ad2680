"""How much of what was bought is used: by product, by month, by site."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from steward.briefings.customer.adoption.by_month import utilised, volumes
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
    Figure,
    Heatmap,
    Lines,
    Table,
)
from steward.exhibits.ties import leaders
from steward.exhibits.wording import counted, few, in_a_line
from steward.warehouse.rows.customer import account as customer_rows
from steward.warehouse.rows.customer.account import UsageMonth

MOST_PRODUCTS = 5
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


def adoption(subject: Subject, sized: Sequence[Sized] | None = None) -> Adoption:
    """Brief on usage; `sized`: what each product needs, where that is worked out already."""
    since, until = subject.year
    known = customer_rows.usage_months(subject.warehouse, subject.account_id, months_back(since, 12), until)
    months = [row for row in known if row.month_end >= since]
    sites = customer_rows.usage_by_site(subject.warehouse, subject.account_id, str(subject.quarter))
    now, before = _by_quarter(months, str(subject.quarter)), _by_quarter(months, str(subject.before))
    full = fullest_months(months, str(subject.quarter))
    idle = sorted(
        (one for one in (sizes(subject) if sized is None else sized) if one.state == GIVE_BACK),
        key=lambda one: one.fullest,
    )
    figures = tuple(_figure(subject, name, now, before) for name in _ranked(now)[:MOST_PRODUCTS])
    return Adoption(
        **about(subject),  # type: ignore[arg-type]
        headline=_headline(subject, now, full, idle),
        figures=figures,
        missing=subject.missing(usage="how much of what is committed is used, by product and site"),
        utilisation=utilised(subject, known, full, idle),
        by_site=by_site(subject, sites),
        near_limit=near_limit(subject, sites),
        volumes=volumes(subject, months),
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
    if news := full_said(subject, full):
        both = (
            ("; ".join((news[0], idle_said(idle))), "; ".join((news[1], idle_said(idle, much=False)))) if idle else ()
        )
        return in_a_line(*both, *news)
    if idle:
        return idle_said(idle)
    most = PERCENT.text(now[committed[0]].utilisation)
    who = leaders(((name, PERCENT.text(now[name].utilisation)) for name in committed), most, "product")
    used = "was" if who.alone else "were"
    said = f"{few(who.names)} {used} used most: {most} of what is committed"
    short = f"{few(who.names)} used {most} of what is committed in {subject.period()}"
    return in_a_line(f"{said}, on average in {subject.period()}", f"{said} in {subject.period()}", short)


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
            note=f"{f'Unit: {usage.unit}. ' if usage.unit else ''}No commitment is recorded.",
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
