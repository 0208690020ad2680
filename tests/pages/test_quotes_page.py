"""Quotes on pages: begun of a contract, submitted, decided by another, sent, accepted; each press said and kept."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from steward.briefings.internal.quotes.mailed import stamp_of
from steward.domain.quoting.placing import OrderState
from steward.plans.files.store import Plans
from steward.plans.internal.orders import FILE as ORDERS
from steward.plans.internal.quote_record import Verdict
from steward.services.quotes import acting, winning
from steward.services.quotes.opened import quote_ids
from steward.warehouse.scoped import open_warehouse
from steward.workspace import Workspace
from tests.access.signed_in import page_of, person, rules
from tests.html_tables import prose_of
from tests.quoting.desk import OWN_CLAUSE, again, begun, desk, said, submitted
from tests.quoting.pages import open_page, texts
from tests.quoting.test_mailed import mail

ROOT = Path(__file__).parents[2]
ONE, ALL = "pages/internal/quote.py", "pages/internal/quotes.py"


@pytest.fixture
def office(tmp_path: Path) -> Workspace:
    return desk(tmp_path)


def _press(test: AppTest, label: str) -> AppTest:
    test = next(one for one in test.button if one.label == label).click().run()
    assert not test.exception
    return test


def test_an_account_without_a_quote_says_how_one_begins(office: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_page(office, monkeypatch, ONE, account="A1")
    assert "No quote is written for this account yet" in texts(test)


def test_a_renewal_is_begun_in_one_press(office: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_page(office, monkeypatch, ONE, account="A1", you="P1")
    test = next(one for one in test.radio if one.label == "Begin with").set_value("A contract’s renewal").run()
    test = _press(test, "Begin")
    (quote_id,) = quote_ids(Plans.within(office), "A1")
    quote = again(office, quote_id)
    assert quote.title == "Renewal of C1 for Acme" and quote.worth.schedule.mrr == 39500
    assert "Draft of €395" in texts(test)


def test_from_draft_to_acceptance(office: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    quote = begun(office, 85)
    about = {"account": "A1", "quote": quote.quote_id}
    test = _press(open_page(office, monkeypatch, ONE, you="P1", **about), "Submit")
    assert again(office, quote.quote_id).state == "in_approval"
    assert "Pricing decides" in texts(test)
    test = _press(open_page(office, monkeypatch, ONE, you="P3", **about), "Approve")
    assert again(office, quote.quote_id).state == "approved"
    test = _press(open_page(office, monkeypatch, ONE, you="P1", **about), "The customer has it")
    test = _press(test, "Accepted")
    assert again(office, quote.quote_id).state == "accepted"
    assert "Accepted" in texts(test) and "Place the order, then press Order placed." in texts(test)
    test = open_page(office, monkeypatch, ONE, you="P1", view="order", **about)
    assert "1 line over 12 months from 1 Nov 2026: to be placed" in texts(test)
    _press(test, "Order placed")
    assert again(office, quote.quote_id).state == "ordered"
    assert again(office, quote.quote_id).ordered is OrderState.PLACED
    (Plans.within(office).of("A1") / ORDERS).unlink()
    _press(test.run(), "Begin the order")
    assert again(office, quote.quote_id).ordered is OrderState.PLACED


def test_who_made_it_is_not_asked_and_writes_down_only_what_was_said(
    office: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    quote = submitted(office, 85, owner="P3")
    test = open_page(office, monkeypatch, ONE, you="P3", account="A1", quote=quote.quote_id)
    assert "Pricing decides (Max Manager): write down what was said" in [
        one.label.replace("\\", "") for one in test.expander
    ]
    assert "Say how and when they said so" in texts(_press(test, "Approve"))
    assert again(office, quote.quote_id).state == "in_approval"


def test_who_looks_with_anothers_eyes_decides_nothing(office: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    quote = submitted(office, 85)
    rules(office.home, person("max@example.com", "leadership") + person("pia@example.com", "approver"))
    (office.home / "account_plans" / "_company" / "access.toml").open("a").write(
        '\n[[grants]]\nid = "g"\nemail = "pia@example.com"\naccounts = ["A1"]\n'
    )
    test = page_of(office.home, "max@example.com", ONE, monkeypatch, run=False, account="A1", quote=quote.quote_id)
    test.session_state["reader.eyes"] = "P3"
    test.run()
    assert not test.exception and "Two more sites" in texts(test)
    assert [
        one.label for one in test.button if one.label in ("Approve", "Recall", "Pass on") and not one.disabled
    ] == []
    theirs = page_of(office.home, "pia@example.com", ONE, monkeypatch, account="A1", quote=quote.quote_id)
    _press(theirs, "Approve")
    (decision,) = again(office, quote.quote_id).record.decisions
    assert (decision.person, decision.who, decision.evidence) == ("P3", "Pia Pricing", "A")


def test_a_rejection_asks_for_a_reason_and_keeps_it(office: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    quote = submitted(office, 85)
    test = open_page(office, monkeypatch, ONE, you="P3", account="A1", quote=quote.quote_id)
    test = _press(test, "Reject")
    assert "Say why" in texts(test) and again(office, quote.quote_id).state == "in_approval"
    test = next(one for one in test.text_input if one.label == "Comment").set_value("Too low").run()
    _press(test, "Reject")
    found = again(office, quote.quote_id)
    assert (found.state, found.record.decisions[-1].comment) == ("draft", "Too low")


def test_what_a_change_voids_is_said(office: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from tests.quoting.desk import offer_at

    store, quote = Plans.within(office), submitted(office, 82, clauses=OWN_CLAUSE)
    quote = said(office, quote, "Pricing", "P3")
    acting.recall(store, quote, "ann@example.com")
    quote = again(office, quote.quote_id)
    acting.edit_offer(store, quote, lambda one: replace(one, lines=offer_at(76).lines), "ann@example.com")
    test = open_page(office, monkeypatch, ONE, you="P1", account="A1", quote=quote.quote_id)
    told = _frames(test).replace("\N{NARROW NO-BREAK SPACE}", " ")
    assert "Pricing’s approval of version 1 is void: discount went 18.0 % → 24.0 %" in told


def _frames(test: AppTest) -> str:
    return "\n".join(
        [
            texts(test),
            *(one.value.to_string(max_colwidth=None) for one in test.dataframe),
            *(cell for rows in prose_of(test) for row in rows for cell in row),
        ]
    ).replace("\\", "")


def test_what_is_mine_to_decide_stands_first(office: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    submitted(office, 85)
    mine = open_page(office, monkeypatch, ALL, you="P3")
    others = open_page(office, monkeypatch, ALL, you="P4")
    assert "1 quote for you to decide" in texts(mine)
    assert "for you to decide" not in texts(others)


def test_an_edited_record_is_told(office: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    quote = submitted(office, 85)
    path = Plans.within(office).of("A1") / "quotes" / quote.quote_id / "events.jsonl"
    path.write_text(path.read_text().replace("ann@example.com", "max@example.com"))
    test = open_page(office, monkeypatch, ONE, you="P1", account="A1", quote=quote.quote_id)
    assert "line 1 of events.jsonl" in texts(test)


@pytest.mark.parametrize("broken", ["offer.toml", "events.jsonl", "pricing.toml"])
def test_a_broken_file_is_said_and_the_page_lives(
    office: Workspace, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    quote = submitted(office, 85)
    path = Plans.within(office).of("A1") / "quotes" / quote.quote_id / broken
    path.write_bytes(b"\xff\xfe[[nonsense = \x00")
    for page in (ONE, ALL):
        open_page(office, monkeypatch, page, you="P1", account="A1", quote=quote.quote_id)


def test_the_customer_sees_no_more_than_the_offer(office: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    store, quote = Plans.within(office), submitted(office, 85)
    page = "pages/customer/proposals.py"
    assert "Nothing is offered at the moment" in texts(open_page(office, monkeypatch, page, account="A1"))
    quote = said(office, quote, "Pricing", "P3", Verdict.APPROVE, "Zaunkönig")
    acting.present(store, quote, "ann@example.com")
    shown = _frames(open_page(office, monkeypatch, page, account="A1"))
    assert "Two more sites" in shown and "€850.00 a month" in shown
    assert [word for word in ("Zaunkönig", "They compare", "Margin", "Pricing", "list") if word in shown] == []


def test_an_approver_sees_a_changed_clause_struck_and_underlined(
    office: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    quote = submitted(office, 95, clauses=OWN_CLAUSE)
    test = open_page(office, monkeypatch, ONE, you="P5", account="A1", quote=quote.quote_id, view="approval")
    drawn = [
        str(one.proto.body)
        for one in test.get("html")
        if "redline" in str(one.proto.body) and "<p" in str(one.proto.body)
    ]
    assert len(drawn) == 1 and "<ins>" in drawn[0] and "Liability" in drawn[0]


def test_the_memo_can_be_taken_along_from_the_first_line_on_and_the_last_day_once_it_is_submitted(
    office: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    quote = begun(office, 85)
    about = {"account": "A1", "quote": quote.quote_id, "you": "P1"}

    def offered() -> list[str]:
        test = open_page(office, monkeypatch, ONE, **about)
        return [one.proto.label for one in test.get("download_button") if one.proto.label != "Excel"]

    assert offered() == ["Approval memo (Word)"]
    acting.submit(Plans.within(office), quote, "ann@example.com")
    assert offered() == ["Approval memo (Word)", "Expiry date (.ics)", "Ask Pricing by mail (.eml)"]


def _brought(test: AppTest, content: bytes) -> AppTest:
    """The page after a mail was brought to it."""
    field = next(one for one in test.get("file_uploader") if one.label.startswith("The answer"))
    test = field.set_value(("answer.eml", content, "message/rfc822")).run()
    assert not test.exception
    return test


def test_an_answer_by_mail_is_brought_read_and_written_down(office: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    quote = submitted(office, 85)
    content = mail(f"I approve {stamp_of(quote)}")
    test = open_page(office, monkeypatch, ONE, you="P1", account="A1", quote=quote.quote_id, view="approval")
    test = _brought(test, content.replace(b"I approve A1-Q1 v1", b"I approve A1-Q1 v2"))
    assert "It names version 2" in texts(test)
    test = _brought(test, content)
    assert "Pia Pricing** (pia@example.com) on 5 Oct 2026, not verified" in texts(test).replace("\u2060", "")
    test = _press(test, "Write down: Pricing approved")
    found = again(office, quote.quote_id)
    assert (found.state, found.record.decisions[0].evidence) == ("approved", "C")
    assert "(by mail, not verified)" in _frames(test)


def test_what_a_mail_leaves_open_is_asked(office: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    quote = submitted(office, 85)
    test = open_page(office, monkeypatch, ONE, you="P1", account="A1", quote=quote.quote_id, view="approval")
    test = _brought(test, mail(f"{stamp_of(quote)}: ask for 36 months"))
    assert [one.label for one in test.button if one.label.startswith("Write down:")] == []
    meaning = next(one for one in test.radio if one.label.startswith("Its words leave open"))
    test = meaning.set_value(Verdict.SEND_BACK).run()
    _press(test, "Write down: Pricing sent back")
    found = again(office, quote.quote_id)
    assert (found.state, found.record.decisions[0].verdict) == ("draft", Verdict.SEND_BACK)


def test_the_only_quote_of_an_account_is_open(office: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    begun(office, 90)
    test = open_page(office, monkeypatch, ONE, account="A1", you="P1")
    assert "Draft of" in texts(test)
    begun(office, 80)
    assert "Draft of" not in texts(open_page(office, monkeypatch, ONE, account="A1", you="P1"))


def test_a_quote_in_another_currency_is_told_in_its_own_and_beside_nothing_of_ours(
    office: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Our list, our cost and what is paid today are in euros: no discount, no margin and no approver follow of them."""
    quote = begun(office, 85, currency="USD")
    about = {"account": "A1", "quote": quote.quote_id, "you": "P1"}
    shown = {view: _frames(open_page(office, monkeypatch, ONE, view=view, **about)) for view in ("approval", "price")}
    test = open_page(office, monkeypatch, ONE, view="lines", **about)
    told = {one.label: str(one.value).replace("\\", "") for one in test.metric}
    assert "Draft, $850 a month, $10.2k over the term: in USD" in shown["approval"]
    assert "Who must approve it is known once it is in EUR: Our prices are in EUR." in shown["approval"]
    assert (told["MRR"], told["TCV"]) == ("$850", "$10.2k")
    assert [told[name] for name in ("Discount", "Margin", "Payback")] == ["–"] * 3
    assert "the price walk" in shown["price"]
    assert "€" not in "".join((*shown.values(), *told.values(), _frames(test)))


def test_an_account_page_of_quotes_begins_with_its_headline(office: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where an order was begun, and where there are several: lists stand below."""
    quote = submitted(office, 95)
    store = Plans.within(office)
    acting.present(store, quote, "ann@example.com")
    winning.accept(store, open_warehouse(office), again(office, quote.quote_id), "ann@example.com")
    begun(office, 90)
    test = open_page(office, monkeypatch, ONE, account="A1", you="P1")
    headings = [one for one in texts(test).splitlines() if one.startswith("#")]
    assert headings[0] == "# 1 quote open"
    assert [one for one in headings if "order" in one] == ["## 1 order begun, 1 to be placed"]
