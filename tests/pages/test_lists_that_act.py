"""A row of a list is worked on beside it: saved there, what it moved is said, and it is taken back there."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from steward.domain.health import Colour
from steward.domain.identifiers import slug
from steward.plans.customer import success_plan as agreed
from steward.plans.customer.success_plan import Commitment, Kept, Side, SuccessPlan
from steward.plans.files.store import Plans
from steward.plans.internal import strategy as ours
from steward.plans.internal.strategy import HealthOverride, Strategy, WhitespaceNote
from tests.homes import home, loaded_once

ROOT = Path(__file__).parents[2]
TABLES = {
    "accounts": "account_id | name | owner_id\nA1 | *Alpha* | P1\nB1 | Beta | P1",
    "people": "person_id | name\nP1 | Ida Falk\nP2 | Bo Desk",
    "subscriptions": """
        subscription_id | account_id | product_id | mrr   | starts_on
        s1              | A1         | wan        | 60000 | 2024-01-01
        s2              | B1         | wan        | 20000 | 2024-01-01
        """,
    "products": "product_id | name | family\nwan | WAN | Net\nsec | *Security* | Sec",
    "activities": "activity_id | account_id | happened_at | kind\na1 | A1 | 2026-09-20 09:00 | call",
    "usage": """
        account_id | product_id | day        | used | committed
        A1         | wan        | 2026-09-10 | 60   | 100
        B1         | wan        | 2026-09-10 | 33   | 100
        """,
}
LATE = Commitment(id="line", promise="Second *line*", side=Side.OURS, owner="P1", due=date(2026, 9, 1))
KEPT = Commitment(id="offer", promise="Send the offer", side=Side.OURS, due=date(2026, 8, 1), status=Kept.KEPT)
STATUS, NOTE = (f"typed.commitments.{slug('A1')}.{slug('line')}.{name}" for name in ("status", "note"))
Open = Callable[..., AppTest]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    loaded_once(home(tmp_path, **TABLES))
    plans = Plans.whole(tmp_path / "account_plans")
    plan = SuccessPlan(account_id="A1", commitments=(LATE, KEPT))
    plans.save(plans.open(SuccessPlan, agreed.FILE, "A1"), plan, "Bo Desk")
    return tmp_path


@pytest.fixture
def opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """A page in a session of its own."""
    monkeypatch.setenv("STEWARD_HOME", str(folder))

    def open_page(page: str, **query: str) -> AppTest:
        test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=600)
        for name, value in {"you": "P1", **query}.items():
            test.query_params[name] = value
        test.switch_page(f"pages/internal/{page}.py").run()
        assert not test.exception and not test.error
        return test

    return open_page


def _strategy(folder: Path, account: str) -> Strategy:
    return Plans.whole(folder / "account_plans").open(Strategy, ours.FILE, account).plan


def _field(test: AppTest, label: str) -> Any:
    kinds = (test.selectbox, test.date_input, test.text_input, test.number_input)
    return next(one for kind in kinds for one in kind if one.label == label and one.key.startswith("typed."))


def _set(test: AppTest, **values: object) -> None:
    for label, value in values.items():
        _field(test, label.replace("_", " ")).set_value(value).run()
        assert not test.exception and not test.error


def _commitments(folder: Path) -> tuple[Commitment, ...]:
    return Plans.whole(folder / "account_plans").open(SuccessPlan, agreed.FILE, "A1").plan.commitments


def _moved(test: AppTest) -> str:
    """What the page says the last save moved."""
    lines = [one.value.replace("\\", "") for one in test.markdown if one.value.startswith(":material/trending_flat:")]
    said = "\n".join(lines).removeprefix(":material/trending_flat: ")
    return said.replace("\N{NARROW NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("page", ["commitments", "book"])
def test_what_became_of_a_commitment_is_said_beside_the_list(opened: Open, folder: Path, page: str) -> None:
    """Of one of two that were due, kept: two of two. It is found so today, because nobody gave another day."""
    test = opened(page, commitment="A1~line")
    test.selectbox(key=STATUS).select(Kept.KEPT).run()
    test.button(key="commitment.save").click().run()
    assert not test.exception and not test.error
    assert _commitments(folder)[0].status is Kept.KEPT and _commitments(folder)[0].closed_on == date(2026, 9, 30)
    assert "Commitments overdue 1 → 0" in _moved(test)
    box = test.selectbox(key="commitment.box").proto
    assert box.set_value and box.raw_value.endswith("· kept"), "a browser that kept the old label would choose nothing"
    test.button(key="commitment.undo").click().run()
    assert _commitments(folder) == (LATE, KEPT) and _moved(test) == ""


def test_what_others_say_of_other_commitments_stays_and_of_the_same_is_asked(opened: Open, folder: Path) -> None:
    test = opened("commitments", commitment="A1~line")
    test.selectbox(key=STATUS).select(Kept.MISSED).run()
    _saved_by_bo(folder, "offer", note="By mail")
    test.button(key="commitment.save").click().run()
    assert not test.warning
    assert [(one.status, one.note) for one in _commitments(folder)] == [(Kept.MISSED, ""), (Kept.KEPT, "By mail")]
    test.text_input(key=NOTE).set_value("Nobody dug").run()
    _saved_by_bo(folder, "line", note="Dug by *hand*")
    test.button(key="commitment.save").click().run()
    (told,) = [one.value.replace("\\", "") for one in test.warning]
    assert "Somebody else saved this meanwhile: Note “Dug by *hand*”, yours “Nobody dug”." in told
    assert "Dug by *hand*" in told and _commitments(folder)[0].note == "Dug by *hand*"
    _saved_by_bo(folder, "line", note="Dug twice")
    test.button(key="commitment.save.over").click().run()
    assert _commitments(folder)[0].note == "Dug twice", "what was not shown is not written over"
    assert "Note “Dug twice”, yours “Nobody dug”" in test.warning[0].value.replace("\\", "")
    test.button(key="commitment.save.over").click().run()
    assert _commitments(folder)[0].note == "Nobody dug"


def _saved_by_bo(folder: Path, entry: str, *, note: str) -> None:
    plans = Plans.whole(folder / "account_plans")
    base = plans.open(SuccessPlan, agreed.FILE, "A1")
    said = tuple(Commitment(**{**vars(one), "note": note}) if one.id == entry else one for one in base.plan.commitments)
    plans.save(base, SuccessPlan(account_id="A1", commitments=said), "Bo Desk")


def test_what_is_known_of_a_cell_is_noted_beside_the_grid(opened: Open, folder: Path) -> None:
    """Beta has no Security: a rival supplies it for 250, so a space less is empty and 250 can be won."""
    test = opened("whitespace", space="B1~sec")
    _set(test, With="Rival", Potential=250.0)
    test.button(key="whitespace.save").click().run()
    assert not test.exception and not test.error
    noted = WhitespaceNote(product="sec", competitor="Rival", potential_mrr=250)
    assert _strategy(folder, "B1").whitespace == (noted,)
    assert "Potential – → €250" in _moved(test) and "This cell Empty → With a competitor" in _moved(test)
    test.button(key="whitespace.undo").click().run()
    assert _strategy(folder, "B1").whitespace == () and _field(test, "With").value == ""


def test_a_health_is_set_by_hand_beside_the_list(opened: Open, folder: Path) -> None:
    """Below the list stand the rules, with an undo of their own."""
    test = opened("health", health="B1")
    _set(test, Health=Colour.GREEN, Reason="They *signed*", Set_by="P1", Expires_on=date(2026, 12, 31))
    test.button(key="plan.save").click().run()
    assert not test.exception and not test.error
    written = _strategy(folder, "B1").health_override
    assert (written.health, written.reason, written.author) == (Colour.GREEN, "They *signed*", "P1")
    assert "Set by hand 0 → 1; Beta – → green" in _moved(test)
    test.button(key="health.undo").click().run()
    assert _strategy(folder, "B1").health_override.health is None and _moved(test) == ""


def test_a_new_health_is_set_by_whoever_writes_it_for_ninety_days_unless_they_say_otherwise(
    opened: Open, folder: Path
) -> None:
    test = opened("health", health="B1")
    begun = {name: _field(test, name).value for name in ("Set by", "Set on", "Expires on")}
    assert begun == {"Set by": "P1", "Set on": date(2026, 9, 30), "Expires on": date(2026, 12, 29)}
    assert test.button(key="plan.save").label == "Save", "what is proposed is no change yet"
    _set(test, Health=Colour.GREEN, Reason="They signed", Set_by="P2")
    test.button(key="plan.save").click().run()
    assert not test.exception and not test.error
    assert _strategy(folder, "B1").health_override == HealthOverride(
        health=Colour.GREEN, reason="They signed", author="P2", set_on=date(2026, 9, 30), expires_on=date(2026, 12, 29)
    )


@pytest.mark.parametrize(
    ("page", "address", "value"),
    [("commitments", "commitment", "A1~line"), ("whitespace", "space", "B1~sec"), ("health", "health", "B1")],
)
def test_a_panel_is_closed_and_its_address_forgotten(opened: Open, page: str, address: str, value: str) -> None:
    test = opened(page, **{address: value})
    assert test.query_params[address] == value
    test.button(key=f"{address}.close").click().run()
    assert not test.exception and address not in test.query_params
    assert not [one for one in test.button if one.key == f"{address}.close"]
