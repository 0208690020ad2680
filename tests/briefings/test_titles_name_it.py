"""Titles that say what was found and not how much of it: each is short, and names what it is about."""

from datetime import date
from pathlib import Path

import pytest

from steward.briefings.customer.adoption.fullness import idle_said
from steward.briefings.customer.plans.options import options
from steward.briefings.customer.plans.subject import PlanSubject
from steward.briefings.customer.right_sizing.sizing import Sized
from steward.briefings.customer.subject import subject
from steward.charts import figure
from steward.exhibits import Bridge, Receipt, Step, money
from steward.exhibits.wording import HEADLINE
from steward.plans.customer.success_plan import Option, SuccessPlan
from tests.homes import loaded

TABLES = {
    "accounts": "account_id | name\nA1 | Acme",
    "subscriptions": "subscription_id | account_id | product_id | mrr | starts_on\nS1 | A1 | wan | 10 | 2024-01-01",
}
LONG = "Managed detection and response for every site"


@pytest.mark.parametrize(("named", "title"), [
    (("SIP Trunking",), "Worth a look: SIP Trunking"),
    (("Contact Centre Insights", "SIP Trunking"), "Worth a look: Contact Centre Insights and SIP Trunking"),
    ((LONG, "SIP Trunking", "LTE"), f"Worth a look: {LONG}, and 2 more"),
])  # fmt: skip
def test_the_title_of_options_names_them(tmp_path: Path, named: tuple[str, ...], title: str) -> None:
    warehouse = loaded(tmp_path, **TABLES)
    plan = SuccessPlan(account_id="A1", options=tuple(Option(id=one, option=one) for one in named))
    table = options(PlanSubject(subject(warehouse, "A1"), plan))
    assert table is not None and table.title == title


@pytest.mark.parametrize(("products", "said"), [
    (("Voice",), "Voice is larger than its use: 40.0\N{NARROW NO-BREAK SPACE}% at most in a year"),
    (("Voice", "LTE"), "Voice and LTE are larger than their use: 40.0\N{NARROW NO-BREAK SPACE}% at most in a year"),
    (
        ("Secure Web Gateway", "Cloud Telephony", "Contact Centre Cloud"),
        "3 services are larger than their use: 40.0\N{NARROW NO-BREAK SPACE}% at most in a year",
    ),
])  # fmt: skip
def test_what_is_larger_than_its_use_is_said_in_a_line(products: tuple[str, ...], said: str) -> None:
    found = idle_said([Sized(one, 40.0, "Sep 2026", None, 0.5, 0) for one in products])
    assert found == said and len(found) <= HEADLINE


def test_few_steps_of_a_bridge_bear_their_whole_names() -> None:
    told = "Fewer minutes lost at Warszawa plant"
    steps = (Step("When we began", 0, total=True), Step(told, -109), Step("A year now", -109, total=True))
    bridge = Bridge(
        id="b", title="", alt="", receipt=Receipt("value", date(2026, 9, 30), "plan"), steps=steps, unit=money("EUR")
    )
    names = figure(bridge).layout.xaxis.ticktext
    assert told in {" ".join(one.split("<br>")) for one in names}
