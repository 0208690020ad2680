"""What other systems tell of partners: presets for Salesforce, a portal and a statement, and what is turned down."""

from pathlib import Path

from steward.warehouse.loading.load import load
from steward.warehouse.reader import Warehouse
from tests.channel.made import SETTINGS, TABLES
from tests.homes import home, opened_once

OWN = {name: TABLES[name] for name in ("people", "partners", "products", "accounts", "subscriptions")}
SOURCES = """
[partner_roles]
file = ["AccountPartner.csv", "OpportunityPartner.csv"]
preset = "salesforce"

[partner_registrations]
file = "portal.csv"
preset = "prm"

[commission_statements]
file = "statement.csv"
preset = "commission statement"
"""
FILES = {
    "AccountPartner": "Id,AccountFromId,AccountToId,Role,IsPrimary\n1,X1,A1,Agent,true\n"
    "2,X2,R1,System Integrator,false\n",
    "OpportunityPartner": "Id,OpportunityId,Opportunity.AccountId,AccountToId,Role\n3,O1,X3,A1,Referral Source\n"
    "4,O1,X3,R1,Consultant\n",
    "portal": "Registration ID,Channel partner,Account,Status,Submitted on,Estimated deal size,Protected until\n"
    "D1,A1,X1,Pending approval,2026-09-01,400,\nD2,A1,X2,Approved,2026-09-01,300,2026-12-01\n"
    "D3,A1,X2,Denied,2026-09-01,1,\n",
    "statement": "Partner ID,Account ID,Period,Commission,Net Billed\nA1,X2,2026-09-01,120,800\n",
}


def read(warehouse: Warehouse, sql: str) -> list[tuple[object, ...]]:
    """The rows of a query."""
    return warehouse.rows(lambda *row: row, sql)


def test_presets_read_salesforce_a_portal_and_a_statement(tmp_path: Path) -> None:
    workspace = home(tmp_path, SETTINGS, **OWN)
    (workspace.data / "sources.toml").write_text(SOURCES, encoding="utf-8")
    for name, text in FILES.items():
        (workspace.data / f"{name}.csv").write_text(text, encoding="utf-8")
    load(workspace)
    warehouse = opened_once(workspace)
    assert read(warehouse, "select account_id, partner_id, role from staging.partner_roles order by all") == [
        ("X1", "A1", "of record"), ("X2", "R1", "fulfils"), ("X3", "A1", "sourced"), ("X3", "R1", "influenced"),
    ]  # fmt: skip
    assert read(warehouse, "select registration_id, state, value from internal.registrations order by all") == [
        ("D1", "under review", 400), ("D2", "approved", 300), ("D3", "rejected", 1),
    ]  # fmt: skip
    assert read(warehouse, "select account_id, amount, base from internal.commission_stated") == [("X2", 120, 800)]


def test_what_cannot_be_so_is_turned_down_with_its_reason(tmp_path: Path) -> None:
    wrong = {
        "partner_roles": "account_id|partner_id|role|share|from_on|to_on\nX1|A1|of record||2026-05-01|2026-04-01\n"
        "X1|A1|friend|||\nX1|A1|sourced|120||\nX1|ZZ|sourced|||\nX9|A1|sourced|||\nX1|A1|sourced|40||",
        "partner_registrations": "registration_id|partner_id|account_id|state|submitted_on|decided_on\n"
        "1|A1|X1|maybe||\n2|A1|X1|approved|2026-05-02|2026-05-01\n3|A1|X1|approved|2026-05-02|2026-05-03",
    }
    workspace = home(tmp_path, SETTINGS, **OWN, **wrong)
    load(workspace)
    warehouse = opened_once(workspace)
    told = read(warehouse, """select "column" from meta.problems where "table" = 'partner_roles' order by line""")
    assert told == [("to_on",), ("role",), ("share",), ("partner_id",), ("account_id",)]
    assert read(warehouse, "select role, share from staging.partner_roles") == [("sourced", 40)]
    assert read(warehouse, "select registration_id from staging.partner_registrations") == [("3",)]
