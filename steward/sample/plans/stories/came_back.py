"""A customer who left and came back: one season went well, a second is to follow."""

from dataclasses import replace

from steward.exhibits import day_text
from steward.plans.customer.success_plan import Kept, Profile, Progress, SuccessPlan
from steward.plans.internal.strategy import (
    AccountKind,
    Doing,
    Footing,
    Horizon,
    Likelihood,
    Position,
    RiskKind,
    RiskState,
    Strategy,
)
from steward.sample.plans.builders import act, aim, goal, risk, rival, step, they, we
from steward.sample.plans.drafts import PlanDrafts
from steward.sample.plans.roles import (
    CFO,
    CIO,
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
    """Both files of a customer who came back."""
    assert draft.success and draft.strategy
    return PlanDrafts(_returned(scene, draft.success), _stay(scene, draft.strategy))


def _returned(s: Scene, plan: SuccessPlan) -> SuccessPlan:
    back = s.window.ago(s.profile.story.returned)
    total, rollout = len(s.sites), s.us(ROLLOUT)
    return replace(
        plan,
        profile=Profile(
            business=f"{s.name} runs {total * 6} houses on the coast and in the cities of {s.profile.country};"
            f" reservations, purchasing and the network are led from {s.city}. Nine months of last year ran on another"
            " network.",
            priorities="1. A summer without a complaint about the network\n2. Guests who book by telephone and come"
            " back\n3. Receptions with time for guests",
            success="After two seasons nobody remembers that we were ever away.",
            rhythm=f"Every two weeks with {s.called(INFRASTRUCTURE)} during the season, monthly in winter; review"
            f" every quarter with {s.called(CIO)}.",
        ),
        goals=(
            goal("guests", "Guests who do not mention the Wi-Fi", ("Complaints per 1,000 nights", "per 1,000"),
                 (11.5, 2, 4.5),
                 (back, s.day(9, 28), s.day(0, 25)), (s.them(COO), s.us(MANAGER)),
                 "Was 11.5 in the last month before the return."),
            goal("migrated", "All sites back on one network", (f"Sites of {total}", "sites"), (0, total, total),
                 (back.replace(day=1), s.day(0, 28), s.until), (s.them(NETWORK), rollout),
                 f"Reached in the weeks after {day_text(back)}."),
            goal("direct", "More bookings by telephone", ("Share of calls that end in a booking", "%"), (24, 40, 33),
                 (back, s.day(9, 28), s.day(0, 25)), (s.them(SERVICE, COO), s.us(ENGINEERING))),
        ),
        commitments=(
            we("All houses moved in four weekends", rollout, (s.day(-7, 12), s.day(-5, 28)), Kept.KEPT, s.day(-5, 26),
               "migrated"),
            they("Old devices sent back to the former supplier", s.them(NETWORK), (s.day(-7, 12), s.day(-4, 15)),
                 Kept.KEPT,
                 s.day(-4, 12), "migrated"),
            we("An engineer on call for the houses all summer", s.us(SUPPORT), (s.day(-5, 20), s.day(0, 25)), Kept.KEPT,
               s.day(0, 25),
               "guests"),
            we("Wi-Fi measured in every house before the season", s.us(ENGINEERING), (s.day(-5, 20), s.day(-3, 12)),
               Kept.PARTLY,
               s.day(-3, 19), "guests", "Four of five; the last in the first week of the season."),
            they("Names of the conference technicians", s.them(SERVICE, COO), (s.day(-3, 11), s.day(-1, 21)),
                 Kept.MISSED,
                 s.day(-1, 21), note="Season; promised anew for October."),
            we("Report of the season, house by house", s.us(INSIDE), (s.day(0, 9), s.day(1, 20)), to="guests"),
        ),
        joint_plan=(
            step("Move of all houses", "Four weekends in spring.", (s.day(-6, 1), s.day(-5, 26)),
                 (s.them(NETWORK), rollout),
                 Progress.DONE, "migrated"),
            step("Season on duty", "", (s.day(-3, 15), s.day(0, 18)), (s.them(COO), s.us(SUPPORT)), Progress.DONE,
                 "guests"),
            step("Report of the season", "What guests wrote, house by house.", (None, s.day(1, 20)),
                 (s.them(CIO), s.us(INSIDE)),
                 to="guests"),
            step("Web traffic of guests and offices kept apart", "", (s.day(1, 26), s.day(3, 11)),
                 (s.them(SECURITY), s.us(ENGINEERING))),
            step("Booking calls: training and reports", "", (s.day(3, 11), s.day(5, 26)),
                 (s.them(SERVICE, COO), s.us(ENGINEERING)),
                 to="direct"),
            step("Wi-Fi measured in every house", "Six weeks before the season this time.", (s.day(6, 5), s.day(7, 14)),
                 (s.them(NETWORK), s.us(ENGINEERING)), to="guests"),
        ),
    )  # fmt: skip


def _stay(s: Scene, plan: Strategy) -> Strategy:
    web, manager, left = s.opportunity("SWG"), s.us(MANAGER), s.window.ago(s.profile.story.left)
    back = s.window.ago(s.profile.story.returned)
    return replace(
        plan,
        position=Position(
            kind=AccountKind.GROWTH,
            ambition="The customer who came back and tells others why.",
            situation=f"Left on {day_text(left)}, back since {day_text(back)}, at a slightly better price. One season"
            f" went well. {s.called(INFRASTRUCTURE)} staked a name on our return; {s.called(CFO)} wants to see a"
            " second season first.",
            strategy="No mistake until next autumn. Then the story, told by them. Grow with bookings, not with"
            " bandwidth.",
            value="They know the alternative: nine months of it.",
        ),
        risks=(
            risk("season", "One bad week next summer and they go for good", (RiskKind.SERVICE, Likelihood.LOW), s.mrr,
                 "Engineer on call again; Wi-Fi measured in spring.", s.us(SUPPORT), s.day(8, 14)),
            risk("price", "The better price becomes the new normal", (RiskKind.PRICE, Likelihood.MEDIUM),
                 round(s.mrr * 0.04),
                 "Growth at list; nothing more on old lines.", manager, s.day(5, 19)),
            risk("again", "They leave for a cheaper network", (RiskKind.PRICE, Likelihood.HIGH), s.mrr,
                 "Win-back plan.", manager,
                 left, RiskState.HAPPENED),
        ),
        actions=(
            act("Report of the season, with what guests wrote", s.us(INSIDE), s.day(1, 16), Doing.IN_PROGRESS),
            act(f"Sign “{web.name}”" if web else "Offer for guests and offices kept apart", manager, s.day(1, 30),
                Doing.IN_PROGRESS),
            act(f"{s.called(CFO)} hears the season's figures from us", manager, s.day(1, 22), against="price"),
            act(f"Ask {s.called(INFRASTRUCTURE)} to speak at the user day", manager, s.day(4, 12)),
        ),
        objectives=(
            aim("web", f"Win “{web.name}”" if web else "Web gateway in more houses", Horizon.SIX, "Order signed",
                web.close_on if web else s.day(2, 15), manager, web.amount if web else None, Doing.IN_PROGRESS),
            aim("second", "A second season without an escalation", Horizon.TWELVE, "Report of next season",
                s.day(12, 15), s.us(SUPPORT)),
            aim("story", "Their return as a story on paper", Horizon.EIGHTEEN, "Approved by the CIO", s.day(14, 20),
                manager),
        ),
        competitors=(
            rival("Quadrilane", Footing.FORMER, "Network for all houses", "Price",
                  "They know it already; do not speak about it."),
        ),
        readings=readings(
            s,
            (CIO, (DECIDES,), SUPPORTER, INNER, 4, "Admits that leaving was a mistake, in private."),
            (CFO, (ECONOMIC,), NEUTRAL, INNER, 5, "Wanted to leave then. One more season, then we shall see."),
            (INFRASTRUCTURE, (CHAMPION,), MENTOR, POLITICAL, 4, "Fought for our return."),
            (PROCUREMENT, (INFLUENCER,), SCEPTIC, POLITICAL, 3, "Wrote the tender that we lost."),
            (NETWORK, (TECHNICAL,), SUPPORTER, OUTSIDE, 3, "Moved five sites in four weekends with us."),
            (COO, (INFLUENCER,), NEUTRAL, INNER, 4, "Reads what guests write."),
            (SERVICE, (USER,), SUPPORTER, POLITICAL, 2, ""),
            (SECURITY, (TECHNICAL,), NEUTRAL, POLITICAL, 2, ""),
        ),
        influence=lines(
            s, (INFRASTRUCTURE, INFLUENCES, CIO, "Was right in the end."),
            (COO, INFLUENCES, CFO, "Guests' complaints cost money."),
            (PROCUREMENT, INFLUENCES, CFO, ""), (NETWORK, INFLUENCES, INFRASTRUCTURE, ""),
            (PROCUREMENT, CONFLICTS, INFRASTRUCTURE, "About the tender of two years ago."),
        ),
        acquaintances=known(
            s, (MANAGER, INFRASTRUCTURE, TRUSTED, TRUSTED, 0), (ENGINEERING, NETWORK, WORKING, TRUSTED, 2),
            (MANAGER, CIO, WORKING, TRUSTED, 1), (EXECUTIVE, CFO, NONE, WORKING, 3),
            (SUPPORT, SERVICE, WORKING, WORKING, 0),
            (MANAGER, PROCUREMENT, INTRODUCED, WORKING, 4), (ROLLOUT, NETWORK, WORKING, WORKING, 4),
        ),
        maps=(whole(), *about(s, "web", web, (CIO, CFO, SECURITY, NETWORK, PROCUREMENT))),
    )  # fmt: skip
