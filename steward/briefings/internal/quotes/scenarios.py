"""The same quote over other terms, beside each other: what it brings, what is left, who would be asked."""

from dataclasses import replace

from steward.briefings.internal.quotes.figures import money_of, percent_of, receipt_of
from steward.briefings.internal.quotes.quote import OpenedQuote
from steward.exhibits import PERCENT, Cell, Column, Table, Unit
from steward.plans.files.store import Opened

TERMS = (12, 24, 36, 48, 60)
MONTHS = Unit("months", suffix="\N{NO-BREAK SPACE}months")


def scenario_table(quote: OpenedQuote) -> Table | None:
    """Its own term among the usual ones, at the prices it has; a line that ends with a contract goes on ending so."""
    if not quote.worth.lines or quote.quoted.faults:
        return None
    own = quote.quoted.quote.term.months
    terms = sorted({*TERMS, own})
    asked = {months: over(quote, months) for months in terms}
    fewest = min(len(one.needs) for one in asked.values())
    lightest = next(months for months, one in asked.items() if len(one.needs) == fewest)
    spared = len(asked[own].needs) - fewest
    less = "one approval less is" if spared == 1 else f"{spared} approvals less are"
    return Table(
        id="quote.terms",
        title=f"Over {lightest} months {less} needed" if spared else "Another term would spare no approval",
        alt="Table of the quote over several terms with TCV, margin, payback and who must approve.",
        receipt=receipt_of(quote, "TCV"),
        columns=(
            Column("Term"), Column("TCV", money_of(quote)), Column("Margin", PERCENT), Column("Payback", MONTHS),
            Column("Must approve", wide=True),
        ),
        rows=tuple(_row(months, one, months == own) for months, one in asked.items()),
    )  # fmt: skip


def over(quote: OpenedQuote, months: int) -> OpenedQuote:
    """The quote over another term; a price that was to hold until a later month holds until the last."""
    file = quote.offer.plan
    lines = tuple(
        replace(line, to_month=None if line.to_month is not None and line.to_month >= months else line.to_month)
        for line in file.lines
        if (line.from_month or 1) <= months
    )
    plan = replace(file, offer=replace(file.offer, term_months=float(months)), lines=lines)
    found = replace(quote.offer.found, plan=plan)
    offer = Opened(
        quote.offer.kind, quote.offer.file, quote.offer.account_id, quote.offer.content, quote.offer.text, found
    )
    return replace(quote, offer=offer)


def _row(months: int, one: OpenedQuote, own: bool) -> tuple[Cell, ...]:
    margin = one.worth.margin
    roles = ", ".join(need.role for need in one.needs) or "nobody"
    return (
        f"{months} months" + (" (this quote)" if own else ""), one.worth.schedule.tcv / 100,
        percent_of(margin), one.worth.payback_months, roles,
    )  # fmt: skip
