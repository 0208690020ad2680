"""For a script, a figure whose feed is missing is there, unknown, with the reason."""

import shutil
from pathlib import Path

import pytest

from steward.briefings.customer.reviews.figures import customer_figures
from steward.briefings.customer.subject import subject
from steward.exhibits import Figure
from steward.warehouse.loading.load import load
from steward.workspace import Workspace
from tests.examples import first
from tests.homes import opened_once
from tests.reviews_made import BUSY


def _figures(home: Path) -> dict[str, Figure]:
    found = customer_figures(subject(opened_once(Workspace.whole(home)), BUSY))
    return {figure.id: figure for figure in found if not figure.id.startswith("adoption.")}


@pytest.mark.parametrize("feed", first(1, ["incidents", "tickets", "nps_responses"]))
def test_the_same_ids_labels_units_and_metrics_without_a_feed(feed: str, small_sample: Path, tmp_path: Path) -> None:
    kept = shutil.ignore_patterns(".warehouse", f"{feed}.*")
    shutil.copytree(small_sample / "data", tmp_path / "data", ignore=kept)
    load(Workspace.whole(tmp_path))
    with_all, without = _figures(small_sample), _figures(tmp_path)
    assert without.keys() == with_all.keys()
    for key, figure in without.items():
        known = with_all[key]
        assert (figure.label, figure.unit, figure.receipt.metric) == (known.label, known.unit, known.receipt.metric)
        if figure.value is None:
            assert figure.why
    assert any(figure.value is None and "feed is loaded" in figure.why for figure in without.values())
