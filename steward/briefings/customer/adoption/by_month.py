"""What is used month by month, of products with a commitment and of those without."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from steward.briefings.customer.adoption.fullness import NEAR_LIMIT, FullMonth
from steward.briefings.customer.right_sizing.sizing import Sized
from steward.briefings.customer.subject import Subject
from steward.domain.service import utilisation
from steward.exhibits import COUNT, PERCENT, CallOut, Lines, Number, Role, Series, Unit, listed, month_text, year_before
from steward.exhibits.wording import in_words
from steward.warehouse.rows.customer.account import UsageMonth

MOST_PRODUCTS, MOST_LINES, MOST_IDLE = 5, 6, 2
PALE = "Faint: the same month a year before."


def _grid(months: list[UsageMonth]) -> dict[str, dict[date, UsageMonth]]:
    products: dict[str, dict[date, UsageMonth]] = defaultdict(dict)
    for row in months:
        products[row.product][row.month_end] = row
    return products


def _share(row: UsageMonth | None) -> Number | None:
    return utilisation(row.used_of_committed, row.committed) if row else None


def utilised(
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
    before = {name: tuple(_share(products[name].get(end)) for end in then) for name in shares}
    ranked = sorted(shares, key=lambda name: (-(shares[name][-1] or 0), name))
    told = [one.product for one in idle if one.product in shares][:MOST_IDLE]
    chosen = {*[name for name in ranked if name not in told][: MOST_LINES - len(told)], *told}
    names = [name for name in ranked if name in chosen]
    earlier = [year_before(name, before[name]) for name in names if any(one is not None for one in before[name])]
    categories = tuple(month_text(end) for end in ends)
    return Lines(
        id="adoption.utilisation",
        title=_chart_title(categories, {name: full[name] for name in full if name in names}, shares),
        alt="Lines of used share of what is committed: "
        + "; ".join(f"{name} {in_words(PERCENT, categories, shares[name])}" for name in names)
        + ".",
        receipt=subject.receipt("utilisation", "customer.usage_monthly", "usage"),
        note=PALE if earlier else "",
        categories=categories,
        series=(
            *earlier,
            *(Series(name, shares[name]) for name in names),
            Series("Committed", (100.0,) * len(ends), Role.REFERENCE),
        ),
        unit=Unit("percent", suffix=PERCENT.suffix),
        call_out=_call_out(categories, [*(one.name for one in earlier), *names], full, idle),
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
    if all(values[-1] is None for values in shares.values()):
        return f"No use of what was committed is recorded in {categories[-1]}"
    for name, month in full.items():
        if month.share >= NEAR_LIMIT:
            return f"{name} used {PERCENT.text(month.share)} of what is committed in {month.name}"
    if all(float(value or 0) < NEAR_LIMIT for values in shares.values() for value in values):
        return f"Every product had headroom in each month to {categories[-1]}"
    return f"Every product had headroom in {categories[-1]}"


def volumes(subject: Subject, months: list[UsageMonth]) -> Lines | None:
    """What is used of products without a commitment."""
    ends, products = subject.months("usage"), _grid([row for row in months if not row.committed])
    if not products:
        return None
    units = {row.product: f" {row.unit}" for row in months if row.unit}
    latest = {name: sum(row.used for row in rows.values()) for name, rows in products.items()}
    names = sorted(products, key=lambda name: (-latest[name], name))[:MOST_PRODUCTS]
    categories = tuple(month_text(end) for end in ends)
    used = {n: tuple(products[n][end].used if end in products[n] else None for end in ends) for n in names}
    return Lines(
        id="adoption.volumes",
        title=f"Daily usage of {names[0]} added up to {COUNT.text(used[names[0]][-1])}{units.get(names[0], '')}"
        f" in {categories[-1]}"
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
