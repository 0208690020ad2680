"""A chronic site: the plant fails month after month, and the second path is late."""

from dataclasses import replace

from steward.plans.customer.success_plan import Kept, Profile, Progress, SuccessPlan
from steward.plans.internal.strategy import AccountKind, Doing, Horizon, Likelihood, Position, RiskKind, Strategy
from steward.sample.plans.builders import act, aim, goal, risk, step, they, told, valued, we
from steward.sample.plans.drafts import PlanDrafts
from steward.sample.plans.measures import availability, last_quarter, minutes_down
from steward.sample.plans.roles import (
    CFO,
    CIO,
    COO,
    ENGINEERING,
    INFRASTRUCTURE,
    INSIDE,
    MANAGER,
    NETWORK,
    PROCUREMENT,
    ROLLOUT,
    SECURITY,
    SERVICE,
    SITE_OPS,
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
    NEUTRAL,
    OUTSIDE,
    POLITICAL,
    RATIFIER,
    SCEPTIC,
    SUPPORTER,
    TECHNICAL,
    USER,
    lines,
    part,
    readings,
    whole,
)
from steward.sample.sites import CHRONIC_SITE


def tell(scene: Scene, draft: PlanDrafts) -> PlanDrafts:
    """Both files of the account."""
    assert draft.success and draft.strategy
    return PlanDrafts(_agreed(scene, draft.success), _ours(scene, draft.strategy))


def _agreed(s: Scene, plan: SuccessPlan) -> SuccessPlan:
    plant, now, before = s.customer.sites[CHRONIC_SITE], last_quarter(s), last_quarter(s, 4)
    support, rollout, works = s.us(SUPPORT), s.us(ROLLOUT), s.them(SITE_OPS, COO)
    return replace(
        plan,
        profile=Profile(
            business=f"{s.name} packs fresh and frozen food. {plant.name} runs three shifts; what is not packed by"
            " four in the morning is not in the shops that day.",
            priorities="1. The plant: no shift lost\n2. Lorries out on time\n3. Every batch traced within fifteen"
            " minutes",
            success=f"A quarter in which nobody at {plant.name} talks about the network.",
            rhythm=f"Weekly call on the plant with {s.called(SITE_OPS, COO)} and {s.called(NETWORK)}; review every"
            f" quarter with {s.called(CIO)}.",
        ),
        goals=(
            goal("plant", f"{plant.name} on line", ("Availability of SD-WAN at the plant in a quarter", "%"),
                 (availability(s, before, "SDW", plant), 99.9, availability(s, now, "SDW", plant)),
                 (before[1], s.day(6, 28), now[1]), (works, support),
                 "Target reached only with a second path; repairs alone did not hold."),
            valued(
                goal("minutes", f"Fewer minutes lost at {plant.name}", ("Minutes of outages a quarter", "minutes"),
                     (minutes_down(s, before, plant), 130, minutes_down(s, now, plant)),
                     (before[1], s.day(6, 28), now[1]), (works, support)),
                280, s.day(-8, 12), s.them(COO)),
            goal("trace", "A batch traced in fifteen minutes", ("Minutes to trace a batch", "minutes"), (95, 15, 40),
                 (s.day(-13, 20), s.day(9, 28), s.day(-1, 24)), (s.them(COO), s.us(MANAGER)),
                 "At the other sites it works."),
        ),
        commitments=(
            we("Duct at the plant dried and sealed", rollout, (s.day(-8, 12), s.day(-6, 24)), Kept.PARTLY,
               s.day(-5, 14), "plant",
               "Done, but water came back in May."),
            we("Cause of every outage in writing within five days", support, (s.day(-8, 12), s.day(-3, 30)), Kept.KEPT,
               s.day(-3, 30), "plant"),
            they("Way through the yard for a second cable", works, (s.day(-5, 14), s.day(-3, 19)), Kept.KEPT,
                 s.day(-3, 16),
                 "plant"),
            we("Second path to the plant by the end of August", rollout, (s.day(-5, 14), s.day(-1, 28)), Kept.MISSED,
               s.day(-1, 28), "plant", "The permit to dig came seven weeks late; new date below."),
            we("Radio link to the plant as a bridge", s.us(ENGINEERING), (s.day(-1, 14), s.day(0, 25)), Kept.OPEN,
               to="plant", note="Mast stands; the licence is expected in the first week of October."),
            they("Power for the mast on the roof of the plant", works, (s.day(-1, 14), s.day(0, 11)), Kept.KEPT,
                 s.day(0, 10)),
            we("Second path to the plant in use", rollout, (s.day(0, 9), s.day(3, 11)), to="plant"),
            they("Packing lines start without the server for two hours", s.them(NETWORK), (s.day(0, 9), s.day(2, 20)),
                 to="minutes"),
        ),
        heard=(
            told("Find a lasting repair for the plant", s.day(-5, 4), "A second path into the plant, with a radio link"
                 " until it is dug", rollout, s.day(3, 4), Progress.IN_PROGRESS, "plant"),
            told("Tell the shift what broke before it asks", s.day(-5, 4), "A text message to the shift lead within"
                 " ten minutes", support, s.day(-3, 1), Progress.DONE, "plant"),
        ),
        joint_plan=(
            step("All outages at the plant gone through, one by one", "Four causes, one span of cable.",
                 (s.day(-4, 2), s.day(-3, 12)), (s.them(NETWORK), support), Progress.DONE, "plant"),
            step("Permit to dig", "Without it there is no second path.", (s.day(-3, 20), s.day(-1, 25)),
                 (works, rollout),
                 Progress.DONE, "plant"),
            step("Radio link as a bridge", "Takes over when the cable fails.", (s.day(-1, 18), s.day(1, 9)),
                 (works, s.us(ENGINEERING)), Progress.IN_PROGRESS, "plant"),
            step("Second path dug and spliced", "Another street, another building entry.", (s.day(0, 28), s.day(3, 4)),
                 (works, rollout), Progress.IN_PROGRESS, "plant"),
            step("Both paths tested in a night shift", "The old cable is pulled while lines run.", (None, s.day(3, 16)),
                 (s.them(NETWORK), s.us(ENGINEERING)), to="plant"),
            step("Three months without a lost shift", "Then the weekly call ends.", (s.day(4, 4), s.day(6, 28)),
                 (s.them(COO), support), to="minutes"),
            step("Tracing of batches moved to the new path", "", (s.day(7, 1), s.day(9, 28)),
                 (s.them(NETWORK), s.us(ENGINEERING)),
                 to="trace"),
        ),
    )  # fmt: skip


def _ours(s: Scene, plan: Strategy) -> Strategy:
    plant, manager = s.customer.sites[CHRONIC_SITE], s.us(MANAGER)
    minutes = minutes_down(s, last_quarter(s), plant)
    seats = s.opportunity("UCV")
    return replace(
        plan,
        position=Position(
            kind=AccountKind.AT_RISK,
            ambition="The supplier who fixed the plant, and who now runs every plant of the group.",
            situation=f"{len(s.sites) - 1} sites are content. {plant.name} lost {minutes} minutes last quarter and the"
            f" second path we promised is late. {s.called(COO)} measures us by the plant alone and tells the board so.",
            strategy="No selling until the second path is in. Radio bridge in October, cable in December, then a"
            f" night test that {s.called(COO)} watches. Credits go out before they are asked for.",
            value="Whoever comes instead digs through the same yard and waits for the same permit.",
        ),
        objectives=(
            aim("bridge", "Radio bridge in use", Horizon.SIX, "An outage of the cable that nobody noticed", s.day(1, 9),
                s.us(ENGINEERING), status=Doing.IN_PROGRESS),
            aim("path", f"Second path at {plant.name}", Horizon.SIX, "Night test passed", s.day(3, 16), s.us(ROLLOUT),
                status=Doing.IN_PROGRESS),
            aim("trust", f"{s.called(COO)} says in a review that the plant is fixed", Horizon.TWELVE,
                "Said and written down",
                s.day(8, 20), manager),
            aim("seats", f"Win “{seats.name}”" if seats else "Telephones for the rest of the sites", Horizon.EIGHTEEN,
                "Order signed; not before the plant is fixed", s.day(15, 25), manager, seats.amount if seats else None),
        ),
        risks=(
            risk("plant", f"{plant.name} goes to another supplier", (RiskKind.SERVICE, Likelihood.HIGH),
                 s.worth_at(plant.site_id), "Bridge in October, cable in December, sponsor on site for the night test.",
                 s.us(ROLLOUT), s.day(3, 16)),
            risk("all", "The board asks whether all sites should follow", (RiskKind.SERVICE, Likelihood.MEDIUM), s.mrr,
                 f"Show availability site by site; {s.called(INFRASTRUCTURE)} presents it.", manager, s.day(2, 20)),
            risk("permit", "The digging stops in the frost", (RiskKind.OTHER, Likelihood.LOW),
                 s.worth_at(plant.site_id),
                 "Bridge stays until spring at our cost.", s.us(ROLLOUT), s.day(4, 12)),
        ),
        actions=(
            act("Call the licensing office about the radio link, daily", s.us(ENGINEERING), s.day(0, 24),
                Doing.IN_PROGRESS,
                "bridge", "plant"),
            act("Credits of September calculated and sent unasked", s.us(SUPPORT), s.day(1, 7), against="plant"),
            act(f"Stand at the plant with {s.called(SITE_OPS, COO)} for one night shift", manager, s.day(1, 15),
                to="trust",
                against="plant"),
            act("Sponsor invited to the night test", manager, s.day(2, 13), to="path"),
            act("Availability of the other sites on one page", s.us(INSIDE), s.day(0, 16), Doing.OPEN, against="all"),
        ),
        readings=readings(
            s,
            (COO, (ECONOMIC,), SCEPTIC, INNER, 5, "Was on the phone at four in the morning twice this quarter."),
            (CIO, (DECIDES,), NEUTRAL, INNER, 4, "Torn: content elsewhere, blamed for the plant."),
            (CFO, (RATIFIER,), NEUTRAL, INNER, 3, "Credits do not bring back a lost shift."),
            (INFRASTRUCTURE, (CHAMPION, INFLUENCER), SUPPORTER, POLITICAL, 3,
             "Defends us with figures; needs new ones."),
            (NETWORK, (TECHNICAL,), SUPPORTER, OUTSIDE, 3, "Knows the duct better than we do."),
            (SITE_OPS, (USER, INFLUENCER), SCEPTIC, OUTSIDE, 4, "Keeps a diary of every outage. The COO reads it."),
            (PROCUREMENT, (INFLUENCER,), NEUTRAL, POLITICAL, 2, ""),
            (SERVICE, (USER,), SUPPORTER, POLITICAL, 2, "The contact centre has no complaint."),
            (SECURITY, (TECHNICAL,), NEUTRAL, POLITICAL, 2, ""),
        ),
        influence=lines(
            s,
            (SITE_OPS, INFLUENCES, COO, "The diary is read aloud in the morning round."),
            (COO, INFLUENCES, CIO, "Wants it fixed or replaced by January."),
            (COO, INFLUENCES, CFO, ""),
            (INFRASTRUCTURE, INFLUENCES, CIO, "Asks for patience until December."),
            (NETWORK, INFLUENCES, INFRASTRUCTURE, ""),
            (SITE_OPS, CONFLICTS, NETWORK, "Each says the other reacts too late."),
        ),
        maps=(whole(), part(s, "plant", plant.name, (COO, SITE_OPS, NETWORK, INFRASTRUCTURE, CIO))),
    )  # fmt: skip
