"""A parent with children: one plan for the group, with maps of the whole, of a division and of one opportunity."""

from dataclasses import replace
from datetime import date

from steward.domain.stakeholders import Coverage
from steward.exhibits import day_text, listed
from steward.plans.customer.success_plan import Kept, PlanPerson, Profile, Progress, SuccessPlan
from steward.plans.internal.strategy import (
    AccountKind,
    Acquaintance,
    Doing,
    Horizon,
    Influence,
    Likelihood,
    Position,
    Reading,
    RiskKind,
    Strategy,
)
from steward.sample.names import people, plain
from steward.sample.plans.builders import act, aim, goal, risk, step, they, we
from steward.sample.plans.drafts import PlanDrafts
from steward.sample.plans.measures import sites_with
from steward.sample.plans.roles import (
    ANALYST,
    CENTRE,
    CFO,
    CIO,
    CONTRACTS,
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
)
from steward.sample.plans.scene import Scene
from steward.sample.plans.stories.cast import (
    BLOCKER,
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
    on_map,
    part,
    readings,
    unknown,
    whole,
)


def tell(scene: Scene, draft: PlanDrafts) -> PlanDrafts:
    """Both files of the parent."""
    assert draft.success and draft.strategy
    return PlanDrafts(_agreed(scene, draft.success), _ours(scene, draft.strategy))


def tell_child(scene: Scene, draft: PlanDrafts) -> PlanDrafts:
    """A child: a plan of its own, and the group above it on the map."""
    assert draft.strategy
    position = draft.strategy.position
    said = (
        f"{position.situation} Terms and security are decided by the group; the day-to-day is decided in {scene.city}."
    )
    way = f"{position.strategy} Nothing that the group has not heard of first."
    return draft.with_strategy(position=replace(position, situation=said, strategy=way))


def _agreed(s: Scene, plan: SuccessPlan) -> SuccessPlan:
    manager, total = s.us(MANAGER), len(s.sites)
    divisions = 1 + len(s.children)
    board, automotive = s.board("Member of the board, Finance"), _automotive(s)
    others = tuple(one for one in plan.people if not one.name and one.id != s.them(CFO))
    return replace(
        plan,
        profile=Profile(
            business=f"{s.name} makes drives and bearings; its automotive and northern divisions have networks and"
            f" budgets of their own. The group has {total} sites besides, from {s.city} to Chicago.",
            priorities="1. One security standard for the whole group\n2. Divisions that can be bought and sold without"
            " moving a cable\n3. Plants that share machine data",
            success="A division joins the group's network in a month, and the auditor writes one report for all.",
            rhythm=f"Group review every quarter with {s.called(CIO)}; each division has a monthly call of its own;"
            " boards meet once a year.",
        ),
        goals=(
            goal("standard", "One security standard for the group",
                 (f"Divisions of {divisions} audited against it", "divisions"),
                 (0, divisions, 1), (s.day(-14, 20), s.day(9, 28), s.day(-1, 18)),
                 (s.them(SECURITY), s.us(ENGINEERING))),
            goal("join", "A division joins in a month", ("Days from decision to full network", "days"), (140, 30, 62),
                 (s.day(-20, 20), s.day(12, 28), s.day(-2, 20)), (s.them(INFRASTRUCTURE), s.us(ROLLOUT))),
            goal("web", "Web traffic checked at every site", (f"Sites of {total}", "sites"),
                 (sites_with(s, ("SWG",), s.window.ago(24)), total, sites_with(s, ("SWG",), s.until)),
                 (s.window.ago(24), s.day(6, 28), s.until), (s.them(ANALYST, SECURITY), s.us(ENGINEERING))),
        ),
        commitments=(
            we("Standard written for network and plants", s.us(ENGINEERING), (s.day(-9, 11), s.day(-6, 20)), Kept.KEPT,
               s.day(-6, 18),
               "standard"),
            they("One owner of the standard in each division", s.them(SECURITY), (s.day(-9, 11), s.day(-7, 27)),
                 Kept.PARTLY,
                 s.day(-5, 14), "standard", "Automotive named; the northern division follows."),
            we("Group report with one page for each division", s.us(INSIDE), (s.day(-6, 12), s.day(-3, 20)), Kept.KEPT,
               s.day(-3, 18)),
            they("Plans for bought and sold sites, a quarter ahead", s.them(CFO), (s.day(-6, 12), s.day(-3, 27)),
                 Kept.KEPT,
                 s.day(-3, 24), "join"),
            we("Audit of the automotive division supported", s.us(ENGINEERING), (s.day(-3, 17), s.day(-1, 18)),
               Kept.KEPT, s.day(-1, 18),
               "standard"),
            we("Line to Chicago doubled", s.us(ROLLOUT), (s.day(-3, 17), s.day(0, 25)), to="outages",
               note="Devices are at customs."),
            they("Dates for the audit of the northern division", s.them(SECURITY), (s.day(0, 15), s.day(1, 16)),
                 to="standard"),
            we("Guide: how a division joins", s.us(ROLLOUT), (s.day(0, 15), s.day(2, 27)), to="join"),
        ),
        joint_plan=(
            step("Audit of the automotive division", "First against the new standard.", (s.day(-3, 20), s.day(-1, 18)),
                 (s.them(SECURITY), s.us(ENGINEERING)), Progress.DONE, "standard"),
            step("Line to Chicago doubled", "", (s.day(-1, 10), s.day(1, 16)), (s.them(NETWORK), s.us(ROLLOUT)),
                 Progress.IN_PROGRESS,
                 "outages"),
            step("Group review with all divisions", "One table, one list.", (None, s.day(1, 21)),
                 (s.them(CIO), manager)),
            step("Contact centre of the group: more seats", "Spare parts are ordered by telephone.",
                 (s.day(2, 2), s.day(3, 11)),
                 (s.them(SERVICE), s.us(ROLLOUT))),
            step("Audit of the northern division", "", (s.day(4, 12), s.day(6, 18)),
                 (s.them(SECURITY), s.us(ENGINEERING)),
                 to="standard"),
            step("Guide tried with the next division", "A month, by the clock.", (s.day(6, 1), s.day(9, 25)),
                 (s.them(INFRASTRUCTURE), s.us(ROLLOUT)), to="join"),
            step("Boards meet", "Standard, cost and the next three years.", (None, s.day(5, 20)),
                 (s.them(CFO), s.us(EXECUTIVE))),
        ),
        people=(
            PlanPerson(id=board.id, name=board.name, title=board.title, department="Board", confirmed_on=s.day(-4, 20)),
            PlanPerson(id=s.them(CFO), reports_to=board.id, confirmed_on=s.day(-4, 20)),
            PlanPerson(id=automotive[0], name=automotive[1], title="Head of IT, automotive division",
                       department="Automotive",
                       reports_to=s.them(CIO), confirmed_on=s.day(-1, 18)),
            *others,
        ),
    )  # fmt: skip


def _automotive(s: Scene) -> tuple[str, str]:
    """Id and name of the division's head of IT: as the CRM has them there, or of nobody where it is no account."""
    if s.children:
        contact = s.children[0].contacts[INFRASTRUCTURE - 1]
        return contact.contact_id, contact.name
    taken = {contact.name for contact in s.customer.contacts} | {s.board().name}
    name = next(name for name in people(s.dice("automotive"), s.profile.country, 40) if name not in taken)
    return f"automotive-{plain(name).replace('.', '-')}", name


def _ends(s: Scene) -> set[date]:
    """The days on which contracts of the group and its divisions end."""
    found = (contract for one in (s.customer, *s.children) for contract in one.contracts)
    return {contract.ends_on for contract in found if contract.starts_on <= s.until < contract.ends_on}


def _ours(s: Scene, plan: Strategy) -> Strategy:
    manager, centre, access = s.us(MANAGER), s.opportunity("CCC"), s.opportunity("DIA")
    board, (division, name) = s.board().id, _automotive(s)
    children = listed([child.profile.name for child in s.children]) or "its divisions"
    paid = s.mrr + round(sum(child.mrr(s.until) for child in s.children))
    all_in, ends = f"{paid:,}".replace(",", "\N{NARROW NO-BREAK SPACE}"), len(_ends(s))
    first = s.contract
    return replace(
        plan,
        position=Position(
            kind=AccountKind.STRATEGIC,
            ambition="One contract for the group and its divisions.",
            situation=f"The group, with {children}, pays {all_in} a month together, under contracts that end on {ends}"
            f" different days. {s.called(CIO)} wants one standard; {name} wants to be left alone.",
            strategy="The security standard opens the divisions: who is audited against it buys what fits it. Bring"
            f" the ends of the contracts together before {day_text(first.ends_on) if first else 'next summer'}.",
            value="One standard, one report and one price for whatever the group buys or sells next.",
        ),
        objectives=(
            aim("centre", f"Win “{centre.name}”" if centre else "More seats in the contact centre", Horizon.SIX,
                "Order signed",
                centre.close_on if centre else s.day(2, 13), manager, centre.amount if centre else None,
                Doing.IN_PROGRESS),
            aim("access", f"Win “{access.name}”" if access else "More internet access", Horizon.SIX, "Order signed",
                access.close_on if access else s.day(1, 14), manager, access.amount if access else None,
                Doing.IN_PROGRESS),
            aim("frame", "One frame contract for group and divisions", Horizon.TWELVE, "Frame signed", s.day(9, 15),
                s.us(EXECUTIVE)),
            aim("standard", "Every division audited with us at the table", Horizon.EIGHTEEN, "Audit reports",
                s.day(15, 15),
                s.us(ENGINEERING)),
        ),
        risks=(
            risk("division", f"Automotive leaves the group's network: {name} prefers a supplier nearby",
                 (RiskKind.COMPETITOR, Likelihood.MEDIUM),
                 round(float(s.children[0].mrr(s.until))) if s.children else None,
                 "Audit finished well; now two quick fixes that the division asked for.", s.us(ENGINEERING),
                 s.day(3, 18)),
            risk("notice",
                 f"{first.contract_id} has {first.notice_days} days' notice; voice and cloud go out to tender" if first
                 else "Voice and cloud go out to tender", (RiskKind.CONTRACT, Likelihood.MEDIUM),
                 s.under(first) if first else None,
                 "Frame contract on the table before the day to give notice.", manager, s.notice, of=first),
            risk("chicago", "Chicago stands still before the line is doubled", (RiskKind.SERVICE, Likelihood.LOW),
                 s.worth_at(s.customer.sites[4].site_id) if len(s.customer.sites) > 4 else None,
                 "Radio backup rented until then.",
                 s.us(ROLLOUT), s.day(1, 16)),
        ),
        actions=(
            act("Ends and notices of all contracts of the group in one list", s.us(CONTRACTS), s.day(1, 9),
                Doing.IN_PROGRESS, "frame",
                "notice"),
            act(f"Visit {name}: two things to fix by Christmas", s.us(ENGINEERING), s.day(1, 27), Doing.OPEN,
                "standard", "division"),
            act("Final price round for the contact centre", manager, s.day(1, 20), Doing.IN_PROGRESS, "centre"),
            act("Account managers of the divisions at one table", manager, s.day(0, 18), Doing.DONE, "frame"),
            act("Sponsor asks for an hour with the board", s.us(EXECUTIVE), s.day(2, 11), to="frame"),
        ),
        readings=(
            *readings(
                s,
                (CIO, (DECIDES,), SUPPORTER, INNER, 4, "Wants to be the one who made one group of three."),
                (CFO, (ECONOMIC,), NEUTRAL, INNER, 5, "Buys and sells divisions; wants cables that come along."),
                (INFRASTRUCTURE, (CHAMPION, INFLUENCER), SUPPORTER, POLITICAL, 4, "Built the group's network with us."),
                (SECURITY, (INFLUENCER, TECHNICAL), SUPPORTER, POLITICAL, 4,
                 "Owns the standard; needs success with it."),
                (PROCUREMENT, (RATIFIER,), NEUTRAL, POLITICAL, 3, ""),
                (NETWORK, (TECHNICAL, USER), SUPPORTER, OUTSIDE, 2, ""),
                (COO, (INFLUENCER,), NEUTRAL, INNER, 4, "Plants first."),
                (SERVICE, (USER, CHAMPION), SUPPORTER, POLITICAL, 2, "Needs seats before the season for spare parts."),
                (CENTRE, (USER,), SUPPORTER, OUTSIDE, 1, ""),
                (CONTROLLER, (INFLUENCER,), NEUTRAL, OUTSIDE, 2, "Compares the divisions."),
            ),
            Reading(person=division, roles=(BLOCKER,), support=SCEPTIC, standing=POLITICAL, coverage=Coverage.BRIEF,
                    believed_influence=4,
                    note="Came with the division; does not want to be told from above.", confirmed_on=s.day(-1, 18)),
            unknown(board, (RATIFIER,), INNER, 5, "Signs every frame contract."),
            *on_map(s, "contact-centre", SERVICE, (CHAMPION, USER), MENTOR, "Asked for it before we did."),
        ),
        influence=(
            *lines(
                s, (INFRASTRUCTURE, INFLUENCES, CIO, "Has built everything."), (SECURITY, INFLUENCES, CIO, ""),
                (CFO, INFLUENCES, CIO, "Holds the money."), (COO, INFLUENCES, CFO, ""),
                (CONTROLLER, INFLUENCES, CFO, ""),
                (SERVICE, INFLUENCES, COO, "Spare parts earn money."), (CENTRE, INFLUENCES, SERVICE, ""),
            ),
            Influence(from_person=board, to_person=s.them(CFO), note="Speak every week.", confirmed_on=s.day(-4, 20)),
            Influence(from_person=division, tie=CONFLICTS, to_person=s.them(SECURITY), note="About who may audit whom.",
                      confirmed_on=s.day(-1, 18)),
        ),
        acquaintances=(
            *known(
                s, (MANAGER, CIO, TRUSTED, TRUSTED, 0), (MANAGER, INFRASTRUCTURE, TRUSTED, TRUSTED, 0),
                (EXECUTIVE, CFO, INTRODUCED, WORKING, 4),
                (ENGINEERING, SECURITY, WORKING, TRUSTED, 1), (ENGINEERING, NETWORK, TRUSTED, TRUSTED, 2),
                (INSIDE, CENTRE, WORKING, WORKING, 3),
                (MANAGER, SERVICE, WORKING, WORKING, 1), (SUPPORT, NETWORK, WORKING, WORKING, 5),
            ),
            Acquaintance(colleague=s.us(ENGINEERING), person=division, bond=INTRODUCED, wanted=WORKING,
                         confirmed_on=s.day(-1, 18)),
            Acquaintance(colleague=s.us(EXECUTIVE), person=board, bond=NONE, wanted=INTRODUCED,
                         confirmed_on=s.day(-4, 20)),
        ),
        maps=(
            whole(),
            part(s, "automotive", "Automotive division", (CIO, SECURITY, INFRASTRUCTURE, CFO), division),
            *about(s, "contact-centre", centre, (CIO, CFO, COO, SERVICE, CENTRE, PROCUREMENT)),
        ),
    )  # fmt: skip
