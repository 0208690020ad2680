"""What waits in requests, registrations and orders stands on the list of actions, each once, and leads to its page."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from actions_made import listed
from streamlit.testing.v1 import AppTest

from steward.domain.actions import ActionKind
from steward.domain.requests.words import RequestAct, RequestKind, Turn
from steward.plans.customer.requests import RaisedRequest
from steward.plans.files.store import Plans
from steward.plans.internal import orders
from steward.plans.internal.channel import FILE as CHANNEL
from steward.plans.internal.orders import BegunOrders
from steward.services import actions
from steward.services.requests import acting
from steward.services.requests.files import one_of
from steward.workspace import Workspace
from tests.homes import SETTINGS, home, loaded_once
from tests.ordering import made

ROOT = Path(__file__).parents[2]
TODAY, ANN = date(2026, 10, 8), "Ann Ode"
TABLES = {
    **made.TABLES,
    "partners": "partner_id | name | kind | manager_id\nT1 | Agenta | agent | P2",
    "partner_registrations": """
        registration_id | partner_id | account_id | state     | submitted_on | family
        D1              | T1         | A2         | submitted | 2026-10-06   | Security
        D2              | T1         | A2         | approved  | 2026-08-01   | Voice
        """,
    "tickets": """
        ticket_id | account_id | opened_at        | subject
        T-1       | A1         | 2026-10-01 09:00 | Only the support system has it
        """,
}
RAISED = """account_id = "A1"
[[registrations]]
id = "draft"
partner = "T1"
what = "Not submitted yet"
"""
ASKED = RaisedRequest(
    subject="Where is our invoice?", kind=RequestKind.QUESTION, owner="P2", opened_on=date(2026, 10, 5),
    promised_for=date(2026, 10, 9),
)  # fmt: skip


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Two requests of which one waits for the customer, two registrations of which one is to be decided, a line."""
    found = loaded_once(home(tmp_path, f"{SETTINGS}today = {TODAY}\n", **TABLES))
    plans = Plans.whole(found.plans)
    for name, text in ((orders.FILE, made.CARE), (CHANNEL, RAISED)):
        path = plans.of("A1") / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for one in (ASKED, replace(ASKED, subject="They look for the contract")):
        key = acting.raise_request(plans, "A1", acting.NewRequest(said=one), ANN, TODAY)
    acting.act(plans, one_of(plans, "A1", key), RequestAct.WAIT, ANN, TODAY, turn=Turn.CUSTOMER)
    return found


def by_kind(workspace: Workspace) -> dict[ActionKind, list[tuple[str, str, date | None]]]:
    found: dict[ActionKind, list[tuple[str, str, date | None]]] = {}
    for one in listed(workspace).all:
        found.setdefault(one.kind, []).append((one.words, one.whose, one.due))
    return found


def test_what_waits_for_us_stands_once_with_who_and_by_when(workspace: Workspace) -> None:
    found = by_kind(workspace)
    assert found == {
        ActionKind.REQUEST: [("Where is our invoice?", "P2", date(2026, 10, 9))],
        ActionKind.REGISTRATION: [("Decide on “Security” of Agenta", "P2", date(2026, 10, 7))],
        ActionKind.ORDER_LINE: [("Call its escalation desk", "P2", date(2026, 10, 12))],
    }


def test_the_turn_of_a_request_puts_it_on_the_list_and_takes_it_off(workspace: Workspace) -> None:
    plans = Plans.whole(workspace.plans)
    [asked] = [one for one in listed(workspace).all if one.kind is ActionKind.REQUEST]
    acting.act(plans, one_of(plans, "A1", asked.entry), RequestAct.WAIT, ANN, TODAY, turn=Turn.CARRIER)
    assert ActionKind.REQUEST not in by_kind(workspace)
    acting.act(plans, one_of(plans, "A1", asked.entry), RequestAct.RESUME, ANN, TODAY)
    assert [one.begun for one in listed(workspace).all if one.kind is ActionKind.REQUEST] == [True]


def test_the_next_step_of_a_line_is_done_where_it_is_written(workspace: Workspace) -> None:
    plans = Plans.whole(workspace.plans)
    [line] = [one for one in listed(workspace).all if one.kind is ActionKind.ORDER_LINE]
    actions.finish(plans, line, TODAY, ANN)
    settled = {one.line: one.settled_on for one in plans.open(BegunOrders, orders.FILE, "A1").plan.care}
    assert settled == {"late": TODAY, "leaking": None}
    assert ActionKind.ORDER_LINE not in by_kind(workspace)


@pytest.mark.parametrize("kind", [ActionKind.REQUEST, ActionKind.REGISTRATION, ActionKind.ORDER_LINE])
def test_each_leads_to_its_page_where_it_is_picked(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, kind: ActionKind
) -> None:
    [one] = [one for one in listed(workspace).all if one.kind is kind]
    monkeypatch.setenv("STEWARD_HOME", str(workspace.data.parent))
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=600)
    for name, value in {"you": "P2", "person": "everybody", "action": one.key}.items():
        test.query_params[name] = value
    test.switch_page("pages/internal/actions.py").run()
    assert not test.exception and not test.error
    page, picked, box = LEADS[kind]
    [link] = [each.proto for each in test.get("page_link") if each.proto.label.startswith("Open ")]
    assert link.page.endswith(page), link.page
    told = dict(part.split("=", 1) for part in link.query_string.split("&"))
    for name in set(test.query_params):
        del test.query_params[name]
    for name, value in told.items():
        test.query_params[name] = value.replace("%2F", "/")
    test.switch_page(f"pages/internal/{page}.py").run()
    assert not test.exception and not test.error
    assert test.selectbox(key=box).value == picked.format(one.entry)


LEADS = {
    ActionKind.REQUEST: ("account_requests", "A1/{}", "request.box"),
    ActionKind.REGISTRATION: ("partners", "A2/{}", "registration.box"),
    ActionKind.ORDER_LINE: ("account_orders", "{}", "line.box"),
}
"""The page, and what is picked on it in which box."""
