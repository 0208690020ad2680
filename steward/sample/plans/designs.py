"""Two designs of the fictional company: one with two options to choose from, and one that waits for a survey."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from decimal import Decimal

from steward.domain.design.words import Family, Meets, Priority, Survey
from steward.plans.customer.design import (
    AboutDesign,
    Design,
    DesignOption,
    DesignSite,
    DiscoveryAnswer,
    Exclusion,
    Judgement,
    MaterialLine,
    Requirement,
)
from steward.plans.customer.questions import shipped
from steward.plans.internal.design_states import DesignEvent
from steward.plans.internal.engineering import BuildRisk, Engineering, Request, Risk, Work
from steward.plans.internal.strategy import Likelihood
from steward.sample.catalogue import BY_ID
from steward.sample.model import Site
from steward.sample.plans.design_words import CHRONIC_ANSWERS, OUTGROWN_ANSWERS, Said
from steward.sample.plans.roles import ENGINEER, ENGINEERING, INFRASTRUCTURE, MANAGER, NETWORK, SECURITY, SITE_OPS
from steward.sample.plans.scene import Scene
from steward.sample.sites import CHRONIC_SITE

NINE = time(9, tzinfo=UTC)
SHARE = {"DIA": 0.86, "BBI": 0.92, "SDW": 0.88, "LTE": 0.95}
"""What of the list price a product costs here."""


@dataclass(frozen=True)
class DesignDraft:
    """A design with its two files, and what happened to it: the event, who, when."""

    design_id: str
    design: Design
    engineering: Engineering
    events: tuple[tuple[DesignEvent, str, datetime], ...]


def designs(scene: Scene) -> tuple[DesignDraft, ...]:
    """Those of an account; most have none."""
    teller = {"bandwidth_outgrown": _outgrown, "chronic_site": _second_way}.get(scene.profile.story.key)
    return (teller(scene),) if teller else ()


def _outgrown(s: Scene) -> DesignDraft:
    """Four studios that need more: everything by fibre, or the two largest by fibre and the others by broadband."""
    sites = s.customer.sites[: s.profile.story.outgrown_sites]
    order = s.opportunity("DIA")
    starts = s.ahead(75)
    lines = (
        *(_line("all-fibre", "DIA", one, size) for one, size in zip(sites[:2], (2000, 1000), strict=False)),
        *(_line("all-fibre", "DIA", one, size, 1000) for one, size in zip(sites[2:], (1000, 500), strict=False)),
        *(_line("mixed", "DIA", one, size) for one, size in zip(sites[:2], (2000, 1000), strict=False)),
        *(_line("mixed", "BBI", one, 1000) for one in sites[2:]),
    )
    plan = Design(
        account_id=s.account_id,
        about=AboutDesign(
            title="Room for four studios",
            opportunity=order.opportunity_id if order else "",
            families=(Family.INTERNET,),
            need="Every night's renders are at the client by eight. Nobody in a studio waits for a line, and nobody"
            " has to ask before an upload.",
            wanted_on=s.ahead(90),
            offered="all-fibre",
            shown_on=s.ahead(-20),
        ),
        answers=_answers(s, Family.INTERNET, OUTGROWN_ANSWERS),
        sites=(
            *(_site(s, one, Survey.DONE, ENGINEER) for one in sites[:2]),
            *(_site(s, one, Survey.DONE, ENGINEER, other=5 + 3 * place) for place, one in enumerate(sites[2:])),
        ),
        requirements=(
            _must("eight", "Four terabytes of a night are uploaded by eight", "A Thursday's renders", "workshop"),
            _must("editing", "Upload and editing do not slow each other", "Both at once for an hour", "workshop"),
            _should("burst", "A sports weekend can be twice as much without an order", "A weekend on the invoice"),
            _should("term", "All four lines end on one day", "Contract"),
            _could("report", "Use by production, not by site", "A report of one month"),
        ),
        options=(
            DesignOption(
                id="all-fibre", name="Fibre at all four", idea="A dedicated line at every studio.", starts_on=starts,
                tradeoff="The two smaller studios pay for an upload they need a few nights a month.",
            ),
            DesignOption(
                id="mixed", name="Fibre at two, broadband at two", idea="Dedicated lines where the renders are.",
                starts_on=starts, tradeoff="Broadband is shared: on some evenings an upload takes twice as long.",
            ),
        ),
        lines=lines,
        meets=(
            *_judged("all-fibre", "yes yes yes yes partly"),
            *_judged("mixed", "yes partly no yes partly"),
        ),
        exclusions=(
            Exclusion(id="cabling", what="Cabling within the studios", reason="Your electrician does it on your plan."),
        ),
    )  # fmt: skip
    us, engineer = s.us(MANAGER), s.us(ENGINEERING)
    ours = Engineering(
        account_id=s.account_id,
        request=Request(
            engineer=engineer, asked_by=us, asked_on=s.ahead(-62), needed_by=s.ahead(-18),
            what="Size four studios for a night's renders, and say what broadband would do to them.",
        ),
        work=(
            Work(colleague=engineer, role="Design, workshop", hours_available=30, hours_planned=22, hours_spent=19),
        ),
        risks=(
            Risk(
                id="archive", risk="The archive moves to another site and takes half of the traffic with it.",
                likelihood=Likelihood.LOW, answer="Lines can be moved once within the term.", owner=us,
            ),
        ),
    )  # fmt: skip
    name, signs = s.ours(MANAGER), s.ours(ENGINEERING)
    events = (
        (DesignEvent.INTERVIEW, name, _at(s, -60)),
        (DesignEvent.DESIGN, signs, _at(s, -30)),
        (DesignEvent.REVIEW, signs, _at(s, -26)),
        (DesignEvent.PRICE, name, _at(s, -21)),
    )
    return DesignDraft("room-for-four-studios", plan, ours, events)


def _second_way(s: Scene) -> DesignDraft:
    """A plant that fails month after month gets a second way in, as soon as somebody has looked at the duct."""
    plant, *others = (s.customer.sites[CHRONIC_SITE], *s.customer.sites[:CHRONIC_SITE])
    starts = s.ahead(120)
    plan = Design(
        account_id=s.account_id,
        about=AboutDesign(
            title=f"A second way into {plant.name}",
            families=(Family.SD_WAN,),
            need="The plant packs through the night. When its line is down nothing leaves the yard.",
            wanted_on=s.ahead(130),
        ),
        answers=_answers(s, Family.SD_WAN, CHRONIC_ANSWERS),
        sites=(
            _site(s, plant, Survey.ORDERED, SITE_OPS, "One fibre, through the duct that floods"),
            *(_site(s, one, Survey.NOT_NEEDED, NETWORK) for one in others),
        ),
        requirements=(
            _must("two-ways", "Two ways into the building that share no duct", "Both walked together", "plant"),
            _must("minute", "Packing goes on within a minute when a line fails", "Pull the fibre during a shift"),
            _should("seen", "The plant sees which line it is on", "A lamp in the control room"),
        ),
        options=(
            DesignOption(
                id="radio", name="Fibre and mobile", idea="Mobile as the second way: quick, and without digging.",
                starts_on=starts, tradeoff="At the loading bay the signal is weak; an antenna goes on the roof.",
            ),
        ),
        lines=(
            _line("radio", "SDW", plant, 300, one_off=900),
            _line("radio", "LTE", plant, 1, one_off=480),
        ),
        meets=_judged("radio", "yes yes partly", ("two-ways", "minute", "seen")),
    )  # fmt: skip
    us, engineer = s.us(MANAGER), s.us(ENGINEERING)
    ours = Engineering(
        account_id=s.account_id,
        request=Request(
            engineer=engineer, asked_by=us, asked_on=s.ahead(-24), needed_by=s.ahead(20),
            what="Is there a second way into the plant that does not share the duct?",
        ),
        work=(Work(colleague=engineer, role="Design, survey", hours_available=16, hours_planned=18, hours_spent=7),),
        risks=(
            Risk(
                id="signal", risk="Mobile does not carry the packing line behind the cold store.",
                likelihood=Likelihood.MEDIUM, answer="Measure it during the survey, with the doors shut.",
                owner=engineer,
            ),
        ),
        build_risks=(
            BuildRisk(
                id="roof", site=plant.site_id, what="The roof belongs to the landlord: an antenna needs his permit",
                days=30, answer="Asked for with the survey.",
            ),
        ),
    )  # fmt: skip
    events = (
        (DesignEvent.INTERVIEW, s.ours(MANAGER), _at(s, -22)),
        (DesignEvent.DESIGN, s.ours(ENGINEERING), _at(s, -6)),
    )
    return DesignDraft("second-way-in", plan, ours, events)


def _at(s: Scene, days: int) -> datetime:
    return datetime.combine(s.ahead(days), NINE)


def _answers(s: Scene, family: Family, said: Mapping[str, Said]) -> tuple[DiscoveryAnswer, ...]:
    """In the order in which they are asked; a question nobody answered is left out."""
    who = {"us": s.us(ENGINEERING), "network": s.them(NETWORK), "works": s.them(SITE_OPS, ENGINEER),
           "infrastructure": s.them(INFRASTRUCTURE), "security": s.them(SECURITY, NETWORK)}  # fmt: skip
    return tuple(
        DiscoveryAnswer(
            family=family, question=one.id, value=held.value, said_by=who[held.by], on=s.ahead(-held.days_ago),
            confidence=held.sure,
        )
        for one in shipped(family).questions
        if (held := said.get(one.id))
    )  # fmt: skip


def _site(
    s: Scene, site: Site, survey: Survey, contact: int, access: str = "Fibre in the building", other: int = 0
) -> DesignSite:
    """A site as it is today: what we are paid there for the internet, or what `other` months' contract with somebody
    else costs."""
    lines = [one for one in s.customer.active_lines(s.until) if one.site is site and one.product_id == "DIA"]
    paid = sum((one.mrr for one in lines), Decimal())
    elsewhere = DesignSite(
        id=site.site_id, name=site.name, provider="Palisar", circuit=f"PL-{site.site_id[-2:]}7731", bandwidth=500,
        current_mrc=1480, contract_ends_on=s.day(other, 28), notice_on=s.day(other - 3, 28),
    )  # fmt: skip
    ours = DesignSite(
        id=site.site_id, name=site.name, provider="Northweave" if lines else "",
        circuit=lines[0].subscription_id if lines else "", bandwidth=sum(one.quantity for one in lines) or None,
        current_mrc=float(paid) if lines else None,
    )  # fmt: skip
    surveyed = {Survey.DONE: s.ahead(-35), Survey.ORDERED: s.ahead(12)}.get(survey)
    return replace(
        elsewhere if other else ours, address=site.city, survey=survey, survey_on=surveyed, access=access,
        users=round(70 * site.weight) * 2, contact=s.them(contact),
    )  # fmt: skip


def _line(option: str, product_id: str, site: Site, size: int, one_off: float = 0) -> MaterialLine:
    """So many units at one place, as the price list counts them; `one_off`: for all of them, where a line has to
    be laid."""
    product = BY_ID[product_id]
    return MaterialLine(
        id=f"{option}-{product_id.lower()}-{site.site_id[-2:]}", option=option, product=product_id, site=site.site_id,
        quantity=size, monthly=round(product.list_mrr * SHARE[product_id], 2), one_off=round(one_off / size, 2),
        note=product.unit if size > 1 else "",
    )  # fmt: skip


def _required(key: str, words: str, priority: Priority, test: str, source: str = "") -> Requirement:
    return Requirement(id=key, requirement=words, priority=priority, acceptance_test=test, source=source)


def _must(key: str, words: str, test: str, source: str = "") -> Requirement:
    return _required(key, words, Priority.MUST, test, source)


def _should(key: str, words: str, test: str) -> Requirement:
    return _required(key, words, Priority.SHOULD, test)


def _could(key: str, words: str, test: str) -> Requirement:
    return _required(key, words, Priority.COULD, test)


OUTGROWN = ("eight", "editing", "burst", "term", "report")


def _judged(option: str, meets: str, requirements: tuple[str, ...] = OUTGROWN) -> tuple[Judgement, ...]:
    words = {one.value: one for one in Meets}
    return tuple(
        Judgement(option=option, requirement=key, meets=words[said])
        for key, said in zip(requirements, meets.split(), strict=True)
    )
