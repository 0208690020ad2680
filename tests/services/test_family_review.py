"""The review of a family: the topmost account's, with the figures of all its accounts as if they were one."""

import io
import shutil
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document
from icalendar import Calendar
from pptx import Presentation

from steward.briefings.customer.nps.nps import customer_nps
from steward.briefings.customer.service.service import service
from steward.briefings.customer.spend.spend import spend
from steward.briefings.customer.subject import Subject, subject
from steward.deck import customer_deck
from steward.domain.access.scope import Accounts, Scope
from steward.errors import ExportNotAllowed
from steward.plans.customer.review import Covers, Meeting, Review, SlideChoice, SlideKind, file_of
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.services import families
from steward.services.reviews.decks import Order, opened_warehouse, review_of
from steward.services.reviews.follow_up import invitation, minutes_document
from steward.services.reviews.opened import OpenedReview, freeze, frozen_material, open_review
from steward.services.reviews.readiness import account_names, check
from steward.services.scope import account_of, book_of
from steward.warehouse.as_one import as_one, family
from steward.workspace import Workspace
from tests.examples import first
from tests.homes import home, loaded_once, opened_once

SETTINGS = 'company = "Northwind"\ncurrency = "EUR"\nas_of = 2026-09-30\ntoday = 2026-10-08\n'
TABLES = {
    "accounts": """
        account_id | name        | parent_id
        A1         | Kinsfolk    |
        A2         | Kin Nordics | A1
        A3         | Kin Labs    | A2
        Z9         | Stranger    |
        """,
    "products": "product_id | name\nwan | WAN\ntel | Phone",
    "sites": "site_id | account_id | name\nS1 | A1 | Hall\nS2 | A2 | Hall\nS3 | A3 | Lab",
    "subscriptions": """
        subscription_id | account_id | product_id | site_id | mrr   | starts_on
        s1              | A1         | wan        | S1      | 60000 | 2025-01-01
        s2              | A2         | wan        | S2      | 500   | 2025-01-01
        s3              | A3         | tel        | S3      | 40    | 2025-01-01
        s9              | Z9         | wan        |         | 9     | 2025-01-01
        """,
    "usage": """
        account_id | product_id | site_id | day        | used | committed
        A1         | wan        | S1      | 2026-09-01 | 10   | 100
        A2         | wan        | S2      | 2026-09-01 | 95   | 100
        """,
    "incidents": """
        incident_id | account_id | started_at       | restored_at      | product_id | site_id
        I1          | A1         | 2026-08-01 12:00 | 2026-08-01 12:45 | wan        | S1
        I2          | A2         | 2026-08-02 12:00 | 2026-08-02 13:45 | wan        | S2
        I9          | Z9         | 2026-08-02 12:00 | 2026-08-02 13:45 | wan        |
        """,
    "tickets": """
        ticket_id | account_id | opened_at        | closed_at        | satisfaction
        T1        | A1         | 2026-08-01 10:00 | 2026-08-01 11:00 | 4
        T2        | A3         | 2026-08-01 10:00 | 2026-08-01 13:00 | 5
        """,
    "nps_responses": "response_id | account_id | sent_on | answered_on | score\n" + "\n".join(
        f"R{place} | {key} | 2026-07-01 | 2026-07-03 | {score}"
        for place, (key, score) in enumerate([*[("A1", 9)] * 3, *[("A2", 3)] * 2, ("A3", 10), *[("Z9", 0)] * 5])
    ),
}  # fmt: skip


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return loaded_once(home(tmp_path, SETTINGS, **TABLES))


def _covers(workspace: Workspace, covers: Covers, account_id: str = "A1") -> OpenedReview:
    plans, quarter = Plans.within(workspace), account_of(workspace, account_id).quarter
    opened = plans.open(Review, file_of(quarter), account_id)
    plans.save(opened, replace(opened.plan, meeting=Meeting(covers=covers)), "Ida")
    return open_review(account_of(workspace, account_id), plans)


def _joined(workspace: Workspace, account_id: str) -> Subject:
    warehouse = opened_once(workspace)
    return subject(as_one(warehouse, family(warehouse, account_id)), account_id)


def test_sums_are_sums_and_answers_are_judged_together(workspace: Workspace) -> None:
    whole = _joined(workspace, "A1")
    told = {one.id: one.value for one in (*spend(whole).figures, *service(whole).figures, *customer_nps(whole).figures)}
    assert told["spend.quarter"] == Decimal(3 * 60_540)
    assert (told["service.incidents"], told["service.mttr"]) == (2, 75.0)
    assert (told["service.tickets"], told["service.hours_to_close"]) == (2, 2.0)
    # Three, two and one answer say nothing alone.
    assert round(float(str(told["voice.nps"]))) == round(100 * (4 - 2) / 6)
    assert customer_nps(account_of(workspace, "A1")).figure("voice.nps").value is None


@pytest.mark.parametrize(
    ("answered", "told"),
    first(
        4,
        [
            ({"A1": 5, "A2": 1}, False),
            ({"A1": 5, "A2": 2, "A3": 2}, False),
            ({"A1": 5, "A2": 3, "A3": 2}, True),
            ({"A1": 5, "A2": 6}, True),
            ({"A1": 3, "A2": 2}, True),
            ({"A1": 3, "A2": 1}, False),
            ({"A1": 5}, True),
        ],
    ),
)
def test_nobody_learns_how_few_people_answered_by_taking_away_the_others(
    answered: dict[str, int], told: bool, tmp_path: Path
) -> None:
    people = [key for key, count in answered.items() for _ in range(count)]
    rows = "\n".join(f"R{place} | {key} | 2026-07-01 | 2026-07-03 | 3" for place, key in enumerate(people))
    tables = {**TABLES, "nps_responses": f"response_id | account_id | sent_on | answered_on | score\n{rows}"}
    heard = customer_nps(_joined(loaded_once(home(tmp_path, SETTINGS, **tables)), "A1"))
    assert heard.figure("voice.answered").value == len(people)
    assert (heard.figure("voice.nps").value, bool(heard.figure("voice.nps").why)) == (
        (-100, False) if told else (None, True)
    )
    if not told and len(people) > 4:
        assert "at one of the accounts" in heard.headline and "at one of the accounts" in heard.figure("voice.nps").why


def test_sites_of_one_name_are_told_apart(workspace: Workspace) -> None:
    held = _joined(workspace, "A1").warehouse.arrow("select distinct site from customer.services").to_pydict()["site"]
    assert set(held) == {"Hall (Kinsfolk)", "Hall (Kin Nordics)", "Lab"}


def test_accounts_of_one_name_are_told_apart_and_so_are_their_sites(tmp_path: Path) -> None:
    namesakes = "account_id | name | parent_id\nA1 | Kin |\nA2 | Kin | A1\nA3 | Kin Labs | A2\nZ9 | Kin |"
    whole = loaded_once(home(tmp_path, SETTINGS, **{**TABLES, "accounts": namesakes}))
    held = _joined(whole, "A1").warehouse.arrow("select distinct site from customer.services").to_pydict()["site"]
    assert set(held) == {"Hall (Kin, A1)", "Hall (Kin, A2)", "Lab"}
    assert _covers(whole, Covers.FAMILY).review.together == ("Kin (A1)", "Kin (A2)", "Kin Labs")


def test_an_account_without_a_level_is_not_held_to_that_of_another(tmp_path: Path) -> None:
    level = "product_id | account_id | availability_target\nwan | A1 | 99.9"
    whole = loaded_once(home(tmp_path, SETTINGS, **TABLES, service_levels=level))
    told = [service(one) for one in (account_of(whole, "A1"), _joined(whole, "A1"))]
    assert [one.products_missed for one in told] == [(), ()]
    used = [one.figure("service.sla_budget_used").value for one in told]
    assert used[0] == used[1] is not None


def test_only_who_stands_at_the_top_has_one_and_nothing_of_ours_is_in_it(workspace: Workspace) -> None:
    warehouse = opened_once(workspace)
    assert [family(warehouse, key) for key in ("A1", "A2", "Z9")] == [("A1", "A2", "A3"), ("A2",), ("Z9",)]
    schemas = as_one(warehouse, ("A1", "A2")).arrow("select distinct schema_name s from duckdb_tables()").to_pydict()
    assert schemas["s"] == ["customer"]


def test_the_deck_says_whose_figures_it_tells(workspace: Workspace) -> None:
    alone, opened = _covers(workspace, Covers.ACCOUNT), _covers(workspace, Covers.FAMILY)
    words = [
        shape.text_frame.text
        for slide in Presentation(io.BytesIO(customer_deck(opened.review, None))).slides
        for shape in slide.shapes
        if shape.has_text_frame
    ]
    assert any("Figures are of Kinsfolk, Kin Nordics and Kin Labs together" in one for one in words)
    assert opened.accounts == ("A1", "A2", "A3") and alone.accounts == ("A1",)
    assert not any("together" in one for slide in alone.review.slides for one in slide.points)
    found = check(opened, account_names(opened.subject.warehouse), None)
    assert not [one for one in found if one.id == "another customer"]
    values = [{one.id: one.value for one in review.review.figures} for review in (alone, opened)]
    assert values[0]["service.incidents"] == 1 and values[1]["service.incidents"] == 2


def test_minutes_and_invitation_say_whose_figures_were_looked_at(workspace: Workspace) -> None:
    plans, day = Plans.within(workspace), date(2026, 10, 20)
    told = {}
    for covers in Covers:
        file = _covers(workspace, covers).file
        plans.save(file, replace(file.plan, meeting=replace(file.plan.meeting, held_on=day)), "Ida")
        opened = open_review(account_of(workspace, "A1"), plans)
        cells = [cell.text for table in Document(io.BytesIO(minutes_document(opened))).tables for cell in table._cells]
        event = Calendar.from_ical(invitation(opened, plans).content).walk("VEVENT")[0]
        told[covers] = "Kinsfolk, Kin Nordics and Kin Labs together" in cells, str(event["DESCRIPTION"])
    said = "Figures are of Kinsfolk, Kin Nordics and Kin Labs together."
    assert [(minutes, said in text) for minutes, text in told.values()] == [(False, False), (True, True)]


def test_behind_a_figure_of_a_family_are_the_rows_of_all_of_it(workspace: Workspace) -> None:
    opened = _covers(workspace, Covers.FAMILY)
    found = {one.id: opened.subject.warehouse.behind(one.receipt) for one in opened.review.figures}
    columns, rows = found["service.incidents"]
    assert sorted(row[columns.index("incident_id")] for row in rows) == ["I1", "I2"]
    told = {one.id: one.value for one in opened.review.figures}
    columns, rows = found["service.tickets"]
    assert sum(row[columns.index("opened")] for row in rows) == told["service.tickets"] == 2


def test_what_is_frozen_of_a_family_is_no_account_s(workspace: Workspace) -> None:
    plans = Plans.within(workspace)
    freeze(_covers(workspace, Covers.FAMILY), plans, "Ida", workspace.today())
    about = account_of(workspace, "A1")
    assert open_review(about, plans).frozen and not open_review(about, plans).damaged
    assert frozen_material(about, plans) is None


def test_under_a_scope_it_is_of_the_accounts_that_may_be_read(workspace: Workspace) -> None:
    some = Accounts(frozenset({"A1", "A2"}))
    seen = replace(workspace, scope=Scope(read=some, change=some, export=some))
    whole = _joined(seen, "A1")
    assert service(whole).figure("service.incidents").value == 2
    assert spend(whole).figure("spend.quarter").value == Decimal(3 * 60_500)


def test_who_may_not_take_out_one_of_them_makes_no_deck_of_all(workspace: Workspace) -> None:
    _covers(workspace, Covers.FAMILY)
    read, out = Accounts(frozenset({"A1", "A2"})), Accounts(frozenset({"A1"}))
    order = Order(replace(workspace, scope=Scope(read=read, change=read, export=out)))
    opened_warehouse.cache_clear()
    with pytest.raises(ExportNotAllowed):
        review_of(order, "A1")
    _covers(workspace, Covers.ACCOUNT)
    assert review_of(order, "A1").account_id == "A1"


def test_at_every_family_of_the_sample_it_is_what_the_families_say(sample_home: Path) -> None:
    workspace = Workspace.whole(sample_home)
    warehouse = opened_once(workspace)
    book = book_of(warehouse)
    for key, kin in families.all_of(warehouse).items():
        whole, each = _joined(workspace, key), [subject(warehouse, one) for one in family(warehouse, key)]
        assert {one.account_id for one in each} == set(kin.accounts)
        totals = [spend(one).figure("spend.quarter").value for one in (whole, *each)]
        assert totals[0] == sum(Decimal(str(one)) for one in totals[1:] if one is not None)
        counts = [service(one).figure("service.incidents").value for one in (whole, *each)]
        assert counts[0] == sum(int(str(one)) for one in counts[1:] if one is not None)
        told = families.of_family(book, kin, PlanCache(Plans.within(workspace))).figure("book.nps")
        assert told.value == customer_nps(whole).figure("voice.nps").value


@pytest.mark.parametrize(("covers", "named"), [(Covers.ACCOUNT, True), (Covers.FAMILY, False)])
def test_an_account_of_the_family_is_another_customer_where_the_review_is_not_of_it(
    covers: Covers, named: bool, workspace: Workspace
) -> None:
    _covers(workspace, covers)
    plans, about = Plans.within(workspace), account_of(workspace, "A1")
    file = open_review(about, plans).file
    own = SlideChoice(id="own", kind=SlideKind.TEXT, title="Kin Nordics moves house", words="In May.")
    plans.save(file, replace(file.plan, slides=(own,)), "Ida")
    found = check(open_review(about, plans), account_names(about.warehouse), None)
    assert bool([one for one in found if one.id == "another customer"]) is named


def _frozen(workspace: Workspace, covers: Covers) -> OpenedReview:
    opened = _covers(workspace, covers)
    freeze(opened, Plans.within(workspace), "Ida", date(2026, 10, 8))
    return open_review(opened.subject, Plans.within(workspace))


def _reads(workspace: Workspace, *accounts: str) -> Workspace:
    some = Accounts(frozenset(accounts))
    return replace(workspace, scope=Scope(read=some, change=some, export=some))


def test_frozen_figures_of_a_family_are_nobody_s_who_may_not_read_all_of_it(workspace: Workspace) -> None:
    whole = _frozen(workspace, Covers.FAMILY)
    assert whole.frozen and whole.material.service.figure("service.incidents").value == 2
    ann = _reads(workspace, "A1")
    opened = open_review(account_of(ann, "A1"), Plans.within(ann))
    assert opened.frozen is None and "not all yours to see" in opened.damaged
    assert opened.material.service.figure("service.incidents").value == 1
    assert "Kin Nordics" not in repr(opened.review)
    assert opened.accounts == ("A1",)


@pytest.mark.parametrize("first", list(Covers))
def test_figures_frozen_of_other_accounts_than_it_covers_now_are_not_its_figures(
    workspace: Workspace, first: Covers
) -> None:
    """The title would name accounts whose figures these are not."""
    other = next(one for one in Covers if one is not first)
    assert _frozen(workspace, first).frozen
    plans = Plans.within(workspace)
    opened = plans.open(Review, file_of(account_of(workspace, "A1").quarter), "A1")
    plans.save(opened, replace(opened.plan, meeting=Meeting(covers=other)), "Ida")
    turned = open_review(account_of(workspace, "A1"), plans)
    assert turned.frozen is None and "freeze them again" in turned.damaged
    assert turned.material.service.figure("service.incidents").value == (2 if other is Covers.FAMILY else 1)


def test_the_title_names_whose_figures_were_frozen_and_not_who_is_in_the_family_now(
    workspace: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A3 is sold after the freeze: its figures are in what was frozen, and so is its name."""
    _frozen(workspace, Covers.FAMILY)
    accounts = str(TABLES["accounts"]).replace("A3         | Kin Labs    | A2", "A3         | Kin Labs    |")
    later = loaded_once(home(tmp_path_factory.mktemp("later"), SETTINGS, **{**TABLES, "accounts": accounts}))
    shutil.copytree(workspace.plans, later.plans, dirs_exist_ok=True)
    opened = open_review(account_of(later, "A1"), Plans.within(later))
    assert opened.frozen and opened.accounts == ("A1", "A2", "A3")
    assert "Figures are of Kinsfolk, Kin Nordics and Kin Labs together" in opened.review.slides[0].points
