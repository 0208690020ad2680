"""What a page shows of content, without a browser."""

from dataclasses import replace
from pathlib import Path

import pytest
from showing import ACCOUNTS, COMMITMENTS, FIGURES, REVENUE, SURVEY, TREND
from streamlit.proto.Metric_pb2 import Metric
from streamlit.testing.v1 import AppTest

from steward.exhibits import NOT_KNOWN
from steward.ui.kit.drawing import LOOKS
from steward.ui.kit.exhibits import LONGEST_NAME, picture_name, rows
from steward.ui.kit.figures import provenance
from steward.ui.kit.tables import _picked

PAGE = Path(__file__).with_name("showing.py")


@pytest.fixture(scope="module")
def page() -> AppTest:
    """The page with one of everything, run once."""
    return AppTest.from_file(str(PAGE), default_timeout=600).run()


def test_the_page_opens(page: AppTest) -> None:
    assert not page.exception


def test_a_change_is_coloured_by_whether_it_is_welcome(page: AppTest) -> None:
    colours = {metric.label: Metric.MetricColor.Name(metric.color) for metric in page.metric}
    assert (colours["Availability"], colours["Tickets"]) == ("RED", "GREEN")


def test_what_is_not_known_is_a_dash_and_says_why(page: AppTest) -> None:
    assert [metric.value for metric in page.metric if metric.label == "NPS"] == [NOT_KNOWN]
    assert any("Nobody has answered" in caption.value for caption in page.caption)


def test_a_tile_says_where_its_number_comes_from() -> None:
    said = provenance(REVENUE).replace("\\", "")
    for part in (
        "Exactly €184,250",
        "Monthly recurring revenue",
        "30 Sep 2026",
        "customer.revenue",
        "account = A_1",
        "charges",
    ):
        assert part in said
    assert "Exactly" not in provenance(SURVEY)


def test_a_pick_is_the_key_of_its_row() -> None:
    assert _picked(ACCOUNTS, [1]) == "b-2"
    assert _picked(ACCOUNTS, []) is None
    assert _picked(ACCOUNTS, [7]) is None, "the pick was made in a longer table"


def test_every_chart_on_a_page_offers_its_picture_and_nothing_else(page: AppTest) -> None:
    assert any("data-figure" in one.proto.body for one in page.get("html"))
    assert not page.get("plotly_chart"), "a chart of Streamlit's own would be drawn at once"
    assert (LOOKS["modeBarButtons"], LOOKS["displayModeBar"]) == ([["toImage"]], "hover")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("NRR fell from 107.5 % to 106.9 %", "NRR fell from 107.5 % to 106.9 %"),
        ('../Tickets: 3/4 "late"\n?', "Tickets 3 4 late"),
        ("...", TREND.id),
        ("x" * 200, "x" * LONGEST_NAME),
    ],
)
def test_a_picture_is_called_by_the_title_of_its_chart(title: str, name: str) -> None:
    assert picture_name(replace(TREND, title=title)) == name


def test_charts_stand_in_pairs_and_wide_tables_alone() -> None:
    assert list(rows([TREND, TREND, TREND, COMMITMENTS, TREND])) == [[TREND, TREND], [TREND], [COMMITMENTS], [TREND]]
    assert list(rows([])) == []


def test_there_are_as_many_tiles_as_figures(page: AppTest) -> None:
    assert len(page.metric) == len(FIGURES)
