"""Every workflow there is; a new one is named here, and the laws hold it."""

from steward.plans.company.decisions import DECISION
from steward.plans.internal.account_review_states import ACCOUNT_REVIEW
from steward.plans.internal.design_states import DESIGN
from steward.plans.internal.forecast_states import CALL
from steward.plans.internal.quote_record import QUOTE
from steward.plans.internal.registration_states import REGISTRATION
from steward.workflow.booking import BOOK_PLAN, TRANSFER
from steward.workflow.machine import Workflow
from steward.workflow.requesting import DISPUTE, REQUEST

KINDS: tuple[Workflow, ...] = (
    DECISION, DESIGN, QUOTE, REGISTRATION, REQUEST, DISPUTE, CALL, ACCOUNT_REVIEW, BOOK_PLAN, TRANSFER,
)  # fmt: skip
