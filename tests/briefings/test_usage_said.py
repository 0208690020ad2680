"""What the slide of usage says first is the news: what is full, what is bought and not used; full means one thing."""

from pathlib import Path

import pytest

from steward.briefings.customer.material.material import Material, material
from steward.briefings.customer.plans.subject import PlanSubject
from steward.briefings.customer.story.asks import proposed_asks
from steward.briefings.customer.subject import subject
from steward.plans.customer.success_plan import SuccessPlan
from tests.examples import first
from tests.homes import ACCOUNTS, loaded

SETTINGS = 'company = "Northwind"\ncurrency = "EUR"\nas_of = 2026-03-31\n'
LINES = """
    subscription_id | account_id | product_id | mrr | starts_on  | site_id
    s1              | A1         | wan        | 800 | 2025-01-01 | hq
    s2              | A1         | voice      | 100 | 2025-01-01 | hq
"""
FULL = "wan used more than is committed in Mar 2026"
IDLE = "voice is larger than its use: 40.0 % at most in a year"


def _material(folder: Path, wan: tuple[float, float, float], voice: float) -> Material:
    months = ("2026-01", "2026-02", "2026-03")
    rows = [f"A1 | wan | hq | {month}-15 | {used} | 100" for month, used in zip(months, wan, strict=True)]
    rows += [f"A1 | voice | hq | {month}-15 | {voice} | 100" for month in months]
    usage = "account_id | product_id | site_id | day | used | committed\n" + "\n".join(rows)
    warehouse = loaded(folder, SETTINGS, accounts=ACCOUNTS, subscriptions=LINES, usage=usage)
    return material(PlanSubject(subject(warehouse, "A1", "2026-Q1"), SuccessPlan(account_id="A1")))


@pytest.mark.parametrize(
    ("wan", "voice", "said", "chart"),
    first(3, [
        ((70, 75, 104), 70, FULL, "wan used 104.0 % of what is committed in Mar 2026"),
        (
            (70, 75, 104), 40, "wan used more than is committed; voice is larger than its use",
            "wan used 104.0 % of what is committed in Mar 2026",
        ),
        (
            (70, 92, 60), 70, "wan came close to what is committed in Feb 2026",
            "wan used 92.0 % of what is committed in Feb 2026",
        ),
        ((70, 75, 80), 40, IDLE, "Every product had headroom in each month to Mar 2026"),
        (
            (70, 75, 80), 70, "wan was used most: 75.0 % of what is committed, on average in Q1 2026",
            "Every product had headroom in each month to Mar 2026",
        ),
    ]),
)  # fmt: skip
def test_the_title_is_the_news(
    wan: tuple[float, float, float], voice: float, said: str, chart: str, tmp_path: Path
) -> None:
    found = _material(tmp_path, wan, voice).adoption
    assert found.headline.replace("\N{NARROW NO-BREAK SPACE}", " ") == said
    assert found.utilisation and found.utilisation.title.replace("\N{NARROW NO-BREAK SPACE}", " ") == chart


def test_one_service_is_full_in_the_same_words_wherever_it_is_told(tmp_path: Path) -> None:
    """Its quarter's mean is 83 %; in its fullest month more than all of it was used."""
    found = _material(tmp_path, (70, 75, 104), 70)
    assert found.adoption.beyond == found.adoption.outgrown == ("wan",)
    assert found.summary.asks == ("Whether to order more wan, which uses more than is committed.",)


def test_what_is_paid_for_and_not_used_is_asked_about(tmp_path: Path) -> None:
    """Half of 100 a month, sized to 80 %."""
    assert proposed_asks(_material(tmp_path / "idle", (70, 75, 80), 40)) == (
        "Whether voice should be smaller, for about €50 a month less.",
    )
    assert proposed_asks(_material(tmp_path / "used", (70, 75, 80), 70)) == ()
