"""A home without data says what it needs, and has the press that loads the sample or the files that are there."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from steward.ui.kit import nothing_loaded
from tests.examples import first
from tests.homes import home

ROOT = Path(__file__).parents[2]


def _open(folder: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("STEWARD_HOME", str(folder))
    test = AppTest.from_file(str(ROOT / "app.py")).run()
    assert not test.exception
    return test


@pytest.mark.parametrize("there", first(1, [True, False]))
def test_an_empty_home_offers_the_sample_and_says_where_files_go(
    there: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if there:
        (tmp_path / "data").mkdir()
    test = _open(tmp_path, monkeypatch)
    said = " ".join(one.value for one in test.markdown)
    assert "Nothing is loaded yet" in said and "A fictional company to look at" in said and not test.error
    assert any(f"load --home {tmp_path}" in one.value for one in test.code)
    small = nothing_loaded.write_sample
    monkeypatch.setattr(nothing_loaded, "write_sample", lambda folder: small(folder, accounts=12, months=15))
    test.button(key="nothing.sample").click().run()
    assert not test.exception and not test.error
    assert any("need you" in one.value for one in test.markdown)


def test_files_that_no_load_read_are_read_by_a_press(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = "subscription_id | account_id | product_id | mrr | starts_on\ns1 | A1 | wan | 100 | 2024-01-01"
    home(tmp_path, accounts="account_id | name\nA1 | Alpha", subscriptions=lines)
    test = _open(tmp_path, monkeypatch)
    assert not [one for one in test.button if one.key == "nothing.sample"]
    test.button(key="nothing.read").click().run()
    assert not test.exception and (tmp_path / "data" / ".warehouse").is_dir()
    assert not any("Nothing is loaded yet" in one.value for one in test.markdown)
