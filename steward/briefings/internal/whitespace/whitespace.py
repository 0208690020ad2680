"""Whitespace: what the accounts have of everything we offer, and where there is most to win."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from steward.briefings.internal.base import InternalBriefing
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.whitespace.cells import Space, SpaceState, WhitespaceRow, lines
from steward.briefings.internal.whitespace.tables import best_table, grid, products_chart, wallet_table
from steward.domain.whitespace import penetration, share_of_wallet
from steward.exhibits import COUNT, PERCENT, Bars, Better, Figure, Missing, Number, Table, Unit
from steward.exhibits.wording import capital, counted
from steward.plans.internal.strategy import Strategy
from steward.warehouse.rows.internal.book import BookRow


@dataclass(frozen=True, kw_only=True)
class Whitespace(InternalBriefing):
    """Accounts × products. `grid`: a row for each of `lines`, with the account's id as key."""

    lines: tuple[WhitespaceRow, ...]
    grid: Table | None
    best: Table | None
    products: Bars | None
    wallet: Table | None

    def line(self, account_id: str) -> WhitespaceRow | None:
        """One account."""
        return next((one for one in self.lines if one.account.account_id == account_id), None)


@dataclass(frozen=True)
class FreeSpaces:
    """What is neither ours, nor being sold, nor out of the question. `worth`: what each could bring, where that is
    known."""

    spaces: Sequence[Space]
    worth: Sequence[float]

    @classmethod
    def of(cls, found: Sequence[WhitespaceRow]) -> "FreeSpaces":
        """Those of some accounts."""
        free = (SpaceState.EMPTY, SpaceState.COMPETITOR)
        spaces = [one for line in found for one in line.spaces if one.state in free]
        return cls(spaces, [worth for one in spaces if (worth := one.potential) is not None])

    @property
    def potential(self) -> float | None:
        """Together; None where it is known of none."""
        return sum(self.worth) if self.worth else None


def whitespace(
    book: Book, everyone: Sequence[BookRow], shown: Sequence[BookRow], strategies: Mapping[str, Strategy]
) -> Whitespace:  # fmt: skip
    """Brief on what these accounts could still buy; the strategies by account id, those that are written."""
    found = lines(book, everyone, [row for row in shown if row.active], strategies)
    offered, free = bool(found and found[0].spaces), FreeSpaces.of(found)
    return Whitespace(
        quarter=book.quarter,
        as_of=book.as_of,
        headline=_headline(book, found, free),
        figures=whitespace_figures(book, found, free),
        missing=_missing(book),
        lines=found,
        grid=grid(book, found) if offered else None,
        best=best_table(book, found),
        products=products_chart(book, found) if offered and len(found) > 1 else None,
        wallet=wallet_table(book, found),
    )


def _missing(book: Book) -> tuple[Missing, ...]:
    shown = {"products": "everything we offer, and what nobody has yet", "opportunities": "what is being sold"}
    return book.missing(**shown)


def _headline(book: Book, found: Sequence[WhitespaceRow], free: FreeSpaces) -> str:
    if not found or not found[0].spaces:
        return "No product is known of any account"
    if not free.spaces:
        whom = found[0].account.name if len(found) == 1 else "Everybody"
        return f"{whom} has all that makes sense, or is being sold it"
    empty = sum(one.state is SpaceState.EMPTY for line in found for one in line.spaces)
    spaces = counted(empty, "empty space") if empty else ""
    if free.potential is None:
        return f"{capital(counted(len(free.spaces), 'empty space'))}, and nobody knows what they are worth"
    where = ", ".join(filter(None, (spaces, _rivals(found))))
    return f"{book.money.compact(free.potential)} a month still to win: {where}"


def _rivals(found: Sequence[WhitespaceRow]) -> str:
    count = sum(one.state is SpaceState.COMPETITOR for line in found for one in line.spaces)
    return counted(count, "held by a competitor", "held by competitors") if count else ""


def whitespace_figures(book: Book, found: Sequence[WhitespaceRow], free: FreeSpaces) -> tuple[Figure, ...]:
    """Penetration, empty spaces, potential, and what is being sold into them."""
    applicable, ours = sum(line.applicable for line in found), sum(line.ours for line in found)
    unknown = len(free.spaces) - len(free.worth)
    wallets = [wallet for line in found if (wallet := line.wallet)]
    own, others = sum(one[0] for one in wallets), sum(one[1] for one in wallets)

    def made(key: str, label: str, value: Number | None, unit: Unit, metric: str, note: str, why: str = "") -> Figure:
        receipt = book.receipt(metric, "staging.subscriptions", "subscriptions", "products")
        return book.figure(f"whitespace.{key}", label, value, unit, receipt, why=why, note=note, better=Better.NEITHER)

    return (
        made(
            "penetration", "Penetration", penetration(ours, applicable), PERCENT, "penetration",
            f"{ours} of {applicable} that make sense", "No product is known.",
        ),
        made(
            "free", "Free products of accounts", len(free.spaces), COUNT, "whitespace",
            f"{sum(one.state is SpaceState.COMPETITOR for one in free.spaces)} of them held by a competitor",
        ),
        made(
            "potential", "Potential", free.potential, book.money, "whitespace",
            f"{counted(unknown, 'space')} of unknown worth" if unknown else "",
            "No plan names an amount, and too few accounts are alike.",
        ),
        made(
            "selling", "Being sold", sum(one.state is SpaceState.OPEN for line in found for one in line.spaces), COUNT,
            "whitespace", "spaces with an open opportunity",
        ),
        made(
            "wallet", "Share of wallet", share_of_wallet(own, others) if wallets else None, PERCENT, "share of wallet",
            f"of {counted(len(wallets), 'account')} where it is known",
            "No plan says what anybody pays a competitor.",
        ),
    )  # fmt: skip
