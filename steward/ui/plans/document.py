"""The plan on paper: buttons for the Word documents."""

from collections.abc import Callable

from steward.briefings.customer.subject import Subject
from steward.domain.identifiers import slug
from steward.plans.customer.success_plan import SuccessPlan
from steward.plans.files.store import Opened
from steward.plans.internal.account import AccountPlan
from steward.services.plan_documents import account_plan_document, success_plan_document
from steward.ui.kit.downloads import offer

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def download_plan(subject: Subject, plan: AccountPlan) -> None:
    """A button for the whole account plan, for our own eyes."""
    _button("account plan", subject, lambda: account_plan_document(subject, plan))


def download_success_plan(subject: Subject, opened: Opened[SuccessPlan]) -> None:
    """A button for the customer's copy: the success plan and nothing else."""
    if opened.exists:
        _button("success plan", subject, lambda: success_plan_document(subject, opened))


def _button(what: str, subject: Subject, make: Callable[[], bytes]) -> None:
    """The document takes a second to draw, so it is made when somebody asks for it."""
    name = f"{slug(subject.account_id)}-{what.replace(' ', '-')}.docx"
    label = f"Download the {what} (Word)"
    offer(
        label, make, name, WORD, what=what, accounts=(subject.account_id,), icon="description",
    )  # fmt: skip
