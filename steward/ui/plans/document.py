"""The plan on paper: buttons for the Word documents."""

from collections.abc import Callable

from steward.briefings.customer.subject import Subject
from steward.plans.customer.success_plan import SuccessPlan
from steward.plans.internal.account import AccountPlan
from steward.services.file_names import file_on
from steward.services.plans.documents import account_plan_document, success_plan_document
from steward.services.plans.files import Opened, Plans
from steward.ui.kit.downloads import offer

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

CUSTOMERS = "success plan"
"""What the customer gets; the other is ours alone, and its name says so."""


def download_plan(subject: Subject, plan: AccountPlan, plans: Plans) -> None:
    """A button for the whole account plan, for our own eyes."""
    _button("account plan", subject, lambda: account_plan_document(subject, plan, plans))


def download_success_plan(subject: Subject, opened: Opened[SuccessPlan]) -> None:
    """A button for the customer's copy: the success plan and nothing else."""
    if opened.exists:
        _button(CUSTOMERS, subject, lambda: success_plan_document(subject, opened))


def _button(what: str, subject: Subject, make: Callable[[], bytes]) -> None:
    """The document takes a second to draw, so it is made when somebody asks for it."""
    told = what if what == CUSTOMERS else f"internal {what}"
    name = file_on(subject, told, ".docx")
    label = f"Download the {what} (Word)"
    offer(
        label, make, name, WORD, what=what, accounts=(subject.account_id,), icon="description",
    )  # fmt: skip
