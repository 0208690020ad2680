"""The money in a strategy: what is at stake over its open risks, and what they could still buy."""

from collections.abc import Sequence
from dataclasses import dataclass

from steward.briefings.customer.subject import Subject
from steward.exhibits.wording import counted
from steward.plans.internal.strategy import Applicable, Risk, RiskState, WhitespaceNote
from steward.warehouse.rows.internal import book as book_rows


@dataclass(frozen=True)
class Stake:
    """What open risks put at stake a month. `amounts`: of each that names one; `brings`: the account's MRR, None where
    it is not known."""

    amounts: tuple[float, ...]
    brings: float | None

    @property
    def total(self) -> float | None:
        """Every amount once, however many risks name it, and never more than the account brings: the same contract can
        be lost only once. None where no risk names an amount."""
        if not self.amounts:
            return None
        return self._named if self.brings is None else min(self._named, self.brings)

    @property
    def note(self) -> str:
        """Over how many risks, and why it is less than their sum."""
        once = "an amount that several name counts once" if self._named < sum(self.amounts) else ""
        most = "no more than the account’s MRR" if self.total is not None and self.total < self._named else ""
        return "; ".join(filter(None, (f"over {counted(len(self.amounts), 'open risk')}", once, most)))

    @property
    def _named(self) -> float:
        return sum({*self.amounts})


def at_stake(risks: Sequence[Risk], brings: float | None) -> Stake:
    """What the open ones of these risks put at stake, of an account that brings so much a month."""
    still_open = [risk for risk in risks if risk.status is RiskState.OPEN]
    return Stake(tuple(risk.mrr_at_stake for risk in still_open if risk.mrr_at_stake is not None), brings)


def brought(subject: Subject) -> float | None:
    """The account's MRR. Charges alone do not tell it: an annual licence is charged once."""
    if subject.warehouse.facts.basis != "subscriptions":
        return None
    return float(book_rows.book_row(subject.warehouse, subject.account_id, str(subject.quarter)).mrr)


def could_buy(notes: Sequence[WhitespaceNote]) -> tuple[WhitespaceNote, ...]:
    """The notes on what they could still buy: what is not applicable is none of it."""
    return tuple(note for note in notes if note.state is not Applicable.NOT_APPLICABLE)
