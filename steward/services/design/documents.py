"""Designs as Word documents: the hand-over to implementation, ours, and the customer's copy."""

from steward.briefings.customer.design.document import design_content
from steward.briefings.customer.subject import Subject
from steward.briefings.internal.design.handover import handover_content
from steward.errors import DesignNotReady
from steward.output.document import document
from steward.plans.customer.design_content import offered
from steward.plans.files.store import Plans
from steward.plans.internal.design_states import AFTER_REVIEW, DesignState
from steward.services.design import shown
from steward.services.design.files import OpenedDesign
from steward.services.design.steps import hand_over_gaps, unpriced

__all__ = ["OVERTAKEN", "design_document", "handover_document", "handover_open"]

OVERTAKEN = "put it back as it was, or begin a new design"
"""What is left to whoever changed a design that implementation has accepted."""


def handover_open(about: Subject, plans: Plans, opened: OpenedDesign) -> tuple[str, ...]:
    """What is open before implementation gets its document, in words; nothing where all is said and signed."""
    signed = opened.standing.state in (*AFTER_REVIEW, DesignState.ACCEPTED)
    names = shown.source_of(about, plans, opened.design_id, opened.plan).names
    since = f"It was changed since {opened.standing.reviewed_by} signed it: {OVERTAKEN}."
    return (
        *(() if signed else ("The review is not signed.",)),
        *((since,) if opened.standing.overtaken else ()),
        *hand_over_gaps(plans, opened),
        *unpriced(opened, names),
    )


def handover_document(about: Subject, plans: Plans, opened: OpenedDesign) -> bytes:
    """The hand-over as a .docx. Raises DesignNotReady while anything is open, and says what."""
    found, option = handover_open(about, plans, opened), offered(opened.plan)
    if found or option is None:
        raise DesignNotReady(f"Nothing is handed over while something is open: {' '.join(found)}")
    source = shown.source_of(about, plans, opened.design_id, opened.plan)
    return document(handover_content(about, source, option, opened.engineering.plan, opened.standing))


def design_document(about: Subject, plans: Plans, design_id: str) -> bytes:
    """The customer's copy as a .docx. Raises PlanNotFound."""
    plan = shown.opened(plans, about.account_id, design_id).plan
    return document(design_content(shown.brief(about, shown.source_of(about, plans, design_id, plan))))
