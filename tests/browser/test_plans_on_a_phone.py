"""Goals and steps in a real Chromium as narrow as a phone: every word is inside, and none lies on another."""

from dataclasses import replace
from typing import Any

import pytest
from plans_drawn import CORE, FEWER, GOALS, SPANS, bullets, goal, timeline
from playwright.sync_api import Browser, expect

from steward.charts import figure
from steward.exhibits import Exhibit
from tests.browser.conftest import window

pytestmark = pytest.mark.browser
PLOT = 388
WORDS = """drawing => [...drawing.querySelectorAll('.annotation-text')].map(each => {
  const box = each.getBoundingClientRect();
  return {text: each.textContent, left: box.left, right: box.right, top: box.top, bottom: box.bottom};
})"""
LONG = "A very long name of something that nobody would ever put on a slide " * 3
EXTREMES = (
    goal("Ten times the target", 0, 10, 100),
    goal("Far below", 50, 60, -400),
    goal("Hardly begun", 0, 1000, 1),
    replace(
        FEWER, label=LONG, detail=LONG, unit=replace(FEWER.unit, suffix=" minutes lost by anybody anywhere a month")
    ),
)
SHOWN: dict[str, Exhibit] = {
    "goals": bullets(*GOALS),
    "extreme goals": bullets(*EXTREMES),
    "steps": timeline(*SPANS),
    "long steps": timeline(replace(CORE, label=LONG, detail=LONG), *SPANS),
}


@pytest.fixture(scope="module")
def drawn(browser: Browser) -> dict[str, list[dict[str, Any]]]:
    """Where the words of each drawing stand, one drawing below the other."""
    drawings = (
        figure(exhibit)
        .update_layout(width=PLOT, font_family="Liberation Sans, Arial", autosize=False)
        .to_html(include_plotlyjs=not number, full_html=False)
        for number, exhibit in enumerate(SHOWN.values())
    )
    with window(browser, width=420, height=900) as page:
        page.set_content(f"<body style='margin:0'>{''.join(drawings)}</body>")
        divs = page.locator(".plotly-graph-div")
        expect(divs).to_have_count(len(SHOWN))
        for number in range(len(SHOWN)):
            divs.nth(number).locator(".annotation-text").first.wait_for(state="attached")
        return {name: divs.nth(number).evaluate(WORDS) for number, name in enumerate(SHOWN)}


@pytest.mark.parametrize("name", SHOWN)
def test_every_word_is_inside(drawn: dict[str, list[dict[str, Any]]], name: str) -> None:
    assert drawn[name]
    assert [one["text"] for one in drawn[name] if one["left"] < 0 or one["right"] > PLOT] == []


@pytest.mark.parametrize("name", SHOWN)
def test_no_words_lie_on_others(drawn: dict[str, list[dict[str, Any]]], name: str) -> None:
    words = drawn[name]
    crossing = [
        (one["text"], other["text"])
        for number, one in enumerate(words)
        for other in words[:number]
        if min(one["right"], other["right"]) - max(one["left"], other["left"]) > 1
        and min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) > 3
    ]
    assert crossing == []
