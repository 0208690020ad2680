"""What was loaded last, what was rejected and why, what the checks found, and what lies about that nothing reads."""

from collections.abc import Collection, Iterable
from datetime import date

from steward.briefings.customer.unread import unread_of
from steward.briefings.internal.loads.data_health import Differing
from steward.briefings.internal.loads.data_health import data_health as brief
from steward.briefings.internal.loads.feeds_fill import FILLS
from steward.domain.identifiers import slug
from steward.domain.quarters import months_back
from steward.exhibits import listed
from steward.exhibits.wording import counted
from steward.plans.files.store import COMPANY, Plans
from steward.warehouse.reader import Warehouse
from steward.warehouse.rows.customer.unread import unread
from steward.warehouse.rows.internal.loads import loaded_tables
from steward.warehouse.rows.internal.unread import unread_of_book

__all__ = ["FILLS", "Differing", "brief", "left_out_of", "plan_folders_of_nobody", "turned_down", "turned_down_of"]


def turned_down(warehouse: Warehouse) -> str:
    """How many rows of which tables the last load rejected, in words; empty where it took them all."""
    tables = [one for one in loaded_tables(warehouse) if one.rejected]
    if not tables:
        return ""
    rejected, read = sum(one.rejected for one in tables), sum(one.read for one in tables)
    names = listed([one.table.replace("_", " ") for one in tables])
    return f"{rejected:,} of {counted(read, 'row')} of {names} {'was' if rejected == 1 else 'were'} rejected"


def turned_down_of(warehouse: Warehouse, accounts: Collection[str], as_of: date) -> str:
    """The same of single accounts, as far as rows say whose they are, of a year up to a day."""
    return unread_of(unread(warehouse, sorted(accounts)), months_back(as_of, 12), as_of)


def left_out_of(warehouse: Warehouse, feeds: Collection[str], as_of: date) -> str:
    """The same of everybody's rows of these feeds that lack an exchange rate, and so are in no sum."""
    found = [one for one in unread_of_book(warehouse) if one.currency and one.feed in feeds]
    return unread_of(found, months_back(as_of, 12), as_of)


def plan_folders_of_nobody(plans: Plans, accounts: Iterable[str]) -> tuple[str, ...]:
    """The folders of account_plans/ that no account reads, each with what to do."""
    if not plans.folder.is_dir():
        return ()
    names = {slug(account): account for account in accounts}
    folders = sorted(
        path.name for path in plans.folder.iterdir() if path.is_dir() and not path.name.startswith((".", "_"))
    )
    return tuple(_said(name, names) for name in folders if name not in names and name != COMPANY)


def _said(folder: str, names: dict[str, str]) -> str:
    said = f"account_plans/{folder} belongs to no account and is not read"
    meant = [name for name, account in names.items() if folder.casefold() in (account.casefold(), name.casefold())]
    if meant:
        return f"{said}; the plan of account {names[meant[0]]} lies in account_plans/{meant[0]}: rename it."
    return f"{said}; the folder of an account is named by the app, which makes it at the first save of its plan."
