"""Harbour & Vale, a fictional logistics company, and its review with Meridian Networks: every kind of slide."""

from datetime import date
from typing import Any

from steward.briefings.customer.review import CustomerReview, Slide
from steward.domain.quarters import Quarter
from steward.exhibits import (
    AVAILABILITY,
    COUNT,
    HOURS,
    PERCENT,
    POINTS,
    Bars,
    Better,
    Bridge,
    Column,
    Figure,
    Heatmap,
    Lines,
    Receipt,
    Role,
    Series,
    StackedBars,
    Step,
    Table,
    money,
)

AS_OF = date(2026, 9, 30)
EUROS = money("EUR")
MONTHS = tuple(f"{month} {year}" for year, month in [
    (2025, "Oct"), (2025, "Nov"), (2025, "Dec"), (2026, "Jan"), (2026, "Feb"), (2026, "Mar"),
    (2026, "Apr"), (2026, "May"), (2026, "Jun"), (2026, "Jul"), (2026, "Aug"), (2026, "Sep"),
])  # fmt: skip
SITES = ("Rotterdam", "Hamburg", "Antwerp", "Gdańsk", "Lyon", "Porto")


def receipt(metric: str) -> Receipt:
    """A receipt for a metric at the end of the quarter."""
    return Receipt(metric, AS_OF, "customer.services")


def figure(key: str, label: str, value: Any, unit: Any, previous: Any = None, **more: Any) -> Figure:
    """A figure with its change since the quarter before."""
    return Figure(
        id=key, label=label, value=value, unit=unit, receipt=receipt(key), previous=previous,
        previous_label="Q2 2026", **more,
    )  # fmt: skip


def _opening() -> Slide:
    return Slide(
        id="opening",
        title="Harbour & Vale: business review Q3 2026",
        subtitle="8 October 2026 · figures to 30 September 2026",
        opening=True,
        points=(
            "Harbour & Vale: Ilse Brandt (IT operations), Tomás Reyes (network), Amara Okafor (finance)",
            "Meridian Networks: Jonas Feld (account), Priya Nair (service delivery)",
        ),
    )


def _agenda() -> Slide:
    table = Table(
        id="agenda",
        title="Sixty minutes, and two decisions we would like to take with you",
        alt="Agenda: five topics with who leads each and its minutes.",
        receipt=receipt("agenda"),
        columns=(
            Column("Topic", wide=True), Column("Led by"), Column("Minutes", COUNT),
            Column("Decision we want", wide=True),
        ),
        rows=(
            ("Commitments from last time", "Jonas Feld", 10, ""),
            ("Service in the quarter, and the Hamburg incident", "Priya Nair", 15, "Second carrier for Hamburg"),
            ("Usage against what you have committed", "Jonas Feld", 10, "Move 200 Mbit/s from Lyon to Gdańsk"),
            ("What your people told us", "Priya Nair", 10, ""),
            ("Plan for the next two quarters", "Ilse Brandt", 15, ""),
        ),
    )  # fmt: skip
    return Slide(
        id="agenda", title=table.title, exhibits=(table,), notes="Ask at the start whether anything is missing."
    )


def _summary() -> Slide:
    return Slide(
        id="summary",
        title="Service was steadier than in spring, with one miss in Hamburg that we still owe you a lasting answer to",
        figures=(
            figure("availability", "Availability of all services", 99.972, AVAILABILITY, 99.941),
            figure("incidents", "Major incidents", 1, COUNT, 3, better=Better.LOWER),
            figure("restore", "Mean time to restore", 4.6, HOURS, 3.1, better=Better.LOWER),
            figure("nps", "Recommendation (NPS)", 38, POINTS, 31, note="29 answers; margin ±17"),
            figure("adoption", "Sites on the new portal", None, PERCENT, why="no portal feed before October"),
        ),
        points=(
            "Three outcomes: two sites moved to fibre, tickets fell by a fifth, and the portal is live for all six.",
            "One miss: Hamburg was without its primary line for 4.6 hours on 14 August, beyond the agreed four.",
            "One ask: decide today on a second carrier for Hamburg, so that it can be in place before the peak season.",
        ),
        notes="Begin with the miss: they were in the office when it happened.",
    )


def _service() -> Slide:
    availability = Bars(
        id="availability-by-site",
        title="Hamburg was the only site below the agreed 99.9 %",
        alt="Availability by site in Q3 2026; Hamburg 99.79 %, all others at or above 99.95 %; agreed 99.9 %.",
        receipt=receipt("availability"),
        categories=SITES,
        series=(
            Series("Availability", (99.98, 99.79, 99.99, 99.96, 100.0, 99.95)),
            Series("Agreed", (99.9,) * 6, Role.REFERENCE),
        ),
        unit=AVAILABILITY,
    )
    tickets = StackedBars(
        id="tickets-by-priority",
        title="Tickets fell by a fifth, mostly the everyday ones",
        alt="Tickets by month and priority, April to September 2026: from 61 to 47 a month.",
        receipt=receipt("tickets"),
        categories=MONTHS[6:],
        series=(
            Series("Urgent", (2, 1, 1, 1, 3, 1)),
            Series("High", (14, 13, 15, 11, 12, 10)),
            Series("Normal", (45, 47, 41, 39, 38, 36)),
        ),
        unit=COUNT,
        note="Requests for changes are not counted.",
    )
    return Slide(
        id="service",
        title="Five of six sites kept to the agreed availability, and tickets fell by a fifth",
        exhibits=(availability, tickets),
        notes="",
    )


def _restoring() -> Slide:
    bars = Bars(
        id="restore-by-month",
        title="Service came back within the agreed four hours in every month but August",
        alt="Mean hours to restore by month; August 4.6, all others below the agreed 4.",
        receipt=receipt("restore"),
        categories=MONTHS[6:],
        series=(
            Series("Mean time to restore", (3.1, 2.8, 3.4, 2.2, 4.6, 1.9)),
            Series("Agreed", (4.0,) * 6, Role.REFERENCE),
        ),
        unit=HOURS,
    )
    return Slide(
        id="restoring",
        title="Service came back within the agreed four hours in every month but August",
        exhibits=(bars,),
        points=(
            "The August figure is one event: the Hamburg line of 14 August.",
            "Spare parts now lie in Hamburg and Antwerp, an hour from every northern site.",
        ),
    )


def _incidents() -> Slide:
    table = Table(
        id="incidents",
        title="What went wrong, why, and what we changed",
        alt="Three incidents with date, site, duration, cause, fix and credit.",
        receipt=receipt("incidents"),
        columns=(
            Column("Date"), Column("Site"), Column("Lasted", HOURS), Column("Cause", wide=True),
            Column("What we changed", wide=True), Column("Credit", EUROS),
        ),
        rows=(
            (date(2026, 8, 14), "Hamburg", 4.6, "A digger cut the only duct into the building; the fallback shared it.",
             "Second duct surveyed; offer for a second carrier on the table.", 4200),
            (date(2026, 7, 3), "Porto", 1.2, "A router's power supply failed during maintenance.",
             "Both supplies renewed.", 0),
            (date(2026, 9, 21), "Lyon", 0.4, "A change was made before its window opened.",
             "Changes now need a second pair of eyes.", None),
        ),
    )  # fmt: skip
    return Slide(
        id="incidents",
        title="One incident broke our agreement; two more came close and are fixed",
        exhibits=(table,),
        points=("The credit for Hamburg is on the September invoice.",),
    )


def _usage() -> Slide:
    lines = Lines(
        id="usage",
        title="Traffic reached 92 % of what you have committed",
        alt="Committed 1,000 Mbit/s; used from 640 in October 2025 to 921 in September 2026; March is not known.",
        receipt=receipt("usage"),
        categories=MONTHS,
        series=(
            Series("Used at peak, Mbit/s", (640, 655, 690, 702, 731, None, 760, 798, 815, 850, 884, 921)),
            Series("Committed", (900,) * 6 + (1000,) * 6, Role.REFERENCE),
        ),
        unit=COUNT,
    )
    heat = Heatmap(
        id="usage-by-site",
        title="Gdańsk is nearly full while Lyon has room",
        alt="Share of committed bandwidth used at peak, by site and month; Gdańsk 97 % in September, Lyon 41 %.",
        receipt=receipt("usage"),
        columns=("Jul", "Aug", "Sep"),
        rows=SITES,
        values=((81, 84, 88), (76, 79, 83), (69, 70, 74), (90, 94, 97), (44, 42, 41), (58, None, 63)),
        unit=PERCENT,
    )
    return Slide(
        id="usage", title="You are growing into your commitment, unevenly between sites", exhibits=(lines, heat)
    )


def _nps() -> Slide:
    bars = Bars(
        id="themes",
        title="What your people asked us for, by number of mentions",
        alt="Mentions by theme: faster answers 14, clearer invoices 9, earlier notice of maintenance 7, training 3.",
        receipt=receipt("themes"),
        categories=(
            "Faster first answers",
            "Clearer invoices",
            "Earlier notice of maintenance",
            "Training for new colleagues",
        ),
        series=(Series("Mentions", (14, 9, 7, 3)),),
        unit=COUNT,
        horizontal=True,
        note="29 answers of 64 asked, 8 to 22 September 2026; nobody is named.",
    )
    return Slide(
        id="voice",
        title="Your people rate us higher than in spring and want faster first answers",
        figures=(
            figure("nps", "Recommendation (NPS)", 38, POINTS, 31, note="margin ±17"),
            figure("answers", "Answers", 29, COUNT, 22),
            figure("csat", "Satisfied with their last ticket", 91.3, PERCENT, 92.0),
        ),
        exhibits=(bars,),
        points=(
            "Since July the first answer to a ticket comes from somebody who knows your network.",
            "Invoices are grouped by site from October.",
            "Maintenance is announced ten working days ahead.",
        ),
    )


def _investment() -> Slide:
    bridge = Bridge(
        id="spend-bridge",
        title="Gdańsk and Porto added more than Lyon gave back",
        alt="Annual spend from €1,180,000 to €1,254,000: new lines +96,000, upgrades +38,000, Lyon −60,000.",
        receipt=receipt("spend"),
        steps=(
            Step("Year to Sep 2025", 1_180_000, total=True), Step("New lines", 96_000), Step("Upgrades", 38_000),
            Step("Lyon reduced", -60_000), Step("Year to Sep 2026", 1_254_000, total=True),
        ),
        unit=EUROS,
    )  # fmt: skip
    lines = Lines(
        id="spend",
        title="The monthly invoice is steady since May",
        alt="Monthly spend from €98,000 in October 2025 to €106,500 in September 2026.",
        receipt=receipt("spend"),
        categories=MONTHS,
        series=(Series("Spend", (*range(98_000, 106_000, 1_000), 105_900, 106_100, 106_300, 106_500)),),
        unit=EUROS,
    )
    return Slide(
        id="investment",
        title="You invested €1.25M in the year to September, 6 % more than in the year before",
        exhibits=(bridge, lines),
    )


def _decisions() -> Slide:
    table = Table(
        id="decisions",
        title="Decisions to take today, and when we meet again",
        alt="Two decisions with room for what was decided, by whom and by when.",
        receipt=receipt("decisions"),
        columns=(Column("Decision", wide=True), Column("Decided", wide=True), Column("Owner"), Column("By")),
        rows=(
            ("A second carrier for Hamburg from 1 December", "", "", ""),
            ("Move 200 Mbit/s of committed bandwidth from Lyon to Gdańsk", "", "", ""),
            ("Next review", "", "", date(2027, 1, 14)),
        ),
    )
    return Slide(id="decisions", title=table.title, exhibits=(table,))


def full_review(**changes: Any) -> CustomerReview:
    """The whole review."""
    slides = (
        _opening(), _agenda(), _summary(), _service(), _restoring(), _incidents(), _usage(), _nps(), _investment(),
        _decisions(),
    )  # fmt: skip
    given = {
        "account_id": "harbour-vale",
        "account_name": "Harbour & Vale",
        "company": "Meridian Networks",
        "quarter": Quarter(2026, 3),
        "as_of": AS_OF,
        "slides": slides,
    }
    return CustomerReview(**given | changes)
