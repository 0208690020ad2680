"""Decks of many accounts in one folder: no two of them have one name, on any system."""

from pathlib import Path

from steward.services.reviews.decks import Order, deck_name, review_of, shared_name
from tests.homes import home, loaded_once

LONG = "A company with a name that goes on and on " * 5
TABLES = {
    "accounts": f"""
        account_id | name
        A1         | Alder Ltd
        A2         | ALDER Ltd.
        A3         | Alder: Ltd
        A4         | Birch
        A5         | {LONG}North
        A6         | {LONG}South
        """,
    "subscriptions": """
        subscription_id | account_id | product_id | mrr | starts_on
        S1              | A1         | X          | 10  | 2024-01-01
        """,
}


def test_accounts_whose_files_would_be_called_the_same_have_their_id_in_the_name(tmp_path: Path) -> None:
    order = Order(loaded_once(home(tmp_path, **TABLES)))
    shared = {key: shared_name(order, key) for key in ("A1", "A2", "A3", "A4", "A5", "A6")}
    assert shared == {"A1": True, "A2": True, "A3": True, "A4": False, "A5": True, "A6": True}
    names = [deck_name(review_of(order, key), with_id=shared[key]) for key in shared]
    assert len({name.casefold() for name in names}) == len(names)
    assert deck_name(review_of(order, "A4")).startswith("Birch Q")
