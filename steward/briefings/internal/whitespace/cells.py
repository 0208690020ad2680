"""What an account has of each product, is being sold, has from others, or could have: one cell each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from steward.briefings.internal.scope.book import Book
from steward.domain.peers import Alike, Evidence, Peers, Traits, alike
from steward.plans.internal.strategy import Applicable, Strategy, WhitespaceNote
from steward.warehouse.rows.internal import whitespace as whitespace_rows
from steward.warehouse.rows.internal.book import BookRow
from steward.warehouse.rows.internal.whitespace import Product


class SpaceState(StrEnum):
    """What a cell says."""

    OURS = "ours"
    OPEN = "being sold"
    COMPETITOR = "with a competitor"
    NOT_APPLICABLE = "not applicable"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Space:
    """One account and product. Amounts a month; `note`: what the plan says of it."""

    account: BookRow
    product: Product
    state: SpaceState
    mrr: float | None = None
    """What they pay us; of one being sold, what is open."""
    note: WhitespaceNote | None = None
    evidence: Evidence | None = None
    otherwise: SpaceState = SpaceState.EMPTY
    """What it is where it is not ours: at the sites of an account that has it at others."""

    @property
    def potential(self) -> float | None:
        """What it could bring: as the plan says, else what similar accounts pay in the middle."""
        if self.state in (SpaceState.OURS, SpaceState.NOT_APPLICABLE):
            return None
        if self.note and self.note.potential_mrr is not None:
            return self.note.potential_mrr
        if self.state is SpaceState.OPEN:
            return self.mrr
        return self.evidence.typical if self.evidence else None

    @property
    def potential_by(self) -> str:
        """Whose word that is."""
        if self.potential is None:
            return ""
        if self.note and self.note.potential_mrr is not None:
            return "the plan"
        return "the open opportunity" if self.state is SpaceState.OPEN else "similar accounts"

    @property
    def supplied(self) -> bool:
        """Whether somebody else supplies it today, whether we are selling against them or not."""
        return self.state in (SpaceState.COMPETITOR, SpaceState.OPEN) and _rival(self.note)

    @property
    def elsewhere(self) -> float | None:
        """What they pay somebody else for it, as far as a plan or similar accounts tell."""
        if not self.supplied:
            return None
        if self.note and self.note.potential_mrr is not None:
            return self.note.potential_mrr
        return self.evidence.typical if self.evidence else None

    @property
    def competitor(self) -> str:
        """Who supplies it today, where somebody does."""
        return self.note.competitor if self.note else ""


@dataclass(frozen=True)
class WhitespaceRow:
    """One account: a cell for each product, and the accounts it is held against."""

    account: BookRow
    spaces: tuple[Space, ...]
    peers: Peers

    def space(self, product_id: str) -> Space | None:
        """The cell of a product."""
        return next((one for one in self.spaces if one.product.product_id == product_id), None)

    @property
    def applicable(self) -> int:
        """How many of the products make sense here."""
        return sum(one.state is not SpaceState.NOT_APPLICABLE for one in self.spaces)

    @property
    def ours(self) -> int:
        """How many of them they have from us."""
        return sum(one.state is SpaceState.OURS for one in self.spaces)

    @property
    def wallet(self) -> tuple[float, float] | None:
        """What they pay us a month, and what is known that they pay others; None where nothing is known of others."""
        others = [one.elsewhere for one in self.spaces if one.elsewhere is not None]
        return (float(self.account.mrr), sum(others)) if others else None


def lines(
    book: Book, everyone: Sequence[BookRow], shown: Sequence[BookRow], strategies: Mapping[str, Strategy]
) -> tuple[WhitespaceRow, ...]:  # fmt: skip
    """A line for each of the accounts shown, held against everyone that pays."""
    offered = whitespace_rows.products(book.warehouse)
    paying = [row for row in everyone if row.paying]
    places = {row.account_id: place for place, row in enumerate(paying)}
    columns = {one.product_id: place for place, one in enumerate(offered)}
    held: dict[tuple[str, str], float] = {}
    for own in whitespace_rows.owned(book.warehouse, book.as_of):
        key = (own.account_id, own.product_id)
        held[key] = held.get(key, 0.0) + float(own.mrr)
    matrix = np.full((len(paying), len(offered)), np.nan)
    for (account_id, product_id), mrr in held.items():
        if account_id in places and product_id in columns:
            matrix[places[account_id], columns[product_id]] = mrr
    traits = Traits(
        [row.industry for row in paying], [row.segment for row in paying], np.array([float(row.mrr) for row in paying])
    )
    sold = {
        (one.account_id, one.product_id): float(one.amount)
        for one in whitespace_rows.selling(book.warehouse, str(book.quarter))
    }
    compared = alike(traits, matrix, [places[row.account_id] for row in shown if row.account_id in places])
    found = []
    for row in shown:
        like_it = compared[places[row.account_id]] if row.account_id in places else _pays_nothing(len(offered))
        notes = (
            {one.product: one for one in strategies[row.account_id].whitespace} if row.account_id in strategies else {}
        )
        spaces = tuple(
            _space(row, product, held, sold, _note(notes, product), like_it.evidence[place])
            for place, product in enumerate(offered)
        )
        found.append(WhitespaceRow(row, spaces, like_it.peers))
    return tuple(found)


def _pays_nothing(products: int) -> Alike:
    return Alike(Peers(0, "", "It pays nothing, so no account is like it."), [None] * products)


def _note(notes: Mapping[str, WhitespaceNote], product: Product) -> WhitespaceNote | None:
    """A plan names a product by its id, or as people call it."""
    return notes.get(product.product_id) or notes.get(product.name)


def _space(
    row: BookRow, product: Product, held: Mapping[tuple[str, str], float], sold: Mapping[tuple[str, str], float],
    note: WhitespaceNote | None, proof: Evidence | None,
) -> Space:  # fmt: skip
    """What the data says goes before what somebody wrote: who owns it has it, whatever the plan remembers."""
    key = (row.account_id, product.product_id)
    free = SpaceState.OPEN if key in sold else _noted(note)
    if key in held:
        return Space(row, product, SpaceState.OURS, held[key], note, otherwise=free)
    known = None if free is SpaceState.NOT_APPLICABLE else proof
    return Space(row, product, free, sold.get(key), note, known, otherwise=free)


def _noted(note: WhitespaceNote | None) -> SpaceState:
    """What the plan says of a product that is neither ours nor being sold."""
    if note is not None and note.state is Applicable.NOT_APPLICABLE:
        return SpaceState.NOT_APPLICABLE
    return SpaceState.COMPETITOR if _rival(note) else SpaceState.EMPTY


def _rival(note: WhitespaceNote | None) -> bool:
    return note is not None and (note.state is Applicable.WITH_COMPETITOR or bool(note.competitor))
