"""What a load turned down is said where figures are read, and a name that is begun is the one it can only be."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from steward.ui.kit.who import _meant
from tests.homes import home, loaded_once

ROOT = Path(__file__).parents[2]
TABLES = {
    "accounts": "account_id | name\nA1 | Alpha",
    "subscriptions": """
        subscription_id | account_id | product_id | mrr   | starts_on
        s1              | A1         | wan        | 60000 | 2024-01-01
        s2              | A9         | wan        | 100   | 2024-01-01
        """,
}


@pytest.mark.parametrize("page", ["week", "book"])
@pytest.mark.parametrize(("bad", "said"), [(True, "1 of 2 rows of subscriptions was rejected"), (False, "")])
def test_rows_that_were_turned_down(
    page: str, bad: bool, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = TABLES["subscriptions"].replace("A9", "A1")
    loaded_once(home(tmp_path, **(TABLES if bad else {**TABLES, "subscriptions": good})))
    monkeypatch.setenv("STEWARD_HOME", str(tmp_path))
    test = AppTest.from_file(str(ROOT / "app.py")).switch_page(f"pages/internal/{page}.py").run()
    assert not test.exception
    told = [str(one.value).replace("\\", "") for one in test.warning if "rejected" in str(one.value)]
    assert [one.partition(" rejected")[0] + " rejected" for one in told] == ([said] if said else [])


@pytest.mark.parametrize(
    ("said", "meant"),
    [("Mikkel", "P1"), ("mikkel", "P1"), ("P2", "P2"), ("Anna", "Anna"), ("Mik", "Mik"), ("Anna Berg", "P3"), ("", "")],
)
def test_a_name_that_is_begun(said: str, meant: str) -> None:
    """Of two who are called so it is neither."""
    assert _meant(said, {"P1": "Mikkel Lundquist", "P2": "Ida Falk", "P3": "Anna Berg", "P4": "Anna Dahl"}) == meant
