"""Partners as tables: the book by partner, their roles at accounts, direct beside channel, and what cannot be so."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from steward.briefings.internal.channel.source import ChannelSource
from steward.briefings.internal.scope.book import Book
from steward.domain.channel.compared import SalesSide
from steward.domain.channel.registering import two_approvals
from steward.domain.channel.roles import PartnerRole, RoleSpan, clashes
from steward.domain.shares import wilson
from steward.exhibits import COUNT, DAYS, PERCENT, Column, Receipt, Table, day_text, listed
from steward.exhibits.wording import capital, counted
from steward.warehouse.rows.internal.book import BookRow


@dataclass(frozen=True)
class PartnerLine:
    """One partner over the accounts that are looked at. `mrr`: of accounts it is of record of; `sourced`: of those it
    sourced."""

    partner_id: str
    accounts: int
    mrr: Decimal
    sourced: Decimal
    to_decide: int
    protects: int


def lines_of(source: ChannelSource) -> tuple[PartnerLine, ...]:
    """Every partner with a part in these accounts, that of the most MRR first."""
    named = {one.partner_id for spans in source.spans.values() for one in spans}
    ids = named | {one.partner_id for one in source.registrations} | {one.partner_id for one in source.stated}
    found = [_line(source, key) for key in ids]
    return tuple(sorted(found, key=lambda one: (-one.mrr, -one.sourced, source.name(one.partner_id))))


def _line(source: ChannelSource, key: str) -> PartnerLine:
    own = [row for row in source.rows if source.record.get(row.account_id) == key]
    sourced = [row for row in source.rows if key in source.sourced.get(row.account_id, ())]
    registered = [one for one in source.registrations if one.partner_id == key]
    return PartnerLine(
        key, len(own), _mrr(own), _mrr(sourced), sum(one.to_decide for one in registered),
        sum(one.claim.protects(source.day) for one in registered),
    )  # fmt: skip


def _mrr(rows: list[BookRow]) -> Decimal:
    return sum((row.mrr for row in rows), Decimal())


def partner_table(book: Book, source: ChannelSource, lines: tuple[PartnerLine, ...]) -> Table | None:
    """The book by partner."""
    if not lines:
        return None
    of_record = sum(bool(one.accounts) for one in lines)
    whole = book.money.compact(sum((one.mrr for one in lines), Decimal()))
    return Table(
        id="channel.partners",
        title=f"{capital(counted(of_record, 'partner'))} of record bring {whole} a month"
        if of_record != 1
        else f"One partner of record brings {whole} a month",
        alt=f"Table of {len(lines)} partners with kind, accounts, MRR and registrations.",
        receipt=_receipt(book, "partner of record"),
        note="Sourced: MRR of accounts it sourced, which may be of record of another or of nobody.",
        columns=(
            Column("Partner"), Column("Kind"), Column("Under"), Column("Program"), Column("Our manager"),
            Column("Accounts", COUNT), Column("MRR", book.money), Column("Sourced", book.money),
            Column("To decide", COUNT), Column("Protected", COUNT),
        ),
        rows=tuple((*_about(source, one.partner_id), *_counted(one)) for one in lines),
    )  # fmt: skip


def _about(source: ChannelSource, key: str) -> tuple[str | None, ...]:
    one = source.partners.get(key)
    return (source.name(key), *((one.kind, one.parent, one.program, one.manager) if one else (None,) * 4))


def _counted(one: PartnerLine) -> tuple[int | Decimal, ...]:
    return (one.accounts, one.mrr, one.sourced, one.to_decide, one.protects)


def role_table(book: Book, source: ChannelSource) -> Table | None:
    """Who has which part where, as it is now and was; those of the largest accounts first."""
    rows = [
        (row, span) for row in source.rows for span in sorted(source.spans.get(row.account_id, ()), key=_role_order)
    ]
    if not rows:
        return None
    held = {row.account_id for row, span in rows if span.holds(source.day)}
    return Table(
        id="channel.roles",
        title=_who_has_a_part(source, rows, len(held)),
        alt=f"Table of {len(rows)} roles of partners with account, share, from when to when, and the letter of agency.",
        receipt=_receipt(book, "partner role"),
        keys=tuple(row.account_id for row, _ in rows),
        columns=(
            Column("Account"), Column("Partner"), Column("Role"), Column("Share", PERCENT), Column("From"),
            Column("To"), Column("Letter of agency"), Column("Said by"),
        ),
        rows=tuple(
            (
                row.name, source.name(span.partner_id), span.role.label, span.share, span.from_on, span.to_on,
                span.loa_on, "feed" if span.imported else "written here",
            )
            for row, span in rows
        ),
    )  # fmt: skip


def _who_has_a_part(source: ChannelSource, rows: list[tuple[BookRow, RoleSpan]], accounts: int) -> str:
    """In how many accounts; of one account, how many partners."""
    if len(source.rows) > 1:
        return f"Partners have a part in {counted(accounts, 'account')}"
    now = {span.partner_id for _, span in rows if span.holds(source.day)}
    return f"{capital(counted(len(now), 'partner'))} {'has' if len(now) == 1 else 'have'} a part here"


def _role_order(span: RoleSpan) -> tuple[int, date, str]:
    return list(PartnerRole).index(span.role), span.from_on or date.min, span.partner_id


def sides_table(book: Book, source: ChannelSource) -> Table | None:
    """Direct and channel side by side, each figure with how many it rests on."""
    if not source.known or not source.record:
        return None
    sides = source.sides
    rows = (("Direct", sides.direct), ("Channel", sides.channel), ("Both", sides.total))
    return Table(
        id="channel.sides",
        title=win_rates_said(sides.direct, sides.channel),
        alt="Table of direct and channel: accounts, MRR, win rate, cycle, discount and churn, each with its number.",
        receipt=_receipt(book, "direct and channel"),
        note="Of a year. An account is the channel's where a partner is of record; an opportunity where one sells it.",
        columns=(
            Column("Sold"), Column("Accounts", COUNT), Column("MRR", book.money), Column("Won or lost", COUNT),
            Column("Win rate", PERCENT), Column("Won, timed", COUNT), Column("Median cycle", DAYS),
            Column("With a list price", COUNT), Column("Discount", PERCENT), Column("A year before", COUNT),
            Column("Churn", PERCENT),
        ),
        rows=tuple(
            (
                name, one.accounts, one.mrr, len(one.ended), one.win_rate, len(one.cycles), one.cycle, one.listed,
                one.discount, one.cohort.paying, one.churn,
            )
            for name, one in rows
        ),
    )  # fmt: skip


ENOUGH = 5


def win_rates_said(direct: SalesSide, channel: SalesSide) -> str:
    """The title: a comparison of win rates where both rest on enough, else how few there are."""
    if min(len(direct.ended), len(channel.ended)) < ENOUGH or direct.win_rate is None or channel.win_rate is None:
        few = len(channel.ended)
        return f"Only {counted(few, 'opportunity', 'opportunities')} of partners ended in a year: too few to compare"
    ours, theirs = (PERCENT.text(one.win_rate) for one in (direct, channel))
    if not _told_apart(direct, channel):
        return f"Partners win {theirs} and we {ours}: too few to call it a difference"
    often = "more" if channel.win_rate > direct.win_rate else "less"
    return f"Partners win {often} often than we do: {theirs} against {ours}"


def _told_apart(direct: SalesSide, channel: SalesSide) -> bool:
    """Whether chance alone does not make such a difference: the 95 % intervals of the two have nothing in common."""
    one, other = (wilson(side.won, len(side.ended)) for side in (direct, channel))
    return one[0] > other[1] or other[0] > one[1]


def finding_table(book: Book, source: ChannelSource) -> Table | None:
    """What cannot be so: who disagrees with whom, and since when."""
    rows = [(row, said) for row in source.rows for said in _findings(row, source)]
    if not rows:
        return None
    return Table(
        id="channel.findings",
        title=f"{capital(counted(len(rows), 'thing'))} about partners cannot be so",
        alt=f"Table of {len(rows)} findings with account and what disagrees.",
        receipt=_receipt(book, "partner of record"),
        keys=tuple(row.account_id for row, _ in rows),
        columns=(Column("Account"), Column("What", wide=True)),
        rows=tuple((row.name, said) for row, said in rows),
    )


def _findings(row: BookRow, source: ChannelSource) -> Iterator[str]:
    spans, named = source.spans.get(row.account_id, ()), source.named.get(row.account_id)
    for one in clashes(spans):
        since = "" if one.day == date.min else f" from {day_text(one.day)} on"
        who = listed([source.name(key) for key in one.partners])
        if one.role is PartnerRole.OF_RECORD:
            yield f"{who} are both of record{since}: the feed counts, then who began last"
        else:
            yield f"Shares of “{one.role.label.lower()}” come to {PERCENT.text(one.percent)}{since}: {who}"
    held = source.record.get(row.account_id)
    if named and held and named != held:
        yield f"The account names {source.name(named)}, the roles {source.name(held)} as partner of record"
    strangers = sorted({one.partner_id for one in spans} - source.partners.keys()) if source.partners else []
    if strangers:
        yield f"{listed(strangers)}: no such partner in the partners feed"
    claims = [one.claim for one in source.registrations if one.account_id == row.account_id]
    for first, second in two_approvals(claims, source.day):
        what = first.family or second.family or "all they buy"
        yield f"{first.registration_id} and {second.registration_id} both protect {what}"


def _receipt(book: Book, metric: str) -> Receipt:
    return book.receipt(metric, "internal.partner_roles", "partners", "partner_roles", "accounts")
