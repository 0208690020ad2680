"""What is told of books is told from this."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from steward.domain.books.problem import BooksProblem
from steward.domain.books.strength import Relationship
from steward.warehouse.rows.internal.books import AccountToPlace, SaleToHold
from steward.warehouse.rows.internal.team import StaffMember


@dataclass(frozen=True)
class BooksSource:
    """Every customer that is seen, as a problem. `since` … `until`: the fiscal year; `ownership_known`: whether anybody
    keeps who had which account when."""

    fy: str
    today: date
    since: date
    until: date
    effective_on: date
    rows: Mapping[str, AccountToPlace]
    problem: BooksProblem
    us: Mapping[str, StaffMember]
    relationships: Mapping[str, Relationship]
    ownership_known: bool
    sales: tuple[SaleToHold, ...]

    def name(self, person_id: str) -> str:
        """What one of us is called; nobody where there is no id."""
        return self.us[person_id].name if person_id in self.us else person_id or "Nobody"

    def account(self, account_id: str) -> str:
        """What an account is called."""
        return self.rows[account_id].name if account_id in self.rows else account_id
