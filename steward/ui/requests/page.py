"""Requests on a page: what is open over all queues, what is disputed, and the one that was picked beside them."""

import streamlit as st

from steward.briefings.customer.subject import Subject
from steward.services.requests import papers
from steward.services.requests.desk import ListedRequest, RequestBook
from steward.ui.kit import show
from steward.ui.kit.downloads import offer
from steward.ui.kit.pick import pick
from steward.ui.plans.files import plans
from steward.ui.requests.one import ADDRESS, work_on


def show_requests(brief: RequestBook, author: str) -> None:
    """Tables, and beside them the one that was picked."""
    show.unusable(list(brief.rules.wrong), "Something in request_rules.toml cannot be followed.")
    if not brief.listed:
        show.empty("No request is open. Raise one on the page of an account: Requests.")
    tables = (brief.open_requests, brief.claims, brief.foreign_claims, brief.closed)
    ticked = [show.table(one, selectable=True, headed=True) for one in tables if one]
    show.exhibits([one for one in (brief.queues,) if one])
    show.nothing_of(
        {
            "open requests": brief.open_requests,
            "disputes": brief.claims or brief.foreign_claims,
            "requests that are over": brief.closed,
            "requests by queue": brief.queues,
        }
    )
    if not brief.listed:
        return
    chosen = pick(brief.by_key, ticked, _named, "Request", "Choose a request, or tick a row above", ADDRESS)
    if chosen:
        work_on(chosen, author)


def _named(one: ListedRequest) -> str:
    return f"{one.account} · {one.subject}"


def download_status(about: Subject) -> None:
    """Where everything stands, for the customer, in Word and as a workbook."""
    why = papers.why_no_status(about, plans())
    files = {
        "Status for the customer (Word)": (".docx", papers.status_document, papers.WORD, "description"),
        "Status for the customer (Excel)": (".xlsx", papers.status_workbook, papers.EXCEL, "table"),
    }
    with st.container(horizontal=True):
        for label, (suffix, make, mime, icon) in files.items():
            offer(
                label, lambda make=make: make(about, plans()), papers.paper_name(about, "requests", suffix), mime,  # type: ignore[misc]
                what="the status of requests", accounts=(about.account_id,), icon=icon, key=f"requests{suffix}",
                why_not=why,
            )  # fmt: skip
