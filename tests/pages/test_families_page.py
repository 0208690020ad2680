"""Families on the page: the list of them, one opened, its views, and where it leads."""

from pathlib import Path
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from tests.access.signed_in import page_of, person, rules
from tests.homes import home, loaded_once

ROOT = Path(__file__).parents[2]
KINSFOLK = ["NW-1012", "NW-1013", "NW-1014"]


def page(at: Path, monkeypatch: pytest.MonkeyPatch, **query: str) -> AppTest:
    monkeypatch.setenv("STEWARD_HOME", str(at))
    test = AppTest.from_file(str(ROOT / "app.py"))
    for name, value in query.items():
        test.query_params[name] = value
    return test.switch_page("pages/internal/families.py").run()


def words(test: AppTest) -> str:
    return "\n".join(one.value for one in (*test.markdown, *test.caption, *test.info, *test.error)).replace("\\", "")


def test_a_family_is_opened_by_any_of_its_accounts_and_leads_on_with_all_of_them(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = page(sample_home, monkeypatch)
    assert not listed.exception and "2 families of 5 accounts bring" in words(listed)
    assert list(listed.dataframe[0].value.iloc[:, 0]) == ["Kinsfolk Industries", "Brückhagen Maschinenbau"]
    test = page(sample_home, monkeypatch, family="NW-1014")
    assert not test.exception and not test.error
    assert "Kinsfolk Industries: 3 accounts bring €335k a month, up 1.0" in words(test)
    assert [one.label for one in test.metric][:2] == ["MRR", "Of the book"]
    assert list(test.dataframe[0].value.iloc[:, 0])[-1] == "Together"
    links = {one.proto.label: parse_qs(one.proto.query_string) for one in test.get("page_link")}
    for name in ("Renewals", "Pipeline", "Health", "NPS", "Retention"):
        assert links[name]["only"] == KINSFOLK


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ("next", ", first: "),
        ("map", "László Szentesi: Automotive and Industries"),
        ("plan", "The plan of Kinsfolk Industries is"),
    ],
)
def test_one_view_at_a_time(shown: str, said: str, sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = page(sample_home, monkeypatch, family="NW-1012", shown=shown)
    assert not test.exception and not test.error
    assert said in words(test)


def test_without_families_it_is_said_what_would_make_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded_once(home(
        tmp_path,
        accounts="account_id | name\nA1 | Alder",
        subscriptions="subscription_id|account_id|product_id|mrr|starts_on\ns1|A1|wan|100|2025-01-01",
    ))  # fmt: skip
    test = page(tmp_path, monkeypatch)
    assert not test.exception
    assert "No two of these customers are of one family" in words(test) and "parent_id" in words(test)
    assert "There is no family of “A1”" in words(page(tmp_path, monkeypatch, family="A1"))


def test_of_a_family_somebody_sees_their_accounts_and_not_that_there_are_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One of two they read is no family; of three the third is nowhere, not even counted."""
    loaded_once(home(
        tmp_path,
        people="person_id | name | email\nP1 | Ann | ann@example.com\nP2 | Bo | bo@example.com",
        accounts="""
            account_id | name       | parent_id | owner_id
            G          | Group      |           | P2
            C1         | Child One  | G         | P1
            C2         | Child Two  | G         | P2
            C3         | Grandchild | C1        | P1
            """,
        subscriptions="subscription_id|account_id|product_id|mrr|starts_on\n"
        + "\n".join(f"s{one}|{one}|wan|40000|2025-01-01" for one in ("G", "C1", "C2", "C3")),
    ))  # fmt: skip
    rules(tmp_path, person("ann@example.com", "account manager") + person("bo@example.com", "account manager"))
    ann = page_of(tmp_path, "ann@example.com", "pages/internal/families.py", monkeypatch)
    said = words(ann)
    assert "1 family of 2 accounts brings €80k" in said
    assert list(ann.dataframe[0].value.iloc[:, 0]) == ["Child One"]
    assert "Group" not in said and "Child Two" not in said
    bo = page_of(tmp_path, "bo@example.com", "pages/internal/families.py", monkeypatch)
    assert list(bo.dataframe[0].value.iloc[:, 0]) == ["Group"] and "2 accounts" in words(bo)
