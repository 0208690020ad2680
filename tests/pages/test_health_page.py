"""The page Health: what an account's score is made of, and rules changed on the page."""

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from steward.domain.health import Colour
from steward.plans.files.store import COMPANY, Plans
from steward.plans.internal.health import open_health
from steward.ui.kit.escape import JOINER
from steward.warehouse.loading.load import load
from steward.workspace import Workspace
from tests.homes import home, loaded_once
from tests.html_tables import prose_of

ROOT = Path(__file__).parents[2]
PAGE = "pages/internal/health.py"
TABLES = {
    "accounts": "account_id | name\nA1 | *Alpha*\nB1 | Beta",
    "people": "person_id | name\nP1 | Ida Falk",
    "subscriptions": """
        subscription_id | account_id | product_id | mrr   | starts_on
        s1              | A1         | wan        | 60000 | 2024-01-01
        s2              | B1         | wan        | 20000 | 2024-01-01
        """,
    "activities": """
        activity_id | account_id | happened_at      | kind
        a0          | B1         | 2026-01-01 09:00 | call
        a1          | A1         | 2026-09-20 09:00 | call
        """,
    "usage": """
        account_id | product_id | day        | used | committed
        A1         | wan        | 2026-09-10 | 60   | 100
        B1         | wan        | 2026-09-10 | 33   | 100
        """,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    loaded_once(home(tmp_path, **TABLES))
    return tmp_path


def _open(folder: Path, monkeypatch: pytest.MonkeyPatch, **query: str) -> AppTest:
    monkeypatch.setenv("STEWARD_HOME", str(folder))
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=600)
    for name, value in query.items():
        test.query_params[name] = value
    return _unfolded(test.switch_page(PAGE).run())


def _unfolded(test: AppTest) -> AppTest:
    """With the form of the rules opened, as a press opens it."""
    if not any(one.label == "How health is scored" for one in test.expander):
        return test
    next(one for one in test.expander if one.label == "How health is scored").proto.expanded = True
    test.session_state["health.rules"] = True
    return test.run()


def _metrics(test: AppTest) -> dict[str, str]:
    return {one.label: str(one.value) for one in test.metric}


def _said(test: AppTest) -> str:
    kinds = (test.markdown, test.caption, test.info, test.warning, test.error)
    return "\n".join(str(one.value) for found in kinds for one in found).replace("\\", "")


def _plain(test: AppTest) -> str:
    return _said(test).replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\N{NO-BREAK SPACE}", " ")


def test_a_score_is_made_of_the_groups_there_are(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beta: MRR is where it was a year ago, 75 of 100; nobody spoke to it for 272 days: no points, no one in touch.

    33 % of what is committed is used, 32.5. Relationship is 0 at 20 of 55, commercial 75 at 15, adoption at 20: 32."""
    test = _open(folder, monkeypatch, only="B1")
    assert not test.exception
    assert _metrics(test) == {
        "Health": "32", "Service": "–", "Adoption": "32", "Relationship": "0", "Commercial": "75", "Support": "–",
        "Voice": "–",
    }  # fmt: skip
    assert "Beta is red: 32 of 100" in _said(test)


def test_what_is_known_by_few_groups_has_no_score_and_no_colour(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without usage, relationship and commercial are known of both: 35 of 100."""
    (folder / "data" / "usage.csv").unlink()
    load(Workspace.whole(folder))
    test = _open(folder, monkeypatch)
    assert not test.exception
    assert "No account’s health is known: a score needs 50.0 % of the weight" in _plain(test)
    assert _metrics(test)["Not known well enough"] == "2"
    assert {_metrics(test)[f"{colour} accounts"] for colour in ("Red", "Amber", "Green")} == {"0"}
    one = _open(folder, monkeypatch, only="B1")
    assert not one.exception
    why = "2 of 6 groups have data, 35.0 % of the weight, and a score needs 50.0 %"
    assert "# The health of Beta is not known well enough" in _plain(one)
    assert f"Not known well enough: {why}." in _plain(one)
    assert _metrics(one)["Health"] == "–" and _metrics(one)["Relationship"] == "0"


def test_how_much_has_to_be_known_is_a_rule(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = folder / "account_plans" / COMPANY / "health.toml"
    own.parent.mkdir(parents=True)
    own.write_text('account_id = "_company"\n[bands]\nknown_from = 60\n')
    test = _open(folder, monkeypatch)
    assert _metrics(test)["Not known well enough"] == "2" and not test.warning
    own.write_text('account_id = "_company"\n[bands]\nknown_from = 55\n')
    assert _metrics(_open(folder, monkeypatch))["Not known well enough"] == "0"


def test_red_accounts_stand_in_the_headline(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = _said(_open(folder, monkeypatch))
    assert "1 account red, €20k a month; no green accounts worth a second look" in told


def test_a_rule_is_changed_saved_and_taken_back(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = _open(folder, monkeypatch, you="P1")
    assert _metrics(test)["Red accounts"] == "1"
    amber = next(one for one in test.select_slider if one.label == "Amber from")
    amber.set_value(30).run()
    test.button(key="health.save").click().run()
    assert not test.exception
    assert _metrics(test)["Red accounts"] == "0"
    kept = open_health(folder / "account_plans")
    assert kept.plan.bands.amber_from == 30
    assert (folder / "account_plans" / COMPANY / "journal.jsonl").exists()
    green = next(one for one in test.select_slider if one.label == "Green from")
    green.set_value(33).run()
    test.button(key="health.save").click().run()
    test.button(key="plan.undo.button").click().run()
    assert open_health(folder / "account_plans").plan == kept.plan


def test_the_very_first_rule_is_taken_back_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = _open(folder, monkeypatch, you="P1")
    next(one for one in test.select_slider if one.label == "Amber from").set_value(30).run()
    test.button(key="health.save").click().run()
    assert _metrics(test)["Red accounts"] == "0"
    test.button(key="plan.undo.button").click().run()
    assert not test.exception and not test.error
    assert open_health(folder / "account_plans").plan.bands.amber_from is None
    assert _metrics(test)["Red accounts"] == "1"


def test_rules_of_a_segment_hold_for_its_accounts_and_stay_through_a_save(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beta is public: amber from 30 there, so its 32 points are amber."""
    (folder / "data" / "accounts.csv").write_text("account_id,name,segment\nA1,Alpha,\nB1,Beta,public\n")
    load(Workspace.whole(folder))
    own = folder / "account_plans" / COMPANY / "health.toml"
    own.parent.mkdir(parents=True)
    own.write_text(
        'account_id = "_company"\n[[segment_bands]]\nsegment = "public"\namber_from = 30\n'
        '[[signals]]\nsignal = "mrr_change"\nsegment = "public"\nweight = 10\n'
    )
    test = _open(folder, monkeypatch, you="P1")
    assert _metrics(test)["Red accounts"] == "0"
    assert "By the scales of the segment “public”." in _said(_open(folder, monkeypatch, only="B1"))
    amber = next(one for one in test.select_slider if one.label == "Amber from")
    amber.set_value(40).run()
    test.button(key="health.save").click().run()
    assert not test.exception
    kept = open_health(folder / "account_plans")
    assert [(one.segment, one.amber_from) for one in kept.plan.segment_bands] == [("public", 30)]
    assert [one.weight for one in kept.plan.signals if one.segment] == [10]
    assert kept.problems == ()


def test_a_file_that_makes_no_sense_is_said_and_not_used(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = folder / "account_plans" / COMPANY / "health.toml"
    own.parent.mkdir(parents=True)
    own.write_text('account_id = "_company"\n[bands]\ngreen_from = 20\namber_from = 60\n')
    test = _open(folder, monkeypatch)
    assert not test.exception
    assert "Green has to begin above amber" in _said(test)
    assert _metrics(test)["Red accounts"] == "1"


def _override(folder: Path, lines: str) -> None:
    strategy = Plans.whole(folder / "account_plans").of("B1") / "strategy.toml"
    strategy.parent.mkdir(parents=True)
    strategy.write_text(f'account_id = "B1"\n[health_override]\nhealth = "green"\n{lines}\n')


def test_a_health_set_by_hand_stands_beside_the_computed_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _override(
        folder,
        'reason = "They *signed* on Friday"\nauthor = "P1"\nset_on = 2026-09-18\nexpires_on = 2026-12-31',
    )
    test = _open(folder, monkeypatch, only="B1")
    assert "Beta is green, set by hand; computed: red, 32 of 100" in _said(test)
    said = "Set by hand: Green by Ida Falk on 18 Sep 2026, until 31 Dec 2026: They *signed* on Friday"
    assert said in _said(test)
    everybody = _open(folder, monkeypatch)
    assert _metrics(everybody)["Set by hand"] == "1"
    assert _metrics(everybody)["Red accounts"] == "0" and "No account is red" in _said(everybody)
    assert "1 account has another health set by hand beside the computed one" in _said(everybody)
    shown = next(rows for names, *rows in prose_of(everybody) if "Set by" in names)
    row = [
        "Beta",
        "32",
        "red",
        "green",
        "Ida Falk",
        "18 Sep 2026",
        "31 Dec 2026",
        "They *signed* on Friday",
    ]
    assert [str(cell).replace("\N{NO-BREAK SPACE}", " ") for cell in shown[0]] == row


def test_one_without_reason_and_author_does_not_count_and_says_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _override(folder, "expires_on = 2026-12-31")
    wrong = "Green was set by hand and does not count: the reason and who set it are missing."
    assert wrong in _said(_open(folder, monkeypatch, only="B1"))
    everybody = _open(folder, monkeypatch)
    assert _metrics(everybody)["Set by hand"] == "0"
    assert f"- Beta: {wrong}" in _said(everybody)
    assert "incomplete" in everybody.dataframe[0].value.to_numpy()


def test_a_health_set_by_hand_that_will_not_count_says_why_before_and_after_it_is_saved(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = _open(folder, monkeypatch, you="P1", health="A1")
    next(one for one in test.selectbox if one.label == "Health").set_value(Colour.RED).run()
    lacking = "It does not count: the reason is missing."
    assert lacking in _warned(test)
    test.button(key="plan.save").click().run()
    assert lacking in _warned(test)
    next(one for one in test.text_input if one.label == "Reason").set_value("They told us").run()
    next(one for one in test.selectbox if one.label == "Set by").set_value("P1").run()
    next(one for one in test.date_input if one.label == "Expires on").set_value(date(2026, 9, 1)).run()
    assert "It does not count: it expired on 1 Sep 2026." in _warned(test)
    next(one for one in test.date_input if one.label == "Expires on").set_value(date(2026, 12, 1)).run()
    assert not [one for one in _warned(test) if one.startswith("It does not count")]


def _warned(test: AppTest) -> list[str]:
    return [one.value.replace("\\", "").replace(JOINER, "") for one in test.warning]
