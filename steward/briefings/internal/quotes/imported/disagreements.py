"""Where other systems say of a quote something else than we do: a state, a sum, an approval, a signature.

Both stay as they are. An import owns its status, people own theirs; that they differ is a finding of Data health."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from steward.briefings.internal.quotes.asked import asked
from steward.briefings.internal.quotes.figures import money_of
from steward.briefings.internal.quotes.imported.beside import state_of, total_said
from steward.briefings.internal.quotes.imported.evidence import Stands, decisions_of
from steward.briefings.internal.quotes.imported.quote import ImportedQuote
from steward.briefings.internal.quotes.quote import EXPIRED, OpenedQuote
from steward.briefings.internal.quotes.who import name_of
from steward.briefings.internal.quotes.words import STATES
from steward.briefings.internal.scope.book import Book
from steward.exhibits import Column, Table
from steward.exhibits.wording import counted
from steward.plans.internal.quote_record import ACCEPTED, APPROVED, ORDERED, PRESENTED
from steward.warehouse.rows.internal.imported import NamedQuote

SAME = (frozenset({ACCEPTED, ORDERED}), frozenset({EXPIRED, APPROVED, PRESENTED}))
"""States that do not contradict each other: a CPQ knows no order, and no day that has passed."""
NAMED = "an approval or an envelope names it"
SIGNABLE = (PRESENTED, ACCEPTED, ORDERED)


@dataclass(frozen=True)
class Disagreement:
    """One of them, in words. `quote`: its number or reference; `theirs`: what was imported says; `ours`: what we do."""

    account: str
    quote: str
    theirs: str
    ours: str


def disagreements(
    quotes: Sequence[OpenedQuote], imported: Sequence[ImportedQuote], accounts: Mapping[str, str],
    named: Sequence[NamedQuote],
) -> tuple[Disagreement, ...]:  # fmt: skip
    """All of them, account by account. `named`: what approvals and envelopes are about."""
    written = {one.reference: one for one in quotes}
    found = [one for each in imported for one in _of_imported(each, written)]
    for quote in quotes:
        account = accounts.get(quote.account_id, quote.account_id)
        told = [*_of_decisions(quote), *_of_envelopes(quote)]
        found += [Disagreement(account, quote.reference, theirs, ours) for theirs, ours in told]
    found += [
        Disagreement(accounts.get(one.account_id or "", ""), one.quote_number, NAMED, "there is no such quote")
        for one in named
        if one.quote_id is None and one.reference not in written
    ]
    return tuple(dict.fromkeys(sorted(found, key=lambda one: (one.account, one.quote))))


def _of_imported(one: ImportedQuote, written: Mapping[str, OpenedQuote]) -> Iterator[Disagreement]:
    if total := total_said(one):
        yield Disagreement(one.account, one.number, total, "lines and total of one quote are the same")
    stands_for = one.head.stands_for
    ours = written.get(one.head.reference or "")
    if stands_for and ours is None:
        yield Disagreement(one.account, one.number, f"stands for {stands_for}", "there is no such quote of the account")
    if ours is None:
        return
    if one.state and one.state != ours.state and not any({one.state, ours.state} <= same for same in SAME):
        yield Disagreement(one.account, one.number, state_of(one), f"{ours.reference}: {STATES[ours.state]}")
    unit, theirs, mine = money_of(ours, 2), one.worth.schedule.tcv, ours.worth.schedule.tcv
    if theirs != mine and ours.as_submitted and not ours.foreign:
        yield Disagreement(
            one.account, one.number, f"{unit.text(theirs / 100)} over the term",
            f"{ours.reference} version {ours.record.version}: {unit.text(mine / 100)}",
        )  # fmt: skip


def _of_decisions(quote: OpenedQuote) -> Iterator[tuple[str, str]]:
    if not quote.work_items:
        return
    for one in decisions_of(quote, asked(quote)):
        if one.stands is Stands.NOT:
            who = name_of(quote, one.person) or "Somebody"
            yield f"{who} {one.verdict} it (work item {one.item.work_item_id})", one.why_not


def _of_envelopes(quote: OpenedQuote) -> Iterator[tuple[str, str]]:
    if not quote.envelopes:
        return
    last = quote.envelopes[-1]
    theirs = f"envelope {last.envelope_id}: {last.status}"
    if last.status == "completed":
        if differs := quote.signed_otherwise:
            yield theirs, differs
        elif quote.state not in SIGNABLE:
            yield theirs, STATES[quote.state]
    elif last.status in ("declined", "voided") and quote.state in (ACCEPTED, ORDERED):
        yield theirs, STATES[quote.state]


def disagreement_table(book: Book, found: Sequence[Disagreement]) -> Table | None:
    """All of them, for Data health."""
    if not found:
        return None
    return Table(
        id="load.quotes",
        title=f"{counted(len(found), 'time')} another system says something else of a quote than we do",
        alt="Table of quotes of which an import says something else than Steward: account, quote, both words.",
        receipt=book.receipt("quotes", "internal.imported_quotes"),
        note="Neither is changed by the other: put right whichever is wrong, where it is kept.",
        columns=(Column("Account"), Column("Quote"), Column("Imported", wide=True), Column("Steward", wide=True)),
        rows=tuple((one.account or None, one.quote, one.theirs, one.ours) for one in found),
    )
