"""Data > Loads says when the data was loaded, and loads it anew for whoever may, in a process of its own."""

import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from steward.domain.access.scope import NOTHING
from steward.errors import ChangeNotAllowed
from steward.services.data import runs
from steward.services.data.warehouses import current_warehouse
from steward.workspace import Workspace
from tests.access.signed_in import page_of, person, rules
from tests.examples import EVERYTHING
from tests.homes import home

LOADS = "pages/internal/data_health.py"
PEOPLE = "person_id | name | email\nP1 | Lena | lena@example.com\nP2 | Ann | ann@example.com"


def company(folder: Path) -> Workspace:
    workspace = home(
        folder,
        people=PEOPLE,
        accounts="account_id | name\nA1 | Alder",
        charges="account_id | month | amount\nA1|2026-09|9",
    )
    rules(folder, person("lena@example.com", "leadership", "administrator") + person("ann@example.com", "auditor"))
    runs.load_and_tell(workspace)
    return workspace


def said(test: AppTest) -> str:
    assert not test.exception
    return " ".join(one.value for one in (*test.caption, *test.error, *test.markdown)).replace("\\", "")


def test_whoever_may_has_it_loaded_and_everybody_sees_how_far_it_is_and_how_it_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = company(tmp_path)
    before = current_warehouse(workspace)
    reads = page_of(tmp_path, "ann@example.com", LOADS, monkeypatch)
    assert "Loaded" in said(reads) and "4 rows read" in said(reads)
    assert runs.NOT_YOURS in said(reads)
    assert not [one for one in reads.button if one.key == "loads.now"]
    test = page_of(tmp_path, "lena@example.com", LOADS, monkeypatch)
    test.button(key="loads.now").click().run()
    while runs.is_running(workspace):
        assert "Load now" not in [one.label for one in test.run().button] or not runs.is_running(workspace)
        time.sleep(0.05)
    assert "by Lena: 4 rows read" in said(test.run())
    assert current_warehouse(workspace) != before
    if not EVERYTHING:
        return
    (workspace.data / "charges.csv").write_text("nothing,of,use\n1,2,3\n", encoding="utf-8")
    test.button(key="loads.now").click().run()
    while runs.is_running(workspace):
        time.sleep(0.05)
    assert "what was there before is in use: charges.csv has no column" in said(test.run())


def test_who_may_not_load_is_refused_by_the_service_as_well(tmp_path: Path) -> None:
    home(tmp_path, accounts="account_id | name\nA1 | Alder")
    with pytest.raises(ChangeNotAllowed, match="loaded by who sees every account"):
        runs.begin(Workspace(tmp_path, NOTHING))
