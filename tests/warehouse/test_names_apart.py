"""Two things of one name: told apart wherever rows are put together by name, and as written where a customer reads of
itself and of us."""

from pathlib import Path

import pytest

from steward.briefings.customer.plans.organisation import organisation
from steward.briefings.customer.plans.subject import PlanSubject
from steward.briefings.customer.service.service import Service, service
from steward.briefings.customer.subject import subject
from steward.plans.customer.success_plan import PlanPerson, SuccessPlan
from steward.services import labels
from steward.services import service as service_topic
from steward.services.scope import book_of
from steward.warehouse.reader import Warehouse
from steward.warehouse.rows.customer import account as customer_rows
from steward.warehouse.rows.customer import addresses
from steward.warehouse.rows.internal import nps
from tests.homes import loaded

TABLES = {
    "people": "person_id|name|role\nP1|Ann Lee|sales\nP2|Ann Lee|desk\nP3|Bo Kay|desk",
    "products": "product_id|name\nwan|Link\nwan2|Link\nlan|Switch",
    "accounts": "account_id|name|owner_id|region\nA1|Alder|P1|North\nA2|Alder|P2|South\nA3|Oak|P3|\nA4|Oak|P3|",
    "contacts": """
        contact_id | account_id | name    | title | department | reports_to_id
        K1         | A1         | Eva Roy | CFO   | Finance    |
        K2         | A1         | Eva Roy | CIO   | IT         | K1
        K3         | A2         | Eva Roy | CFO   | Finance    |
        K4         | A3         | Eva Roy | Buyer | Finance    |
        K5         | A3         | Eva Roy | Buyer | IT         |
        K6         | A3         | Eva Roy | Buyer | IT         |
        """,
    "nps_responses": """
        response_id | account_id | contact_id | score | answered_on | comment
        n1          | A1         | K2         | 3     | 2026-08-02  | The CIO of the group asks for more
        n2          | A1         | K1         | 3     | 2026-08-03  | Eva Roy knows why
        """,
    "sites": "site_id|account_id|name\nS1|A1|Leeds\nS2|A1|Leeds\nS3|A2|Leeds",
    "subscriptions": """
        subscription_id | account_id | product_id | mrr   | starts_on  | site_id
        s1              | A1         | wan        | 60000 | 2024-01-01 | S1
        s2              | A1         | wan2       | 500   | 2024-01-01 | S2
        s3              | A2         | wan        | 700   | 2024-01-01 | S3
        s4              | A3         | lan        | 700   | 2024-01-01 |
        """,
    "service_levels": "product_id|availability_target\nwan|99.9\nwan2|99.9\nlan|99.9",
    "incidents": """
        incident_id | account_id | started_at       | restored_at      | site_id | product_id
        i1          | A1         | 2026-08-02 10:00 | 2026-08-02 19:00 | S1      | wan
        i2          | A1         | 2026-09-02 10:00 | 2026-09-02 10:20 | S2      | wan2
        i3          | A1         | 2026-09-03 10:00 | 2026-09-03 10:20 | S2      | wan2
        """,
    "tickets": """
        ticket_id | account_id | opened_at        | closed_at | queue | owner_id
        t1        | A1         | 2026-08-02 10:00 |           | n     | P1
        t2        | A2         | 2026-08-12 10:00 |           | n     | P2
        """,
}


@pytest.fixture
def namesakes(tmp_path: Path) -> Warehouse:
    return loaded(tmp_path, **TABLES)


def briefed(warehouse: Warehouse) -> Service:
    return service(subject(warehouse, "A1"))


def test_each_product_of_a_name_is_held_against_its_own_level(namesakes: Warehouse) -> None:
    told = briefed(namesakes)
    assert told.scorecard is not None and told.scorecard.title.startswith("1 of 2 products met")
    assert [row[0] for row in told.scorecard.rows] == ["Link · wan", "Link · wan2"]
    used = next(one.value for one in told.figures if one.id == "service.sla_budget_used")
    assert used == pytest.approx(540 / (92 * 1440 * 0.001) * 100)


def test_each_site_of_a_name_is_one_site(namesakes: Warehouse) -> None:
    told = briefed(namesakes)
    assert told.sites_over == ("Leeds · S1",)
    assert told.incidents is not None and "2 of them at Leeds · S2" in told.incidents.title


def test_a_site_is_called_as_written_where_its_account_has_one_of_the_name(namesakes: Warehouse) -> None:
    sql = "select site from customer.services where account_id = 'A2'"
    assert namesakes.arrow(sql).to_pylist() == [{"site": "Leeds"}]


def test_each_of_us_has_their_own_tickets(namesakes: Warehouse) -> None:
    book = book_of(namesakes, "2026-Q3")
    table = service_topic.brief(book).owners
    assert table is not None
    assert [row[:2] for row in table.rows] == [("Ann Lee · desk", 1), ("Ann Lee · sales", 1)]


def test_accounts_are_told_apart_by_region_else_by_owner_else_by_id(namesakes: Warehouse) -> None:
    assert dict(labels.accounts(namesakes)) == {
        "A1": "Alder · North", "A2": "Alder · South", "A3": "Oak · A3", "A4": "Oak · A4",
    }  # fmt: skip


def test_no_two_have_one_name_also_where_a_name_made_so_is_somebodys(tmp_path: Path) -> None:
    accounts = "account_id|name|region\nA1|Oak|\nA2|Oak|\nA3|Oak · A1|\nA4|Oak · A1|West"
    warehouse = loaded(tmp_path, **{**TABLES, "accounts": accounts})
    names = labels.accounts(warehouse)
    assert len(set(names.values())) == len(names) == 4
    written = [customer_rows.account(warehouse, one) for one in names]
    assert {one.name for one in written if one} == {"Oak", "Oak · A1"}


def test_a_customer_reads_its_own_name_as_written_and_two_of_us_of_one_name_by_what_they_do(
    namesakes: Warehouse,
) -> None:
    account = customer_rows.account(namesakes, "A1")
    assert account is not None and (account.name, account.account_manager) == ("Alder", "Ann Lee · sales")
    told = {"P1": "Ann Lee · sales", "P2": "Ann Lee · desk", "P3": "Bo Kay"}
    assert customer_rows.colleague_names(namesakes) == told
    found = addresses.people(namesakes, ["A1"], told)
    assert {one.key: one.name for one in found.values()} == told
    assert {one.written_name for one in found.values()} == {"Ann Lee", "Bo Kay"}, "to their faces, and in mails"


def test_two_of_us_who_do_the_same_are_told_apart_by_address_else_by_id(tmp_path: Path) -> None:
    people = "P1|Ann Lee|desk|a@x.example\nP2|Ann Lee|desk|b@x.example\nP3|Ann Lee||\nP4|Ann Lee||"
    warehouse = loaded(tmp_path, **{**TABLES, "people": f"person_id|name|role|email\n{people}"})
    assert customer_rows.colleague_names(warehouse) == {
        "P1": "Ann Lee · a@x.example", "P2": "Ann Lee · b@x.example", "P3": "Ann Lee · P3", "P4": "Ann Lee · P4",
    }  # fmt: skip


def test_people_of_an_account_are_told_apart_by_title_else_by_department_else_by_id(namesakes: Warehouse) -> None:
    known = {one.contact_id: one for key in ("A1", "A2", "A3") for one in customer_rows.contacts(namesakes, key)}
    assert {key: one.name for key, one in known.items()} == {
        "K1": "Eva Roy · CFO", "K2": "Eva Roy · CIO", "K3": "Eva Roy",
        "K4": "Eva Roy · Finance", "K5": "Eva Roy · K5", "K6": "Eva Roy · K6",
    }  # fmt: skip
    assert {one.written_name for one in known.values()} == {"Eva Roy"}


def test_what_joins_by_contact_says_which_of_two(namesakes: Warehouse) -> None:
    heard = {one.contact_id: one.contact for one in nps.surveys(namesakes, ["2026-Q3"], ["A1"])}
    assert heard == {"K1": "Eva Roy · CFO", "K2": "Eva Roy · CIO"}


def test_no_title_makes_a_comment_one_that_names_somebody(namesakes: Warehouse) -> None:
    sql = "select response_id from staging.surveys where account_id = 'A1' and names_somebody"
    assert namesakes.arrow(sql).to_pylist() == [{"response_id": "n2"}]


def test_of_two_people_a_plan_says_which_also_where_only_the_plan_knows_one(namesakes: Warehouse) -> None:
    written = PlanPerson(id="x", name="Eva Roy", title="Architect")
    about = PlanSubject(subject(namesakes, "A2"), SuccessPlan(account_id="A2", people=(written,)))
    assert (about.name("K3"), about.name("x")) == ("Eva Roy · CFO", "Eva Roy · Architect")
    alone = PlanSubject(subject(namesakes, "A2"), SuccessPlan(account_id="A2"))
    assert alone.name("K3") == "Eva Roy"


def test_a_name_beside_its_title_and_in_a_mail_stays_as_written(namesakes: Warehouse) -> None:
    people = (PlanPerson(id="K1"), PlanPerson(id="K2"))
    chart = organisation(PlanSubject(subject(namesakes, "A1"), SuccessPlan(account_id="A1", people=people)))
    assert chart and [(one.name, one.title) for one in chart.posts] == [("Eva Roy", "CFO"), ("Eva Roy", "CIO")]
    reached = addresses.who(addresses.people(namesakes, ["A1"], ["K2"]), "A1", "K2")
    assert (reached.name, reached.written_name) == ("Eva Roy · CIO", "Eva Roy")
