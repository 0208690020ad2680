"""What broke down, why, what we do so that it does not again, who and by when; only what data and plan know."""

from steward.briefings.customer.material.material import Material
from steward.briefings.customer.service.causes import Cause
from steward.briefings.customer.story.shortfalls import TO_AGREE, step_for
from steward.exhibits import MINUTES, Cell, Column, Table, day_text
from steward.exhibits.wording import capital, counted, few

MOST, REMEDY = 5, 2
KEPT_ALL_THE_SAME = "Every agreed level was kept"


def outages(found: Material) -> Table | None:
    """A row for each cause; None where there was no outage, nothing is to be done about any, or a frozen review of
    before does not know the causes: then the list of them says more."""
    served = found.service
    if not served.causes or served.incidents is None:
        return None
    shown, more = served.causes[:MOST], len(served.causes) - MOST
    columns = (
        Column("What", wide=True), Column("Why", wide=True), Column("What we do", wide=True), Column("Who"),
        Column("By when"),
    )  # fmt: skip
    rows = [_row(found, one) for one in shown]
    if not any(row[REMEDY] for row in rows):
        return None
    kept = [place for place in range(len(columns)) if any(row[place] for row in rows)]
    return Table(
        id="review.outages",
        title=served.incidents.title,
        note=f"And {counted(more, 'cause')} more." if more > 0 else "",
        alt="Table of incidents by cause: "
        + "; ".join(f"{one.cause or 'cause not recorded'}, {counted(one.number, 'incident')}" for one in shown)
        + ".",
        receipt=served.incidents.receipt,
        columns=tuple(columns[place] for place in kept),
        rows=tuple(tuple(row[place] for place in kept) for row in rows),
    )


def no_remedy(found: Material) -> str:
    """Why a list of incidents has no next step; empty where it is not known that none is needed."""
    served = found.service
    recorded = bool(served.causes) and all(one.cause for one in served.causes)
    if not recorded or not served.every_product_met or served.sites_over:
        return ""
    if len(served.causes) == 1:
        return f"{KEPT_ALL_THE_SAME}: no step is planned against it."
    return f"{KEPT_ALL_THE_SAME} and no cause came twice: no step is planned against them."


def _row(found: Material, one: Cause) -> tuple[Cell, ...]:
    step = step_for(found, *one.sites, *one.products)
    again = one.number > 1 or {*one.sites, *one.products} & {*found.service.sites_over, *found.service.products_missed}
    remedy = step.step if step else TO_AGREE if again else None
    why = one.cause or "Not recorded"
    return _what(found, one), why, remedy, (step.who or None) if step else None, step.due if step else None


def _what(found: Material, one: Cause) -> str:
    """`3 times at Hull: SD-WAN Edge, 611 min, credit €359`."""
    when = day_text(one.first_on) if one.number == 1 else capital(counted(one.number, "time"))
    where = f" at {few(one.sites)}" if one.sites else ""
    took = MINUTES.text(one.minutes) if one.minutes else "not repaired yet"
    product = one.products[0] if len(one.products) == 1 else ""
    credit = _credit(found, one)
    return f"{when}{where}: {', '.join(filter(None, (product, took, credit)))}"


def _credit(found: Material, one: Cause) -> str:
    """What we credited for it, in the money that the list of incidents has."""
    columns = found.service.incidents.columns if found.service.incidents else ()
    unit = next((column.unit for column in columns if column.name == "Credit"), None)
    return f"credit {unit.compact(one.credit)}" if unit and one.credit else ""
