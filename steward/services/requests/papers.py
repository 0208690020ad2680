"""Requests on paper and as files, all of them for the customer: where each stands, and a letter on what is disputed."""

from steward.briefings.customer.requests.papers import dispute_letter, status_content
from steward.briefings.customer.requests.told import ToldRequest
from steward.briefings.customer.subject import Subject
from steward.domain.file_names import file_name
from steward.errors import PlanNotFound
from steward.exhibits import day_text
from steward.output.document import document
from steward.output.workbook import About, workbook
from steward.plans.files.store import Plans
from steward.services.requests import shown

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NOTHING = "No request has words for the customer yet: write what they read of one."


def why_no_status(about: Subject, plans: Plans) -> str:
    """Why there is no list to hand out; empty where there is one."""
    return "" if shown.brief(about, plans) else NOTHING


def status_document(about: Subject, plans: Plans) -> bytes:
    """Where everything stands, as a .docx. Raises PlanNotFound where there is nothing."""
    found = shown.brief(about, plans)
    if found is None:
        raise PlanNotFound(NOTHING)
    return document(status_content(about, found))


def status_workbook(about: Subject, plans: Plans) -> bytes:
    """The same as an .xlsx. Raises PlanNotFound where there is nothing."""
    found = shown.brief(about, plans)
    if found is None:
        raise PlanNotFound(NOTHING)
    company = about.warehouse.facts.company
    told = About(
        page="Requests", headline=found.headline, source=f"{company} · {day_text(about.now)}", as_of=about.now
    )  # fmt: skip
    return workbook(told, found.figures, found.exhibits)


def why_no_letter(about: Subject, plans: Plans, request_id: str) -> str:
    """Why there is no letter on a request; empty where there is one."""
    one = _told(about, plans, request_id)
    if one is None:
        return "Write what the customer reads of it first."
    return "" if one.claim.claimed else "It is no dispute."


def letter(about: Subject, plans: Plans, request_id: str) -> bytes:
    """The letter on what they dispute, as a .docx. Raises PlanNotFound."""
    one = _told(about, plans, request_id)
    if one is None or not one.claim.claimed:
        raise PlanNotFound(why_no_letter(about, plans, request_id))
    return document(dispute_letter(about, one))


def paper_name(about: Subject, words: str, suffix: str) -> str:
    """What a file is called: `Acme requests 2026-10-08.docx`."""
    return file_name(f"{about.account.name} {words} {about.now:%Y-%m-%d}", suffix, about.account_id)


def _told(about: Subject, plans: Plans, request_id: str) -> ToldRequest | None:
    return next((one for one in shown.shown(about, plans) if one.said.id == request_id), None)
