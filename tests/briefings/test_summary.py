"""What the summary of a quarter says: commitments first, changes where they are news, and a miss never left out."""

from pathlib import Path

import pytest

from steward.briefings.customer.material.summary import Summary, summary
from steward.briefings.customer.service.service import service
from steward.briefings.customer.subject import subject
from steward.exhibits import PERCENT
from tests.examples import first
from tests.homes import ACCOUNTS, loaded

AS_OF = 'company = "Northwind"\ncurrency = "EUR"\nas_of = 2026-03-31\n'
LINES = """
    subscription_id | account_id | product_id | mrr | starts_on  | site_id
    s1              | A1         | wan        | 100 | 2025-01-01 | hq
    s2              | A1         | voice      | 100 | 2025-01-01 | hq
"""
TARGETS = "product_id | availability_target\nwan | 99.9\nvoice | 99.9"
OUTAGE = "incident_id | account_id | started_at | restored_at | site_id | product_id\n"


def _said(folder: Path, **tables: str) -> Summary:
    warehouse = loaded(folder, AS_OF, **{"accounts": ACCOUNTS, "subscriptions": LINES, **tables})
    return summary(subject(warehouse, "A1", "2026-Q1"))


def _outage(start: str, end: str, product: str = "wan") -> str:
    return f"i-{start} | A1 | {start} | {end} | hq | {product}\n"


def _tickets(before: int, now: int) -> str:
    rows = [f"b{n} | A1 | 2025-11-0{n + 1} 08:00:00" for n in range(before)]
    rows += [f"n{n} | A1 | 2026-02-0{n + 1} 08:00:00" for n in range(now)]
    return "ticket_id | account_id | opened_at\n" + "\n".join(rows)


def _answers(before: list[int], now: list[int]) -> str:
    rows = [f"b{n} | A1 | {score} | 2025-11-01 | 2025-11-02" for n, score in enumerate(before)]
    rows += [f"n{n} | A1 | {score} | 2026-02-01 | 2026-02-02" for n, score in enumerate(now)]
    rows += [f"u{n} | A1 | | {day} | " for n in range(40) for day in ("2025-11-01",)]
    rows += [f"v{n} | A1 | | 2026-02-01 | " for n in range(40)]
    return "response_id | account_id | score | sent_on | answered_on\n" + "\n".join(rows)


def test_a_level_kept_as_ever_is_no_news(tmp_path: Path) -> None:
    said = _said(
        tmp_path, service_levels=TARGETS, incidents=OUTAGE + _outage("2025-12-01 10:00:00", "2025-12-01 11:00:00")
    )
    assert said.headline == "Incidents fell from 1 to 0"
    assert said.outcomes[-1] == "Every product met its agreed availability."
    assert not said.misses


def test_a_level_kept_again_is_news_and_leads(tmp_path: Path) -> None:
    said = _said(
        tmp_path, service_levels=TARGETS, incidents=OUTAGE + _outage("2025-12-01 10:00:00", "2025-12-01 14:00:00")
    )
    assert said.headline == "Every product met its agreed availability again and incidents fell from 1 to 0"


def test_a_quiet_quarter_says_that_all_was_as_agreed(tmp_path: Path) -> None:
    outages = OUTAGE + _outage("2024-12-01 10:00:00", "2024-12-01 10:02:00")
    assert _said(tmp_path, service_levels=TARGETS, incidents=outages).headline == (
        "No significant change in Q1 2026: every product met its agreed availability"
    )


def test_a_breach_that_is_smaller_than_the_one_before_is_no_success(tmp_path: Path) -> None:
    outages = (
        OUTAGE
        + _outage("2025-12-01 10:00:00", "2025-12-01 18:00:00")
        + _outage("2026-02-01 10:00:00", "2026-02-01 14:00:00")
    )
    said = _said(tmp_path, service_levels=TARGETS, incidents=outages)
    assert not any("SLA budget" in line for line in (*said.outcomes, *said.misses))
    assert said.misses[0] == "The agreed availability was missed by wan."


def test_the_budget_is_that_of_the_worst_product_and_all_together_stand_beside_it(tmp_path: Path) -> None:
    said = _said(
        tmp_path, service_levels=TARGETS, incidents=OUTAGE + _outage("2026-02-01 10:00:00", "2026-02-01 14:00:00")
    )
    (budget,) = [figure for figure in said.figures if figure.id == "service.sla_budget_used"]
    allowed = 90 * 1440 * 0.001
    assert budget.value == pytest.approx(240 / allowed * 100)
    assert budget.note == f"Most: wan; all products {PERCENT.text(240 / (2 * allowed) * 100)}"


@pytest.mark.parametrize(
    ("sites", "said"),
    [
        ("lab", "The site lab was down for longer than agreed."),
        ("lab mill", "2 sites, lab most, were down for longer than agreed."),
    ],
)
def test_sites_that_were_down_too_long_are_counted_as_everywhere(sites: str, said: str, tmp_path: Path) -> None:
    """The lines of all sites together allow what one of them may not use up."""
    lines = LINES + "".join(f"l{n} | A1 | wan | 10 | 2025-01-01 | {site}\n" for n, site in enumerate(_many(sites)))
    outages = OUTAGE + "".join(
        f"i{n} | A1 | 2026-02-0{n + 1} 10:00:00 | 2026-02-0{n + 1} 12:{30 - n}:00 | {site} | wan\n"
        for n, site in enumerate(sites.split())
    )
    tables = {"accounts": ACCOUNTS, "subscriptions": lines, "service_levels": TARGETS, "incidents": outages}
    about = subject(loaded(tmp_path, AS_OF, **tables), "A1", "2026-Q1")
    told, served = summary(about), service(about)
    assert told.misses[0] == said
    assert "Every product met its agreed availability." not in told.outcomes
    count = len(sites.split())
    assert served.headline.endswith("but the site lab did not" if count == 1 else "but 2 sites did not")
    assert served.near_misses is not None
    assert served.near_misses.title.startswith(f"{count} site")


def _many(sites: str) -> list[str]:
    """These sites and as many others as keep the product within its level."""
    return [*sites.split(), *(f"x{n}" for n in range(8))]


def test_lines_without_a_site_are_no_site_that_was_down(tmp_path: Path) -> None:
    lines = LINES.replace("| hq", "|   ")
    outages = OUTAGE + "i1 | A1 | 2026-02-01 10:00:00 | 2026-02-01 14:00:00 | | wan\n"
    said = _said(tmp_path, subscriptions=lines, service_levels=TARGETS, incidents=outages)
    assert not any("site" in line.lower() or "Not stated" in line for line in (*said.misses, *said.asks))


def test_a_level_missed_stands_in_the_headline(tmp_path: Path) -> None:
    said = _said(
        tmp_path, service_levels=TARGETS, incidents=OUTAGE + _outage("2026-02-01 10:00:00", "2026-02-01 14:00:00")
    )
    assert "the agreed availability was missed by wan" in said.headline.lower()
    assert said.misses[0] == "The agreed availability was missed by wan."
    assert not any("met" in outcome for outcome in said.outcomes)
    assert said.asks == ("A repair plan for hq.",)


def test_a_product_near_its_limit_is_named(tmp_path: Path) -> None:
    said = _said(
        tmp_path, service_levels=TARGETS, incidents=OUTAGE + _outage("2026-02-01 10:00:00", "2026-02-01 11:50:00")
    )
    assert said.outcomes == ("Every product met its agreed availability.",)
    assert said.misses[0] == "A near miss at wan used 84.9\N{NARROW NO-BREAK SPACE}% of its allowed downtime."


def test_a_moment_of_downtime_well_within_the_level_is_no_miss(tmp_path: Path) -> None:
    outages = (
        OUTAGE
        + _outage("2026-02-01 10:00:00", "2026-02-01 10:02:00")
        + _outage("2025-12-01 10:00:00", "2025-12-01 10:02:00")
    )
    said = _said(tmp_path, service_levels=TARGETS, incidents=outages)
    assert not said.misses
    assert all(figure.good is None for figure in said.figures if figure.id.startswith("service.sla"))


@pytest.mark.parametrize(
    ("before", "now", "told"), first(2, [(4, 7, True), (0, 2, False), (8, 9, False), (6, 4, False)])
)
def test_more_tickets_are_news_only_where_they_are_many_more(tmp_path: Path, before: int, now: int, told: bool) -> None:
    said = _said(tmp_path, tickets=_tickets(before, now))
    assert (f"Tickets opened rose from {before} to {now}." in said.misses) is told


def test_an_nps_within_its_margin_is_neither_good_nor_bad(tmp_path: Path) -> None:
    said = _said(tmp_path, nps_responses=_answers([9, 9, 9, 5, 7, 8], [9, 9, 5, 5, 7, 8]))
    assert not said.misses and not said.outcomes
    (nps,) = [figure for figure in said.figures if figure.id == "voice.nps"]
    assert nps.delta and nps.good is None


def test_an_nps_that_really_fell_is_a_miss(tmp_path: Path) -> None:
    said = _said(tmp_path, nps_responses=_answers([10] * 9 + [8], [2] * 9 + [8]))
    assert said.misses == ("NPS fell from 90 to −90.",)


def test_without_any_feed_it_says_so(tmp_path: Path) -> None:
    assert "no service, usage or survey data" in _said(tmp_path).headline


@pytest.mark.parametrize(("outages", "told"), [(2, False), (3, True)])
def test_a_mean_of_fewer_than_three_is_no_news(tmp_path: Path, outages: int, told: bool) -> None:
    days = range(1, outages + 1)
    before = "".join(_outage(f"2025-12-0{day} 10:00:00", f"2025-12-0{day} 10:05:00") for day in days)
    now = "".join(_outage(f"2026-02-0{day} 10:00:00", f"2026-02-0{day} 10:20:00") for day in days)
    said = _said(tmp_path, incidents=OUTAGE + before + now)
    assert (
        said.misses == ("Mean time to repair rose from 5\N{NO-BREAK SPACE}min to 20\N{NO-BREAK SPACE}min.",)
    ) is told
