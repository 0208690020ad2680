"""A quiet account: nobody has spoken with them for a quarter, and the contract ends in twelve weeks."""

from dataclasses import replace

from steward.domain.health import Colour
from steward.exhibits import day_text
from steward.plans.customer.success_plan import Kept, Profile, SuccessPlan
from steward.plans.internal.strategy import (
    AccountKind,
    Doing,
    HealthOverride,
    Horizon,
    Likelihood,
    Position,
    RiskKind,
    Strategy,
)
from steward.sample.plans.builders import act, aim, goal, risk, step, they, we
from steward.sample.plans.drafts import PlanDrafts
from steward.sample.plans.roles import (
    CFO,
    CIO,
    CONTRACTS,
    COO,
    ENGINEERING,
    EXECUTIVE,
    INFRASTRUCTURE,
    INSIDE,
    MANAGER,
    NETWORK,
    PROCUREMENT,
    SECURITY,
    SITE_OPS,
)
from steward.sample.plans.scene import Scene
from steward.sample.plans.stories.cast import (
    CHAMPION,
    DECIDES,
    ECONOMIC,
    INFLUENCER,
    INFLUENCES,
    INNER,
    INTRODUCED,
    NEUTRAL,
    NONE,
    OUTSIDE,
    POLITICAL,
    SUPPORTER,
    TECHNICAL,
    TRUSTED,
    WORKING,
    known,
    lines,
    readings,
    whole,
)


def tell(scene: Scene, draft: PlanDrafts) -> PlanDrafts:
    """Both files of the account."""
    assert draft.success and draft.strategy
    return PlanDrafts(_agreed(scene, draft.success), _ours(scene, draft.strategy))


def _agreed(s: Scene, plan: SuccessPlan) -> SuccessPlan:
    manager = s.us(MANAGER)
    return replace(
        plan,
        profile=Profile(
            business=f"{s.name} ships fish, timber and spare parts along the coast. {len(s.sites)} sites, most of them"
            " small; ships report from ports with little else than our line.",
            success="Ports that never wait for a manifest.",
            rhythm=f"Twice a year with {s.called(INFRASTRUCTURE)}. The meeting planned for June did not take place.",
        ),
        goals=(
            goal("manifests", "Manifests at the port before the ship", ("Share of manifests on time", "%"),
                 (88, 97, None),
                 (s.day(-16, 24), s.day(3, 18), None), (s.them(COO), manager), "Not measured since spring."),
            goal("ships", "Ships that report at every call", ("Share of calls with a report by itself", "%"),
                 (61, 90, None), (s.day(-16, 24), s.day(6, 28), None), (s.them(INFRASTRUCTURE), s.us(ENGINEERING)),
                 "To be taken up again in the postponed review."),
        ),
        commitments=(
            we("Report on use and outages every quarter", s.us(INSIDE), (s.day(-13, 18), s.day(-9, 19)), Kept.KEPT,
               s.day(-9, 15), "ships"),
            they("Figures on late manifests", s.them(COO), (s.day(-13, 18), s.day(-7, 27)), Kept.PARTLY, s.day(-6, 12),
                 "manifests",
                 "Two ports of five."),
            we("Visit to the ports in spring", manager, (s.day(-7, 26), s.day(-4, 22)), Kept.MISSED, s.day(-4, 22),
               "manifests",
               "Postponed and not planned anew."),
            we("Report of the second quarter", s.us(INSIDE), (s.day(-7, 26), s.day(-2, 17))),
        ),
        joint_plan=(
            step("Review postponed from June", "Where do both sides stand?", (None, s.day(1, 13)),
                 (s.them(INFRASTRUCTURE), manager)),
            step("Visit to two ports", "To see manifests where they are late.", (s.day(1, 19), s.day(1, 30)),
                 (s.them(SITE_OPS, COO), manager), to="manifests"),
            step("Plan for the years from January", "Lines, ports and ships seen together.",
                 (s.day(1, 13), s.day(2, 20)),
                 (s.them(CIO), manager)),
            step("Figures on manifests for all ports", "", (None, s.day(3, 18)), (s.them(COO), s.us(INSIDE)),
                 to="manifests"),
        ),
        people=tuple(replace(one, confirmed_on=s.day(-11, 12)) for one in plan.people if not one.name)[:4],
    )  # fmt: skip


def _ours(s: Scene, plan: Strategy) -> Strategy:
    contract, manager = s.contract, s.us(MANAGER)
    stake, ends = (s.under(contract), day_text(contract.ends_on)) if contract else (s.mrr, "this year")
    notice = s.notice or s.day(2, 18)
    old = readings(
        s,
        (CIO, (DECIDES,), NEUTRAL, INNER, 4, ""),
        (CFO, (ECONOMIC,), None, INNER, 4, "Nobody of us has been in touch for long."),
        (INFRASTRUCTURE, (CHAMPION,), SUPPORTER, POLITICAL, 3, "Was warm when we last spoke. That is long ago."),
        (PROCUREMENT, (INFLUENCER,), NEUTRAL, POLITICAL, 3, ""),
        (NETWORK, (TECHNICAL,), NEUTRAL, OUTSIDE, 2, "“It works, so we never call.”"),
        (COO, (INFLUENCER,), None, INNER, 3, ""),
        (SECURITY, (TECHNICAL,), NEUTRAL, POLITICAL, 2, ""),
    )
    days = (-9, -14, -8, -10, -7, None, -12)
    aged = tuple(
        replace(one, confirmed_on=s.day(back, 17) if back is not None else None)
        for one, back in zip(old, days, strict=False)
    )
    return replace(
        plan,
        position=Position(
            kind=AccountKind.AT_RISK,
            ambition="Another four quiet years, chosen and not forgotten.",
            situation="Nobody of us has spoken with them for a quarter. Three of a dozen answer our surveys. The"
            f" contract ends on {ends}. The network runs, and that is all we know.",
            strategy="Go there. First the technicians, then the sponsor, then the offer; all before the day to give"
            " notice.",
            value="",
        ),
        objectives=(
            aim("talk", "Five people spoken with, face to face", Horizon.SIX, "Notes of five meetings", s.day(2, 13),
                manager),
            aim("renew", "Renewed before the day to give notice", Horizon.SIX, "Contract signed", notice, manager),
        ),
        swot=replace(plan.swot, strengths=("The network runs",),
                     weaknesses=("We do not know what they think",)),
        competitors=(),
        risks=(
            risk("silence", f"Notice comes out of the blue; the contract ends on {ends}",
                 (RiskKind.CONTRACT, Likelihood.MEDIUM),
                 stake, "Visit in October, offer in the first week of November.", manager, notice,
                 of=contract),
            risk("unknown", "A rival sits at the table and we do not know it", (RiskKind.COMPETITOR, Likelihood.MEDIUM),
                 stake,
                 "Ask the network manager, who would know.", s.us(ENGINEERING), s.day(1, 21), of=contract),
        ),
        actions=(
            act(f"Call {s.called(INFRASTRUCTURE)} and ask for a day in October", manager, s.day(0, 14), Doing.OPEN,
                "talk", "silence"),
            act("Report of the second quarter, two months late, with an apology", s.us(INSIDE), s.day(0, 25),
                Doing.IN_PROGRESS),
            act(f"Find out who {s.called(CFO)} is and who of us could open that door", s.us(EXECUTIVE), s.day(1, 16),
                to="talk"),
            act("Offer for three years, ready to be sent", s.us(CONTRACTS), s.day(2, 4), to="renew", against="silence"),
        ),
        governance=(),
        health_override=HealthOverride(
            health=Colour.RED, reason="A network that runs is all we see. Silence is no sign of health.",
            author=manager, set_on=s.day(0, 8), expires_on=s.day(3, 18),
        ),
        readings=aged,
        influence=tuple(
            replace(one, confirmed_on=s.day(-10, 17))
            for one in lines(
                s,
                (INFRASTRUCTURE, INFLUENCES, CIO, ""), (NETWORK, INFLUENCES, INFRASTRUCTURE, ""),
                (PROCUREMENT, INFLUENCES, CFO, ""),
                (CFO, INFLUENCES, CIO, "So we believe."),
            )
        ),
        acquaintances=known(
            s,
            (MANAGER, INFRASTRUCTURE, INTRODUCED, TRUSTED, 8), (MANAGER, CIO, NONE, WORKING, 8),
            (EXECUTIVE, CFO, NONE, WORKING, 8),
            (ENGINEERING, NETWORK, WORKING, WORKING, 9), (MANAGER, COO, NONE, INTRODUCED, 8),
        ),
        maps=(whole(),),
    )  # fmt: skip
