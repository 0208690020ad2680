"""A fictional company with data in every table, so that everything Steward shows can be seen at once.

Northweave Networks sells managed networks. The first accounts of every sample each have a story to find, told the
same way in every table it concerns (`stories.py` holds them as values; `data/README.md` says where to look):

    NW-1001  Lonechair Furniture        the champion left; activities drop, the opportunity is stuck
    NW-1002  Brimfull Studios           bandwidth outgrown at four sites, two upsells open, a design with two options
    NW-1003  Haggleton Mutual           a price dispute: accounting tickets, credits, detractors
    NW-1004  Flickerfield Foods         one site that fails month after month, a design that waits for its survey
    NW-1005  Bittersweet Confectionery  spend rises, NPS falls
    NW-1006  Hushwater Shipping         quiet: no activity in 90 days, few answers, renewal near
    NW-1007  Brightacre Cooperative     the model account, growing by cross-sell
    NW-1008  Partingway Freight         left during the last year
    NW-1009  Turnback Hotels            left and came back
    NW-1010  Handinhand Clinics         sold through a partner
    NW-1011  Lastcall Brewing           the day to give notice is about to pass
    NW-1012  Kinsfolk Industries        a parent with two children, NW-1013 and NW-1014
"""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from steward.sample.accounts import profiles
from steward.sample.chance import dice
from steward.sample.contacts import contacts
from steward.sample.files import Batch, refuse_if_owned
from steward.sample.history import customer
from steward.sample.incidents import incidents
from steward.sample.model import STRATEGIC_ABOVE, Customer, Profile
from steward.sample.plans import write_plans
from steward.sample.staff import COMPANY, staff
from steward.sample.tables import COLUMNS, World
from steward.sample.usage import write_usage
from steward.sample.window import Window

__all__ = ["write_sample"]

SETTINGS = f"""# A fictional company. `python -m steward sample` writes this file and every table beside it.
company = "{COMPANY}"
currency = "EUR"
fiscal_year_starts = 1
strategic_threshold = {STRATEGIC_ABOVE}
sample = true
# It never goes on, so that its stories stay true: this is the day on which it is looked at.
today = {{today}}
"""
LOOKED_AT = timedelta(days=8)
"""After the last day of its figures: the month is closed, and the quarter's reviews are being prepared."""

Progress = Callable[[str, float], None]


def write_sample(
    home: Path,
    *,
    accounts: int = 40,
    months: int = 36,
    seed: int = 7,
    until: date = date(2026, 9, 30),
    progress: Progress | None = None,
) -> None:
    """Write the sample into `home`/data, and plans into `home`/account_plans where there are none.

    Raises SampleRefused rather than overwrite data that no sample wrote; a plan is never overwritten."""
    told: Progress = progress or (lambda text, share: None)
    refuse_if_owned(home / "data")
    world = _world(seed, accounts, Window.ending(until, months), told)
    with Batch(home / "data") as batch:
        # First, so that an interrupted run is still known as a sample's.
        batch.text("workspace.toml", SETTINGS.format(today=until + LOOKED_AT))
        for number, (table, columns) in enumerate(COLUMNS.items()):
            told(f"Writing {table}", 0.2 + 0.3 * number / len(COLUMNS))
            batch.table(table, tuple(columns.split()), world.rows(table))
        usage = batch.path("usage.parquet")
        write_usage(usage, seed, world.customers, world.window, lambda share: told("Writing usage", 0.5 + share * 0.4))
    write_plans(home / "account_plans", world, lambda share: told("Writing plans", 0.9 + share / 10))
    told("Done", 1.0)


def _world(seed: int, accounts: int, window: Window, told: Progress) -> World:
    """The company with all its customers."""
    ours = staff(seed, accounts)
    names = frozenset(person.name for person in ours.people)
    found: list[Customer] = []
    for number, profile in enumerate(profiles(seed, accounts, window, ours)):
        told("Making up customers", 0.2 * number / accounts)
        found.append(_customer(seed, profile, window, names))
    return World(seed, window, ours, found)


def _customer(seed: int, profile: Profile, window: Window, ours: frozenset[str]) -> Customer:
    """An account with its services, people and outages."""
    found = customer(seed, profile, window)
    found.contacts = contacts(dice(seed, profile.account_id, "contacts"), found, window, ours)
    found.incidents = incidents(seed, found, window)
    return found
