"""A small fictional material with one exhibit of every kind that is frozen, for the tests of what freezing keeps.

The golden files under `golden/frozen` hold it as each version wrote it. It says what was frozen then: a field that came
later is left at its default here, as a file from before has nothing else to say of it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from steward.briefings.customer.adoption.adoption import Adoption
from steward.briefings.customer.delivery.delivery import ComingDelivery, Delivery, LateDelivery
from steward.briefings.customer.delivery.needs import Need
from steward.briefings.customer.design.design import CustomerDesign
from steward.briefings.customer.material.behind import Behind
from steward.briefings.customer.material.material import Material
from steward.briefings.customer.material.summary import Summary
from steward.briefings.customer.nps.nps import CustomerNps
from steward.briefings.customer.peers.peers import Peers
from steward.briefings.customer.plans.commitments import Owed
from steward.briefings.customer.plans.joint_plan import NextStep
from steward.briefings.customer.plans.success import Success
from steward.briefings.customer.proposal.presented import PresentedOffer
from steward.briefings.customer.renewal.runway import Runway
from steward.briefings.customer.requests.requests import CustomerRequests
from steward.briefings.customer.right_sizing.sizing import RightSizing
from steward.briefings.customer.service.causes import Cause
from steward.briefings.customer.service.service import Service
from steward.briefings.customer.spend.spend import Spend
from steward.briefings.customer.subject import Covered
from steward.domain.quarters import Quarter
from steward.exhibits import (
    AVAILABILITY,
    COUNT,
    FIRST_PROMISED,
    MINUTES,
    PERCENT,
    POINTS,
    Bars,
    Better,
    Bridge,
    Bullet,
    Bullets,
    CallOut,
    Column,
    Figure,
    Heatmap,
    Lines,
    Mark,
    Missing,
    OrgChart,
    Post,
    Receipt,
    Role,
    Series,
    Span,
    StackedBars,
    Step,
    Table,
    Timeline,
    money,
)
from steward.plans.customer.review import Repeat

DAY = date(2026, 9, 30)
EUR = money("EUR", 2)
MONTHS = ("Jul 2026", "Aug 2026", "Sep 2026")
WHERE = (("account_id", "NW-1"), ("month_end", DAY), ("weight", 0.1))
RECEIPT = Receipt("availability", DAY, "customer.incidents", WHERE, ("incidents",))
ABOUT: dict[str, Any] = {"account_name": "Harbour & Söhne", "quarter": Quarter(2026, 3), "as_of": DAY}


def _common(name: str) -> dict[str, Any]:
    return {"id": name, "title": f"A sentence on {name}", "alt": "In words.", "receipt": RECEIPT}


def _figure(name: str, **more: Any) -> Figure:
    return Figure(**{"id": name, "label": name, "unit": AVAILABILITY, "receipt": RECEIPT, "value": 99.95} | more)


def frozen_made() -> Material:
    """The material; every kind of value that is frozen is in it: whole and broken numbers, decimals, days, words."""
    return Material(
        account_id="NW-1",
        account_name="Harbour & Söhne",
        account_manager="",
        company="Northwind",
        quarter=Quarter(2026, 3, 2),
        as_of=DAY,
        success=_success(),
        summary=Summary(
            **ABOUT, headline="A good quarter", figures=(_figure("service.availability"),),
            missing=(Missing("nps_responses", "NPS"),), outcomes=("Met.",), misses=(), asks=("Decide.",),
        ),
        service=_service(),
        adoption=_adoption(),
        voice=_nps(),
        spend=_spend(),
        behind=(Behind("service", Repeat.SITE, "Lyon", (_bars("service.behind"), _table("service.behind_table"))),),
    )  # fmt: skip


def frozen_since() -> Material:
    """The same with what came after the last format, which no golden file can hold."""
    made = frozen_made()
    ends = Runway(
        **ABOUT, headline="A contract ends", figures=(_figure("renewal.days", value=81),),
        timeline=None, contracts=_table("renewal.all"),
        soon=True, days=81, days_to_act=51, asks="Decide by 20 Nov 2026.",
    )  # fmt: skip
    sizing = RightSizing(**ABOUT, headline="Right", figures=(), table=_table("sizing.services"), worth_telling=True)
    beside = Peers(**ABOUT, headline="In the middle", figures=(), table=_table("peers.quartiles"))
    compared = CustomerDesign(
        **ABOUT, headline="Two options", figures=(_figure("design.fit", value=80),), design_id="branches",
        title="Branches", need="Branches that stay open.", options=_table("design.options"), requirements=None,
        open_questions=None, materials=None, sites=None, exclusions=None,
    )  # fmt: skip
    owed = (Owed("Send the report", DAY, "overdue", "Ben Hall", "Two pages"),)
    success = replace(
        made.success, ours=(2, 3), owed=owed, next_steps=(NextStep("Repair", "Go-live", date(2026, 11, 2)),)
    )
    assert made.service.budget
    pointed = replace(made.service.budget, call_out=CallOut(0, "12 min lost, 20 allowed"))
    cause = Cause("Cable cut", 2, ("Lyon",), ("SD-WAN",), DAY, minutes=12.5, longest=10.0, credit=Decimal("7.50"))
    return replace(
        made,
        success=success,
        service=replace(made.service, budget=pointed, causes=(cause,)),
        runway=ends,
        sizing=sizing,
        peers=beside,
        design=compared,
        delivery=_delivery(),
        requests=CustomerRequests(
            **ABOUT,
            headline="1 request open",
            figures=(_figure("your_requests.open", value=1),),
            waiting=_table("your_requests.open"),
            claims=None,
            done=None,
        ),
        proposals=(
            PresentedOffer(title="Two more sites", valid_until=date(2026, 11, 30), theirs="Ida Holm", ours="Ben Hall"),
        ),
        covers=(Covered("NW-1", "Harbour & Söhne"), Covered("NW-2", "Quay")),
    )


def _delivery() -> Delivery:
    late = LateDelivery(
        what="SD-WAN at Lyon", product="SD-WAN", site="Lyon", first_on=DAY, now_on=date(2026, 11, 2), days=33,
        cause="the delay is ours", said="We dig.", ours=True, our_own=True, live=False, next="site ready", moved_on=DAY,
    )  # fmt: skip
    way = Span(
        label="Lyon: SD-WAN", start=date(2026, 8, 3), end=date(2026, 11, 2), state="new date",
        marks=(Mark("site ready", date(2026, 10, 5), "planned"), Mark(FIRST_PROMISED, DAY, FIRST_PROMISED)),
    )  # fmt: skip
    coming = ComingDelivery(what="SD-WAN at Lyon", product="SD-WAN", site="Lyon", now_on=None, state="no date yet")
    return Delivery(
        **ABOUT, headline="One is late", figures=(_figure("delivery.late", value=1, unit=COUNT),), title="It is late",
        timeline=Timeline(**_common("delivery.timeline"), spans=(way,), today=DAY), needs=_table("delivery.needs"),
        late=(late,), live=("Voice",), live_on_time=1, coming=(coming,), asked=(Need("A key", "SD-WAN at Lyon", DAY),),
    )  # fmt: skip


def _bars(name: str) -> Bars:
    series = (Series("Downtime", (12, None, 7.25)), Series("Allowed", (20, 20, 20), Role.REFERENCE))
    return Bars(**_common(name), categories=MONTHS, series=series, unit=MINUTES, horizontal=True)


def _lines(name: str) -> Lines:
    return Lines(**_common(name), categories=MONTHS, series=(Series("Used", (61.5, None, 70)),), unit=PERCENT)


def _stacked(name: str) -> StackedBars:
    parts = (Series("High", (1, 0, None)), Series("Low", (4, 5, 6)))
    return StackedBars(**_common(name), categories=MONTHS, series=parts, unit=COUNT)


def _table(name: str) -> Table:
    columns = (Column("Site"), Column("Cost", EUR), Column("Since"), Column("Trend", COUNT, trend=True, wide=True))
    rows = (("Lyon", Decimal("1250.50"), DAY, (1, None, 3)), ("Gdańsk", None, None, ()))
    return Table(**_common(name), columns=columns, rows=rows, keys=("S-1", "S-2"), note="Two sites.")


def _success() -> Success:
    goal = {"label": "Repair", "baseline": 120, "actual": Decimal("78.5"), "unit": MINUTES}
    goals = (
        Bullet(**goal, target=45, due=date(2026, 12, 31), detail="Anna Koch"),
        Bullet(**goal | {"actual": None}, target=None),
    )
    spans = (
        Span(label="Cabling", start=date(2026, 8, 3), end=DAY, state="done", detail="Both"),
        Span(label="Go-live", start=None, end=date(2026, 11, 2), state="planned"),
    )
    posts = (
        Post(key="K1", name="Anna Koch", title="CIO", x=0, y=0), Post(key="K2", name="Jan Bell", title="", x=0.5, y=1),
    )  # fmt: skip
    return Success(
        **ABOUT, headline="Two goals", figures=(_figure("success.goals", value=1, unit=COUNT, previous=0),),
        not_loaded=(_figure("success.kept", value=None, why="No feed.", better=Better.NEITHER),),
        profile=(("Your business", "Ships **boats**."),),
        goals=Bullets(**_common("success.goals"), bullets=goals),
        joint_plan=Timeline(**_common("success.plan"), spans=spans, today=DAY),
        ledger=None, promises=_table("success.promises"),
        people=OrgChart(**_common("success.people"), posts=posts, lines=(("K2", "K1"),)),
        broken=("Send the report",),
    )  # fmt: skip


def _service() -> Service:
    return Service(
        **ABOUT, headline="Held up", figures=(_figure("service.availability", better=Better.LOWER, note="all sites"),),
        scorecard=_table("service.scorecard"), budget=_bars("service.budget"), tickets=_stacked("service.tickets"),
        near_misses=None, incidents=None, every_product_met=True, products_near=("SD-WAN",), chronic_site="Lyon",
    )  # fmt: skip


def _adoption() -> Adoption:
    sites = Heatmap(
        **_common("adoption.by_site"), columns=("Voice", "Mobile"), rows=("Lyon", "Gdańsk"),
        values=((80, None), (12.5, 0)), unit=PERCENT,
    )  # fmt: skip
    return Adoption(
        **ABOUT, headline="Used", figures=(), utilisation=_lines("adoption.utilisation"), by_site=sites,
        near_limit=None, volumes=None, outgrown=("Fibre",),
    )  # fmt: skip


def _nps() -> CustomerNps:
    score = _figure("voice.nps", value=-12, unit=POINTS, previous=8, previous_label="Q2 2026")
    return CustomerNps(
        **ABOUT, headline="Heard", figures=(score,), answers=_stacked("voice.answers"), trend=_lines("voice.trend"),
        comments=None,
    )  # fmt: skip


def _spend() -> Spend:
    steps = (
        Step("Before", Decimal("1000.10"), total=True),
        Step("More", 200),
        Step("Now", Decimal("1200.10"), total=True),
    )
    return Spend(
        **ABOUT, headline="Spent", figures=(_figure("spend.quarter", value=Decimal("3600.30"), unit=EUR),),
        by_product=_stacked("spend.by_product"), change=Bridge(**_common("spend.change"), steps=steps, unit=EUR),
        services=None,
    )  # fmt: skip
