"""The prices of a proposal as tables: by site and service, the ramp, the sums."""

from collections.abc import Iterator, Mapping, Sequence

from steward.domain.quoting.lines import Action
from steward.domain.quoting.schedule import LineSchedule, Schedule
from steward.exhibits import COUNT, Cell, Column, Receipt, Table, Unit, day_text, money, without
from steward.exhibits.wording import counted
from steward.plans.customer.offer import OfferFile

NOWHERE = "All sites"
EACH, ONCE, NOTE = "Unit price a month", "One-off", "Note"


def price_table(
    found: Schedule, offer: OfferFile, products: Mapping[str, str], sites: Mapping[str, str], currency: str,
    receipt: Receipt,
) -> Table | None:  # fmt: skip
    """What each service costs at each site; what ends stands among them. A column that says nothing is left out."""
    if not found.lines:
        return None
    says = {entry.line: entry.says for entry in reversed(offer.lines)}
    renewed = all(one.line.replaces for one in found.lines)
    ordered = sorted(found.lines, key=lambda one: (sites.get(one.line.site, one.line.site) or NOWHERE, one.line.line))
    rows = tuple(_priced(one, products, sites, says.get(one.line.line, ""), renewed) for one in ordered)
    places, unit = {row[0] for row in rows}, money(currency, 2)
    whole = Table(
        id="proposal.prices",
        title=f"{counted(len(rows), 'service')} at {counted(len(places), 'site')}"
        + (", each replacing a service you have today" if renewed else ""),
        alt="Table of the services by site with quantity, price a month and price once.",
        receipt=receipt,
        columns=(
            Column("Site"), Column("Service"), Column("Quantity", COUNT), Column(EACH, money(currency, _places(found))),
            Column("Monthly", unit), Column(ONCE, unit), Column(NOTE, wide=True),
        ),
        rows=rows,
    )  # fmt: skip
    idle = [name for name, place in ((ONCE, 5), (NOTE, 6)) if not any(row[place] for row in rows)]
    return without(whole, *idle)


def _places(found: Schedule) -> int:
    """As many as the prices of one need, so that quantity times price is what stands beside it."""
    exponents = [row.unit_mrc.normalize().as_tuple().exponent for one in found.lines for row in one.line.rows]
    return max([2, *(-one for one in exponents if isinstance(one, int))])


def _priced(
    one: LineSchedule, products: Mapping[str, str], sites: Mapping[str, str], says: str, renewed: bool
) -> tuple[Cell, ...]:  # fmt: skip
    line = one.line
    site, product = sites.get(line.site, line.site) or NOWHERE, products.get(line.product, line.product)
    if line.action is Action.DELETE:
        return site, product, None, None, None, None, says or "Ends when the services of this offer begin"
    row = line.row_in(one.months.count) or line.rows[-1]
    notes = (
        says,
        "replaces the service you have today" if line.replaces and not renewed else "",
        "see the steps below" if len(line.rows) > 1 else "",
        f"ends {day_text(line.ends_on)}" if line.ends_on else "",
    )
    return (
        site, product, float(row.quantity), row.unit_mrc, one.mrr / 100, sum(one.once) / 100,
        "; ".join(filter(None, notes)) or None,
    )  # fmt: skip


def ramp_table(found: Schedule, unit: Unit, receipt: Receipt) -> Table | None:
    """What is paid a month, where it changes over the term; None where every month costs the same."""
    steps = tuple(_steps(found.monthly))
    if len(steps) < 2:
        return None
    return Table(
        id="proposal.ramp",
        title=f"{unit.compact(steps[0][2] / 100)} in the first month, {unit.compact(steps[-1][2] / 100)} in the last",
        alt="Table of what is paid a month, by months of the term.",
        receipt=receipt,
        columns=(Column("Months"), Column("Monthly", unit)),
        rows=tuple((f"{first}–{last}" if first != last else str(first), cents / 100) for first, last, cents in steps),
    )


def total_table(found: Schedule, unit: Unit, receipt: Receipt) -> Table:
    """The sums that are signed."""
    return Table(
        id="proposal.totals",
        title=f"{unit.text(found.tcv / 100)} over the term",
        alt="Table of the price a month, the price once and the sum over the term.",
        receipt=receipt,
        columns=(Column("Sum"), Column("Amount", unit)),
        rows=(
            ("Monthly, at the end of the term", found.mrr / 100),
            ("All monthly charges", sum(found.monthly) / 100),
            ("One-off", found.one_off / 100),
            ("Total over the term", found.tcv / 100),
        ),
    )


def term_table(terms: Sequence[tuple[str, str]], receipt: Receipt) -> Table:
    """Dates and terms, one below the other."""
    begin = dict(terms).get("Services begin", "")
    return Table(
        id="proposal.terms",
        title=f"Services begin {begin}" if begin else "Dates and terms",
        alt="Table of dates and terms.",
        receipt=receipt,
        columns=(Column("What"), Column("Offered", wide=True)),
        rows=tuple(terms),
    )


def _steps(monthly: tuple[int, ...]) -> Iterator[tuple[int, int, int]]:
    """Months that cost the same, from the first to the last of each step."""
    first = 1
    for month, (now, after) in enumerate(zip(monthly, (*monthly[1:], None), strict=True), 1):
        if now != after:
            yield first, month, now
            first = month + 1
