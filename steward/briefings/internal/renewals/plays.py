"""Plays for renewals: who does what by when, and what each saved."""

from collections.abc import Sequence
from decimal import Decimal

from steward.briefings.internal.renewals.renewal import Renewal
from steward.briefings.internal.scope.book import Book
from steward.domain.renewals import ContractState
from steward.exhibits import Column, Figure, Receipt, Table
from steward.exhibits.wording import capital, counted
from steward.plans.internal.renewals import FILE, Play, PlayState
from steward.warehouse.rows.internal import book as book_rows


def saved(one: Renewal) -> tuple[Decimal, Decimal]:
    """MRR that plays saved on a contract that was won, and that they claim while it is open; at most its ATR."""
    said = sum(
        (Decimal(str(play.saved_mrr)) for play in one.plays if play.status is PlayState.WORKED and play.saved_mrr),
        Decimal(),
    )
    amount = max(min(said, one.atr), Decimal()) if one.atr is not None else said
    if one.state is ContractState.WON:
        return amount, Decimal()
    return Decimal(), amount if one.is_open else Decimal()


def saved_figure(book: Book, found: Sequence[Renewal]) -> Figure:
    """What plays saved of what was signed; what they claim of what is open stands in the note."""
    both = [saved(one) for one in found if one.plays]
    kept, claimed = sum((one for one, _ in both), Decimal()), sum((one for _, one in both), Decimal())
    return book.figure(
        "renewals.saved",
        "Saved by plays",
        kept if both else None,
        book.money,
        _receipt(book),
        why="No play is written for any renewal yet.",
        note=f"{book.money.compact(claimed)} more claimed, not signed yet" if claimed else "of contracts signed",
    )


def is_late(play: Play, book: Book) -> bool:
    """Whether it is still going and its day has passed."""
    return play.status.going and play.due is not None and play.due < book.now


def play_table(book: Book, found: Sequence[Renewal]) -> Table | None:
    """Every play with what it saved, those that are going first; None where nobody wrote one."""
    plays = [(one, play) for one in found for play in one.plays]
    if not plays:
        return None
    names = book_rows.colleague_names(book.warehouse)
    plays.sort(key=lambda pair: (not pair[1].status.going, pair[1].due or book.now, pair[1].play))
    going, late = sum(play.status.going for _, play in plays), sum(is_late(play, book) for _, play in plays)
    kept = sum(saved(one)[0] for one in found if one.plays)
    return Table(
        id="renewals.plays",
        title=f"{capital(counted(going, 'play'))} going, {late or 'none'} late; {book.money.compact(kept)} saved",
        alt=f"Table of {len(plays)} plays with contract, owner, date, status and what each saved.",
        receipt=_receipt(book),
        note="Saved counts once the contract is signed, and never more than the contract brings.",
        keys=tuple(one.row.contract_id for one, _ in plays),
        columns=(
            Column("Account"), Column("Contract"), Column("Play", wide=True), Column("Owner"), Column("Due"),
            Column("Status", state=True), Column("Saved", book.money),
        ),
        rows=tuple(
            (
                one.account.name, one.row.contract_id, play.play, names.get(play.owner, play.owner) or None, play.due,
                str(play.status), play.saved_mrr if play.status is PlayState.WORKED else None,
            )
            for one, play in plays
        ),
    )  # fmt: skip


def _receipt(book: Book) -> Receipt:
    return Receipt("saved by plays", book.as_of, f"{FILE}, plays", (), ("contracts",))
