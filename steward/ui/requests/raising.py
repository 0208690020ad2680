"""A new request, with what is known of where it comes from: a site, an incident, an order line, an invoice, a meeting.

A link to the page of an account's requests says it in the address (`site`, `incident`, `order_line`, `invoice`, `line`,
`amount`, `subject`, `kind`, `queue`): one click opens the form filled in, the second raises it.
"""

from dataclasses import replace
from zoneinfo import ZoneInfo

import streamlit as st

from steward.briefings.customer.subject import Subject
from steward.domain.identifiers import slug
from steward.domain.requests.claims import foreign
from steward.domain.requests.words import RequestKind, RequestQueue
from steward.errors import StewardError
from steward.plans.customer.requests import RaisedRequest
from steward.plans.internal.handling import RequestHandling
from steward.services import scope
from steward.services.requests import acting
from steward.services.requests.acting import NewRequest
from steward.ui import pages
from steward.ui.kit import show, undo
from steward.ui.kit.address import in_address
from steward.ui.kit.cache import warehouse
from steward.ui.kit.escape import plain
from steward.ui.kit.selection import open_account
from steward.ui.kit.typed import begun, forget
from steward.ui.plans.files import Choices, choices, plans, success_plan
from steward.ui.plans.saving import asked_to_save
from steward.ui.plans.section_form import fields

ASKED = ("site", "incident", "order_line", "invoice", "line", "amount", "subject", "kind", "queue", "new")
"""What an address may say of a request that is to be raised; `new`: that one is, of nothing in particular."""
MOST = 1e12
"""More than anybody was ever billed."""
ROWS = (("subject",), ("queue", "asked_by", "owner"), ("opened_on", "promised_for", "site"), ("customer_text",))


def raise_form(subject: Subject, author: str, *, open_at_once: bool) -> None:
    """The form, drawn once somebody opens it; open where the address asks for one."""
    asked = {name: in_address(name) for name in ASKED}
    key = f"requests.new.{slug(subject.account_id)}.{slug('.'.join(asked.values()))}"
    wanted = open_at_once or any(asked.values())
    place = st.expander("Raise a request", wanted, icon=":material/add:", key=f"{key}.form", on_change="rerun")
    if not place.open:
        return
    with place:
        known = choices(subject.account_id, success_plan(subject.account_id).plan)
        _draw(subject, asked, known, key, author)


def _draw(subject: Subject, asked: dict[str, str], known: Choices, key: str, author: str) -> None:
    first = _first(subject, asked, known)
    first = replace(first, **fields(RaisedRequest, first, known, key, ("kind",)))
    if first.is_claim:
        first = replace(first, queue=RequestQueue.ACCOUNTING)
    said = first
    for names in ROWS:
        for name, place in zip(names, st.columns(len(names), gap="medium"), strict=True):
            with place:
                said = replace(said, **fields(RaisedRequest, first, known, key, (name,)))
    amount, currency = _amount(asked, key) if said.is_claim else (None, "")
    noted = RequestHandling(request="")
    with st.expander("Only we read this", icon=":material/lock:"):
        noted = replace(noted, **fields(RequestHandling, noted, known, key, ("priority", "internal_text")))
    if named := _named(said):
        st.caption(plain(f"About {named}."))
    ready = bool(said.subject.strip() and (not said.is_claim or amount) and currency is not None)
    if asked_to_save(int(ready), author, "requests.raise", of=key, label="Raise the request"):
        new = NewRequest(
            said=said, amount=amount, currency=currency or "", note=noted.internal_text,
            **{"priority": noted.priority} if noted.priority else {}
        )  # fmt: skip
        _raise(subject, new, author, key)
    elif not said.subject.strip():
        st.caption("Say what they ask.")
    elif not ready and currency is not None:
        st.caption("Say how much is disputed.")


def _first(subject: Subject, asked: dict[str, str], known: Choices) -> RaisedRequest:
    """What the form begins with."""
    kinds = {one.value: one for one in RequestKind}
    kind = kinds.get(asked["kind"]) or (RequestKind.DISPUTE if asked["invoice"] else RequestKind.QUESTION)
    site = asked["site"] if asked["site"] in known.sites else ""
    queues = {one.value: one for one in RequestQueue}
    return RaisedRequest(
        kind=kind, queue=queues.get(asked["queue"], RequestQueue.SUPPORT),
        subject=asked["subject"] or _subject_of(asked, known), owner=scope.owner_of(subject), site=site,
        incident=asked["incident"], order_line=asked["order_line"], invoice=asked["invoice"],
        invoice_line=asked["line"], opened_on=warehouse().today,
    )  # fmt: skip


def _subject_of(asked: dict[str, str], known: Choices) -> str:
    """A line to begin with, of what it comes from."""
    if asked["invoice"]:
        line = f", line {asked['line']}" if asked["line"] else ""
        return f"Invoice {asked['invoice']}{line} is not as agreed"
    if asked["incident"]:
        return f"Incident {asked['incident']}: what happened, and what follows"
    if asked["order_line"]:
        return f"Order line {asked['order_line']}: when is it delivered"
    return f"{known.sites[asked['site']]}: " if asked["site"] in known.sites else ""


def _amount(asked: dict[str, str], key: str) -> tuple[float | None, str | None]:
    """How much, and in which currency where that is not the reporting one; None where it is no currency's code."""
    reporting = warehouse().facts.currency
    left, right = st.columns([2, 1])
    with left:
        said: float | None = st.number_input(
            "Amount", min_value=0.0, step=10.0, help="What is disputed.",
            **begun(f"{key}.amount", _above_zero(asked["amount"])),
        )  # fmt: skip
    with right:
        typed = st.text_input(
            "Currency", max_chars=3, help="Of the invoice: a code such as USD. Another than ours is in no sum.",
            **begun(f"{key}.currency", reporting),
        )  # fmt: skip
    found = foreign(typed or "", reporting)
    if found is None:
        st.caption(plain(f"“{(typed or '').strip()}” is no currency: say a code of three letters, such as USD."))
    return said, found


def _above_zero(said: str) -> float | None:
    """An amount that can be disputed; anybody may have written the address."""
    try:
        found = float(said)
    except ValueError:
        return None
    return found if 0 < found < MOST else None


def _named(said: RaisedRequest) -> str:
    told = {
        "incident": said.incident,
        "order line": said.order_line,
        "invoice": said.invoice,
        "line": said.invoice_line,
    }
    return ", ".join(f"{name} {value}" for name, value in told.items() if value)


def _raise(subject: Subject, new: NewRequest, author: str, key: str) -> None:
    try:
        request_id = acting.raise_request(
            plans(), subject.account_id, new, author, warehouse().today, ZoneInfo(warehouse().facts.timezone)
        )
    except StewardError as refusal:
        show.problem(refusal)
        return
    forget(key)
    st.session_state[undo.SAID] = "Raised."
    open_account(subject.account_id, pages.ACCOUNT_REQUESTS.path, request=f"{subject.account_id}/{request_id}")
