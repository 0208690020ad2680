"""What stands below the window is drawn when somebody comes to it, or prints the page."""

import pytest
from playwright.sync_api import Page, expect

from benchmarks.reader import STILL
from steward.ui.kit.style import QUIET
from tests.browser.conftest import settled

GATHERED = """() => {
    const place = document.querySelector("[data-testid=stApp]")
    let part = place?.[Object.keys(place).find((name) => name.startsWith("__reactFiber$"))]
    while (part && !part.stateNode?.handleDeltaMsg) part = part.return
    return part && Object.hasOwn(part.stateNode, "setState")
}"""
"""Whether Streamlit takes parts of a page as was tried, so that they are gathered: how often it renders hangs on how
fast they come."""


def test_a_chart_is_drawn_when_it_is_reached_and_all_of_them_when_printed_and_a_bubble_opens_its_account(
    page: Page, app_url: str
) -> None:
    page.goto(f"{app_url}/my_book")
    settled(page)
    charts = page.locator(".chart")
    expect(charts.first).to_have_attribute("role", "figure")
    drawn, count = page.locator(".chart .main-svg:first-child"), charts.count()
    assert count > 2
    expect(drawn).to_have_count(0)

    charts.first.scroll_into_view_if_needed()
    bubble = charts.first.locator(".scatterlayer .point").last
    bubble.wait_for()
    assert 0 < drawn.count() < count, "what is far below waits"

    page.emulate_media(media="print")
    expect(charts.locator(":scope:empty")).to_have_count(0)
    expect(page.locator(".on-paper:empty")).to_have_count(0)
    page.emulate_media(media="screen")

    box = bubble.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url("**/account?**")


@pytest.mark.every
def test_charts_and_our_own_colours_follow_a_system_that_turns_dark_while_the_page_is_open(
    page: Page, app_url: str
) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(f"{app_url}/my_book")
    settled(page)
    page.locator(".chart").first.scroll_into_view_if_needed()
    names = page.locator(".chart .xtick text").first
    for mode in ("dark", "light", "dark"):
        page.emulate_media(color_scheme=mode)
        expect(names).to_have_css("fill", _rgb(QUIET[mode]))
        expect(page.locator(":root")).to_have_css("--steward-quiet", QUIET[mode])


def _rgb(colour: str) -> str:
    return "rgb({}, {}, {})".format(*(int(colour[at : at + 2], 16) for at in (1, 3, 5)))


NOTES = """() => {
    window.noted = []
    new MutationObserver(() => noted.push({
        waits: "below" in document.body.dataset,
        parts: document.querySelectorAll("[data-testid=stMain] [data-testid=stElementContainer]").length,
        high: document.querySelector("[data-testid=stMainBlockContainer]").clientHeight,
    })).observe(document.body, { attributeFilter: ["data-below"] })
}"""
"""How much of a page there is when what lies below its window begins to wait, and when it comes."""


def test_what_lies_below_the_window_of_a_page_that_one_comes_to_waits_until_what_one_sees_is_drawn(
    page: Page, app_url: str
) -> None:
    page.goto(f"{app_url}/data_health")
    settled(page)
    page.evaluate(NOTES)
    page.get_by_test_id("stSidebarNavLink").filter(has_text="Pipeline").click()
    page.wait_for_function("() => window.noted.some(({ waits }) => !waits)")
    settled(page)
    first = page.evaluate("window.noted[0]")
    parts = page.locator("[data-testid=stMain] [data-testid=stElementContainer]").count()
    assert first["waits"]
    assert first["high"] > 1000, "what is in the window is there"
    assert 0 < first["parts"] < parts, "what lies below waits, and comes"


def test_grids_and_lists_are_set_up_when_they_are_reached_and_all_of_them_after_a_while_and_parts_are_gathered(
    page: Page, app_url: str
) -> None:
    page.goto(f"{app_url}/data_health")
    settled(page)
    page.wait_for_function(GATHERED)
    no_while = page.add_style_tag(content=".held-place { animation: none !important }")
    page.get_by_test_id("stSidebarNavLink").filter(has_text="Pipeline").click()
    settled(page)
    places, grids = page.locator(".held-place"), page.get_by_test_id("stDataFrame")
    who = page.locator(".held-place[aria-label='You are']")
    who.wait_for()
    high, far = who.evaluate("place => place.clientHeight"), places.count()
    assert places.last.evaluate("place => place.clientHeight") > 50, "as high as it will be"
    who.scroll_into_view_if_needed()
    box = page.get_by_test_id("stSelectbox").filter(has_text="You are")
    assert box.evaluate("place => place.clientHeight") == high
    places.last.evaluate("place => { place.dataset.mine = 1; place.scrollIntoView() }")
    expect(page.locator("[data-mine]")).to_have_count(0)
    assert grids.count() >= 1 and far > 2
    no_while.evaluate("style => style.remove()")
    expect(places).to_have_count(0)
    expect(grids.last.locator("canvas").first).to_be_attached()


FOLLOWED = """() => {
    history.pushState({ steward: true }, "", "/books?year=2027&account_of_books=NW-1017")
    dispatchEvent(new PopStateEvent("popstate", { state: { steward: true } }))
}"""


def test_a_list_that_is_reached_after_the_page_ran_again_says_what_stands_in_it(page: Page, app_url: str) -> None:
    """What is worked on beside it is not closed by what the list sends, and no press on it is lost."""
    page.set_viewport_size({"width": 1700, "height": 900})
    page.goto(f"{app_url}/data_health?you=P100")
    settled(page)
    page.wait_for_function(GATHERED)
    page.add_style_tag(content=".held-place { animation: none !important }")
    page.evaluate(FOLLOWED)
    far, panel = page.locator(".held-place[aria-label='Account']"), page.locator(".st-key-panel-account_of_books")
    far.wait_for()
    for _ in range(2):
        expect(panel).to_be_visible()
        page.keyboard.press("r")  # Streamlit runs the page again.
        page.wait_for_timeout(STILL)
        settled(page)
        if far.count():
            far.scroll_into_view_if_needed()
        expect(page.get_by_role("combobox", name="Account").first).to_have_value("Quillhaven Publishing")
    assert "account_of_books=NW-1017" in page.url
