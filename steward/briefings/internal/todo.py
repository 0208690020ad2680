"""One thing to do next, from whichever area noticed it, and how they are ranked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from steward.domain.reasons import Reason
from steward.exhibits import Receipt

__all__ = ["Reason", "Todo", "ranked"]


@dataclass(frozen=True, kw_only=True)
class Todo:
    """One line of somebody's week. `at_stake`: MRR that hangs on it, None where it is not known.

    `due`: the day it should be done by, None where there is none. `owner`: of the account; `doer`: whose it is
    to do, where that is somebody else. It stands in both weeks."""

    reason: Reason
    account_id: str
    account: str
    owner_id: str | None
    owner: str | None
    words: str
    at_stake: Decimal | None
    due: date | None
    receipt: Receipt
    doer_id: str | None = None
    doer: str | None = None
    section: str = ""
    """Of a plan, where the page shows one section at a time."""
    step: str = ""
    quarter: str = ""
    """Of a review: which step of which."""
    quote: str = ""
    """Which quote of the account."""
    design: str = ""
    """Which design of the account."""
    line: str = ""
    """Which line of an order of the account."""
    request: str = ""
    """Which request of the account."""
    registration: str = ""
    """Which registration of a partner, with its account."""
    call: str = ""
    """Whose forecast call, by person; it is of no account."""
    account_review: str = ""
    """Which account review of the account."""

    handover: str = ""
    """Which account changes hands."""
    books: str = ""
    """Of which fiscal year's plan of books."""
    decision: str = ""
    branch: str = ""
    """Which decision of leadership, and of whom it was decided."""

    @property
    def people(self) -> tuple[str | None, ...]:
        """In whose week it stands."""
        return self.owner_id, self.doer_id

    @property
    def who(self) -> str | None:
        """Who is to do it."""
        return self.doer or self.owner

    @property
    def query(self) -> dict[str, str]:
        """What the page is to show; nothing of an opportunity with a customer to be."""
        if self.decision:
            return {"decision": self.decision, "unit": self.branch}
        if self.books:
            of = {"account_of_books": self.account_id, "account": self.account_id} if self.account_id else {}
            return {"year": self.books, **of}
        if not self.account_id:
            return {"call": f"person:{self.call}"} if self.call else {}
        asked = {
            "section": self.section,
            "step": self.step,
            "quarter": self.quarter,
            "quote": self.quote,
            "design": self.design,
            "line": self.line,
            "request": self.request,
            "registration": self.registration,
            "account_review": self.account_review,
            "handover": self.handover,
        }
        return {
            "account": self.account_id,
            "only": self.account_id,
            **{name: said for name, said in asked.items() if said},
        }


def ranked(found: Iterable[Todo], as_of: date) -> tuple[Todo, ...]:
    """What is overdue or due within a week first, then by the money at stake, then by day.

    Money decides among what is equally pressing, because an hour on a large account keeps more than on a small one."""
    return tuple(
        sorted(
            found,
            key=lambda one: (
                _pressing(one, as_of), one.at_stake is None, -(one.at_stake or 0), one.due or date.max,
                one.account, one.reason, one.words,
            ),
        )
    )  # fmt: skip


def _pressing(one: Todo, as_of: date) -> int:
    return 1 if one.due is None or (one.due - as_of).days > 7 else 0
