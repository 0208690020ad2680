"""Spend rises and sympathy falls: more and more bought, less and less attention, and those who decide say so."""

from dataclasses import replace

from steward.plans.customer.success_plan import Kept, PlanPerson, Profile, Progress, SuccessPlan
from steward.plans.internal.strategy import AccountKind, Doing, Horizon, Likelihood, Position, RiskKind, Strategy, Swot
from steward.sample.plans.builders import act, aim, goal, risk, step, they, we
from steward.sample.plans.drafts import PlanDrafts
from steward.sample.plans.roles import (
    CFO,
    CIO,
    CONTROLLER,
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
    readings,
    unknown,
    whole,
)
from steward.sample.plans.strategy import trend


def tell(scene: Scene, draft: PlanDrafts) -> PlanDrafts:
    """Both files of the account."""
    assert draft.success and draft.strategy
    return PlanDrafts(_agreed(scene, draft.success), _ours(scene, draft.strategy))


def _agreed(s: Scene, plan: SuccessPlan) -> SuccessPlan:
    support, rollout, total = s.us(SUPPORT), s.us(ROLLOUT), len(s.sites)
    board = s.board("Chair of the family board")
    others = tuple(one for one in plan.people if not one.name and one.id != s.them(CIO))
    return replace(
        plan,
        profile=Profile(
            business=f"{s.name} makes chocolate and biscuits for its own shops and for retailers in forty countries."
            f" Two new production sites in three years; {total} sites in all.",
            priorities="1. New production sites at full speed a month after opening\n2. One contact for everything we"
            " buy\n3. Christmas without a standstill",
            success="One name, one number, one picture of everything that runs here. Projects end when we were told.",
            rhythm=f"Every six weeks with {s.called(INFRASTRUCTURE)} on projects; review every quarter with"
            f" {s.called(CIO)} and {s.called(COO)}.",
        ),
        goals=(
            goal("answers", "Answers within a working day", ("Share of requests answered within a working day", "%"),
                 (82, 90, 64), (s.day(-15, 20), s.day(5, 28), s.day(0, 25)), (s.them(DESK, NETWORK), support),
                 "Fell while the number of services grew."),
            goal("rollouts", "Projects end on the day agreed",
                 ("Days between planned and real end, last three projects", "days"),
                 (6, 0, 27), (s.day(-15, 20), s.day(8, 28), s.day(-1, 20)), (s.them(INFRASTRUCTURE, NETWORK), rollout),
                 "The third one ended five weeks late."),
            goal("picture", "One picture of everything that runs",
                 (f"Sites of {total} in one drawing and one report", "sites"),
                 (0, total, 3), (s.day(-6, 20), s.day(3, 18), s.day(0, 22)), (s.them(NETWORK), s.us(ENGINEERING))),
        ),
        commitments=(
            we("One named contact for all services", support, (s.day(-6, 19), s.day(-4, 15)), Kept.MISSED, s.day(-3, 9),
               "answers", "The person named left the team after a month."),
            we("Project plan with dates for the new production sites", rollout, (s.day(-6, 19), s.day(-5, 22)),
               Kept.KEPT,
               s.day(-5, 20), "rollouts"),
            they("Opening dates of both production sites", s.them(COO), (s.day(-6, 19), s.day(-5, 15)), Kept.KEPT,
                 s.day(-5, 13), "rollouts"),
            we("Cause of the three late projects, in writing", rollout, (s.day(-3, 17), s.day(-2, 28)), Kept.PARTLY,
               s.day(-1, 19), "rollouts", "Two of three; the third is disputed between our teams."),
            they("One person who accepts projects at each site", s.them(SITE_OPS, COO), (s.day(-3, 17), s.day(-1, 28)),
                 Kept.PARTLY, s.day(-1, 28), "rollouts", "Named at five sites."),
            we("Drawing and report of all sites", s.us(ENGINEERING), (s.day(-3, 17), s.day(0, 24)), to="picture"),
            we("New named contact, introduced in person", s.us(MANAGER), (s.day(0, 8), s.day(1, 14)), to="answers"),
            they("No change of systems from 15 November to Christmas", s.them(INFRASTRUCTURE),
                 (s.day(0, 8), s.day(1, 30))),
        ),
        joint_plan=(
            step("Open requests sorted and closed", "Forty were older than a month.", (s.day(-2, 6), s.day(0, 18)),
                 (s.them(DESK, NETWORK), support), Progress.DONE, "answers"),
            step("Drawing and report of all sites", "One picture that both sides use.", (s.day(-2, 20), s.day(1, 23)),
                 (s.them(NETWORK), s.us(ENGINEERING)), Progress.IN_PROGRESS, "picture"),
            step("Named contact starts on site", "Two days a week until Christmas.", (None, s.day(1, 14)),
                 (s.them(INFRASTRUCTURE), s.us(MANAGER)), to="answers"),
            step("Rules for projects: dates, acceptance, who stops what", "", (s.day(1, 5), s.day(2, 6)),
                 (s.them(INFRASTRUCTURE), rollout), to="rollouts"),
            step("Christmas on duty", "An engineer of ours within an hour of both plants.",
                 (s.day(2, 16), s.day(3, 23)),
                 (s.them(COO), support)),
            step("Second production site at full speed", "First project under the new rules.",
                 (s.day(4, 11), s.day(7, 16)),
                 (s.them(SITE_OPS, COO), rollout), to="rollouts"),
            step("Review: is it better?", "We ask the same twelve people again.", (None, s.day(8, 20)),
                 (s.them(CIO), s.us(MANAGER)), to="answers"),
        ),
        people=(
            PlanPerson(id=board.id, name=board.name, title=board.title, department="Board", confirmed_on=s.day(-7, 9)),
            PlanPerson(id=s.them(CIO), reports_to=board.id, confirmed_on=s.day(-1, 27)),
            *others,
        ),
    )  # fmt: skip


def _ours(s: Scene, plan: Strategy) -> Strategy:
    manager, gateway, board = s.us(MANAGER), s.opportunity("SWG", "new production"), s.board().id
    people = readings(
        s,
        (
            CIO,
            (DECIDES,),
            SCEPTIC,
            INNER,
            4,
            "Gave us a nine two years ago and a five now. Says we sell faster than we deliver.",
        ),
        (CFO, (ECONOMIC,), SCEPTIC, INNER, 5, "Sees spend rise year after year and asks what for."),
        (COO, (INFLUENCER, RATIFIER), SCEPTIC, INNER, 4, "A project of ours delayed the plant by five weeks."),
        (INFRASTRUCTURE, (CHAMPION, INFLUENCER), NEUTRAL, POLITICAL, 4, "Was our mentor; tired of excusing us."),
        (PROCUREMENT, (INFLUENCER,), NEUTRAL, POLITICAL, 2, "Asks who else could do parts of it."),
        (NETWORK, (TECHNICAL, COACH), SUPPORTER, OUTSIDE, 3, "Still tells us what is said."),
        (DESK, (USER,), SCEPTIC, OUTSIDE, 2, "Counts days until we answer."),
        (SERVICE, (USER,), NEUTRAL, POLITICAL, 2, ""),
        (TELECOMS, (USER,), NEUTRAL, OUTSIDE, 2, ""),
        (SITE_OPS, (USER, INFLUENCER), SCEPTIC, OUTSIDE, 3, "Was promised the new site in May."),
        (CONTROLLER, (INFLUENCER,), NEUTRAL, OUTSIDE, 2, "Compares what was bought with what runs."),
    )
    above = unknown(board, (RATIFIER,), INNER, 5, "Hears about us from the COO only.")
    return replace(
        plan,
        position=Position(
            kind=AccountKind.AT_RISK,
            ambition="As well liked as we were when they bought half as much.",
            situation=f"{trend(s)} Scores fell from nine to six meanwhile. Three people who decide are now detractors."
            " Each team of ours sold its part and nobody has the whole picture. No rival is inside yet.",
            strategy="Stop selling for a quarter, apart from what they ask for. One named contact on site, the late"
            f" projects told honestly, then the survey again. {s.called(INFRASTRUCTURE)} must have something to show.",
            value="Everything from one hand is worth its price only when it feels like one hand.",
        ),
        objectives=(
            aim("contact", "One contact whom they name when asked", Horizon.SIX, "Named by the service desk lead",
                s.day(3, 11), manager, status=Doing.IN_PROGRESS),
            aim("scores", "No detractor among those who decide", Horizon.SIX, "Survey of February", s.day(5, 26),
                manager),
            aim("security", f"Win “{gateway.name}”" if gateway else "Security for the new sites", Horizon.TWELVE,
                "They ask for it themselves", s.day(9, 15), manager, gateway.amount if gateway else None),
            aim("reference", "A plant manager who speaks for us", Horizon.EIGHTEEN, "One visit", s.day(17, 15),
                s.us(ROLLOUT)),
        ),
        swot=Swot(
            strengths=(f"They run on us: {len(s.owned)} products at {len(s.sites)} sites",
                       "Engineers who know every plant"),
            weaknesses=("Nobody has the whole picture", "Projects end late", "Answers got slower as spend grew"),
            opportunities=("Two new production sites", "They would rather stay than change"),
            threats=("Detractors who decide", "A contract that ends next summer"),
        ),
        risks=(
            risk("mood", "The three who decide stop buying and start looking", (RiskKind.SERVICE, Likelihood.HIGH),
                 round(s.mrr * 0.4), "Named contact, honest letter, survey again in February.", manager, s.day(5, 26)),
            risk("term", "The contract ends without an extension", (RiskKind.CONTRACT, Likelihood.MEDIUM),
                 s.under(s.contract) if s.contract else None, "No word about terms before the survey of February.",
                 manager,
                 s.notice, of=s.contract),
            risk("champion", f"{s.called(INFRASTRUCTURE)} gives us up", (RiskKind.SPONSOR, Likelihood.MEDIUM),
                 s.worth("SDW", "DIA"),
                 "Something to show before every meeting with the board.", s.us(ENGINEERING), s.day(2, 13)),
        ),
        actions=(
            act("Find the named contact, free of other accounts", manager, s.day(0, 17), Doing.IN_PROGRESS,
                "contact",
                "mood"),
            act("Letter on the three late projects, signed by our executive", s.us(EXECUTIVE), s.day(1, 9), to="scores",
                against="mood"),
            act("All open offers put on hold, one list", s.us(INSIDE), s.day(0, 11), Doing.DONE, "scores"),
            act(f"Lunch with {s.called(COO)} at the plant, no slides", manager, s.day(1, 21), to="reference",
                against="mood"),
            act(f"Drawing of all sites handed to {s.called(INFRASTRUCTURE)} to present", s.us(ENGINEERING),
                s.day(1, 23),
                against="champion"),
        ),
        readings=(*people, above),
        influence=lines(
            s,
            (COO, INFLUENCES, CFO, "They speak every Monday."),
            (COO, INFLUENCES, CIO, "Demands another supplier for the next plant."),
            (INFRASTRUCTURE, INFLUENCES, CIO, "Weaker than a year ago."),
            (SITE_OPS, INFLUENCES, COO, ""),
            (DESK, INFLUENCES, INFRASTRUCTURE, "Sends the list of open requests every Friday."),
            (CONTROLLER, INFLUENCES, CFO, ""),
            (NETWORK, INFLUENCES, INFRASTRUCTURE, ""),
            (COO, CONFLICTS, INFRASTRUCTURE, "Who was to blame for the late plant?"),
        ),
        maps=(
            whole(),
            *about(s, "security", gateway, (CIO, CFO, COO, INFRASTRUCTURE, SITE_OPS, NETWORK)),
        ),
    )  # fmt: skip
