"""The requests of the sample: an invoice disputed and credited in part, one that is escalated while our clock hardly
moved, one that waits for the customer, and one that was taken up again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from steward.domain.identifiers import slug
from steward.domain.requests.words import RequestAct, RequestKind, RequestQueue, Turn, Urgency
from steward.plans.customer import requests as raised
from steward.plans.customer.requests import RaisedRequest, RaisedRequests
from steward.plans.files.text import written
from steward.plans.internal import handling as ours
from steward.plans.internal.handling import Handling, RequestHandling
from steward.sample.plans.quotes import moment
from steward.sample.plans.roles import BILLING, CFO, CIO, CONTRACTS, CONTROLLER, MANAGER, NETWORK, ROLLOUT, SUPPORT
from steward.sample.plans.scene import Scene
from steward.sample.sites import CHRONIC_SITE
from steward.whole_files import make_folder, swap
from steward.workflow import ledger
from steward.workflow.requesting import LEDGER, reference_of

COMMENT = b"# Fictional requests. `python -m steward sample` writes them where there are none.\n"


@dataclass(frozen=True)
class SampleStep:
    """One event: so many days after the sample's last, who of us, and what it says."""

    act: RequestAct
    days: int
    role: str = MANAGER
    about: Mapping[str, Any] = field(default_factory=dict)
    hour: int = 9


@dataclass(frozen=True)
class SampleRequest:
    """One request with its course."""

    said: RaisedRequest
    noted: RequestHandling
    steps: tuple[SampleStep, ...]


A = RequestAct


def write_requests(folder: Path, scene: Scene) -> None:
    """The requests of an account, where it has none."""
    home, found = folder / slug(scene.account_id), requests(scene)
    if not found or (home / raised.FILE).exists():
        return
    make_folder(home)
    said = tuple(replace(one.said, id=f"R{number}") for number, one in enumerate(found, 1))
    noted = tuple(replace(one.noted, request=f"R{number}") for number, one in enumerate(found, 1))
    _put(home / raised.FILE, RaisedRequests(account_id=scene.account_id, requests=said))
    _put(home / ours.FILE, Handling(account_id=scene.account_id, handling=noted))
    for number, one in enumerate(found, 1):
        reference, path = reference_of(scene.account_id, f"R{number}"), home / raised.file_of(f"R{number}", LEDGER)
        make_folder(path.parent)
        for step in one.steps:
            about = {**step.about, "request": reference}
            at: datetime = moment(scene, step.days, step.hour)
            ledger.add(path, scene.ours(step.role), step.act.value, about, at=at)


def _put(path: Path, content: object) -> None:
    swap(path, COMMENT + written(content).encode())


def requests(scene: Scene) -> tuple[SampleRequest, ...]:
    """Those of an account; most have none."""
    teller = _TELLERS.get(scene.profile.story.key)
    return teller(scene) if teller else ()


def _disputed(s: Scene) -> tuple[SampleRequest, ...]:
    """An index that was applied a month early: part is a fault of ours, part stands in the contract."""
    month = f"{s.day(-1, 1):%Y-%m}"
    dispute = SampleRequest(
        RaisedRequest(
            subject="Price index applied before the anniversary", kind=RequestKind.DISPUTE,
            queue=RequestQueue.ACCOUNTING, asked_by=s.them(CONTROLLER, CFO), opened_on=s.ahead(-33),
            owner=s.us(BILLING), promised_for=s.ahead(9), invoice=f"{month}-4471", invoice_line="3",
            customer_text="The index was applied on the first of the month, and your anniversary is on the 15th. The"
            " first half of the month is credited. Of the second half we check the index that was agreed.",
            need="The letter of your procurement that names the index",
        ),
        RequestHandling(
            request="", priority=Urgency.HIGH,
            internal_text="The billing system knows no anniversary within a month: every contract of that spring is"
            " affected. Do not offer more than the first half before legal has read annex C.",
        ),
        (
            SampleStep(A.RAISE, -33, MANAGER, {"cents": 1_284_000}), SampleStep(A.REPLY, -32, BILLING),
            SampleStep(A.INVESTIGATE, -30, BILLING), SampleStep(A.WAIT, -26, BILLING, {"turn": Turn.CARRIER.value}),
            SampleStep(A.RESUME, -21, BILLING), SampleStep(A.CREDIT, -6, BILLING, {"cents": 642_000}),
        ),
    )  # fmt: skip
    clause = SampleRequest(
        RaisedRequest(
            subject="Which clause the increase rests on", kind=RequestKind.QUESTION, queue=RequestQueue.CONTRACT_ADMIN,
            asked_by=s.them(CFO), opened_on=s.ahead(-12), owner=s.us(CONTRACTS),
            customer_text="The increase rests on clause 7.2. We sent the signed page.",
        ),
        RequestHandling(request="", priority=Urgency.NORMAL),
        (
            SampleStep(A.RAISE, -12), SampleStep(A.REPLY, -11, CONTRACTS), SampleStep(A.RESOLVE, -8, CONTRACTS),
            SampleStep(A.CLOSE, -5),
        ),
    )  # fmt: skip
    return dispute, clause


def _escalated(s: Scene) -> tuple[SampleRequest, ...]:
    """Seven weeks on the wall of which our clock counted a few hours: it mostly stood."""
    plant = s.customer.sites[CHRONIC_SITE]
    return (
        SampleRequest(
            RaisedRequest(
                subject=f"Why {plant.name} goes down month after month", kind=RequestKind.ESCALATION,
                queue=RequestQueue.SUPPORT, asked_by=s.them(CIO), opened_on=s.ahead(-49), owner=s.us(SUPPORT),
                site=plant.site_id, promised_for=s.ahead(14),
                customer_text="The fault is in the duct. A second way in is designed; until it is built, the mobile"
                " line carries the plant.",
                need="Access to the cellar for our surveyor",
            ),
            RequestHandling(
                request="", priority=Urgency.NORMAL,
                internal_text="They call it seven weeks; our report says hours, as the clock stood each time we asked"
                " for access. Do not show them a green service level.",
            ),
            (
                SampleStep(A.RAISE, -49), SampleStep(A.REPLY, -49, SUPPORT, hour=11),
                SampleStep(A.WAIT, -49, SUPPORT, {"turn": Turn.CUSTOMER.value}, hour=11),
                SampleStep(A.RESUME, -30, SUPPORT),
                SampleStep(A.WAIT, -30, SUPPORT, {"turn": Turn.CUSTOMER.value}, hour=12),
                SampleStep(A.RESUME, 6, SUPPORT),
            ),
        ),
    )  # fmt: skip


def _waiting(s: Scene) -> tuple[SampleRequest, ...]:
    """Nothing goes on until they say which evening suits them."""
    return (
        SampleRequest(
            RaisedRequest(
                subject="Change window for the second studio", kind=RequestKind.CHANGE,
                queue=RequestQueue.IMPLEMENTATION, asked_by=s.them(NETWORK), opened_on=s.ahead(-10),
                owner=s.us(ROLLOUT), promised_for=s.ahead(20), site=s.customer.sites[1].site_id,
                customer_text="Everything is ready. The change takes two hours in an evening.",
                need="An evening on which no render is due",
            ),
            RequestHandling(request="", priority=Urgency.NORMAL),
            (
                SampleStep(A.RAISE, -10), SampleStep(A.START, -9, ROLLOUT),
                SampleStep(A.WAIT, -7, ROLLOUT, {"turn": Turn.CUSTOMER.value}),
            ),
        ),
    )  # fmt: skip


def _taken_up_again(s: Scene) -> tuple[SampleRequest, ...]:
    """What was called resolved was not: the credit note had the old address on it."""
    return (
        SampleRequest(
            RaisedRequest(
                subject="Credit note to the new billing address", kind=RequestKind.COMPLAINT,
                queue=RequestQueue.ACCOUNTING, asked_by=s.them(CONTROLLER, CFO), opened_on=s.ahead(-21),
                owner=s.us(BILLING),
                customer_text="The note went out with the old address once more. We write it anew and read it to you"
                " on the telephone before it leaves.",
            ),
            RequestHandling(
                request="", priority=Urgency.HIGH,
                internal_text="Second time. The address is in two systems; only one was changed.",
            ),
            (
                SampleStep(A.RAISE, -21), SampleStep(A.START, -20, BILLING), SampleStep(A.RESOLVE, -14, BILLING),
                SampleStep(A.REOPEN, -9, MANAGER), SampleStep(A.START, -8, BILLING),
            ),
        ),
    )  # fmt: skip


_TELLERS: Mapping[str, Callable[[Scene], tuple[SampleRequest, ...]]] = {
    "price_dispute": _disputed,
    "chronic_site": _escalated,
    "bandwidth_outgrown": _waiting,
    "nps_falls_spend_rises": _taken_up_again,
}
