"""Commission: our estimate of what was billed, against the statement, account by account and month by month."""

from collections.abc import Sequence
from decimal import Decimal

from steward.briefings.internal.channel.source import ChannelSource
from steward.briefings.internal.scope.book import Book
from steward.domain.channel.statements import Held, StatementVerdict
from steward.exhibits import COUNT, PERCENT, Better, Column, Figure, Receipt, Table, Unit, money, month_text
from steward.exhibits.wording import capital, counted
from steward.plans.company.commission_plans import FILE

MOST = 200


def exact(book: Book) -> Unit:
    """The reporting currency, in cents: a statement is compared to the cent."""
    return money(book.warehouse.facts.currency, 2)


def commission_figures(book: Book, source: ChannelSource) -> tuple[Figure, ...]:
    """What the last whole month is estimated at, and by how much statements differ."""
    last = [one for _, one in source.estimates if one.month == source.month]
    differing = [one for one in source.held if one.verdict is not StatementVerdict.MATCHED]
    no_plan = "" if source.paid else f"No plan in {FILE} says how partners are paid."
    return (
        book.figure(
            "channel.estimate", f"Commission for {month_text(source.month)}",
            sum((one.amount for one in last), Decimal()) if source.paid else None, exact(book),
            _receipt(book, "commission estimate"), needs=("charges",), why=no_plan, better=Better.NEITHER,
            note=f"{counted(len({one.partner_id for one in last if one.amount}), 'partner')} of what was billed",
        ),
        book.figure(
            "channel.difference", "Statements less estimate",
            sum((one.difference for one in source.held), Decimal()) if source.paid else None, exact(book),
            _receipt(book, "commission difference"), needs=("commission_statements", "charges"), why=no_plan,
            better=Better.NEITHER, note=f"{counted(len(differing), 'account month')} differ" if differing else "",
        ),
    )  # fmt: skip


def by_partner(book: Book, source: ChannelSource) -> Table | None:
    """Each partner's statements against the estimate, the largest difference first."""
    if not source.held:
        return None
    found: dict[str, list[Held]] = {}
    for one in source.held:
        found.setdefault(one.partner_id, []).append(one)
    order = sorted(found, key=lambda key: (-abs(_difference(found[key])), source.name(key)))
    unit = exact(book)
    whole = _difference(source.held)
    more = "more" if whole > 0 else "less"
    off = f"{unit.text(abs(whole))} {more} than" if whole else "exactly as much as"
    return Table(
        id="channel.statements",
        title=f"The statements pay {off} we estimate",
        alt=f"Table of {len(order)} partners with estimate, statement, difference and how many months differ.",
        receipt=_receipt(book, "commission difference"),
        columns=(
            Column("Partner"), Column("Months", COUNT), Column("Estimate", unit), Column("Statement", unit),
            Column("Difference", unit), Column("Differ", COUNT),
        ),
        rows=tuple(
            (
                source.name(key), len({one.month for one in found[key]}),
                sum((one.estimate for one in found[key]), Decimal()),
                sum((one.stated for one in found[key]), Decimal()), _difference(found[key]),
                sum(one.verdict is not StatementVerdict.MATCHED for one in found[key]),
            )
            for key in order
        ),
    )  # fmt: skip


def difference_table(book: Book, source: ChannelSource) -> Table | None:
    """Where they differ, and why; the largest difference first."""
    rows = [one for one in source.held if one.verdict is not StatementVerdict.MATCHED]
    if not rows:
        return None
    rows.sort(key=lambda one: (-abs(one.difference), one.partner_id, one.account_id, one.month))
    unit, accounts = exact(book), {row.account_id: row.name for row in source.rows}
    months = capital(counted(len(rows), "account month"))
    return Table(
        id="channel.differences",
        title=f"{months} {'is' if len(rows) == 1 else 'are'} stated otherwise than estimated",
        alt=f"Table of {len(rows)} differences with partner, account, month, both amounts and why.",
        receipt=_receipt(book, "commission difference"),
        note=f"The {MOST} largest." if len(rows) > MOST else "",
        keys=tuple(one.account_id for one in rows[:MOST]),
        columns=(
            Column("Partner"), Column("Account"), Column("Month"), Column("Difference", unit), Column("Finding"),
            Column("Why", wide=True), Column("Estimate", unit), Column("Statement", unit), Column("Billed", unit),
            Column("Stated base", unit),
        ),
        rows=tuple(
            (
                source.name(one.partner_id), accounts.get(one.account_id, one.account_id), month_text(one.month),
                one.difference, one.verdict.label, why(one, unit), one.estimate, one.stated, one.base, one.stated_base,
            )
            for one in rows[:MOST]
        ),
    )  # fmt: skip


def why(one: Held, unit: Unit) -> str:
    """Why a statement differs, as far as it can be told."""
    match one.verdict:
        case StatementVerdict.MISSING:
            return "Billed and owed by the plan, and no line of the statement is about it"
        case StatementVerdict.UNEXPECTED:
            return "They have no role here that a plan pays in this month"
        case StatementVerdict.BASE:
            return f"Paid on {unit.text(one.stated_base)}, billed were {unit.text(one.base)}"
        case StatementVerdict.RATE:
            rate = PERCENT.text(one.stated_percent)
            return f"Paid at {rate}, by the plan at {PERCENT.text(one.percent)}" if one.percent else f"Paid at {rate}"
        case StatementVerdict.UNKNOWN:
            return capital(one.why_not)
        case StatementVerdict.AMOUNT:
            return "The statement says no base, so nobody can say why"
        case StatementVerdict.MATCHED:
            return ""


def _difference(found: Sequence[Held]) -> Decimal:
    return sum((one.difference for one in found), Decimal())


def _receipt(book: Book, metric: str) -> Receipt:
    return book.receipt(metric, "internal.billed_monthly", "charges", "partner_roles", "commission_statements")
