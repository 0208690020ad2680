"""Files that are wrong are told in words: nothing is guessed, nothing falls over, one quote is not another's fault."""

import itertools
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from steward.briefings.internal.quotes.asked import asked
from steward.briefings.internal.quotes.quote import OpenedQuote
from steward.briefings.internal.scope.filters import Filters
from steward.errors import PlanNotSaved
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.plans.internal.quote_record import Verdict, file_of
from steward.services.quotes import acting, desk, proposals
from steward.services.scope import acting_book, subject
from steward.workspace import Workspace
from tests.examples import these
from tests.homes import opened_once
from tests.quoting.desk import again, begun, said, submitted
from tests.quoting.desk import desk as at_the_desk

ANN = "ann@example.com"


@pytest.fixture
def office(tmp_path: Path) -> Workspace:
    return at_the_desk(tmp_path)


def plans(workspace: Workspace) -> Plans:
    return Plans.within(workspace)


def rewritten(office: Workspace, quote: OpenedQuote, old: str, new: str, file: str = "offer.toml") -> OpenedQuote:
    path = plans(office).of("A1") / "quotes" / quote.quote_id / file
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))
    return again(office, quote.quote_id)


def looked_at(office: Workspace, quote: OpenedQuote) -> str:
    """Every page's briefing of a quote: what it says of it."""
    book, store = acting_book(opened_once(office)), plans(office)
    listed = desk.brief(book, Filters(), PlanCache(store), "P3")
    assert quote.quote_id in {one.quote.quote_id for one in listed.listed}
    return desk.of_quote(book, store, "A1", quote.quote_id).headline


WRONG_NUMBERS = [
    ("quantity = 10", f"quantity = {value}") for value in ("nan", "inf", "-1", "1e999", '"ten"')
] + [("unit_mrc = 95", f"unit_mrc = {value}") for value in ("nan", "-inf", "1e999")] + [
    ("term_months = 12", f"term_months = {value}") for value in ("inf", "0", "121", "12.5")
] + [("starts_on = 2026-11-01", f"starts_on = {day}") for day in ("9999-06-01", "0001-01-01", "2200-01-01")] + [
    ("quantity = 10", f"quantity = 10\nfrom_month = {month}") for month in ("-1", "0", "nan", "13", "1.5")
] + [("quantity = 10", f"quantity = 10\nto_month = {month}") for month in ("-1", "0", "13", "120", "1.5")]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), these(WRONG_NUMBERS[::2], WRONG_NUMBERS))
def test_a_number_that_cannot_be_is_told_and_nothing_is_submitted(office: Workspace, old: str, new: str) -> None:
    quote = rewritten(office, begun(office, 95), old, new)
    assert looked_at(office, quote) and quote.faults
    with pytest.raises(PlanNotSaved):
        acting.submit(plans(office), quote, ANN)


@pytest.mark.parametrize("price", ["list_mrc = nan", "list_mrc = -1", 'cost_mrc = "much"'])
def test_nor_by_prices_of_ours_that_cannot_be_read(office: Workspace, price: str) -> None:
    old = "list_mrc = 100" if price.startswith("list") else "cost_mrc = 40"
    quote = rewritten(office, begun(office, 95), old, price, "pricing.toml")
    with pytest.raises(PlanNotSaved, match=r"pricing\.toml"):
        acting.submit(plans(office), quote, ANN)


def test_nothing_and_very_much_of_something_can_be_offered(office: Workspace) -> None:
    none = rewritten(office, begun(office, 95), "quantity = 10", "quantity = 0")
    assert (none.worth.schedule.tcv, none.worth.discount, none.faults) == (0, None, ())
    many = rewritten(office, begun(office, 95), "quantity = 10", "quantity = 1e15")
    assert many.worth.schedule.mrr == 95 * 10**17 and looked_at(office, many)


WRONG_RULES = [
    ("payment_days = 30", 'payment_days = 30\nzone = "Mars/Phobos"', "time zone “Mars/Phobos”"),
    ("payment_days = 30", 'payment_days = 30\nzone = "../../etc/passwd"', "time zone"),
    ("payment_days = 30", 'payment_days = 30\ncountry = "XX"', "public holidays of “XX”"),
    ('evidence = "D"', 'evidence = "Z"', "evidence “Z”"),
    ('evidence = "D"', "evidence = 4", "evidence"),
    ("hours = 8", "hours = inf", "hours"),
    ("hours = 8", "hours = 1e12", "hours"),
    ("value = 10", "value = nan", "value"),
    ("value = 10", 'value = "ten"', "value"),
    ("value = 10", "", "no value"),
    ('operator = "above"', 'operator = "over"', "operator"),
    ('metric = "discount"', 'metric = "rebate"', "metric"),
    ('role = "Finance"', 'roll = "Finance"', "roll"),
    ('id = "margin"', 'id = "discount"', "discount"),
    ("[[rules]]", "[rules]", "rules"),
    ("[[approvers]]", "[[approvers", ""),
]


@pytest.mark.parametrize(("old", "new", "told"), these(WRONG_RULES[::2], WRONG_RULES))
def test_by_rules_that_are_wrong_nothing_goes_on(office: Workspace, old: str, new: str, told: str) -> None:
    """Neither a draft nor a decision: the last approval by half of the rules would be the last of all."""
    waiting, draft = submitted(office, 75), begun(office, 95)
    path = office.plans / "_company" / "approval_rules.toml"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))
    waiting, draft = again(office, waiting.quote_id), again(office, draft.quote_id)
    assert told in waiting.policy.wrong[0] + "".join(waiting.policy.wrong)
    assert looked_at(office, waiting) and looked_at(office, draft)
    with pytest.raises(PlanNotSaved, match="approval rules are right"):
        acting.submit(plans(office), draft, ANN)
    for one in asked(waiting):
        with pytest.raises(PlanNotSaved):
            acting.decide(
                plans(office), waiting, one.need.key, "P3", Verdict.APPROVE, "", "pia@example.com", signed_in=True
            )


Lines = list[bytes]
TAMPERED: dict[str, tuple[Callable[[Lines], Lines], tuple[int, ...]]] = {
    "the first is gone": (lambda lines: lines[1:], (1,)),
    "they are swapped": (lambda lines: lines[::-1], (1, 2)),
    "one stands twice": (lambda lines: [lines[0], *lines], (2,)),
    "an event there is none": (lambda lines: [lines[0].replace(b'"submitted"', b'"sbmitted"'), lines[1]], (1, 2)),
    "a day at the end of time": (lambda lines: [lines[0].replace(b'"at": "2026-10-05', b'"at": "9999-12-31')], (1,)),
    "a day at its beginning": (lambda lines: [lines[0].replace(b'"at": "2026', b'"at": "0001'), lines[1]], (1,)),
    "no time at all": (lambda lines: [lines[0].replace(b'"at"', b'"when"'), lines[1]], (1, 2)),
}


@pytest.mark.parametrize("name", TAMPERED)
def test_a_ledger_that_cannot_be_is_told_and_takes_no_page_down(office: Workspace, name: str) -> None:
    other = submitted(office, 75)
    quote = said(office, submitted(office, 85), "Pricing", "P3", Verdict.REJECT, "No.")
    path = plans(office).of("A1") / file_of(quote.quote_id)
    change, broken = TAMPERED[name]
    path.write_bytes(b"\n".join(change(path.read_bytes().splitlines())) + b"\n")
    quote = again(office, quote.quote_id)
    assert quote.record.broken == broken
    assert looked_at(office, quote) and looked_at(office, other)


FIELDS = ("offer", "pricing", "note", "owner", "ends", "read", "need", "person", "evidence")
VALUES: tuple[object, ...] = (None, 7, ["x"], {"x": 1}, "\u202e=cmd()")
EACH_ONCE = [(field, VALUES[place % len(VALUES)]) for place, field in enumerate(FIELDS)]


@pytest.mark.parametrize(("field", "value"), these(EACH_ONCE, itertools.product(FIELDS, VALUES)))
def test_whatever_an_event_says_besides_is_read(office: Workspace, field: str, value: object) -> None:
    quote = said(office, submitted(office, 75), "Pricing", "P3")
    path = plans(office).of("A1") / file_of(quote.quote_id)
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    for line in lines:
        line["about"][field] = value
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    quote = again(office, quote.quote_id)
    assert quote.record.broken == (1, 2) and looked_at(office, quote)


@pytest.mark.parametrize(
    "text", ["=1+1", "<script>alert(1)</script>", "a\nBcc: x@y.z", "a\x0b\x01b", "\u202eabc", "../../x", "x" * 10_000]
)
def test_hostile_words_make_whole_papers(office: Workspace, text: str) -> None:
    quote = submitted(office, 95, title=text, need=text, recipient=text)
    about = subject(opened_once(office), "A1")
    found = proposals.proposal_of(plans(office), about, quote)
    assert proposals.paper(found)[:2] == proposals.deck(found)[:2] == b"PK"
    mail = proposals.mail(about, quote, found)
    assert b"\nBcc:" not in mail.partition(b"\r\n\r\n")[0]
    assert "/" not in proposals.paper_name(found) and len(proposals.paper_name(found)) < 200


@pytest.mark.parametrize("quote_id", ["../..", "..", ".", "", "Q1/../Q1", "/etc", "Q1\x00", "x" * 5000])
def test_an_id_of_an_address_is_no_path(office: Workspace, quote_id: str) -> None:
    from steward.errors import PlanNotFound

    begun(office, 95)
    with pytest.raises(PlanNotFound):
        again(office, quote_id)
