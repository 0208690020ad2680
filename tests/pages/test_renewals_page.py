"""The page Renewals: what it says without contracts or plans, and how a renewal is called on it."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from steward.domain.renewals import Category
from steward.plans.files.store import Plans
from steward.plans.internal.renewal_edits import WrittenRenewal
from steward.plans.internal.renewals import FILE, RenewalForecast, Renewals
from steward.workspace import Workspace
from tests.homes import home, loaded_once
from tests.plans.written_by import set_renewal

ROOT = Path(__file__).parents[2]
PAGE = "pages/internal/renewals.py"
HOSTILE = 'C"1 [x](http://e.vil) $a$ <b>'
TABLES = {
    "accounts": "account_id | name | owner_id\nA1 | *Alpha* | P1\nB1 | Beta | P1",
    "people": "person_id | name\nP1 | Ida Falk",
    "subscriptions": """
        subscription_id | account_id | product_id | mrr   | starts_on  | contract_id
        s1              | A1         | wan        | 60000 | 2024-01-01 | C1
        s2              | B1         | wan        | 20000 | 2024-01-01 | C2
        """,
    "contracts": """
        contract_id | account_id | starts_on  | ends_on    | notice_days | auto_renews
        C1          | A1         | 2024-01-01 | 2026-12-20 | 30          | true
        C2          | B1         | 2024-01-01 | 2026-12-31 | 90          | false
        """,
}


def _home(folder: Path, **tables: str) -> Path:
    loaded_once(home(folder, **{**TABLES, **tables}))
    return folder


def _open(folder: Path, monkeypatch: pytest.MonkeyPatch, **query: str) -> AppTest:
    monkeypatch.setenv("STEWARD_HOME", str(folder))
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=600)
    for name, value in query.items():
        test.query_params[name] = value
    return test.switch_page(PAGE).run()


def _texts(test: AppTest) -> str:
    kinds = (test.title, test.header, test.subheader, test.markdown, test.caption, test.info, test.warning, test.error)
    return "\n".join(str(one.value) for found in kinds for one in found)


def _range(test: AppTest) -> str:
    return next(str(one.value) for one in test.metric if "at best" in one.label)


def _moved(test: AppTest) -> list[str]:
    """What the page says the last save moved."""
    lines = [one.value.replace("\\", "") for one in test.markdown if one.value.startswith(":material/trending_flat:")]
    return [one.removeprefix(":material/trending_flat: ").replace("\N{NARROW NO-BREAK SPACE}", " ") for one in lines]


def test_a_renewal_is_called_saved_and_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """C2 will churn: of 80,000 that end in the quarter 60,000 can still be won."""
    test = _open(_home(tmp_path), monkeypatch, contract="C2", you="P1")
    assert not test.exception
    assert _range(test).startswith("100")
    test.selectbox(key=_key(test, "category")).select(Category.WILL_CHURN).run()
    test.button(key="renewal.save").click().run()
    assert not test.exception and not test.error
    assert _range(test).startswith("75")
    assert _moved(test) == ["Q4 2026 at best 100.0 % → 75.0 %"]
    (forecast,) = Plans.whole(tmp_path / "account_plans").open(Renewals, FILE, "B1").plan.calls
    assert (forecast.contract, forecast.category, forecast.set_by) == ("C2", Category.WILL_CHURN, "Ida Falk")
    test.button(key="renewal.undo.button").click().run()
    assert _range(test).startswith("100") and _moved(test) == []
    assert Plans.whole(tmp_path / "account_plans").open(Renewals, FILE, "B1").plan.calls == ()


def test_a_downsell_asks_for_its_amount_before_it_is_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = _open(_home(tmp_path), monkeypatch, contract="C2", you="P1")
    plans = Plans.whole(tmp_path / "account_plans")
    test.selectbox(key=_key(test, "category")).select(Category.CONTRACT).run()
    assert ["A downsell needs an amount" in one.value for one in test.warning] == [True]
    test.button(key="renewal.save").click().run()
    assert [one.value for one in test.error] == ["Nothing is saved yet: the amount is missing."]
    assert plans.open(Renewals, FILE, "B1").plan.calls == () and _range(test).startswith("100")
    next(one for one in test.number_input if one.label == "Expected").set_value(6000).run()
    assert not test.warning
    test.button(key="renewal.save").click().run()
    assert not test.error and plans.open(Renewals, FILE, "B1").plan.calls[0].expected_mrr == 6000
    assert _moved(test) == ["Q4 2026 at best 100.0 % → 82.5 %"]


def test_what_was_typed_while_somebody_else_saved_is_not_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ida saves “will renew” while “will churn” with a note is being typed: theirs is told, ours stays, and either can
    be kept."""
    test = _open(_home(tmp_path), monkeypatch, contract="C2", you="P1")
    test.selectbox(key=_key(test, "category")).select(Category.WILL_CHURN).run()
    plans = Plans.whole(tmp_path / "account_plans")
    theirs = WrittenRenewal(RenewalForecast(contract="C2", category=Category.WILL_RENEW, set_by="P1"))
    set_renewal(plans, "B1", "C2", WrittenRenewal(None), theirs, "ida@example.com")
    test.button(key="renewal.save").click().run()
    assert not test.exception
    (told,) = [one.value for one in test.warning]
    assert "Somebody else saved this meanwhile: Category “Renewal, expected”, yours “Churn, expected”." in told.replace(
        "\\", ""
    )
    assert test.selectbox(key=_key(test, "category")).value == Category.WILL_CHURN
    assert plans.open(Renewals, FILE, "B1").plan.calls == (theirs.forecast,)
    test.button(key="renewal.save.over").click().run()
    (forecast,) = plans.open(Renewals, FILE, "B1").plan.calls
    assert forecast.category == Category.WILL_CHURN and not test.warning


def test_theirs_can_be_taken_and_an_untouched_form_follows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = _open(_home(tmp_path), monkeypatch, contract="C2", you="P1")
    plans = Plans.whole(tmp_path / "account_plans")
    first = WrittenRenewal(RenewalForecast(contract="C2", category=Category.WILL_RENEW))
    set_renewal(plans, "B1", "C2", WrittenRenewal(None), first, "ida@example.com")
    test.run()
    assert test.selectbox(key=_key(test, "category")).value == Category.WILL_RENEW and not test.warning
    test.selectbox(key=_key(test, "category")).select(Category.WILL_CHURN).run()
    set_renewal(
        plans,
        "B1",
        "C2",
        first,
        WrittenRenewal(RenewalForecast(contract="C2", category=Category.CONTRACT, expected_mrr=9)),
        "ida@example.com",
    )
    test.run()
    next(one for one in test.button if one.label == "Take theirs").click().run()
    assert test.selectbox(key=_key(test, "category")).value == Category.CONTRACT and not test.warning


def _key(test: AppTest, name: str) -> str:
    return next(box.key for box in test.selectbox if box.key and box.key.endswith(f".{name}"))


def test_without_contracts_the_page_says_what_they_would_show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    loaded_once(home(tmp_path, **{name: text for name, text in TABLES.items() if name != "contracts"}))
    test = _open(tmp_path, monkeypatch)
    assert not test.exception
    assert "No contracts feed is loaded" in _texts(test)


def test_ids_and_names_are_shown_as_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    contracts = TABLES["contracts"].replace("C2  ", HOSTILE.replace('"', '""'))
    subscriptions = TABLES["subscriptions"].replace("| C2", "| " + HOSTILE.replace('"', '""'))
    contracts = contracts.replace(HOSTILE.replace('"', '""'), '"' + HOSTILE.replace('"', '""') + '"')
    subscriptions = subscriptions.replace(HOSTILE.replace('"', '""'), '"' + HOSTILE.replace('"', '""') + '"')
    folder = _home(tmp_path, contracts=contracts, subscriptions=subscriptions)
    test = _open(folder, monkeypatch, contract=HOSTILE, you="P1")
    assert not test.exception
    assert test.selectbox(key="contract.box").value == HOSTILE
    assert "](http://e.vil)" not in _texts(test).replace("\\", "\\\\")
    test.selectbox(key=_key(test, "category")).select(Category.WILL_CHURN).run()
    test.button(key="renewal.save").click().run()
    assert Plans.whole(folder / "account_plans").open(Renewals, FILE, "B1").plan.calls[0].contract == HOSTILE


def test_a_contract_nobody_knows_in_the_link_or_in_the_file_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = _home(tmp_path)
    path = Plans.whole(Workspace.whole(folder).plans).of("A1") / FILE
    path.parent.mkdir(parents=True)
    path.write_text('account_id = "A1"\n\n[[calls]]\ncontract = "C9"\ncategory = "maybe"\n', encoding="utf-8")
    assert _open(folder, monkeypatch, contract="C9").selectbox(key="contract.box").value is None
    test = _open(folder, monkeypatch, contract="C1")
    assert not test.exception
    assert "no contract of this account" in _texts(test)
    assert "maybe" in _texts(test)


def test_a_forecast_set_on_the_account_says_what_it_moved_of_its_signs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STEWARD_HOME", str(_home(tmp_path)))
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=600)
    for name, value in {"account": "B1", "contract": "C2", "you": "P1"}.items():
        test.query_params[name] = value
    test.switch_page("pages/internal/commercial.py").run()
    assert not test.exception
    test.selectbox(key=_key(test, "category")).select(Category.WILL_CHURN).run()
    test.button(key="renewal.save").click().run()
    (moved,) = _moved(test)
    assert "no forecast yet → in 92 days · 31 Dec 2026" in moved and moved.endswith("forecast: Churn, expected")
