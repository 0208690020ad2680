"""Files of many accounts in one folder: no two of them have one name, on any system."""

import io
from pathlib import Path

from pptx import Presentation

from steward.plans.files.store import Plans
from steward.plans.internal.account import account_plan
from steward.services import health
from steward.services.file_names import begins, file_on
from steward.services.reviews.decks import Order, about_of, deck_name, leadership_deck, leadership_name
from tests.homes import home, loaded_once

LONG = "A company with a name that goes on and on " * 5
TABLES = {
    "accounts": f"""
        account_id | name        | region
        A1         | Alder Ltd   |
        A2         | ALDER Ltd.  |
        A3         | Alder: Ltd  |
        A4         | Birch       |
        A5         | {LONG}North |
        A6         | {LONG}South |
        A7         | Elder       | North
        A8         | Elder       | South
        """,
    "subscriptions": """
        subscription_id | account_id | product_id | mrr | starts_on
        S1              | A1         | X          | 10  | 2024-01-01
        """,
}


def test_accounts_whose_files_would_be_called_the_same_have_their_id_in_the_name(tmp_path: Path) -> None:
    """Wherever a file on an account is made: for the customer or for us, in the app or by a command."""
    order = Order(loaded_once(home(tmp_path, **TABLES)))
    about = {key: about_of(order, key) for key in ("A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8")}
    told = {key: one.account_id.casefold() in deck_name(one).partition(" Q")[0] for key, one in about.items()}
    assert told == {key: key != "A4" for key in about}
    for made in (deck_name, leadership_name, begins, lambda one: file_on(one, "minutes", ".docx")):
        names = {made(one).casefold() for one in about.values()}
        assert len(names) == len(about)
    assert deck_name(about["A4"]).startswith("Birch Q")


def test_internal_decks_of_two_of_one_name_say_which_they_are_of(tmp_path: Path) -> None:
    workspace = loaded_once(home(tmp_path, **TABLES))
    plans = Plans.within(workspace)
    titles = []
    for key in ("A7", "A8"):
        about = about_of(Order(workspace), key)
        deck = leadership_deck(about, account_plan(plans, key), plans, health.of_account(about, plans))
        titles.append(Presentation(io.BytesIO(deck)).slides[0].shapes.title.text)
    assert titles == ["Elder · North: where the account stands", "Elder · South: where the account stands"]
