"""How much of what is committed each site uses."""

from collections.abc import Mapping

from steward.briefings.customer.adoption.fullness import NEAR_LIMIT
from steward.briefings.customer.subject import Subject
from steward.domain.service import utilisation
from steward.exhibits import COUNT, PERCENT, Column, Heatmap, Table, Unit
from steward.exhibits.ties import leaders
from steward.exhibits.wording import counted, few
from steward.warehouse.rows.customer.account import SiteUsage

MOST_SITES = 12


def used_share(row: SiteUsage) -> float:
    """Percent of what is committed at a site; there is a commitment."""
    return utilisation(row.used_of_committed, row.committed) or 0.0


def by_site(subject: Subject, sites: list[SiteUsage]) -> Heatmap | None:
    """The sites by product, the fullest first; None without any."""
    shares = {(row.site, row.product): used_share(row) for row in sites if row.site}
    if not shares:
        return None
    names = sorted({site for site, _ in shares}, key=lambda name: -max(v for (s, _), v in shares.items() if s == name))
    products = sorted({product for _, product in shares})
    most = _used_most(shares)
    more = f" The {MOST_SITES} fullest of {len(names)} sites." if len(names) > MOST_SITES else ""
    return Heatmap(
        id="adoption.by_site",
        title=f"Of all sites in {subject.period()}, {most}",
        alt=f"Heatmap of used share of what is committed for {len(names)} sites and {len(products)} products.",
        receipt=subject.quarterly("utilisation", "customer.usage_monthly", "usage"),
        note=f"Used share of what is committed in {subject.period()}.{more}",
        columns=tuple(products),
        rows=tuple(names[:MOST_SITES]),
        values=tuple(tuple(shares.get((name, p)) for p in products) for name in names[:MOST_SITES]),
        unit=Unit("percent", suffix=PERCENT.suffix),
        span=(0, 100),
    )


def _used_most(shares: Mapping[tuple[str, str], float]) -> str:
    """`Hull used most: 91 % of its SD-WAN`; of several that used as much, which they are."""
    share = PERCENT.text(max(shares.values()))
    told = [((site, product), PERCENT.text(used)) for (site, product), used in shares.items()]
    alike = [where for where, used in told if used == share]
    if len(alike) == 1:
        return f"{alike[0][0]} used most: {share} of its {alike[0][1]}"
    return f"{few([f'{product} at {site}' for site, product in alike])} were used most: {share} each"


def _place(one: SiteUsage) -> str:
    return f"{one.product} at {one.site}" if one.site else one.product


def near_limit(subject: Subject, sites: list[SiteUsage]) -> Table | None:
    """Sites with days that were nearly full; None where there were none."""
    full = sorted((row for row in sites if row.readings_near_limit), key=lambda row: -row.readings_near_limit)
    if not full:
        return None
    days = full[0].readings_near_limit
    who = leaders(((_place(one), one.readings_near_limit) for one in full), days, "line")
    return Table(
        id="adoption.near_limit",
        title=f"{who} ran at {NEAR_LIMIT} % or more on {counted(days, 'day')}{'' if who.alone else ' each'}",
        alt="Table of sites by days on which 90 % or more of what is committed was used.",
        receipt=subject.quarterly("utilisation", "customer.usage_monthly", "usage"),
        columns=(
            Column("Site", wide=True),
            Column("Product"),
            Column("Used of committed", PERCENT),
            Column("Days at 90 % or more", COUNT),
            Column("Days measured", COUNT),
        ),
        rows=tuple((r.site, r.product, used_share(r), r.readings_near_limit, r.readings) for r in full[:MOST_SITES]),
    )
