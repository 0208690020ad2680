"""What files about an account are called: in its own words, with its id where another account is called the same."""

from weakref import WeakKeyDictionary

from steward.briefings.customer.subject import Subject
from steward.domain.file_names import document_file, document_words
from steward.warehouse.reader import Warehouse
from steward.warehouse.rows.internal.book import written_names

__all__ = ["begins", "file_on", "shares_name"]

_KNOWN: WeakKeyDictionary[Warehouse, dict[str, str]] = WeakKeyDictionary()


def file_on(about: Subject, what: str, suffix: str) -> str:
    """`Lonechair Furniture Q3 2026 minutes.docx`, safe whatever the account is called."""
    shared = shares_name(about.warehouse, about.account_id)
    return document_file(about.account_id, about.account.name, about.quarter, what, suffix, with_id=shared)


def begins(about: Subject) -> str:
    """What names of its files begin with: `Lonechair Furniture`, with its id where another account is called so."""
    own = f" ({about.account_id})" if shares_name(about.warehouse, about.account_id) else ""
    return f"{about.account.name}{own}"


def shares_name(warehouse: Warehouse, account_id: str) -> bool:
    """Whether another account's files would be called the same, so that in one folder they would meet."""
    names = _names(warehouse)
    return sum(name == names.get(account_id) for name in names.values()) > 1


def _names(warehouse: Warehouse) -> dict[str, str]:
    """What begins the files of each account, as a file system compares it that takes large letters for small ones."""
    if warehouse not in _KNOWN:
        _KNOWN[warehouse] = {one.key: document_words(one.key, one.name).casefold() for one in written_names(warehouse)}
    return _KNOWN[warehouse]
