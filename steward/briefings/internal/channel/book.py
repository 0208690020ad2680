"""Partners over the book or at one account: one briefing for page, command and workbook."""

from dataclasses import dataclass

from steward.briefings.customer.unread import OF_MONEY
from steward.briefings.internal.base import InternalBriefing
from steward.briefings.internal.channel.commission import by_partner, commission_figures, difference_table
from steward.briefings.internal.channel.registrations import (
    ListedRegistration,
    decide_table,
    registration_table,
)
from steward.briefings.internal.channel.source import ChannelSource
from steward.briefings.internal.channel.tables import (
    finding_table,
    lines_of,
    partner_table,
    role_table,
    sides_table,
)
from steward.briefings.internal.scope.book import Book
from steward.domain.channel.compared import channel_share, concentration, sourced_share
from steward.exhibits import COUNT, PERCENT, Better, Figure, Missing, Table
from steward.exhibits.wording import capital, counted

NOBODY_KNOWS = "No partner is named in the data, so nobody knows what is sold directly"


@dataclass(frozen=True, kw_only=True)
class ChannelBook(InternalBriefing):
    """Partners of the accounts that pass the filters. `registrations`: all of them by key."""

    source: ChannelSource
    registrations: dict[str, ListedRegistration]
    to_decide: Table | None
    registered: Table | None
    partners: Table | None
    roles: Table | None
    sides: Table | None
    statements: Table | None
    differences: Table | None
    findings: Table | None


def channel_book(book: Book, source: ChannelSource) -> ChannelBook:
    """Brief on partners."""
    lines = lines_of(source)
    return ChannelBook(
        quarter=book.quarter,
        as_of=book.as_of,
        headline=_headline(book, source),
        figures=(*_figures(book, source), *commission_figures(book, source)),
        missing=_missing(book),
        source=source,
        registrations={one.key: one for one in source.registrations},
        to_decide=decide_table(book, source.registrations, source.names),
        registered=registration_table(book, source.registrations),
        partners=partner_table(book, source, lines),
        roles=role_table(book, source),
        sides=sides_table(book, source),
        statements=by_partner(book, source),
        differences=difference_table(book, source),
        findings=finding_table(book, source),
    )


def _headline(book: Book, source: ChannelSource) -> str:
    if not source.known:
        return NOBODY_KNOWS
    waiting = [one for one in source.registrations if one.to_decide]
    share = channel_share(source.paying) if len(source.rows) > 1 and not waiting else None
    said = f"Partners bring {book.money.compact(source.sides.channel.mrr)} a month"
    if not source.record:
        said = "No partner is of record"
    elif share is not None:
        said = f"{said}, {PERCENT.text(share)} of MRR"
    said = f"{said}; {counted(len(waiting), 'registration')} to decide" if waiting else said
    return book.and_what_is_left_out(said) if source.record else said


def _figures(book: Book, source: ChannelSource) -> tuple[Figure, ...]:
    receipt = book.receipt(
        "partner of record", "internal.partner_roles", "partners", "partner_roles", "accounts", *OF_MONEY
    )
    why = "" if source.known else f"{NOBODY_KNOWS}."
    most = concentration(source.paying)
    waiting = [one for one in source.registrations if one.to_decide]
    against = sum(bool(one.conflicts) for one in waiting)
    sides = source.sides
    return (
        book.figure(
            "channel.mrr", "MRR with a partner of record", sides.channel.mrr if source.known else None, book.money,
            receipt, why=why, better=Better.NEITHER,
            note=f"{counted(sides.channel.accounts, 'account')}; direct {book.money.compact(sides.direct.mrr)}",
        ),
        book.figure(
            "channel.sourced", "Partner-sourced", sourced_share(source.paying) if source.known else None, PERCENT,
            book.receipt("partner-sourced", "internal.partner_roles", "partner_roles", *OF_MONEY),
            why=why or "There is no MRR.",
            better=Better.NEITHER, note=f"{counted(len(source.sourced), 'account')}" if source.sourced else "",
        ),
        book.figure(
            "channel.concentration", "Largest partner", most[1] if most else None, PERCENT,
            book.receipt("partner concentration", "internal.partner_roles", "partner_roles", "accounts", *OF_MONEY),
            why=why or "No partner is of record.", better=Better.LOWER, note=source.name(most[0]) if most else "",
        ),
        book.figure(
            "channel.to_decide", "Registrations to decide", len(waiting), COUNT,
            book.receipt("registration", "internal.registrations", "partner_registrations"), better=Better.LOWER,
            note=f"{capital(counted(against, 'of them', 'of them'))} in conflict" if against else "",
        ),
    )  # fmt: skip


def _missing(book: Book) -> tuple[Missing, ...]:
    return book.missing(
        partners="who the partners are, under whom, and which of us looks after each",
        partner_roles="who is of record, sourced, influenced or fulfils, from when to when",
        partner_registrations="what partners register in your portal, beside what is raised here",
        commission_statements="what your statements pay, against what was billed",
        charges="what was billed, of which commission is paid",
    )
