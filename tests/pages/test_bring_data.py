"""The page *Bring your data*: files are matched, looked at as they would load, saved, loaded, and taken back."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from steward.domain.access.scope import ALL, NONE, Role, Scope
from steward.services.data.bring.draft import draft_of
from steward.services.data.bring.mapping import choose
from steward.services.data.bring.saving import save
from steward.services.data.runs import begin, is_running, load_and_tell
from steward.ui.bring import page
from steward.ui.kit import reader as reading
from steward.workspace import Workspace
from tests.homes import ACCOUNTS, home, loaded_once
from tests.pages.bringing import CUSTOMERS, LINES, ODD, ROOT, drop, opened, press, said, sound, until_loaded

CSV = "subscription_id,account_id,product_id,mrr,starts_on\ns1,A1,wan,100,2024-01-01\n"
SUBSCRIPTIONS = "subscription_id | account_id | product_id | mrr | starts_on\ns1 | A1 | wan | 100 | 2024-01-01"


def test_a_wrong_mapping_is_seen_before_it_is_saved_and_taken_back_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From an empty home: dropped, matched, mapped wrongly, seen, loaded all the same, and undone."""
    (tmp_path / "data").mkdir()
    test = drop(opened(tmp_path, monkeypatch), **ODD)
    assert test.selectbox(key="bring.column.accounts.name").value == "Firmenname"
    assert "3 of 3 rows would load" in said(test) and not test.error
    test.session_state["bring.table"] = "subscriptions"
    test = sound(test.run())
    assert "24 of 24 rows would load" in said(test)
    wrong = test.selectbox(key="bring.column.subscriptions.starts_on").set_value("Tarif")
    test = sound(wrong.run())
    assert "0 of 24 rows would load" in said(test) and "24 would be rejected" in said(test)
    rejects = test.tabs[1].dataframe[0].value
    assert set(rejects["column"]) == {"starts_on"}
    assert set(rejects["reason"]) == {"“WAN 0” is not a date", "“WAN 1” is not a date"}
    test = sound(test.selectbox(key="bring.column.subscriptions.starts_on").set_value("Laufzeitbeginn").run())
    sums = test.tabs[2].dataframe[0].value
    assert list(sums["rows"])[-1] == 24 and list(sums["mrr"])[-1] == f"{sum(1100.5 + n for n in range(24)):,.2f}"
    test = sound(test.selectbox(key="bring.column.subscriptions.mrr").set_value("Kd-Nr").run())
    test.text_input(key="bring.company.name").set_value("Acme")
    press(sound(test.run()), "bring.save")
    assert until_loaded(tmp_path) == ""
    assert Workspace.whole(tmp_path).settings.company == "Acme"
    test = press(opened(tmp_path, monkeypatch), "bring.undo")
    assert "Nothing is loaded yet" in said(test) and not (tmp_path / "data" / "sources.toml").exists()
    assert test.selectbox(key="bring.column.accounts.name").value == "Firmenname", "what was brought is there again"


def test_a_load_that_ends_while_the_page_is_drawn_leads_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing was loaded when the run began, it knows of no page that could be led to."""
    (tmp_path / "data").mkdir()
    lines = {"accounts.csv": "account_id,name\nA1,Alpha\n", "subscriptions.csv": CSV}
    drop(opened(tmp_path, monkeypatch), **lines)
    save(draft_of(Workspace.whole(tmp_path), ""), "Me")

    def loads_meanwhile(home: Workspace) -> bool:
        monkeypatch.undo()
        monkeypatch.setenv("STEWARD_HOME", str(tmp_path))
        load_and_tell(home)
        return False

    monkeypatch.setattr(page, "show_running", loads_meanwhile)
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    assert not test.exception and "Nothing is loaded yet" not in said(test)


@pytest.mark.every
def test_what_was_brought_is_there_in_another_session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    drop(opened(tmp_path, monkeypatch), **ODD)
    test = opened(tmp_path, monkeypatch)
    assert "Kundenstamm Export" in said(test) and test.selectbox(key="bring.column.accounts.name").value == "Firmenname"
    test = press(test, "bring.discard")
    assert "Kundenstamm Export" not in said(test) and not test.selectbox


@pytest.mark.every
def test_all_of_it_can_be_written_by_hand_and_mistakes_are_said_in_the_loads_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").mkdir()
    test = drop(opened(tmp_path, monkeypatch), **ODD)
    field = "typed.bring.text"
    right = test.text_area(key=field).value
    for wrong, words in ((right + "[accounts", "is not valid TOML"), (right.replace("mrr", "mmr"), "is not a column")):
        test.text_area(key=field).set_value(wrong)
        test = press(sound(test.run()), "bring.text.use")
        assert any(words in one.value.replace("\\", "") for one in test.error), wrong
    test.text_area(key=field).set_value(right.replace('"Firmenname"', "'upper(\"Firmenname\")' # loud"))
    test = press(sound(test.run()), "bring.text.use")
    assert not test.error and "MÜLLER & SÖHNE GMBH" in list(test.tabs[0].dataframe[0].value["name"])
    assert "# loud" in draft_of(Workspace.whole(tmp_path), "").text


def test_two_people_at_one_mapping(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who saves second is told so, and goes on from what the first saved."""
    loaded_once(home(tmp_path, accounts=ACCOUNTS, subscriptions=SUBSCRIPTIONS))
    test = drop(
        opened(tmp_path, monkeypatch), **{"Anfragen.csv": "Ticketnummer,Kunde,Erstellt am\nT1,A1,2026-01-02 10:00\n"}
    )
    assert test.button(key="bring.save").disabled is False
    other = draft_of(Workspace.whole(tmp_path), "another")
    save(other.with_text('# theirs\n[accounts]\nfile = "accounts.csv"\n'), "Another")
    test = sound(test.run())
    assert any("was changed by somebody else" in one.value for one in test.error)
    assert not [one for one in test.button if one.key == "bring.save"]
    test = press(test, "bring.theirs")
    text = draft_of(Workspace.whole(tmp_path), "").text
    assert "# theirs" in text and "[tickets]" in text and not test.error
    assert test.button(key="bring.save").disabled is False


@pytest.mark.every
def test_files_that_lie_in_data_already_are_chosen_without_being_brought(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").mkdir()
    for name, text in ODD.items():
        (tmp_path / "data" / name).write_text(text, encoding="utf-8")
    test = opened(tmp_path, monkeypatch)
    test.multiselect(key="bring.existing").set_value(sorted(ODD))
    test = sound(test.run())
    assert "Puts the mapping into" in said(test).replace("\\", "") and "3 of 3 rows" in said(test)
    press(test, "bring.save")
    assert until_loaded(tmp_path) == ""
    assert {path.name for path in (tmp_path / "data").iterdir() if path.is_file()} == {*ODD, "sources.toml"}


@pytest.mark.every
def test_a_load_that_fails_says_why_and_leaves_what_was_in_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = loaded_once(home(tmp_path, accounts=ACCOUNTS, subscriptions=SUBSCRIPTIONS))
    before = (workspace.warehouse / "current").read_text()
    test = drop(opened(tmp_path, monkeypatch), **{"Kundenstamm.csv": CUSTOMERS})
    wrong = choose(draft_of(Workspace.whole(tmp_path), ""), "accounts", "account_id", "null::varchar")
    test = sound(test.run())
    assert test.button(key="bring.save").disabled and "No row of accounts would load" in said(test)
    save(wrong, "")
    begin(Workspace.whole(tmp_path))
    assert "None of the 3 rows of accounts could be loaded" in until_loaded(tmp_path)
    test = opened(tmp_path, monkeypatch)
    assert any("what was there before is in use" in one.value for one in test.error)
    assert (workspace.warehouse / "current").read_text() == before


@pytest.mark.parametrize(
    ("scope", "there"),
    [
        (Scope(ALL, NONE, ALL, roles=frozenset({Role.LEADERSHIP})), False),
        (Scope(ALL, NONE, ALL, roles=frozenset({Role.LEADERSHIP, Role.ADMINISTRATOR})), True),
        (Scope(roles=frozenset({Role.ADMINISTRATOR})), False),
    ],
)
def test_the_page_is_there_for_who_may_bring_data(
    scope: Scope, there: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded_once(home(tmp_path, accounts=ACCOUNTS, subscriptions=SUBSCRIPTIONS))
    monkeypatch.setattr(reading, "ALONE", reading.Reader("x@n.example", "X", scope))
    monkeypatch.setenv("STEWARD_HOME", str(tmp_path))
    from streamlit.testing.v1 import AppTest

    from tests.pages.bringing import ROOT

    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    test = test.switch_page("pages/internal/bring_data.py").run()
    assert bool(test.file_uploader) is there and not is_running(Workspace.whole(tmp_path))


@pytest.mark.every
def test_a_zip_with_a_hostile_name_is_told_and_the_rest_of_it_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import io
    import zipfile

    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("../Vertragspositionen.csv", LINES)
        archive.writestr("run.exe", b"MZ")
    (tmp_path / "data").mkdir()
    test = drop(opened(tmp_path, monkeypatch), **{"all.zip": held.getvalue()})
    assert "Vertragspositionen" in said(test) and any("run.exe" in one.value.replace("\\", "") for one in test.warning)
    assert not (tmp_path / "Vertragspositionen.csv").exists()
