"""Taking over what the approval system says of a written quote: one line of its ledger for each, with the grade B."""

from steward.briefings.internal.quotes.asked import asked
from steward.briefings.internal.quotes.imported.evidence import ImportedDecision, Stands, decisions_of
from steward.briefings.internal.quotes.quote import OpenedQuote
from steward.errors import PlanNotSaved
from steward.plans.files.store import Plans
from steward.plans.internal.quote_record import ApprovalEvidence
from steward.services.quotes.acting import decided, may_decide
from steward.services.quotes.opened import open_quote
from steward.warehouse.reader import Warehouse


def to_take_over(quote: OpenedQuote) -> tuple[ImportedDecision, ...]:
    """The decisions of the approval system that count now, and are not in the ledger yet."""
    return tuple(one for one in decisions_of(quote, asked(quote)) if one.stands is Stands.TO_TAKE)


def take_over(plans: Plans, warehouse: Warehouse, quote: OpenedQuote, who: str) -> OpenedQuote:
    """Write down every decision that counts, each after those it waits for; the quote as it is then.

    Raises PlanNotSaved where there is none."""
    plans.to_change(quote.account_id)
    if not to_take_over(quote):
        raise PlanNotSaved("The approval system says nothing that is still to be decided here.")
    while left := to_take_over(quote):
        _take_over(plans, quote, left[0], who)
        quote = open_quote(plans, warehouse, quote.account_id, quote.quote_id)
    return quote


def _take_over(plans: Plans, quote: OpenedQuote, one: ImportedDecision, who: str) -> None:
    need = may_decide(quote, one.need, one.person)
    at = one.item.decided_at
    more = {"work_item": one.item.work_item_id, "decided_at": at.isoformat() if at else ""}
    decided(
        plans, quote, need, one.person, one.verdict, one.item.comments or "", who, ApprovalEvidence.IMPORTED, more
    )  # fmt: skip
