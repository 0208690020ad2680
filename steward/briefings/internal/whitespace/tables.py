"""Whitespace as a grid, as a list of where to begin, and by product."""

from collections.abc import Sequence
from heapq import nsmallest

from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.whitespace.cells import Space, SpaceState, WhitespaceRow
from steward.domain.whitespace import penetration, share_of_wallet
from steward.exhibits import PERCENT, Bars, Cell, Column, Receipt, Series, Table, Unit
from steward.exhibits.ties import leaders
from steward.exhibits.wording import capital, counted

MOST_BEST = 30
NOT_APPLICABLE, FREE = "n/a", "·"


def receipt(book: Book) -> Receipt:
    """Of every cell."""
    return book.receipt("whitespace", "staging.subscriptions", "subscriptions", "opportunities")


def grid(book: Book, found: Sequence[WhitespaceRow]) -> Table:
    """A row an account, a column a product."""
    least = min(found, key=lambda line: (_owned(line), -line.account.mrr))
    owned = f"{least.ours} of {counted(least.applicable, 'product')}"
    who = leaders(((line.account.name, _owned(line)) for line in found), _owned(least), "account")
    money = book.money
    if not who.alone:
        owned = f"{PERCENT.text(_owned(least))} of the products"
    said = f"{who.do('has', 'have')} {owned if len(found) == 1 else f'the least of us: {owned}'}"
    return Table(
        id="whitespace.grid",
        title=said,
        alt=f"Grid of {counted(len(found), 'account')} and {counted(len(found[0].spaces), 'product')}.",
        receipt=receipt(book),
        note="An amount: ours, a month. “Selling”: an open opportunity. A name: who supplies it today. 7/11: so many "
        "of the similar accounts own it. A dot: too few are alike to say.",
        keys=tuple(line.account.account_id for line in found),
        columns=(Column("Account"), *(Column(space.product.name) for space in found[0].spaces)),
        rows=tuple((line.account.name, *(cell_text(money, space) for space in line.spaces)) for line in found),
    )  # fmt: skip


def _owned(line: WhitespaceRow) -> float:
    """Who could have nothing lacks nothing."""
    share = penetration(line.ours, line.applicable)
    return 100.0 if share is None else share


def cell_text(money: Unit, one: Space) -> str:
    """What stands in a cell."""
    match one.state:
        case SpaceState.OURS:
            return money.compact(one.mrr)
        case SpaceState.OPEN:
            return f"Selling {money.compact(one.mrr)}"
        case SpaceState.COMPETITOR:
            return one.competitor or "a competitor"
        case SpaceState.NOT_APPLICABLE:
            return NOT_APPLICABLE
        case SpaceState.EMPTY:
            return f"{one.evidence.owned.hits}/{one.evidence.owned.of}" if one.evidence else FREE


def best_table(book: Book, found: Sequence[WhitespaceRow]) -> Table | None:
    """Where to begin: the free spaces with most to expect from what similar accounts own, or from what a plan says."""
    free = [
        (line, one)
        for line in found
        for one in line.spaces
        if one.state in (SpaceState.EMPTY, SpaceState.COMPETITOR) and one.potential
    ]
    if not free:
        return None
    ranked = nsmallest(
        MOST_BEST, free, lambda pair: (-worth_first(pair[1]), pair[0].account.name, pair[1].product.name)
    )
    line, first = ranked[0]
    return Table(
        id="whitespace.best",
        title=f"Begin with {first.product.name} at {line.account.name}: {book.money.compact(first.potential)} a month",
        alt=f"Table of the {len(ranked)} free spaces with most to expect.",
        receipt=receipt(book),
        note="Ranked by potential times how likely it is: the share of similar accounts that own it; where a plan says "
        "how willing they are, that. An order to begin in, no forecast.",
        keys=tuple(f"{line.account.account_id}\n{one.product.product_id}" for line, one in ranked),
        columns=(
            Column("Account"), Column("Product"), Column("Potential", book.money), Column("Says who"),
            Column("Similar accounts own it", wide=True), Column("Typical MRR", book.money), Column("With"),
            Column("Contract ends"), Column("Willing"), Column("Owner"),
        ),
        rows=tuple(_best(line, one) for line, one in ranked),
    )  # fmt: skip


WILLING = {"low": 0.2, "medium": 0.5, "high": 0.8}


def worth_first(one: Space) -> float:
    """What to begin with: for the order alone."""
    if one.note and one.note.willingness:
        return (one.potential or 0) * WILLING[one.note.willingness]
    return (one.potential or 0) * ((one.evidence.owned.value or 0) / 100 if one.evidence else 0.1)


def _best(line: WhitespaceRow, one: Space) -> tuple[Cell, ...]:
    note = one.note
    return (
        line.account.name, one.product.name, one.potential, one.potential_by, evidence_text(line, one),
        one.evidence.typical if one.evidence else None, one.competitor or None, note.contract_ends_on if note else None,
        str(note.willingness) if note and note.willingness else None, line.account.owner,
    )  # fmt: skip


def evidence_text(line: WhitespaceRow, one: Space) -> str:
    """`7 of 11: 64 % (35–85); Logistics, a third to three times its MRR`; why not, where too few are alike."""
    if one.evidence is None:
        return line.peers.why
    owned = one.evidence.owned
    return f"{owned.hits} of {owned.of}: {owned.said}; {line.peers.words}"


def products_chart(book: Book, found: Sequence[WhitespaceRow]) -> Bars:
    """How many of the accounts where it makes sense have each product."""
    shares = []
    for place, one in enumerate(found[0].spaces):
        states = [line.spaces[place].state for line in found]
        applicable = sum(state is not SpaceState.NOT_APPLICABLE for state in states)
        have_it = penetration(sum(state is SpaceState.OURS for state in states), applicable)
        if have_it is not None:
            shares.append((one.product.name, have_it))
    shares.sort(key=lambda pair: -pair[1])
    least = PERCENT.text(shares[-1][1])
    who = leaders(((name, PERCENT.text(share)) for name, share in reversed(shares)), least, "product")
    return Bars(
        id="whitespace.products",
        title=f"{who.do('has', 'have')} the most room: {least} have {'it' if who.alone else 'each'}",
        alt="Bars of products by the share of accounts that have them.",
        receipt=book.receipt("penetration", "staging.subscriptions", "subscriptions"),
        categories=tuple(name for name, _ in shares),
        series=(Series("Have it", tuple(round(value, 1) for _, value in shares)),),
        unit=PERCENT,
        horizontal=True,
    )


def wallet_table(book: Book, found: Sequence[WhitespaceRow]) -> Table | None:
    """Where a plan says what they pay others: our share of it, the smallest first."""
    known = [(line, *line.wallet) for line in found if line.wallet]
    if not known:
        return None
    ranked = sorted(known, key=lambda one: share_of_wallet(one[1], one[2]) or 0)
    shares = [PERCENT.text(share_of_wallet(own, others)) for _, own, others in ranked]
    who = leaders(
        ((one[0].account.name, share) for one, share in zip(ranked, shares, strict=True)), shares[0], "account"
    )
    return Table(
        id="whitespace.wallet",
        title=f"{who.do('spends', 'spend')} most with others: {shares[0]} of it comes to us",
        alt="Table of share of wallet by account.",
        receipt=book.receipt("share of wallet", "strategy.toml, whitespace", "subscriptions"),
        note=capital("of what is known: MRR with us, and the potential of what a plan says a competitor supplies."),
        keys=tuple(one[0].account.account_id for one in ranked),
        columns=(
            Column("Account"), Column("With us", book.money), Column("With others", book.money),
            Column("Share of wallet", PERCENT), Column("Who"),
        ),
        rows=tuple(
            (line.account.name, own, others, share_of_wallet(own, others), _rivals(line) or None)
            for line, own, others in ranked
        ),
    )  # fmt: skip


def _rivals(line: WhitespaceRow) -> str:
    held = [space.competitor for space in line.spaces if space.supplied and space.competitor]
    return ", ".join(dict.fromkeys(held))
