"""“Definition and source” in a real browser: asked, answered, and the page is not in the way."""

import pytest
from playwright.sync_api import Page, expect
from reviews_made import BUSY

ASK = "Definition and source"


def opened(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_role("button", name=ASK).first).to_be_visible()


@pytest.mark.every
def test_a_figure_of_the_data(page: Page, app_url: str) -> None:
    opened(page, f"{app_url}/voice?account={BUSY}")
    page.get_by_role("button", name=ASK).first.click()
    answer = page.get_by_test_id("stPopoverBody")
    expect(answer.get_by_text("promoters 9–10")).to_be_visible()
    expect(answer.get_by_text("nps_responses.csv")).to_be_visible()
    expect(answer.get_by_text("customer.nps_quarterly")).to_be_visible()
    expect(answer.get_by_test_id("stDataFrame")).to_be_visible()
    assert "internal." not in answer.inner_text()


@pytest.mark.every
def test_the_letter_in_a_definition_is_explained(page: Page, app_url: str) -> None:
    opened(page, f"{app_url}/my_book")
    page.get_by_role("button", name=ASK).first.click()
    answer = page.get_by_test_id("stPopoverBody")
    expect(answer.get_by_text("brings something at E")).to_contain_text("E is the day that a figure is as of.")


@pytest.mark.every
def test_a_chart_below_it(page: Page, app_url: str) -> None:
    opened(page, f"{app_url}/service?account={BUSY}")
    page.get_by_role("button", name=ASK).nth(1).click()
    expect(page.get_by_test_id("stPopoverBody").get_by_text("Loaded on")).to_be_visible()


@pytest.mark.every
def test_a_goal_of_the_plan(page: Page, app_url: str) -> None:
    opened(page, f"{app_url}/success_plan?account={BUSY}")
    page.get_by_role("button", name=ASK).first.click()
    expect(page.get_by_test_id("stPopoverBody").get_by_text("Written by people in success_plan.toml")).to_be_visible()
