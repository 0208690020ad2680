"""What lies behind the figures of a topic, by product, site and month; only rows the customer may see."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from steward.briefings.customer.subject import Subject
from steward.domain.service import budget_used, utilisation
from steward.exhibits import (
    MINUTES,
    PERCENT,
    Bars,
    CallOut,
    Column,
    CustomerExhibit,
    Lines,
    Role,
    Series,
    Table,
    Unit,
    month_text,
)
from steward.exhibits.ties import leaders
from steward.exhibits.wording import in_words
from steward.plans.customer.review import Repeat
from steward.warehouse.rows.customer import account as customer_rows
from steward.warehouse.rows.customer.account import SiteDowntime, SiteMonth

MOST = 12
SHARE = Unit("percent", suffix=PERCENT.suffix)
NOT_STATED = "Not stated"
Row = TypeVar("Row", SiteDowntime, SiteMonth)


@dataclass(frozen=True)
class Behind:
    """The exhibits on one product or one site within a topic. `label` is the product or site."""

    topic: str
    by: Repeat
    label: str
    exhibits: tuple[CustomerExhibit, ...]


def behind(subject: Subject) -> tuple[Behind, ...]:
    """What lies behind service and adoption; nothing where the feeds are missing."""
    since, until = subject.year
    lost = customer_rows.downtime_months(subject.warehouse, subject.account_id, since, until)
    used = customer_rows.usage_site_months(subject.warehouse, subject.account_id, since, until)
    return (
        *_service(subject, lost, Repeat.PRODUCT),
        *_service(subject, lost, Repeat.SITE),
        *_adoption(subject, used, Repeat.PRODUCT),
        *_adoption(subject, used, Repeat.SITE),
    )


def _label(row: SiteDowntime | SiteMonth, by: Repeat) -> str:
    return (row.product if by is Repeat.PRODUCT else row.site) or NOT_STATED


def _labelled(rows: Iterable[Row], by: Repeat) -> dict[str, list[Row]]:
    """The rows of each product or site; nothing where no row names one, because that is no site of its own."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[_label(row, by)].append(row)
    return {} if set(found) == {NOT_STATED} else found


def _other(by: Repeat) -> Repeat:
    return Repeat.SITE if by is Repeat.PRODUCT else Repeat.PRODUCT


def _service(subject: Subject, rows: Sequence[SiteDowntime], by: Repeat) -> list[Behind]:
    """Downtime by month and by the other side, of those that lost most in the quarter."""
    found = _labelled(rows, by)
    lost = {label: _lost(subject, mine) for label, mine in found.items()}
    ranked = sorted((label for label in found if lost[label]), key=lambda label: (-lost[label], label))
    return [
        Behind(
            "service", by, label, (_downtime(subject, label, found[label]), *_where(subject, label, found[label], by))
        )
        for label in ranked[:MOST]
    ]


def _lost(subject: Subject, rows: Iterable[SiteDowntime]) -> float:
    return sum(float(row.downtime) for row in rows if row.quarter == str(subject.quarter))


def _downtime(subject: Subject, label: str, rows: Sequence[SiteDowntime]) -> Bars:
    ends = subject.months("incidents")
    minutes: dict[date, float] = defaultdict(float)
    for row in rows:
        minutes[row.month_end] += float(row.downtime)
    categories, values = tuple(map(month_text, ends)), tuple(minutes.get(end, 0.0) for end in ends)
    return Bars(
        id=f"behind.service.downtime.{label}",
        title=f"{label} lost {MINUTES.text(_lost(subject, rows))} in {subject.period()}",
        alt=f"Bars of downtime by month, {in_words(MINUTES, categories, values)}.",
        receipt=subject.receipt("availability", "customer.availability_monthly", "incidents"),
        categories=categories,
        series=(Series("Downtime", values),),
        unit=MINUTES,
        call_out=CallOut(values.index(max(values)), "Most") if values.count(max(values, default=0.0)) == 1 else None,
    )


def _where(subject: Subject, label: str, rows: Sequence[SiteDowntime], by: Repeat) -> list[Table]:
    """Where it was lost in the quarter: the sites of a product, or the products of a site."""
    other = _other(by)
    totals: dict[str, tuple[float, float, float]] = defaultdict(lambda: (0.0, 0.0, 0.0))
    for row in rows:
        if row.quarter == str(subject.quarter):
            more = float(row.downtime), float(row.downtime_agreed), float(row.allowed or 0)
            lost, agreed, allowed = (sum(pair) for pair in zip(totals[_label(row, other)], more, strict=True))
            totals[_label(row, other)] = lost, agreed, allowed
    ranked = sorted(totals.items(), key=lambda one: (-one[1][0], one[0]))[:MOST]
    if not ranked:
        return []
    return [
        Table(
            id=f"behind.service.where.{label}",
            title=f"Where {label} lost time",
            alt="Table of downtime and the share of what is allowed.",
            receipt=subject.quarterly(
                "SLA budget used", "customer.availability_monthly", "incidents", "service_levels"
            ),
            columns=(
                Column(other.capitalize(), wide=True),
                Column("Downtime", MINUTES),
                Column("Budget used", PERCENT),
            ),
            rows=tuple((name, lost, budget_used(agreed, allowed)) for name, (lost, agreed, allowed) in ranked),
        )
    ]


def _adoption(subject: Subject, rows: Sequence[SiteMonth], by: Repeat) -> list[Behind]:
    """The used share by month and by the other side, the fullest first."""
    found = _labelled(rows, by)
    now = {label: _share([r for r in mine if r.quarter == str(subject.quarter)]) for label, mine in found.items()}
    ranked = sorted((label for label in found if now[label] is not None), key=lambda label: (-(now[label] or 0), label))
    return [
        Behind(
            "adoption",
            by,
            label,
            (_by_month(subject, label, found[label]), *_by_other(subject, label, found[label], by)),
        )
        for label in ranked[:MOST]
    ]


def _share(rows: Iterable[SiteMonth]) -> float | None:
    """Percent of what is committed; None without a commitment."""
    found = list(rows)
    return utilisation(sum(row.used for row in found), sum(row.committed for row in found))


def _grouped(rows: Iterable[SiteMonth], key: str) -> Mapping[date | str, list[SiteMonth]]:
    found: dict[date | str, list[SiteMonth]] = defaultdict(list)
    for row in rows:
        found[getattr(row, key) or NOT_STATED].append(row)
    return found


def _by_month(subject: Subject, label: str, rows: Sequence[SiteMonth]) -> Lines:
    ends, months = subject.months("usage"), _grouped(rows, "month_end")
    categories = tuple(map(month_text, ends))
    values = tuple(_share(months[end]) if end in months else None for end in ends)
    now = _share([row for row in rows if row.quarter == str(subject.quarter)])
    return Lines(
        id=f"behind.adoption.months.{label}",
        title=f"{label} used {PERCENT.text(now)} of what is committed in {subject.period()}",
        alt=f"Line of the used share by month, {in_words(PERCENT, categories, values)}.",
        receipt=subject.receipt("utilisation", "customer.usage_monthly", "usage"),
        categories=categories,
        series=(Series(label, values), Series("Committed", (100.0,) * len(ends), Role.REFERENCE)),
        unit=SHARE,
    )


def _by_other(subject: Subject, label: str, rows: Sequence[SiteMonth], by: Repeat) -> list[Bars]:
    """The sites of a product, or the products of a site, in the quarter; nothing to compare where there is one."""
    other = _other(by)
    parts = _grouped([row for row in rows if row.quarter == str(subject.quarter)], str(other))
    shares = {str(name): share for name, mine in parts.items() if (share := _share(mine)) is not None}
    ranked = sorted(shares, key=lambda name: (-shares[name], name))[:MOST]
    if len(ranked) < 2:
        return []
    most = PERCENT.text(shares[ranked[0]])
    used = leaders(((name, PERCENT.text(share)) for name, share in shares.items()), most, str(other))
    return [
        Bars(
            id=f"behind.adoption.parts.{label}",
            title=f"{used.do(f'is the most used {other}', 'are used most')} of {label}: {most}",
            alt="Bars of the used share: " + "; ".join(f"{n} {PERCENT.text(shares[n])}" for n in ranked) + ".",
            receipt=subject.quarterly("utilisation", "customer.usage_monthly", "usage"),
            categories=tuple(ranked),
            series=(Series("Used of committed", tuple(shares[name] for name in ranked)),),
            unit=SHARE,
            horizontal=True,
        )
    ]
