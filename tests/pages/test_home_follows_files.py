"""What there is to do is kept in parts, each for as long as its files are as they were: together it is never older than
any of them."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.services.scope import acting_book, warehouse_of
from steward.services.week import everything
from steward.workspace import Workspace

FILES = (
    "success_plan.toml", "renewals.toml", "strategy.toml", "debrief.toml", "pipeline.toml", "review.toml",
    "activities.toml",
)  # fmt: skip


def _shown() -> None:
    """Runs as a page."""
    import streamlit as st

    from steward.services.scope import acting_book
    from steward.ui.kit.cache import one_look, warehouse
    from steward.ui.week.page import everything_to_do

    with one_look():
        st.session_state["todos"] = everything_to_do(acting_book(warehouse())).todos


def test_it_is_what_the_files_say_after_any_of_them_changed(
    small_sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = shutil.copytree(small_sample, tmp_path / "home")
    monkeypatch.setenv("STEWARD_HOME", str(home))
    page, whole = AppTest.from_function(_shown).run(), Workspace.whole(home)
    before, changed = page.session_state["todos"], []
    for file in FILES:
        for path in sorted((home / "account_plans").rglob(file)):
            path.unlink()
        now = page.run().session_state["todos"]
        assert now == everything(acting_book(warehouse_of(whole)), PlanCache(Plans.within(whole))).todos, file
        changed += [file] if now != before else []
        before = now
    assert set(changed) >= {"success_plan.toml", "renewals.toml", "strategy.toml"}
    assert not page.exception
