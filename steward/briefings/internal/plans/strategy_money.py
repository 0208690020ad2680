"""The money in a strategy: what is at stake over its open risks, and what they could still buy."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from steward.briefings.customer.subject import Subject
from steward.exhibits.wording import counted
from steward.plans.internal.strategy import Applicable, Risk, RiskState, WhitespaceNote
from steward.warehouse.rows.internal import book as book_rows


@dataclass(frozen=True)
class Stake:
    """What open risks put at stake a month. `amounts`: of each that names one, with the contract it is about, or
    nothing; `brings`: the account's MRR, None where it is not known."""

    amounts: tuple[tuple[str, float], ...]
    brings: float | None

    @property
    def total(self) -> float | None:
        """The largest amount of each contract, since it can be lost only once, and all of what names none; never more
        than the account brings. None where no risk names an amount."""
        if not self.amounts:
            return None
        return self._named if self.brings is None else min(self._named, self.brings)

    @property
    def note(self) -> str:
        """Over how many risks, and why it is less than their sum."""
        all_of_them = sum(amount for _, amount in self.amounts)
        once = "a contract that several name counts once" if self._named < all_of_them else ""
        most = "no more than the account’s MRR" if self.total is not None and self.total < self._named else ""
        return "; ".join(filter(None, (f"over {counted(len(self.amounts), 'open risk')}", once, most)))

    @property
    def _named(self) -> float:
        of_contracts: dict[str, float] = defaultdict(float)
        for contract, amount in self.amounts:
            if contract:
                of_contracts[contract] = max(of_contracts[contract], amount)
        return sum(of_contracts.values()) + sum(amount for contract, amount in self.amounts if not contract)


def at_stake(risks: Sequence[Risk], brings: float | None) -> Stake:
    """What the open ones of these risks put at stake, of an account that brings so much a month."""
    still_open = [risk for risk in risks if risk.status is RiskState.OPEN]
    named = ((one.contract, one.mrr_at_stake) for one in still_open if one.mrr_at_stake is not None)
    return Stake(tuple((contract.strip(), amount) for contract, amount in named), brings)


def brought(subject: Subject) -> float | None:
    """The account's MRR. Charges alone do not tell it: an annual licence is charged once."""
    if subject.warehouse.facts.basis != "subscriptions":
        return None
    return float(book_rows.book_row(subject.warehouse, subject.account_id, str(subject.quarter)).mrr)


def could_buy(notes: Sequence[WhitespaceNote]) -> tuple[WhitespaceNote, ...]:
    """The notes on what they could still buy: what is not applicable is none of it."""
    return tuple(note for note in notes if note.state is not Applicable.NOT_APPLICABLE)
