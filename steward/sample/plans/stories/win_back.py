"""A customer lost, to be won back: a strategy alone, frank about what went wrong."""

from steward.exhibits import day_text
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
    Swot,
    TeamMember,
)
from steward.sample.plans.builders import act, aim, risk, rival
from steward.sample.plans.drafts import PlanDrafts
from steward.sample.plans.roles import (
    CFO,
    CIO,
    ENGINEERING,
    EXECUTIVE,
    INFRASTRUCTURE,
    MANAGER,
    NETWORK,
    PROCUREMENT,
    RETENTION,
    SITE_OPS,
)
from steward.sample.plans.scene import Scene
from steward.sample.plans.stories.cast import (
    COACH,
    CONFLICTS,
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
    SCEPTIC,
    SUPPORTER,
    TECHNICAL,
    USER,
    WORKING,
    about,
    known,
    lines,
    readings,
    whole,
)


def tell(scene: Scene, draft: PlanDrafts) -> PlanDrafts:
    """A customer lost: nothing is agreed with them any more, so there is a strategy alone."""
    assert draft.strategy
    return PlanDrafts(None, _win_back(scene, draft.strategy)) if not scene.owned else draft


def _win_back(s: Scene, plan: Strategy) -> Strategy:
    depots, manager = s.opportunity("SDW", "Win back"), s.us(MANAGER)
    worth, left = round(s.customer.mrr(s.window.ago(s.profile.story.left + 1))), s.window.ago(s.profile.story.left)
    seller = s.staff.looks_after("account executive", s.profile.number, s.profile.region).person_id
    return Strategy(
        account_id=plan.account_id,
        position=Position(
            kind=AccountKind.AT_RISK,
            ambition="Two depots back within a year; the rest when the new contract ends.",
            situation=f"Lost on {day_text(left)}: the renewal went to another supplier after a year of falling scores,"
            " repeated outages at one site and nobody who listened. The network alone was not the reason. Nobody"
            " there owes us anything.",
            strategy="No offer yet. Keep up with two people who were sorry to see us go, learn what the new supplier"
            " does badly, and come with two depots, not with everything.",
            value="We know every depot, and we have said ourselves what we did wrong.",
        ),
        objectives=(
            aim("learn", "Know when the new contract can end, and where it hurts", Horizon.SIX,
                "Date and two sites written down",
                s.day(3, 18), seller, status=Doing.IN_PROGRESS),
            aim("depots", f"Win “{depots.name}”" if depots else "Two depots back", Horizon.TWELVE, "Order signed",
                depots.close_on if depots else s.day(6, 28), seller, depots.amount if depots else None),
        ),
        swot=Swot(
            strengths=("We know every depot", f"{s.called(NETWORK)} still calls"),
            weaknesses=("They remember the outages", "Nobody who decides would take a meeting today"),
            opportunities=("The new supplier is said to be slow at small depots",),
            threats=("A contract of three years",),
        ),
        competitors=(
            rival("Quadrilane", Footing.INCUMBENT, "Network for all sites",
                  "Price; a team that visited every depot before signing",
                  "Small depots, at night, when nobody answers there."),
        ),
        risks=(
            risk("gone", f"The whole account, {worth:,} a month, left".replace(",", "\N{NARROW NO-BREAK SPACE}"),
                 (RiskKind.SERVICE, Likelihood.HIGH), worth, "Exit talk held; what went wrong is written down.",
                 manager,
                 s.day(-4, 17), RiskState.HAPPENED),
            risk("name", "They warn others in the trade", (RiskKind.OTHER, Likelihood.LOW), None,
                 "A last invoice without a mistake, and a letter of thanks.", manager, s.day(-3, 12), RiskState.CLOSED),
        ),
        actions=(
            act("Exit talk with the head of infrastructure", manager, s.day(-4, 17), Doing.DONE),
            act(f"Call {s.called(NETWORK)}: how does the new network run?", s.us(RETENTION), s.day(0, 18),
                Doing.IN_PROGRESS, "learn"),
            act("Find out when the new contract can end", seller, s.day(1, 30), to="learn"),
            act("Note for depots: what changed with us since", s.us(ENGINEERING), s.day(3, 11), to="depots"),
        ),
        team=(
            TeamMember(colleague=seller, part="Leads the win-back", sponsors=(s.them(INFRASTRUCTURE),)),
            TeamMember(colleague=s.us(RETENTION), part="Keeps in touch", sponsors=(s.them(NETWORK),)),
        ),
        readings=readings(
            s,
            (CIO, (DECIDES,), SCEPTIC, INNER, 4, "Took the decision to leave and has to be right for a while."),
            (CFO, (ECONOMIC,), SCEPTIC, INNER, 5, "Saved a tenth and says so."),
            (INFRASTRUCTURE, (INFLUENCER,), NEUTRAL, POLITICAL, 3, "Was overruled."),
            (NETWORK, (TECHNICAL, COACH), SUPPORTER, OUTSIDE, 2, "Misses our engineers."),
            (PROCUREMENT, (INFLUENCER,), SCEPTIC, POLITICAL, 3, ""),
            (SITE_OPS, (USER,), NEUTRAL, OUTSIDE, 2, "Two of the depots complain again, we hear."),
        ),
        influence=lines(
            s, (CFO, INFLUENCES, CIO, "Asked for the tender."), (PROCUREMENT, INFLUENCES, CFO, "Wrote it."),
            (NETWORK, INFLUENCES, INFRASTRUCTURE, ""), (CIO, CONFLICTS, INFRASTRUCTURE, "Since the decision."),
        ),
        acquaintances=known(
            s, (RETENTION, NETWORK, WORKING, WORKING, 1), (MANAGER, INFRASTRUCTURE, INTRODUCED, WORKING, 4),
            (EXECUTIVE, CIO, NONE, INTRODUCED, 6), (MANAGER, SITE_OPS, INTRODUCED, WORKING, 7),
            (MANAGER, CFO, NONE, NONE, 6),
        ),
        maps=(whole(), *about(s, "two-depots", depots, (CIO, INFRASTRUCTURE, NETWORK, SITE_OPS))),
    )  # fmt: skip
