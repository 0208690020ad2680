"""Plan files as somebody writes in them, a part at a time."""

from collections.abc import Iterable

from steward.plans.files.entries import entry, name_of
from steward.plans.files.store import Opened, Plans, Saved
from steward.plans.files.together import save
from steward.plans.internal import opportunities, renewals
from steward.plans.internal.opportunities import NewOpportunity, OpportunityChange, OpportunityChanges
from steward.plans.internal.opportunity_edits import of_opportunity
from steward.plans.internal.renewal_edits import WrittenRenewal, of_contract
from steward.plans.internal.renewals import Renewals


def said_of(plan: Renewals, contract_id: str) -> WrittenRenewal:
    """What a plan says of a contract."""
    return of_contract(contract_id).of(plan)


def set_renewal(
    plans: Plans, account_id: str, contract_id: str, seen: WrittenRenewal, wanted: WrittenRenewal, who: str
) -> Saved[Renewals]:
    """What is written of one contract, in the place of what was seen of it."""
    file = plans.open(Renewals, renewals.FILE, account_id)
    return save(plans, file, of_contract(contract_id), seen, wanted, who)


def set_changes(
    plans: Plans, account_id: str, opportunity_id: str,
    seen: Iterable[OpportunityChange], wanted: Iterable[OpportunityChange], who: str,
) -> Saved[OpportunityChanges]:  # fmt: skip
    """What waits of one opportunity, in the place of what was seen of it."""
    return save(plans, _pipeline(plans, account_id), of_opportunity(opportunity_id), tuple(seen), tuple(wanted), who)


def taken_out(
    plans: Plans, account_id: str, taken: OpportunityChange | NewOpportunity, who: str
) -> Saved[OpportunityChanges]:  # fmt: skip
    """What waits without one of it, as it was seen."""
    file, section = _pipeline(plans, account_id), "changes" if isinstance(taken, OpportunityChange) else "new"
    return save(plans, file, entry(section, name_of(file.plan, section, taken)), taken, None, who)


def _pipeline(plans: Plans, account_id: str) -> Opened[OpportunityChanges]:
    return plans.open(OpportunityChanges, opportunities.FILE, account_id)
