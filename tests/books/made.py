"""A small company whose books are uneven: what tests of books begin with."""

from pathlib import Path

from steward.briefings.internal.scope.book import acting_book
from steward.services.books import desk
from steward.services.books.desk import BooksBriefing
from steward.services.books.opened import OpenedBooks
from steward.services.plans.files import cache_of
from steward.workspace import Workspace
from tests.homes import home, loaded_once, opened_once

SETTINGS = 'company = "Northwind"\ncurrency = "EUR"\nas_of = 2026-09-30\ntoday = 2026-10-08\n'
FY = "2027"
HEAD, NORTH, SOUTH, ANN, BEA, CAL = "P0", "P1", "P2", "P3", "P4", "P5"
PEOPLE = """
    person_id | name       | role            | manager_id | region | email
    P0        | Hana Head  | executive       |            |        | hana@n.example
    P1        | Nils North | manager         | P0         |        | nils@n.example
    P2        | Sara South | manager         | P0         |        | sara@n.example
    P3        | Ann Lund   | account manager | P1         | North  | ann@n.example
    P4        | Bea Rossi  | account manager | P2         | South  | bea@n.example
    P5        | Cal Berg   | account manager | P1         | North  | cal@n.example
    """
OWNERS = {"A1": ANN, "A2": ANN, "A3": ANN, "A4": ANN, "A5": BEA, "A6": CAL}
MRR = {"A1": 900, "A2": 800, "A3": 700, "A4": 600, "A5": 500, "A6": 400}


def tables(owners: dict[str, str] = OWNERS) -> dict[str, str]:
    """With other owners where an import brings them."""
    accounts = "\n".join(
        f"{key}|Account {key}|{owner}|North|{'A3' if key == 'A4' else ''}" for key, owner in owners.items()
    )
    lines = "\n".join(f"S{key}|{key}|VOI|{mrr}|1|2024-01-01" for key, mrr in MRR.items())
    return {
        "people": PEOPLE,
        "accounts": f"account_id|name|owner_id|region|parent_id\n{accounts}",
        "products": "product_id|name|family|list_mrr\nVOI|Voice|Voice|100",
        "subscriptions": f"subscription_id|account_id|product_id|mrr|quantity|starts_on\n{lines}",
        "opportunities": """
            opportunity_id|name|stage|status|amount|account_id|probability|opened_on|owner_id
            O1|More lines|negotiation|open|250|A1|0.8|2026-05-04|P3
            O2|First talks|discovery|open|90|A1|0.1|2026-05-04|P3
            O3|Walls|proposal|open|120|A2|0.6|2026-05-04|P3
            """,
    }


def company(folder: Path, **more: str) -> Workspace:
    """The company, loaded."""
    return loaded_once(home(folder, SETTINGS, **{**tables(), **more}))


def briefed(workspace: Workspace) -> BooksBriefing:
    """What is said of its books now."""
    return desk.brief(acting_book(opened_once(workspace)), cache_of(workspace), workspace, FY)


def now(workspace: Workspace) -> OpenedBooks:
    """The plan as it is now."""
    return desk.opened(workspace, FY)
