"""What could cost us money at any account, found in its tables; and what we do next about it."""

from collections.abc import Iterator

from steward.exhibits import day_text
from steward.plans.internal.strategy import (
    Action,
    Doing,
    Likelihood,
    Meeting,
    Objective,
    Risk,
    RiskKind,
    RiskState,
    TeamMember,
)
from steward.sample.chance import some
from steward.sample.plans.builders import act, risk
from steward.sample.plans.market import RIVALS, names
from steward.sample.plans.measures import last_quarter, minutes_down
from steward.sample.plans.roles import (
    CENTRE,
    CFO,
    CIO,
    CONTRACTS,
    DESK,
    ENGINEERING,
    EXECUTIVE,
    INFRASTRUCTURE,
    INSIDE,
    MANAGER,
    NETWORK,
    PROCUREMENT,
    ROLLOUT,
    SECURITY,
    SERVICE,
    SUPPORT,
    TELECOMS,
)
from steward.sample.plans.scene import Scene
from steward.sample.plans.sentiment import Sentiment

LOW, MEDIUM, HIGH = Likelihood
YEAR = 365


def risks(scene: Scene, sentiment: Sentiment) -> tuple[Risk, ...]:
    """Two to four risks, those that the tables show first."""
    return tuple(
        [
            *_of_contract(scene, sentiment),
            *_of_service(scene),
            *_of_people(scene, sentiment),
            *_of_rivals(scene, sentiment),
        ][:4]
    )


def _of_contract(scene: Scene, sentiment: Sentiment) -> Iterator[Risk]:
    contract = scene.contract
    if contract is None or (contract.ends_on - scene.until).days > YEAR:
        return
    left = (contract.ends_on - scene.until).days
    odds = {"good": LOW, "mixed": MEDIUM, "bad": HIGH}[sentiment.key]
    words = f"{contract.contract_id} ends on {day_text(contract.ends_on)} and is put out to tender"
    play = "Terms for three years on the table before they write a tender; the numbers of four quarters beside them."
    due = scene.ahead(max(left - contract.notice_days - 30, 14))
    yield risk(
        "contract", words, (RiskKind.CONTRACT, odds), scene.under(contract), play, scene.us(MANAGER), due, of=contract
    )


def _of_service(scene: Scene) -> Iterator[Risk]:
    """The site with the longest outages of the last quarter, where they were long."""
    span = last_quarter(scene)
    by_site = {site.site_id: (minutes_down(scene, span, site), site) for site in scene.customer.sites}
    minutes, site = max(by_site.values(), key=lambda found: (found[0], found[1].site_id))
    if minutes >= 150:
        words = f"Another long outage at {site.name}: {minutes} minutes last quarter"
        yield risk("outage", words, (RiskKind.SERVICE, MEDIUM), scene.worth_at(site.site_id),
                   "Cause found and told in writing; a second way out offered at cost.", scene.us(SUPPORT),
                   scene.day(2, 20))  # fmt: skip


def _of_people(scene: Scene, sentiment: Sentiment) -> Iterator[Risk]:
    rng = scene.dice("risk-people")
    voice = scene.worth("SIP", "UCV") or round(scene.mrr * 0.2)
    if sentiment.key == "good":
        yield risk("single", f"{scene.called(INFRASTRUCTURE)} leaves, and nobody else speaks for us",
                   (RiskKind.SPONSOR, LOW), round(scene.mrr * 0.25),
                   f"{scene.called(NETWORK)} and {scene.called(SECURITY)} get to know two more of us.",
                   scene.us(MANAGER), scene.day(4, 15))  # fmt: skip
    elif rng.random() < 0.6:
        yield risk("price", f"{scene.called(PROCUREMENT)} asks for a tenth off everything",
                   (RiskKind.PRICE, MEDIUM), round(scene.mrr * 0.1),
                   f"Term against price, and {scene.called(CFO)} hears it from us first.", scene.us(MANAGER),
                   scene.day(3, 10))  # fmt: skip
    else:
        yield risk("voice", "Telephones move into the office suite, and lines with them", (RiskKind.USAGE, MEDIUM),
                   voice, "Show what the suite cannot do: hotlines, doors, halls.", scene.us(ENGINEERING),
                   scene.day(5, 20))  # fmt: skip


def _of_rivals(scene: Scene, sentiment: Sentiment) -> Iterator[Risk]:
    rng = scene.dice("risk-rivals")
    name = rng.choice(RIVALS["SD-WAN"])
    worth, state = round(scene.worth("SDW") / 3), RiskState.OPEN
    if rng.random() < 0.35:
        state = rng.choice((RiskState.MITIGATED, RiskState.CLOSED))
    likely = HIGH if sentiment.key == "bad" else LOW
    yield risk("rival", f"{name} gets a trial at one site", (RiskKind.COMPETITOR, likely),
               worth, "Invite them to our own measurement; be there before the trial begins.", scene.us(ENGINEERING),
               scene.day(2, 10), state)  # fmt: skip


def actions(
    scene: Scene, sentiment: Sentiment, goals: tuple[Objective, ...], found: tuple[Risk, ...]
) -> tuple[Action, ...]:
    """What we do next: for the risks, for the objectives, and for the people we do not know."""
    rng, named = scene.dice("actions"), names(scene)
    acting = [_against(scene, one) for one in found if one.status is RiskState.OPEN][:2]
    acting += [_towards(scene, one) for one in goals[:2]]
    usual = (
        ("Lunch with {cfo}: what does the board ask about IT?", EXECUTIVE),
        ("Visit {site} and write down what they complain about", INSIDE),
        ("Ask {infra} who decides when {cio} is away", MANAGER),
        ("One page on what the last four quarters saved", INSIDE),
        ("Map: who is new in IT since spring?", INSIDE),
        ("Invite {network} to the user day", SUPPORT),
    )
    for words, role in some(rng, usual, 2):
        late = sentiment.key != "good" and rng.random() < 0.4
        due = scene.day(0, rng.randint(4, 25)) if late else scene.day(rng.randint(1, 3), rng.randint(3, 26))
        acting.append(act(words.format(**named), scene.us(role), due, rng.choice((Doing.OPEN, Doing.IN_PROGRESS))))
    done = act("Names and reporting lines gone through with the service desk", scene.us(INSIDE), scene.day(-1, 20),
               Doing.DONE)  # fmt: skip
    return tuple(sorted([*acting, done], key=lambda one: (one.due or scene.until, one.id)))


def _against(scene: Scene, one: Risk) -> Action:
    words = {
        "contract": "Terms for three years calculated with pricing and contract administration",
        "outage": "Report on the cause, with a date for the repair",
        "single": "Second contact for every service named and met",
        "price": "Price history of four years, on one page",
        "voice": "Demonstration of hotlines and door phones",
        "rival": "Measurement of all sites offered for November",
    }[one.id]
    return act(words, one.owner, scene.day(1, 15), Doing.IN_PROGRESS, against=one.id)


def _towards(scene: Scene, one: Objective) -> Action:
    words = f"Agree the next step with the one who signs: {one.objective}"
    if one.new_mrr is None:
        words = f"Ask {scene.called(CIO)} every month whether it is enough, and write down the answer"
    return act(words, one.owner, scene.day(1, 24), to=one.id)


def team(scene: Scene) -> tuple[TeamMember, ...]:
    """Who of us works on the account, and whom they look after."""
    rng = scene.dice("team")
    large = scene.profile.segment == "enterprise"
    found = [
        TeamMember(colleague=scene.us(MANAGER), part="Owns the account and the plan",
                   sponsors=(scene.them(CIO), scene.them(INFRASTRUCTURE, NETWORK))),
        TeamMember(colleague=scene.us(ENGINEERING), part="Design, tests and new products",
                   sponsors=(scene.them(NETWORK, INFRASTRUCTURE),)),
        TeamMember(colleague=scene.us(INSIDE), part="Reports, orders and everyday questions",
                   sponsors=(scene.them(DESK, TELECOMS),)),
        TeamMember(colleague=scene.us(SUPPORT), part="Outages, maintenance, causes"),
    ]  # fmt: skip
    if rng.random() < 0.5:
        found.append(TeamMember(colleague=scene.us(ROLLOUT), part="New sites and moves"))
    if large:
        found.append(TeamMember(colleague=scene.us(EXECUTIVE), part="Executive sponsor", sponsors=(scene.them(CFO),)))
    if scene.contract and (scene.contract.ends_on - scene.until).days < 210:
        found.append(TeamMember(colleague=scene.us(CONTRACTS), part="Terms and signatures until the new contract"))
    return tuple({one.colleague: one for one in found}.values())


def governance(scene: Scene, sentiment: Sentiment) -> tuple[Meeting, ...]:
    """How the account is kept on course."""
    rng = scene.dice("governance")
    manager, weekly = scene.ours(MANAGER), sentiment.key == "bad"
    found = [
        Meeting(meeting="Account team", rhythm="weekly" if weekly else rng.choice(("every two weeks", "monthly")),
                who=f"{manager}, {scene.ours(ENGINEERING)}, {scene.ours(SUPPORT)}",
                next_on=scene.day(1, rng.randint(2, 9))),
        Meeting(meeting="Review of this plan", rhythm="quarterly", who=f"{manager} and the regional manager",
                next_on=scene.day(1, rng.randint(12, 28))),
    ]  # fmt: skip
    if scene.profile.segment == "enterprise":
        who = f"{scene.ours(EXECUTIVE)}, {scene.called(CIO)}, {scene.called(CFO)}"
        found.append(Meeting(meeting="Executive meeting", rhythm="twice a year", who=who, next_on=scene.day(3, 15)))
    if scene.is_there(CENTRE) and "CCC" in scene.owned and rng.random() < 0.5:
        who = f"{scene.ours(INSIDE)}, {scene.called(CENTRE, SERVICE)}"
        found.append(Meeting(meeting="Contact centre round", rhythm="every six weeks", who=who))
    return tuple(found)
