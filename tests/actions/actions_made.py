"""A small company in which one of everything is owed, for the tests of the list of actions."""

from pathlib import Path

from steward.briefings.internal.actions.actions import ActionsBrief
from steward.briefings.internal.scope.book import acting_book
from steward.briefings.internal.scope.filters import EVERYTHING
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.services import actions
from steward.workspace import Workspace
from tests.homes import home, loaded_once, opened_once

SETTINGS = 'company = "Us"\ncurrency = "EUR"\nas_of = 2026-06-30\nfiscal_year_starts = 1\n'
TABLES = {
    "people": "person_id | name | manager_id\nP1 | Ida Falk | P2\nP2 | Bo Desk |",
    "accounts": "account_id | name | owner_id\nA1 | Alpha | P1\nA2 | Beta | P2",
    "contacts": "contact_id | account_id | name\nK1 | A1 | Anna\nK2 | A1 | Bert",
    "subscriptions": "subscription_id | account_id | product_id | mrr | starts_on\n"
    "s1 | A1 | wan | 1000 | 2025-01-01\ns2 | A2 | wan | 900 | 2025-01-01",
    "nps_responses": "response_id | account_id | contact_id | score | answered_on\nr1 | A1 | K2 | 3 | 2026-06-10",
}
FILES = {
    "success_plan.toml": """
[[commitments]]
id = "fibre"
promise = "Second line"
side = "ours"
owner = "P2"
due = 2026-06-01
[[commitments]]
id = "ducts"
promise = "Ducts cleared"
side = "theirs"
owner = "K1"
[[commitments]]
id = "old"
promise = "Kept long ago"
side = "ours"
status = "kept"
[[joint_plan]]
id = "move"
what = "Move the archive"
due = 2026-07-03
our_owner = "P1"
status = "in progress"
[[heard]]
id = "dates"
said = "Tell us the dates"
did = "Dates of every site"
due = 2026-08-01
""",
    "strategy.toml": """
[[risks]]
id = "price"
risk = "Price is compared"
kind = "price"
play = "Show the worth"
owner = "P1"
[[actions]]
id = "figures"
action = "Ask for their figures"
owner = "P2"
risk = "price"
[[actions]]
id = "gone"
action = "Done already"
status = "done"
""",
    "renewals.toml": """
[[plays]]
id = "early"
play = "Offer to renew early"
contract = "c"
owner = "P1"
""",
    "reviews/2026-Q2/review.toml": """
[meeting]
held_on = 2026-06-15
[[decisions]]
id = "renew"
decision = "Renew early?"
our_owner = "P1"
[[decisions]]
id = "pilot"
decision = "Pilot at two sites?"
outcome = "taken"
due = 2026-07-20
their_owner = "K1"
[[decisions]]
id = "step"
decision = "Do we go ahead with “Move the archive” as planned?"
outcome = "taken"
due = 2026-07-03
[[decisions]]
id = "no"
decision = "A third line?"
outcome = "declined"
[[questions]]
id = "numbers"
question = "Which numbers may be called?"
owner = "P2"
""",
    "reviews/2026-Q3/review.toml": """
[meeting]
held_on = 2026-09-15
[[decisions]]
id = "later"
decision = "To be asked in September?"
""",
    "reviews/2026-Q3/debrief.toml": """
[[homework]]
id = "usage"
colleague = "P2"
what = "Usage in a year"
""",
}
OPEN = {
    "commitment": ["fibre", "ducts"], "joint step": ["move"], "what they told us": ["dates"],
    "decision": ["renew", "pilot"], "question": ["numbers"], "plan action": ["figures"],
    "play against a risk": ["price"], "play for a renewal": ["early"], "detractor": ["r1"], "for a review": ["usage"],
}  # fmt: skip
"""What is open in them, by where it comes from."""


def company(folder: Path, **more: str) -> Workspace:
    """The home, loaded, with what people wrote; `more`: further tables."""
    workspace = loaded_once(home(folder, SETTINGS, **TABLES, **more))
    own = Plans.whole(workspace.plans).of("A1")
    for name, text in FILES.items():
        path = own / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'account_id = "A1"\n{text}', encoding="utf-8")
    return workspace


def listed(workspace: Workspace) -> ActionsBrief:
    """The list as it is now."""
    book = acting_book(opened_once(workspace))
    return actions.brief(book, EVERYTHING, PlanCache(Plans.whole(workspace.plans)))
