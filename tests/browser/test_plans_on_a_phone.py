"""Goals and steps in a real Chromium as narrow as a phone: every word is inside, and none lies on another."""

from dataclasses import replace
from typing import Any

import pytest
from plans_drawn import CORE, FEWER, GOALS, SPANS, bullets, goal, timeline
from playwright.sync_api import Page

from steward.charts import figure
from steward.exhibits import Exhibit

pytestmark = pytest.mark.browser
PLOT = 388
WORDS = """() => [...document.querySelectorAll('.annotation-text')].map(each => {
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


def drawn(page: Page, exhibit: Exhibit) -> list[dict[str, Any]]:
    """Where the words of the drawing stand."""
    drawing = figure(exhibit).update_layout(width=PLOT, font_family="Liberation Sans, Arial", autosize=False)
    page.set_viewport_size({"width": 420, "height": 900})
    page.set_content(f"<body style='margin:0'>{drawing.to_html(include_plotlyjs=True, full_html=False)}</body>")
    page.wait_for_selector(".annotation-text")
    found: list[dict[str, Any]] = page.evaluate(WORDS)
    return found


@pytest.mark.parametrize("name", SHOWN)
def test_every_word_is_inside(page: Page, name: str) -> None:
    outside = [one["text"] for one in drawn(page, SHOWN[name]) if one["left"] < 0 or one["right"] > PLOT]
    assert outside == []


@pytest.mark.parametrize("name", SHOWN)
def test_no_words_lie_on_others(page: Page, name: str) -> None:
    words = drawn(page, SHOWN[name])
    crossing = [
        (one["text"], other["text"])
        for number, one in enumerate(words)
        for other in words[:number]
        if min(one["right"], other["right"]) - max(one["left"], other["left"]) > 1
        and min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) > 3
    ]
    assert crossing == []
