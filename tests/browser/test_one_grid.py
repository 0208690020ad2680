"""What stands on one grid, and what keeps its size in a window that becomes another."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import settled

TOPS = """of => [...document.querySelectorAll(`[class*="st-key-tiles-"] [data-testid="${of}"]`)]
    .map((one) => Math.round(one.getBoundingClientRect().top))"""
APART = """() => {
    const at = (name) => [...document.querySelectorAll(".chart text")]
        .find((one) => one.textContent === name).getBoundingClientRect().left
    return Math.round(at("Nigel Kirkbride") - at("Nikhil Deshmukh"))
}"""


def test_values_of_a_row_stand_at_one_height_and_a_map_keeps_its_size_in_a_narrow_window(
    page: Page, app_url: str
) -> None:
    page.goto(f"{app_url}/strategy?account=NW-1002")
    settled(page)
    page.locator(".chart").first.wait_for()
    labels = page.locator('[class*="st-key-tiles-"] [data-testid="stMetricLabel"]')
    heights = {round((labels.nth(place).bounding_box() or {})["height"]) for place in range(labels.count())}
    assert len(heights) > 1, "some labels have two lines"
    assert len(set(page.evaluate(TOPS, "stMetricLabel"))) == len(set(page.evaluate(TOPS, "stMetricValue"))) == 1

    name = page.locator(".chart text", has_text="Nigel Kirkbride")
    page.locator(".chart").first.scroll_into_view_if_needed()
    expect(name.first).to_be_attached()
    wide = page.evaluate(APART)
    page.set_viewport_size({"width": 420, "height": 1000})
    page.wait_for_function("document.querySelector('.chart').layout.width < 420")
    assert abs(page.evaluate(APART) - wide) <= 1, "names do not run into one another"
