"""The model account: goals on track, a mentor, a green map, and a reference to win."""

from dataclasses import replace

from steward.plans.customer.success_plan import Kept, Profile, Progress, SuccessPlan
from steward.plans.internal.strategy import (
    AccountKind,
    Doing,
    HealthOverride,
    Horizon,
    Likelihood,
    Position,
    RiskKind,
    RiskState,
    Strategy,
)
from steward.sample.plans.builders import act, aim, goal, risk, step, they, told, valued, we
from steward.sample.plans.drafts import PlanDrafts
from steward.sample.plans.measures import sites_with
from steward.sample.plans.roles import (
    CENTRE,
    CFO,
    CIO,
    CONTROLLER,
    COO,
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
from steward.sample.plans.stories.cast import (
    CHAMPION,
    COACH,
    DECIDES,
    ECONOMIC,
    INFLUENCER,
    INFLUENCES,
    INNER,
    INTRODUCED,
    MENTOR,
    NEUTRAL,
    OUTSIDE,
    POLITICAL,
    RATIFIER,
    SUPPORTER,
    TECHNICAL,
    TRUSTED,
    USER,
    WORKING,
    about,
    known,
    lines,
    on_map,
    part,
    readings,
    whole,
)
from steward.sample.plans.strategy import trend


def tell(scene: Scene, draft: PlanDrafts) -> PlanDrafts:
    """Both files of the account."""
    assert draft.success and draft.strategy
    return PlanDrafts(_agreed(scene, draft.success), _ours(scene, draft.strategy))


def _agreed(s: Scene, plan: SuccessPlan) -> SuccessPlan:
    total, manager, rollout = len(s.sites), s.us(MANAGER), s.us(ROLLOUT)
    seats, had = sites_with(s, ("UCV",), s.until), sites_with(s, ("UCV",), s.window.ago(24))
    return replace(
        plan,
        profile=Profile(
            business=f"{s.name} belongs to its shops: 340 of them in {s.profile.country}, supplied from {total} sites."
            " Members decide once a year what the cooperative buys for all.",
            priorities="1. Shops that know their customers\n2. One telephone and one till system for all members\n3."
            " Orders from the web ready in an hour",
            success="Members ask for the next service before we offer it.",
            rhythm=f"Review every quarter with {s.called(CIO)}, {s.called(CFO)} and {s.called(SERVICE, COO)}; joint"
            " roadmap every spring, members' day every autumn.",
        ),
        goals=(
            valued(
                goal("answered", "Members and customers get through", ("Share answered within 30 seconds", "%"),
                     (67, 88, 86),
                     (s.day(-18, 20), s.day(3, 18), s.day(0, 25)), (s.them(SERVICE, COO), manager)),
                4_000, s.day(-6, 10), s.them(COO)),
            goal("voice", "One telephone system for all sites", (f"Sites of {total}", "sites"), (had, total, seats),
                 (s.window.ago(24), s.day(3, 18), s.until), (s.them(TELECOMS), rollout), "Reached ahead of time."),
            valued(
                goal("tills", "Tills that never wait", ("Minutes of till outage a quarter", "minutes"), (190, 30, 42),
                     (s.day(-18, 20), s.day(5, 28), s.day(0, 25)), (s.them(NETWORK), s.us(SUPPORT))),
                360, s.day(-6, 10), s.them(COO)),
            goal("once", "Matters settled in one call", ("First contact resolution", "%"), (61, 78, 74),
                 (s.day(-10, 20), s.day(8, 28), s.day(0, 25)), (s.them(CENTRE, SERVICE), s.us(ENGINEERING)),
                 "Rose by nine points since the reports on calls began."),
        ),
        commitments=(
            we("Last two sites on the new telephones", rollout, (s.day(-8, 13), s.day(-5, 27)), Kept.KEPT,
               s.day(-5, 18), "voice"),
            they("Team leads freed for two days of training", s.them(CENTRE, SERVICE), (s.day(-8, 13), s.day(-5, 15)),
                 Kept.KEPT,
                 s.day(-5, 14), "once"),
            we("Reports on calls for the first forty seats", s.us(ENGINEERING), (s.day(-5, 21), s.day(-3, 19)),
               Kept.KEPT,
               s.day(-3, 12), "once"),
            they("Business case for the second wave, checked by finance", s.them(CONTROLLER, CFO),
                 (s.day(-3, 18), s.day(0, 18)),
                 Kept.KEPT, s.day(0, 17), "once"),
            we("Backup test of all tills before the autumn sale", s.us(SUPPORT), (s.day(-3, 18), s.day(-1, 28)),
               Kept.KEPT,
               s.day(-1, 26), "tills"),
            we("Portal quick in the mornings", s.us(SUPPORT), (s.day(-3, 18), s.day(0, 11)), Kept.PARTLY, s.day(0, 11),
               note="Twice as quick; the map of sites is still slow."),
            they("Speak about the network at the members' day", s.them(CIO), (s.day(0, 16), s.day(1, 23))),
            we("Draft of the joint roadmap", s.us(ENGINEERING), (s.day(0, 16), s.day(2, 20))),
        ),
        heard=(
            told("Changes to menus took too long to reach the shops", s.day(-5, 6), "Changes by noon are live the same"
                 " day", s.us(SUPPORT), s.day(-3, 14), Progress.DONE, "answered"),
            told("Team leads want to see calls as they come in", s.day(-2, 17), "Live board in both contact centres",
                 s.us(ENGINEERING), s.day(2, 20), Progress.IN_PROGRESS, "once"),
        ),
        joint_plan=(
            step("Reports on calls, first wave", "What do customers call about?", (s.day(-5, 1), s.day(-3, 12)),
                 (s.them(CENTRE, SERVICE), s.us(ENGINEERING)), Progress.DONE, "once"),
            step("Backup test of all tills", "Before the autumn sale.", (s.day(-2, 3), s.day(-1, 26)),
                 (s.them(NETWORK), s.us(SUPPORT)), Progress.DONE, "tills"),
            step("Members' day", f"{s.called(CIO)} and {s.called(SERVICE, COO)} tell how it went.",
                 (None, s.day(1, 23)),
                 (s.them(CIO), manager)),
            step("Reports on calls, second wave", "All teams, also the evening shift.", (s.day(1, 26), s.day(4, 19)),
                 (s.them(CENTRE, SERVICE), s.us(ENGINEERING)), to="once"),
            step("Joint roadmap for two years", "", (s.day(2, 2), s.day(5, 14)),
                 (s.them(INFRASTRUCTURE), s.us(ENGINEERING))),
            step("Web traffic checked at all sites", "Two of seven today.", (s.day(4, 5), s.day(7, 23)),
                 (s.them(SECURITY), s.us(ENGINEERING))),
        ),
    )  # fmt: skip


def _ours(s: Scene, plan: Strategy) -> Strategy:
    wave, web, manager = s.opportunity("CCA", "second wave"), s.opportunity("SWG"), s.us(MANAGER)
    return replace(
        plan,
        position=Position(
            kind=AccountKind.STRATEGIC,
            ambition="The cooperative whose story sells to five others; two hundred thousand a month.",
            situation=f"{trend(s)} All goals on track, commitments kept. {s.called(INFRASTRUCTURE)} is our mentor,"
            f" {s.called(CIO)} signs gladly. All ten products are in use, some at few sites.",
            strategy="Grow with their goals, one wave after the other; never be late once. Ask for the reference while"
            " the members' day is fresh. Get to know those who come after our friends.",
            value="Members see in one report what the common purchase saved them.",
        ),
        objectives=(
            aim("wave", f"Win “{wave.name}”" if wave else "Second wave of call reports", Horizon.SIX, "Order signed",
                wave.close_on if wave else s.day(1, 23), manager, wave.amount if wave else None, Doing.IN_PROGRESS),
            aim("web", f"Win “{web.name}”" if web else "Web gateway at more sites", Horizon.SIX, "Order signed",
                web.close_on if web else s.day(4, 15), manager, web.amount if web else None, Doing.IN_PROGRESS),
            aim("reference", "Two reference visits and a story on paper", Horizon.TWELVE, "Visits held, story approved",
                s.day(9, 18), manager),
            aim("roadmap", "Joint roadmap signed by both boards", Horizon.EIGHTEEN, "Signatures", s.day(15, 18),
                s.us(EXECUTIVE)),
        ),
        risks=(
            risk("friends", f"{s.called(INFRASTRUCTURE)} retires in two years", (RiskKind.SPONSOR, Likelihood.LOW),
                 round(s.mrr * 0.3), f"{s.called(NETWORK)} and {s.called(SECURITY)} in every roadmap meeting from now"
                                     " on.",
                 manager, s.day(9, 18)),
            risk("members", "A members' meeting asks for a tender on principle", (RiskKind.PRICE, Likelihood.LOW),
                 round(s.mrr * 0.5), f"{s.called(CFO)} shows the savings, not we.", s.us(EXECUTIVE), s.day(7, 15)),
            risk("portal", "Slow portal spoils the mood", (RiskKind.SERVICE, Likelihood.MEDIUM), round(s.mrr * 0.02),
                 "New maps in August.", s.us(SUPPORT), s.day(-1, 21), RiskState.MITIGATED),
        ),
        actions=(
            act("Business case gone through with finance", manager, s.day(0, 17), Doing.DONE, "wave"),
            act("Order form for the second wave", manager, s.day(1, 12), Doing.IN_PROGRESS, "wave"),
            act("Words for the members' day prepared together", s.us(INSIDE), s.day(1, 16), Doing.IN_PROGRESS,
                "reference"),
            act("Two visitors chosen for a reference", manager, s.day(2, 13), to="reference"),
            act(f"{s.called(SECURITY)} meets our security engineer", s.us(ENGINEERING), s.day(2, 6), to="web",
                against="friends"),
        ),
        health_override=HealthOverride(),
        readings=(
            *readings(
                s,
                (INFRASTRUCTURE, (CHAMPION, COACH), MENTOR, POLITICAL, 4,
                 "Tells us what was said about us, good and bad."),
                (CIO, (DECIDES,), SUPPORTER, INNER, 5, "Spoke for us at the last members' day, unasked."),
                (CFO, (ECONOMIC,), SUPPORTER, INNER, 5, "Likes one report with one number."),
                (SERVICE, (INFLUENCER, USER), SUPPORTER, POLITICAL, 4,
                 "Call reports changed the way shifts are planned."),
                (PROCUREMENT, (RATIFIER,), NEUTRAL, POLITICAL, 2, "Correct; keeps to the members' rules."),
                (NETWORK, (TECHNICAL,), SUPPORTER, OUTSIDE, 3, "Might follow the head of infrastructure one day."),
                (SECURITY, (TECHNICAL,), NEUTRAL, POLITICAL, 3, "Wants logs before commitments."),
                (CENTRE, (USER,), MENTOR, OUTSIDE, 2, "Shows the reports to every visitor."),
                (TELECOMS, (USER,), SUPPORTER, OUTSIDE, 2, ""),
                (COO, (INFLUENCER,), SUPPORTER, INNER, 4, ""),
                (CONTROLLER, (INFLUENCER,), NEUTRAL, OUTSIDE, 2,
                 "Checked our business case and found one mistake. Say thank you."),
            ),
            *on_map(s, "second-wave", SERVICE, (CHAMPION, INFLUENCER), MENTOR, "Wants it before Christmas."),
        ),
        influence=lines(
            s,
            (INFRASTRUCTURE, INFLUENCES, CIO, "Twenty years together."), (SERVICE, INFLUENCES, COO, ""),
            (SERVICE, INFLUENCES, CFO, "Brought the business case."),
            (CONTROLLER, INFLUENCES, CFO, "Prepares the figures."),
            (CENTRE, INFLUENCES, SERVICE, ""), (NETWORK, INFLUENCES, INFRASTRUCTURE, ""), (CFO, INFLUENCES, CIO, ""),
            (COO, INFLUENCES, CIO, "Speaks for the shops."),
        ),
        acquaintances=known(
            s,
            (MANAGER, INFRASTRUCTURE, TRUSTED, TRUSTED, 0), (MANAGER, CIO, TRUSTED, TRUSTED, 1),
            (EXECUTIVE, CFO, WORKING, TRUSTED, 3),
            (EXECUTIVE, CIO, WORKING, WORKING, 3), (ENGINEERING, NETWORK, TRUSTED, TRUSTED, 0),
            (ENGINEERING, SERVICE, WORKING, TRUSTED, 2),
            (INSIDE, CENTRE, TRUSTED, TRUSTED, 1), (MANAGER, COO, WORKING, WORKING, 4),
            (ENGINEERING, SECURITY, INTRODUCED, WORKING, 5),
            (SUPPORT, TELECOMS, WORKING, WORKING, 2),
        ),
        maps=(
            whole(), *about(s, "second-wave", wave, (CIO, CFO, SERVICE, CENTRE, CONTROLLER, PROCUREMENT)),
            part(s, "customer-service", "Customer service", (COO, SERVICE, CENTRE, TELECOMS)),
        ),
    )  # fmt: skip
