"""The champion left: one thread is left, and the telephony opportunity hangs on a successor who is not named yet."""

from datetime import date

from steward.domain.health import Colour
from steward.exhibits import day_text
from steward.plans.customer.success_plan import Kept, PlanPerson, Profile, Progress, SuccessPlan
from steward.plans.internal.strategy import (
    AccountKind,
    Doing,
    Footing,
    HealthOverride,
    Horizon,
    Likelihood,
    Position,
    RiskKind,
    Strategy,
    Swot,
)
from steward.sample.plans.builders import act, aim, goal, risk, rival, step, they, we
from steward.sample.plans.drafts import PlanDrafts
from steward.sample.plans.measures import sites_with
from steward.sample.plans.roles import (
    CFO,
    CIO,
    COO,
    DESK,
    ENGINEERING,
    EXECUTIVE,
    INFRASTRUCTURE,
    INSIDE,
    MANAGER,
    NETWORK,
    PROCUREMENT,
    ROLLOUT,
    SERVICE,
    SITE_OPS,
    SUPPORT,
    TELECOMS,
)
from steward.sample.plans.scene import Scene
from steward.sample.plans.stories.cast import (
    CHAMPION,
    CONFLICTS,
    DECIDES,
    ECONOMIC,
    INFLUENCER,
    INFLUENCES,
    INNER,
    INTRODUCED,
    MENTOR,
    NEUTRAL,
    NONE,
    OUTSIDE,
    POLITICAL,
    RATIFIER,
    SCEPTIC,
    SUPPORTER,
    TECHNICAL,
    TRUSTED,
    USER,
    WORKING,
    about,
    known,
    lines,
    readings,
    whole,
)


def tell(scene: Scene, draft: PlanDrafts) -> PlanDrafts:
    """Both files of the account."""
    assert draft.success and draft.strategy
    return PlanDrafts(_agreed(scene, draft.success), _ours(scene, draft.strategy))


def _gone(scene: Scene) -> tuple[str, str, date]:
    """Id, name and last day of the champion."""
    champion = scene.customer.champion
    assert champion.left_on
    return champion.contact_id, champion.name, champion.left_on


def _agreed(s: Scene, plan: SuccessPlan) -> SuccessPlan:
    gone, _, left = _gone(s)
    owner, total = s.us(MANAGER), len(s.sites)
    lte = sites_with(s, ("LTE", "BBI"), s.until)
    return SuccessPlan(
        account_id=plan.account_id,
        profile=Profile(
            business=f"{s.name} designs and builds seating in {s.profile.country}: plants, a distribution centre and"
            f" warehouses at {total} sites, showrooms all over the country. Orders come from architects and from the"
            " web.",
            priorities="1. Showrooms that sell: one telephone number, somebody who answers\n2. Plants that do not stop"
            " for IT\n3. Orders from the web delivered in three weeks",
            success="An architect who calls any showroom reaches somebody who knows the order. No plant stops because"
            " a line is down.",
            rhythm=f"Every quarter with {s.called(CIO)}; the reviews of spring and summer did not take place. Until a"
            f" new head of IT infrastructure is named, a monthly call with {s.called(TELECOMS, NETWORK)}.",
        ),
        goals=(
            goal("reach", "Every call to a showroom is answered", ("Share of calls answered by a person", "%"),
                 (71, 95, 73), (s.day(-12, 15), s.day(9, 28), s.day(0, 22)), (s.them(SERVICE, COO), owner),
                 "Waits for the decision on new telephones."),
            goal("second-path", "Every site with a second way out", (f"Sites of {total}", "sites"),
                 (sites_with(s, ("LTE", "BBI"), s.window.ago(30)), total, lte),
                 (s.window.ago(30), s.day(3, 18), s.until),
                 (s.them(NETWORK), s.us(ENGINEERING))),
            goal("plants", "No stop of a plant caused by the network", ("Stops a quarter, from the shift log", "stops"),
                 (5, 0, 1), (s.day(-15, 28), s.day(3, 18), s.day(0, 28)), (s.them(SITE_OPS, COO), s.us(SUPPORT))),
        ),
        commitments=(
            we("Concept for the telephones of all showrooms", s.us(ENGINEERING), (s.day(-11, 20), s.day(-9, 15)),
               Kept.KEPT,
               s.day(-9, 12), "reach"),
            they("List of showrooms with numbers and opening hours", gone, (s.day(-11, 20), s.day(-8, 28)), Kept.PARTLY,
                 s.day(-7, 9), "reach", "Two thirds of the showrooms; the rest is still to come."),
            we("Backup tested at every site", s.us(ROLLOUT), (s.day(-7, 11), s.day(-4, 22)), Kept.KEPT,
               s.day(-4, 20),
               "second-path"),
            they("Decision on the telephones by midsummer", gone, (s.day(-7, 11), s.day(-3, 24)), Kept.MISSED,
                 s.day(-3, 24),
                 "reach", f"Open since the change in the IT team on {day_text(left)}."),
            they("Name the new head of IT infrastructure", s.them(CIO), (s.day(-3, 9), s.day(-1, 28)), Kept.OPEN,
                 note="Interviews in October."),
            we("Failover test with both plants", s.us(ENGINEERING), (s.day(-3, 9), s.day(1, 30)), Kept.OPEN,
               to="plants"),
            we("One page on services, use and open points for the new head", s.us(INSIDE),
               (s.day(-3, 9), s.day(2, 13))),
            they("Contact for each site until the post is filled", s.them(TELECOMS, NETWORK),
                 (s.day(-3, 9), s.day(-1, 14)),
                 Kept.KEPT,
                 s.day(-1, 11)),
        ),
        joint_plan=(
            step("Measure calls that nobody answers", "The case for new telephones needs a number.",
                 (s.day(-6, 4), s.day(-4, 17)), (gone, s.us(ENGINEERING)), Progress.DONE, "reach"),
            step("Backup tested at every site", "", (s.day(-6, 18), s.day(-4, 20)), (s.them(NETWORK), s.us(ROLLOUT)),
                 Progress.DONE, "second-path"),
            step("Failover test with both plants", "What was never tried does not work.", (s.day(0, 21), s.day(1, 30)),
                 (s.them(NETWORK), s.us(ENGINEERING)), Progress.IN_PROGRESS, "plants"),
            step("First meeting with the new head of IT infrastructure",
                 "Services, goals and open points, in one hour.",
                 (None, s.day(2, 19)), (s.them(CIO), owner)),
            step("Decision on the telephones", "So that showrooms can move before the spring fairs.",
                 (None, s.day(3, 10)),
                 (s.them(CIO), owner), to="reach"),
            step("Showrooms moved to the new telephones", "", (s.day(5, 1), s.day(8, 28)),
                 (s.them(TELECOMS), s.us(ROLLOUT)),
                 to="reach"),
        ),
        people=(PlanPerson(id=gone, left_on=left), *(one for one in plan.people if one.id != gone)),
    )  # fmt: skip


def _ours(s: Scene, plan: Strategy) -> Strategy:
    _, name, left = _gone(s)
    telephony, manager, contract = s.opportunity("UCV"), s.us(MANAGER), s.contract
    worth = telephony.amount if telephony else None
    ends = f" {contract.contract_id} ends on {day_text(contract.ends_on)}." if contract else ""
    return Strategy(
        account_id=plan.account_id,
        position=Position(
            kind=AccountKind.AT_RISK,
            ambition="Network, security and telephones of the whole house; known to the board, not to one person only.",
            situation=f"{name} carried us for years and left on {day_text(left)}. The post is empty. Since then hardly"
            f" anybody calls, and the telephony deal has stood still.{ends} {s.called(CIO)} knew us through that one"
            " person.",
            strategy=f"Do not wait for the successor. Win {s.called(CIO)} and {s.called(CFO)} through our executive"
            f" sponsor now, let {s.called(TELECOMS, NETWORK)} carry the technology, and be the first to welcome"
            " whoever comes.",
            value="Six sites that have not stopped once this year, and telephones that come over the same lines.",
        ),
        objectives=(
            aim("new-champion", "A champion in the IT team again", Horizon.SIX, "Says so in a meeting with the CIO",
                s.day(5, 15), manager),
            aim("telephones", f"Win “{telephony.name}”" if telephony else "Telephones for all showrooms", Horizon.SIX,
                "Order signed",
                s.day(3, 18), manager, worth, Doing.IN_PROGRESS),
            aim("term", "A new term before the notice date", Horizon.TWELVE, "Contract signed",
                s.notice or s.day(3, 15), manager),
            aim("board", "Two of us known to two of the board", Horizon.EIGHTEEN, "Executive meeting held twice",
                s.day(15, 15), s.us(EXECUTIVE)),
        ),
        swot=Swot(
            strengths=("Service is as good as ever", f"{s.called(NETWORK)} trusts our engineers"),
            weaknesses=("One person knew us, and left", "Nobody of us knows the CFO well"),
            opportunities=("The new head will want to show something in 100 days", "Spring fairs need telephones"),
            threats=("The new head brings a supplier along", f"{s.called(PROCUREMENT)} uses the pause to compare"),
        ),
        competitors=(
            rival("Tonewright", Footing.CHALLENGER, "Telephony for showrooms", "A demonstration within a week",
                  "Telephones without the lines are half the answer; show the outage that nobody noticed."),
            rival("Vantelo", Footing.IN_TALKS, "Network for all sites", f"Has the ear of {s.called(PROCUREMENT)}",
                  "Executive sponsor to the CFO before a tender is written."),
        ),
        risks=(
            risk("successor", "The new head of IT infrastructure brings another supplier along",
                 (RiskKind.SPONSOR, Likelihood.HIGH), s.mrr,
                 f"Sponsor call with {s.called(CIO)} in October; welcome pack and site visit in the new head's first"
                 " two weeks.", s.us(EXECUTIVE), s.day(2, 13)),
            risk("stuck", "The telephony deal dies quietly", (RiskKind.SPONSOR, Likelihood.MEDIUM), worth,
                 f"{s.called(SERVICE, COO)} asks for it: lost calls cost showrooms orders.", manager, s.day(2, 27)),
            risk("tender", "The contract is put out to tender while the post is empty",
                 (RiskKind.CONTRACT, Likelihood.MEDIUM),
                 s.under(contract) if contract else s.mrr, "Extension by a year offered, at today's terms.", manager,
                 s.day(2, 20), of=contract),
        ),
        whitespace=plan.whitespace,
        actions=(
            act(f"Call {s.called(CIO)}: who decides until the post is filled?", manager, s.day(-1, 20), Doing.OPEN,
                against="successor"),
            act(f"Executive sponsor writes to {s.called(CIO)} and asks for half an hour", s.us(EXECUTIVE), s.day(0, 18),
                Doing.OPEN, "board", "successor"),
            act(f"Coffee with {s.called(NETWORK)}: who applies from inside?", s.us(ENGINEERING), s.day(1, 8),
                Doing.IN_PROGRESS, "new-champion"),
            act(f"Cost of unanswered calls, with {s.called(SERVICE, COO)}, on one page", s.us(INSIDE), s.day(1, 22),
                to="telephones", against="stuck"),
            act("Ask for an extension by a year, terms with pricing", manager, s.day(2, 6), to="term",
                against="tender"),
            act(f"Find out where {name} works now and stay in touch", manager, s.day(2, 17)),
        ),
        team=plan.team,
        governance=plan.governance,
        health_override=HealthOverride(
            health=Colour.RED, reason="The figures are those of a network that runs; the relationship is gone.",
            author=manager, set_on=s.day(-3, 8), expires_on=s.day(2, 28),
        ),
        readings=readings(
            s,
            (INFRASTRUCTURE, (CHAMPION, INFLUENCER), MENTOR, POLITICAL, 5, f"Left on {day_text(left)}. Good friends."),
            (CIO, (DECIDES,), NEUTRAL, INNER, 4, "Let the champion do the talking; hardly knows what we do."),
            (CFO, (ECONOMIC,), None, INNER, 5, "Knows us as a line in the budget."),
            (NETWORK, (TECHNICAL, INFLUENCER), SUPPORTER, OUTSIDE, 3, "Keeps the network running alone since spring."),
            (PROCUREMENT, (RATIFIER,), SCEPTIC, POLITICAL, 3, "Uses the pause to ask for quotes."),
            (TELECOMS, (USER, TECHNICAL), SUPPORTER, OUTSIDE, 2, "The one thread we have left; no voice in decisions."),
            (SERVICE, (USER, INFLUENCER), NEUTRAL, POLITICAL, 3, "Hears every day from showrooms about lost calls."),
            (COO, (INFLUENCER,), NEUTRAL, INNER, 4, "Plants first."),
            (DESK, (USER,), NEUTRAL, OUTSIDE, 1, ""),
        ),
        influence=lines(
            s,
            (INFRASTRUCTURE, INFLUENCES, CIO, "Was asked before anybody else."),
            (NETWORK, INFLUENCES, CIO, "Reports to the CIO directly for the time being."),
            (PROCUREMENT, INFLUENCES, CFO, "Reports savings every month."),
            (CFO, INFLUENCES, CIO, "Signs every order above 5,000 a month."),
            (SERVICE, INFLUENCES, COO, "Speaks for the showrooms."),
            (PROCUREMENT, CONFLICTS, NETWORK, "Price against spare parts."),
        ),
        acquaintances=known(
            s,
            (MANAGER, INFRASTRUCTURE, TRUSTED, TRUSTED, 5),
            (ENGINEERING, INFRASTRUCTURE, TRUSTED, TRUSTED, 6),
            (ENGINEERING, NETWORK, INTRODUCED, TRUSTED, 4),
            (MANAGER, CIO, INTRODUCED, WORKING, 3),
            (EXECUTIVE, CIO, NONE, WORKING, 1),
            (EXECUTIVE, CFO, NONE, WORKING, 1),
            (MANAGER, SERVICE, NONE, WORKING, 2),
            (MANAGER, TELECOMS, WORKING, TRUSTED, 2),
        ),
        maps=(whole(), *about(s, "telephones", telephony, (CIO, CFO, INFRASTRUCTURE, TELECOMS, SERVICE, PROCUREMENT))),
    )  # fmt: skip
