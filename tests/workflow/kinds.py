"""Every workflow there is; a new one is named here, and the laws hold it."""

from steward.plans.internal.design_states import DESIGN
from steward.plans.internal.quote_record import QUOTE
from steward.workflow.machine import Workflow
from steward.workflow.requesting import DISPUTE, REQUEST

KINDS: tuple[Workflow, ...] = (DESIGN, QUOTE, REQUEST, DISPUTE)
