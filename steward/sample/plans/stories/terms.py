"""Stories of terms: a day to give notice that is about to pass, and a customer we share with a partner."""

from dataclasses import replace
from typing import Any

from steward.domain.stakeholders import Bond
from steward.exhibits import day_text
from steward.plans.customer.success_plan import Kept, Profile, Progress, SuccessPlan
from steward.plans.internal.strategy import (
    AccountKind,
    Acquaintance,
    Doing,
    Horizon,
    Likelihood,
    Meeting,
    Position,
    RiskKind,
    Strategy,
)
from steward.sample.partners import partner_people
from steward.sample.plans.builders import act, aim, goal, risk, step, they, we
from steward.sample.plans.drafts import PlanDrafts
from steward.sample.plans.measures import last_quarter, sites_with
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
    PRICING,
    PROCUREMENT,
    ROLLOUT,
    SECURITY,
    SUPPORT,
)
from steward.sample.plans.scene import Scene


def tell_notice(scene: Scene, draft: PlanDrafts) -> PlanDrafts:
    """A contract whose day to give notice is near."""
    assert draft.success and draft.strategy
    success = _terms_agreed(scene, draft.success)
    return PlanDrafts(success, _before_notice(scene, draft.strategy))


def tell_partner(scene: Scene, draft: PlanDrafts) -> PlanDrafts:
    """A customer whom a partner brought, and looks after with us."""
    assert draft.success and draft.strategy
    return draft.with_strategy(**_with_partner(scene, draft.strategy))


def _terms_agreed(s: Scene, plan: SuccessPlan) -> SuccessPlan:
    contract, manager, total = s.contract, s.us(MANAGER), len(s.sites)
    end = contract.ends_on if contract else s.day(3, 10)
    was, broad = (sites_with(s, ("BBI", "LTE"), day) for day in (s.day(-24, 28), s.until))
    walls = sites_with(s, ("FWM",), s.until)
    now, before = last_quarter(s), last_quarter(s, 4)
    return replace(
        plan,
        profile=Profile(
            business=f"{s.name} brews in two plants and delivers to pubs and shops in {s.profile.country} and next"
            f" door. The kettles are old, the filling lines are new; {total} sites in all.",
            priorities="1. Filling lines that run through the night\n2. Pubs that order on line by ten and have it by"
            " six\n3. Plants and offices kept apart",
            success="No filling line stands because of IT, and the pub has its beer by six.",
            rhythm=f"Review every quarter in {s.city}; until the new terms are signed a call every week with"
            f" {s.called(INFRASTRUCTURE)} and {s.called(PROCUREMENT)}.",
        ),
        goals=(
            goal("filling", "Filling lines that run through the night",
                 ("Stops a quarter caused by the network", "stops"), (6, 0, 2),
                 (before[1], s.day(6, 28), now[1]), (s.them(COO), s.us(SUPPORT))),
            goal("apart", "Plants and offices kept apart",
                 (f"Sites of {total} with plant and office behind a firewall", "sites"),
                 (walls, total, walls), (s.day(-6, 20), s.day(8, 28), s.until), (s.them(SECURITY), s.us(ENGINEERING)),
                 "Designed; waits for the order."),
            goal("second-path", "Every site with a second way out", (f"Sites of {total}", "sites"), (was, total, broad),
                 (s.day(-24, 28), s.day(4, 26), s.until), (s.them(NETWORK, INFRASTRUCTURE), s.us(ROLLOUT))),
        ),
        commitments=(
            we("Prices for three and for five years", manager, (s.day(-4, 14), s.day(-2, 17)), Kept.KEPT,
               s.day(-2, 15)),
            they("Sites and volumes for the years from January", s.them(INFRASTRUCTURE), (s.day(-4, 14), s.day(-2, 24)),
                 Kept.PARTLY,
                 s.day(-1, 7), note="Without the new warehouse."),
            we("Design for plants and offices kept apart", s.us(ENGINEERING), (s.day(-4, 14), s.day(-1, 21)), Kept.KEPT,
               s.day(-1, 19),
               "apart"),
            they("Answer on the term by mid September", s.them(PROCUREMENT), (s.day(-1, 26), s.day(0, 15))),
            we("Second line for the last site", s.us(ROLLOUT), (s.day(-1, 26), s.day(1, 27)), to="second-path"),
            we("Draft of the new contract", s.us(CONTRACTS), (s.day(0, 16), s.day(1, 2))),
            they("Draft read by legal", s.them(PROCUREMENT), (s.day(0, 16), s.day(1, 8))),
        ),
        joint_plan=(
            step("Design for plants and offices kept apart", "", (s.day(-4, 20), s.day(-1, 19)),
                 (s.them(SECURITY), s.us(ENGINEERING)),
                 Progress.DONE, "apart"),
            step("Terms from January agreed", "So that nothing has to be decided in a hurry.",
                 (s.day(-1, 26), s.day(1, 9)),
                 (s.them(PROCUREMENT), manager), Progress.IN_PROGRESS),
            step("Present contract ends", "The new terms start the day after.", (None, end),
                 (s.them(PROCUREMENT), s.us(CONTRACTS))),
            step("Firewalls in both plants", "One filling line at a time, on Sundays.", (s.day(3, 18), s.day(6, 11)),
                 (s.them(SECURITY), s.us(ROLLOUT)), to="apart"),
            step("Firewalls at the other sites", "", (s.day(6, 14), s.day(8, 27)), (s.them(SECURITY), s.us(ROLLOUT)),
                 to="apart"),
            step("Night exercise in the larger plant", "The line is pulled while bottles run.", (None, s.day(7, 14)),
                 (s.them(COO), s.us(SUPPORT)), to="filling"),
        ),
    )  # fmt: skip


def _before_notice(s: Scene, plan: Strategy) -> Strategy:
    contract, manager, wall = s.contract, s.us(MANAGER), s.opportunity("FWM")
    notice = s.notice or s.day(1, 12)
    day, stake = day_text(notice), s.under(contract) if contract else s.mrr
    ends = day_text(contract.ends_on) if contract else "in January"
    before = s.ahead(max((notice - s.until).days - 5, 2))
    return replace(
        plan,
        position=Position(
            kind=AccountKind.STRATEGIC,
            ambition="Three more years, then five, with both plants protected by us.",
            situation=f"The contract ends on {ends} and notice must be given by {day}. They are content, and"
            f" {s.called(PROCUREMENT)} may give notice all the same, as a matter of form, to have time. Then"
            " everything is open.",
            strategy=f"Signature, or at least a letter of intent, before {day}. The firewalls are the reason to sign"
            " now: design is done, money is in this year's budget.",
            value="One contract for network and plant protection, at the price of today for three years.",
        ),
        objectives=(
            aim("intent", f"Letter of intent before {day}", Horizon.SIX, "Signed letter", before, manager,
                status=Doing.IN_PROGRESS),
            aim("term", f"{contract.contract_id} renewed for three years" if contract else "Renewed for three years",
                Horizon.SIX,
                "Contract signed", s.day(2, 27), manager, status=Doing.IN_PROGRESS),
            aim("walls", f"Win “{wall.name}”" if wall else "Firewalls at all sites", Horizon.TWELVE, "Order signed",
                wall.close_on if wall else s.day(3, 15), manager, wall.amount if wall else None, Doing.IN_PROGRESS),
            aim("five", "Talks about five years opened by them", Horizon.EIGHTEEN, "Asked for in a review",
                s.day(17, 15), manager),
        ),
        risks=(
            risk("notice", f"Notice as a matter of form by {day}", (RiskKind.CONTRACT, Likelihood.MEDIUM), stake,
                 f"Letter of intent to {s.called(CFO)} a week before; sponsor calls on the day.", manager, before,
                 of=contract),
            risk("price", f"{s.called(PROCUREMENT)} plays for time to press the price",
                 (RiskKind.PRICE, Likelihood.HIGH),
                 round(stake * 0.08), "Firewall price holds only with the term.", s.us(PRICING), before, of=contract),
            risk("form", "Notice goes to the wrong address and nobody sees it", (RiskKind.CONTRACT, Likelihood.LOW),
                 stake,
                 "Mailbox for notices watched daily.", s.us(CONTRACTS), notice, of=contract),
        ),
        actions=(
            act("Call procurement: is a notice planned?", manager, s.day(0, 25), Doing.IN_PROGRESS, "intent", "notice"),
            act(f"Letter of intent to {s.called(CFO)}", manager, before, Doing.OPEN, "intent", "notice"),
            act("Range of prices signed off", s.us(PRICING), s.day(0, 22), Doing.OPEN, "term", "price"),
            act("Mailbox for notices watched every day", s.us(CONTRACTS), notice, Doing.IN_PROGRESS, against="form"),
            act("Firewall design shown to the plant managers", s.us(ENGINEERING), s.day(1, 22), to="walls"),
        ),
        governance=(
            Meeting(meeting="Notice round", rhythm="daily until the day has passed",
                    who=f"{s.ours(MANAGER)}, {s.ours(CONTRACTS)}, {s.ours(PRICING)}",
                    next_on=s.day(1, 1)),
            *plan.governance,
        ),
    )  # fmt: skip


def _with_partner(s: Scene, plan: Strategy) -> dict[str, Any]:
    partner = next((name for key, name, _ in s.staff.partners if key == s.profile.partner_id), "the partner")
    manager, backup, theirs = s.us(MANAGER), s.opportunity("LTE"), s.profile.partner_id
    contact = partner_people(s.seed, s.staff, theirs)[0]
    known_to_them = tuple(
        Acquaintance(colleague=f"{theirs}-1", person=s.them(post), bond=bond, confirmed_on=s.day(-1, 12))
        for post, bond in ((CIO, Bond.TRUSTED), (CFO, Bond.WORKING))
        if s.is_there(post)
    )
    position = replace(
        plan.position,
        kind=AccountKind.STRATEGIC,
        ambition=f"Known by name at the clinics, without {partner} feeling passed over.",
        situation=f"{partner} brought them, sends the offers and keeps the contacts. Service is good, spend grows. We"
        f" know {s.called(INFRASTRUCTURE)} and the team; everybody above knows the partner.",
        strategy=f"Every step with {contact} of {partner}: one plan, one list of who speaks with whom. We bring clinic"
        " know-how to the wards, they keep procurement.",
        value="A partner nearby and an operator behind it: one contract, two that answer.",
    )
    stake = round(s.mrr * 0.3)
    return {
        "position": position,
        "acquaintances": (*plan.acquaintances, *known_to_them),
        "objectives": (
            aim("backup", f"Win “{backup.name}” with {partner}" if backup else f"Backup lines with {partner}",
                Horizon.SIX, "Order signed",
                backup.close_on if backup else s.day(2, 15), manager, backup.amount if backup else None,
                Doing.IN_PROGRESS),
            aim("plan", f"One account plan shared with {partner}", Horizon.TWELVE, "Gone through together twice",
                s.day(9, 15), manager),
            aim("board", "Our sponsor has met the board, invited by the partner", Horizon.EIGHTEEN, "Meeting held",
                s.day(15, 15),
                s.us(EXECUTIVE)),
        ),
        "risks": (
            risk("passed-over", f"{partner} feels passed over and brings in another operator",
                 (RiskKind.OTHER, Likelihood.MEDIUM), s.mrr,
                 "No meeting without them; margin settled for two years.", manager, s.day(3, 15)),
            risk("one-voice", "Wards complain to the partner and we hear it last",
                 (RiskKind.SERVICE, Likelihood.MEDIUM), stake,
                 "Tickets of both sides in one list, every week.", s.us(SUPPORT), s.day(2, 20)),
        ),
        "actions": (
            act(f"Monthly hour with {contact} of {partner}", manager, s.day(1, 7), Doing.IN_PROGRESS, "plan",
                "passed-over"),
            act("Ticket lists of both sides brought together", s.us(SUPPORT), s.day(0, 23), Doing.OPEN,
                against="one-voice"),
            act(f"Order form for backup lines, sent by {partner}", s.us(INSIDE), s.day(1, 14), Doing.IN_PROGRESS,
                "backup"),
            act("Clinic network in ten pictures, for the wards", s.us(ENGINEERING), s.day(3, 11), to="board"),
        ),
        "governance": (
            *plan.governance,
            Meeting(meeting="Partner round", rhythm="monthly", who=f"{s.ours(MANAGER)}, {contact} ({partner})",
                    next_on=s.day(1, 7)),
        ),
    }  # fmt: skip
