"""Bandwidth outgrown: lines that are full every afternoon, and two orders that would fix it."""

from dataclasses import replace

from steward.plans.customer.success_plan import Kept, Profile, Progress, SuccessPlan
from steward.plans.internal.strategy import (
    AccountKind,
    Doing,
    Footing,
    Horizon,
    Likelihood,
    Position,
    RiskKind,
    Strategy,
)
from steward.sample.plans.builders import act, aim, goal, risk, rival, step, they, told, we
from steward.sample.plans.drafts import PlanDrafts
from steward.sample.plans.measures import busiest
from steward.sample.plans.roles import (
    CFO,
    CIO,
    COO,
    ENGINEER,
    ENGINEERING,
    INFRASTRUCTURE,
    INSIDE,
    MANAGER,
    NETWORK,
    PRICING,
    PROCUREMENT,
    ROLLOUT,
    SECURITY,
    SITE_OPS,
    SUPPORT,
)
from steward.sample.plans.scene import Scene
from steward.sample.plans.stories.cast import (
    CHAMPION,
    COACH,
    CONFLICTS,
    DECIDES,
    ECONOMIC,
    INFLUENCER,
    INFLUENCES,
    INNER,
    NEUTRAL,
    OUTSIDE,
    POLITICAL,
    RATIFIER,
    SCEPTIC,
    SUPPORTER,
    TECHNICAL,
    USER,
    about,
    lines,
    on_map,
    readings,
    whole,
)


def tell(scene: Scene, draft: PlanDrafts) -> PlanDrafts:
    """Both files of the account."""
    assert draft.success and draft.strategy
    return PlanDrafts(_agreed(scene, draft.success), _ours(scene, draft.strategy))


def _agreed(s: Scene, plan: SuccessPlan) -> SuccessPlan:
    full = s.customer.sites[: s.profile.story.outgrown_sites]
    before, now = busiest(s, full, s.window.ago(12)), busiest(s, full, s.window.ago(0))
    names = ", ".join(site.name for site in full[1:])
    owners = s.them(INFRASTRUCTURE), s.us(ENGINEERING)
    return replace(
        plan,
        profile=Profile(
            business=f"{s.name} makes drama and sport for broadcasters. Material is shot in the day, graded and"
            f" rendered at night at {len(s.sites)} sites; {s.city} keeps the archive.",
            priorities="1. Every night's renders at the client by eight\n2. Two more productions a month without more"
            " vans\n3. An archive that can be searched",
            success="Nobody in a studio waits for a line. Producers stop asking IT when to upload.",
            rhythm=f"Every quarter with {s.called(CIO)} and {s.called(INFRASTRUCTURE)}; capacity call every second"
            " Friday.",
        ),
        goals=(
            goal("capacity", "Lines with room for the afternoon",
                 (f"Mean use of SD-WAN on working days in % of what is committed; {full[0].name}, {names}", "%"),
                 (before, 75, now), (s.window.ago(12).replace(day=28), s.day(4, 26), s.until), owners,
                 "Rose every month; four sites carry more than was committed."),
            goal("renders", "A night's renders ready by eight", ("Nights a month with a late transfer", "nights"),
                 (3, 1, 11), (s.day(-12, 28), s.day(5, 28), s.day(0, 28)), (s.them(COO), s.us(MANAGER)),
                 "Late whenever two productions finish on one day."),
            goal("archive", "The archive within reach of every studio", ("Share of the archive on line", "%"),
                 (35, 80, 52), (s.day(-10, 20), s.day(9, 28), s.day(-1, 26)), (s.them(NETWORK), s.us(ENGINEERING))),
        ),
        commitments=(
            we("Use of every line measured for six weeks", s.us(ENGINEERING), (s.day(-8, 16), s.day(-6, 27)), Kept.KEPT,
               s.day(-6, 20), "capacity"),
            they("Production calendar for the coming year", s.them(COO), (s.day(-8, 16), s.day(-6, 13)), Kept.KEPT,
                 s.day(-6, 11), "renders"),
            we("Traffic of renders kept apart from telephones", s.us(ENGINEERING), (s.day(-5, 12), s.day(-3, 19)),
               Kept.KEPT,
               s.day(-3, 19), "capacity"),
            we("Offer for the next step at four sites by June", s.us(MANAGER), (s.day(-5, 12), s.day(-3, 12)),
               Kept.PARTLY,
               s.day(-3, 21), "capacity", "SD-WAN in time, internet access nine days later."),
            they("Decision on the next step by the end of August", s.them(CIO), (s.day(-3, 25), s.day(-1, 28)),
                 Kept.MISSED,
                 s.day(-1, 28), "capacity", "Moved to the budget round in October."),
            we("Temporary burst at the two fullest studios", s.us(SUPPORT), (s.day(-3, 25), s.day(0, 11)), Kept.KEPT,
               s.day(0, 9), "renders"),
            they("Ducts to the comms rooms cleared at two studios", s.them(SITE_OPS), (s.day(-3, 25), s.day(0, 24))),
            we("Dates for all four sites, studio by studio", s.us(ROLLOUT), (s.day(0, 10), s.day(2, 6)), to="capacity"),
        ),
        heard=(
            told("We told you in spring that the line is too small", s.day(-5, 8), "Temporary burst at the two fullest"
                 " studios", s.us(ENGINEERING), s.day(-1, 11), Progress.DONE, "capacity"),
            told("More bandwidth at the studios, for good", s.day(-2, 12), "An offer for all four, studio by studio",
                 s.us(MANAGER), s.day(2, 6), Progress.IN_PROGRESS, "capacity"),
        ),
        joint_plan=(
            step("Measure use at all studios", "Both sides look at the same curve.", (s.day(-7, 2), s.day(-6, 20)),
                 owners,
                 Progress.DONE, "capacity"),
            step("Temporary burst at the two fullest studios", "Bridges the autumn.", (s.day(-2, 20), s.day(0, 9)),
                 (s.them(NETWORK), s.us(SUPPORT)), Progress.DONE, "renders"),
            step("Decision on the next step at four sites", "Ordered by mid November, in use before spring.",
                 (None, s.day(1, 22)), (s.them(CIO), s.us(MANAGER)), Progress.IN_PROGRESS, "capacity"),
            step(f"More bandwidth at {full[0].name}", "The fullest line first.", (s.day(2, 16), s.day(3, 18)),
                 (s.them(NETWORK), s.us(ROLLOUT)), to="capacity"),
            step("More bandwidth at the other three studios", "", (s.day(4, 11), s.day(6, 26)),
                 (s.them(NETWORK), s.us(ROLLOUT)), to="capacity"),
            step("Archive moved in night runs", "Only when the lines have room.", (s.day(6, 1), s.day(9, 25)),
                 (s.them(ENGINEER, NETWORK), s.us(ENGINEERING)), to="archive"),
            step("Capacity review with the new curve", "Did it hold? What comes next year?", (None, s.day(8, 20)),
                 owners,
                 to="capacity"),
        ),
    )  # fmt: skip


def _ours(s: Scene, plan: Strategy) -> Strategy:
    wan, access, manager = s.opportunity("SDW", "bandwidth"), s.opportunity("DIA", "bandwidth"), s.us(MANAGER)
    together = (wan.amount if wan else 0) + (access.amount if access else 0)
    return replace(
        plan,
        position=Position(
            kind=AccountKind.GROWTH,
            ambition="The network that productions are planned around; half as much again in three years.",
            situation="Four studios carry more than they pay for, complaints have begun, and both upsells are on the"
            f" table. The technicians want them. {s.called(CFO)} sees usage charges and suspects that we caused them.",
            strategy=f"Sell the evening, not the megabit: {s.called(COO)} counts late renders and should ask for it."
            " Sign SD-WAN and internet access together before the budget closes.",
            value="The next step costs less than one late delivery to a broadcaster.",
        ),
        objectives=(
            aim("wan", f"Win “{wan.name}”" if wan else "Next step of SD-WAN", Horizon.SIX, "Order signed",
                wan.close_on if wan else s.day(2, 15), manager, wan.amount if wan else None, Doing.IN_PROGRESS),
            aim("access", f"Win “{access.name}”" if access else "Next step of internet access", Horizon.SIX,
                "Order signed",
                access.close_on if access else s.day(2, 15), manager, access.amount if access else None,
                Doing.IN_PROGRESS),
            aim("calendar", "A seat in the planning of productions", Horizon.TWELVE, "We get the calendar in draft",
                s.day(9, 15), s.us(ENGINEERING)),
            aim("archive", "Archive and studios on one network", Horizon.EIGHTEEN, "Order signed", s.day(16, 15),
                manager, 6_500),
        ),
        competitors=(
            rival("Quadrilane", Footing.CHALLENGER, "Dark fibre between studios",
                  "Unlimited bandwidth at a fixed price",
                  "Fixed price for two years at the next step; who repairs fibre on a Sunday?"),
            rival("Ostrand Telecom", Footing.FORMER, "Internet access", "Knows the buildings",
                  "Nothing new since they lost."),
        ),
        risks=(
            risk("fibre", "Quadrilane lays fibre to two studios", (RiskKind.COMPETITOR, Likelihood.MEDIUM),
                 round(sum(s.worth_at(site.site_id) for site in s.customer.sites[:2])),
                 "Order form signed before their survey; fixed price for two years.", manager, s.day(2, 15)),
            risk("bill", "Usage charges are read as a price rise", (RiskKind.PRICE, Likelihood.HIGH), together,
                 f"Show {s.called(CFO)} what bursts cost against the next step; credit one month on signature.",
                 s.us(PRICING), s.day(1, 16)),
            risk("renders", "A broadcaster is served late and IT says it was the line",
                 (RiskKind.SERVICE, Likelihood.MEDIUM),
                 s.worth("SDW"), "Temporary bursts stay until the new lines are in.", s.us(SUPPORT), s.day(3, 18)),
        ),
        actions=(
            act(f"Go through both order forms with {s.called(INFRASTRUCTURE)}", manager, s.day(0, 24),
                Doing.IN_PROGRESS, "wan"),
            act("Bursts against the next step, in euros, on one page", s.us(PRICING), s.day(1, 6), Doing.IN_PROGRESS,
                "access", "bill"),
            act(f"{s.called(COO)} tells the budget round about late renders", manager, s.day(1, 14), to="wan"),
            act("Survey dates for four studios held", s.us(ROLLOUT), s.day(1, 30), to="wan"),
            act("Ask for the production calendar of next spring", s.us(INSIDE), s.day(2, 12), to="calendar",
                against="renders"),
        ),
        readings=(
            *readings(
                s,
                (CIO, (DECIDES,), NEUTRAL, INNER, 4, "Signs what infrastructure and operations want together."),
                (CFO, (ECONOMIC,), SCEPTIC, INNER, 5, "Suspects that usage charges are our way of raising prices."),
                (INFRASTRUCTURE, (CHAMPION, INFLUENCER), SUPPORTER, POLITICAL, 4,
                 "Told the board in spring that lines are full."),
                (PROCUREMENT, (RATIFIER,), NEUTRAL, POLITICAL, 2, "Wants one order instead of two."),
                (NETWORK, (TECHNICAL, COACH), SUPPORTER, OUTSIDE, 3, "Sends us the curves before the meeting."),
                (COO, (INFLUENCER,), NEUTRAL, INNER, 4, "Counts late renders; does not know that we can fix them."),
                (SECURITY, (TECHNICAL,), NEUTRAL, POLITICAL, 2, ""),
                (ENGINEER, (USER,), SUPPORTER, OUTSIDE, 2, "Schedules uploads by hand every evening."),
                (SITE_OPS, (USER,), NEUTRAL, OUTSIDE, 2, "Holds the keys to the ducts."),
            ),
            *on_map(s, "next-step", COO, (INFLUENCER, CHAMPION), SUPPORTER,
                    "Asked in the last review why it takes so long."),
            *on_map(s, "next-step", CFO, (ECONOMIC,), SCEPTIC, "Will sign one order, not two, and not before October."),
        ),
        influence=lines(
            s,
            (INFRASTRUCTURE, INFLUENCES, CIO, "Speaks in every board meeting on IT."),
            (COO, INFLUENCES, CIO, "Productions bring the money."),
            (COO, INFLUENCES, CFO, "They set the budget together."),
            (NETWORK, INFLUENCES, INFRASTRUCTURE, "Those curves are the case."),
            (PROCUREMENT, INFLUENCES, CFO, ""),
            (ENGINEER, INFLUENCES, NETWORK, ""),
            (CFO, CONFLICTS, INFRASTRUCTURE, "Usage charges came as a surprise in June."),
        ),
        maps=(whole(), *about(s, "next-step", wan, (CIO, CFO, COO, INFRASTRUCTURE, NETWORK, PROCUREMENT))),
    )  # fmt: skip
