"""A price dispute: invoices that were wrong too often, commitments about them partly missed, procurement against us."""

from dataclasses import replace

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
from steward.sample.plans.builders import act, aim, goal, risk, rival, step, they, told, we
from steward.sample.plans.drafts import PlanDrafts
from steward.sample.plans.measures import last_quarter, tickets_opened
from steward.sample.plans.roles import (
    BILLING,
    CATEGORY,
    CFO,
    CIO,
    CONTRACTS,
    CONTROLLER,
    EXECUTIVE,
    INFRASTRUCTURE,
    MANAGER,
    NETWORK,
    PAYABLE,
    PRICING,
    PROCUREMENT,
    RETENTION,
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
    NEUTRAL,
    NONE,
    OPPOSED,
    OUTSIDE,
    POLITICAL,
    SCEPTIC,
    SUPPORTER,
    TECHNICAL,
    TRUSTED,
    USER,
    WORKING,
    known,
    lines,
    on_map,
    part,
    readings,
    whole,
)

IN_DISPUTE = ("Disputed invoice", "Credit note still", "Cancelled line", "Price increase", "Dunning", "Second reminder")


def tell(scene: Scene, draft: PlanDrafts) -> PlanDrafts:
    """Both files of the account."""
    assert draft.success and draft.strategy
    return PlanDrafts(_agreed(scene, draft.success), _ours(scene, draft.strategy))


def _disputed(s: Scene, back: int) -> int:
    """Tickets about wrong invoices in a quarter."""
    return sum(tickets_opened(s, last_quarter(s, back), "accounting", words) for words in IN_DISPUTE)


def _agreed(s: Scene, plan: SuccessPlan) -> SuccessPlan:
    billing, board = s.us(BILLING), s.board("Member of the board, Operations and IT")
    others = tuple(one for one in plan.people if not one.name and one.id != s.them(CIO))
    return replace(
        plan,
        profile=Profile(
            business=f"{s.name} is a mutual insurer: households, farms and small firms in {s.profile.country}. Claims"
            f" and service sit in {s.city}; the members own the company and read its costs.",
            priorities="1. Costs that members understand\n2. Claims settled in five days\n3. One contact for every"
            " claim",
            success="Twelve invoices in a row that nobody has to question, and calls answered when a storm has passed.",
            rhythm=f"Monthly call on invoices with {s.called(PAYABLE)} and {s.called(CONTROLLER)} until they are"
            f" right; review every quarter with {s.called(CIO)}.",
        ),
        goals=(
            goal("invoices", "Invoices that are right the first time", ("Questions on invoices a quarter", "questions"),
                 (_disputed(s, 1), 0, _disputed(s, 0)), (last_quarter(s, 1)[1], s.day(6, 28), last_quarter(s)[1]),
                 (s.them(CONTROLLER, PAYABLE), billing), "Every question is a ticket; both sides count the same ones."),
            goal("answered", "Calls answered after a storm", ("Share answered within 20 seconds, storm days", "%"),
                 (54, 80, 69), (s.day(-14, 20), s.day(5, 28), s.day(-1, 25)), (s.them(SERVICE), s.us(MANAGER))),
            goal("claims", "Claims settled in five days", ("Days from report to payment", "days"), (11, 5, 8),
                 (s.day(-14, 20), s.day(9, 28), s.day(-1, 25)), (s.them(CIO), s.us(MANAGER)),
                 "The network's part is done; scanning comes next."),
        ),
        commitments=(
            we("Price list of all lines, as in the contract", billing, (s.day(-6, 12), s.day(-5, 17)), Kept.KEPT,
               s.day(-5, 15),
               "invoices"),
            they("List of lines cancelled since last summer", s.them(NETWORK), (s.day(-6, 12), s.day(-5, 24)),
                 Kept.KEPT,
                 s.day(-5, 22), "invoices"),
            we("All credit notes of spring issued by the end of May", billing, (s.day(-5, 20), s.day(-4, 28)),
               Kept.PARTLY,
               s.day(-3, 11), "invoices", "Three of five in time, the others in June."),
            we("No reminder for a disputed amount", billing, (s.day(-5, 20), s.day(-3, 30)), Kept.MISSED, s.day(-3, 24),
               "invoices", "One was sent in June by mistake; stopped in the system since."),
            we("Cancelled lines taken off the July invoice", billing, (s.day(-3, 18), s.day(-2, 28)), Kept.PARTLY,
               s.day(-1, 5),
               "invoices", "One line was missed and credited in August."),
            they("Undisputed part of every invoice paid in 30 days", s.them(PAYABLE), (s.day(-3, 18), s.day(0, 18)),
                 Kept.KEPT,
                 s.day(0, 16)),
            we("September invoice checked by both sides before it is sent", billing, (s.day(-2, 22), s.day(0, 22)),
               to="invoices"),
            we("Named contact in accounting, reachable by telephone", billing, (s.day(-2, 22), s.day(1, 9)),
               to="invoices"),
            they("One contact for prices and one for invoices", s.them(PROCUREMENT), (s.day(-2, 22), s.day(1, 16))),
        ),
        heard=(
            told("Invoices list lines that we cancelled", s.day(-5, 20), "Every invoice checked by both sides before it"
                 " is sent", billing, s.day(-1, 22), Progress.IN_PROGRESS, "invoices"),
            told("Nobody says who answers for billing", s.day(-5, 20), "One named person for every question on an"
                 " invoice", billing, s.day(-3, 12), Progress.DONE, "invoices"),
        ),
        joint_plan=(
            step("Every line held against the contract", "One list that both sides sign.",
                 (s.day(-5, 4), s.day(-3, 17)),
                 (s.them(CONTROLLER, PAYABLE), billing), Progress.DONE, "invoices"),
            step("Prices of all lines corrected in billing", "", (s.day(-2, 3), s.day(0, 25)),
                 (s.them(PAYABLE), billing),
                 Progress.IN_PROGRESS, "invoices"),
            step("Draft invoice before the real one", "Three months in a row; then we stop checking.",
                 (s.day(1, 5), s.day(3, 18)), (s.them(CONTROLLER, PAYABLE), billing), to="invoices"),
            step("Meeting on prices and terms", "Everything on the table, once.", (None, s.day(1, 27)),
                 (s.them(CFO), s.us(MANAGER))),
            step("Storm exercise in the contact centre", "Before the winter storms.", (s.day(1, 12), s.day(2, 13)),
                 (s.them(SERVICE), s.us(SUPPORT)), to="answered"),
            step("Review: twelve weeks of right invoices?", "", (None, s.day(4, 24)), (s.them(CFO), s.us(MANAGER)),
                 to="invoices"),
        ),
        people=(
            PlanPerson(id=board.id, name=board.name, title=board.title, department="Board"),
            PlanPerson(id=s.them(CIO), reports_to=board.id, confirmed_on=s.day(-2, 22)),
            *others,
        ),
    )  # fmt: skip


def _ours(s: Scene, plan: Strategy) -> Strategy:
    contract, manager = s.contract, s.us(MANAGER)
    stake = s.under(contract) if contract else s.mrr
    ends = day_text(contract.ends_on) if contract else "next year"
    board = s.board().id
    return replace(
        plan,
        position=Position(
            kind=AccountKind.AT_RISK,
            ambition="An insurer that renews because the invoice is as good as the network.",
            situation=f"Seven months of wrong invoices. {s.called(PROCUREMENT)} collects every one of them for the"
            f" talks about the contract that ends on {ends}. {s.called(CFO)} wants a tenth off or a tender;"
            f" {s.called(CIO)} wants no change of supplier in a storm season. The two hardly speak.",
            strategy="First right, then cheap: three clean invoices before anybody of us says a word about terms."
            f" Speak with {s.called(CFO)} ourselves instead of through procurement. Keep {s.called(CIO)} out of the"
            " quarrel.",
            value="The network has not failed them once in a storm. A new one would be six months of work for the CIO.",
        ),
        objectives=(
            aim("clean", "Three clean invoices in a row", Horizon.SIX, "No question on an invoice in a quarter",
                s.day(3, 18),
                s.us(BILLING), status=Doing.IN_PROGRESS),
            aim("term", "Renewed for three years, at most four in a hundred below today", Horizon.SIX,
                "Contract signed",
                s.notice or s.day(3, 15), manager, status=Doing.OPEN),
            aim("cfo", f"{s.called(CFO)} has met our executive sponsor twice", Horizon.TWELVE, "Two meetings held",
                s.day(9, 15), s.us(EXECUTIVE)),
        ),
        swot=Swot(
            strengths=("No outage in three storm seasons", "Technicians and contact centre are content"),
            weaknesses=("Four credit notes, and the next invoice wrong again", "Nobody of us knows the CFO well"),
            opportunities=("The CIO cannot afford a change this winter",),
            threats=(f"{s.called(PROCUREMENT)} prepares a tender", "The members' meeting reads costs in spring"),
        ),
        competitors=(
            rival("Ostrand Telecom", Footing.IN_TALKS, "Network for all sites", "A twelfth cheaper in the first year",
                  "Price over the whole term; who pays for six months of two networks?"),
            rival("Vantelo", Footing.CHALLENGER, "SD-WAN", "Quick to install", "Ask for their record in storms."),
        ),
        risks=(
            risk("tender", f"The contract that ends on {ends} is put out to tender", (RiskKind.PRICE, Likelihood.HIGH),
                 stake,
                 "Clean invoices until December, then terms to the CFO in person.", manager, s.day(2, 18), of=contract),
            risk("cut", "They cut lines to make the point", (RiskKind.PRICE, Likelihood.MEDIUM), round(s.mrr * 0.06),
                 "Goodwill for the months in question, once and in writing.", s.us(PRICING), s.day(1, 23)),
            risk("quarrel", "CFO and CIO settle their quarrel at our cost", (RiskKind.SPONSOR, Likelihood.MEDIUM),
                 stake,
                 "Sponsor speaks with both; never with one about the other.", s.us(EXECUTIVE), s.day(2, 4),
                 of=contract),
        ),
        actions=(
            act("Go through the September invoice line by line before it leaves", s.us(BILLING), s.day(0, 21),
                Doing.IN_PROGRESS, "clean", "tender"),
            act("Goodwill letter with the sum of all credits, signed by finance", s.us(PRICING), s.day(0, 15),
                Doing.OPEN,
                "clean", "cut"),
            act(f"Sponsor calls {s.called(CFO)}, without procurement", s.us(EXECUTIVE), s.day(1, 13), to="cfo",
                against="quarrel"),
            act("Range of terms agreed with pricing and retention", s.us(RETENTION), s.day(1, 20), to="term",
                against="tender"),
            act("Check notice dates and addressees", s.us(CONTRACTS), s.day(1, 8), Doing.DONE, "term"),
        ),
        health_override=HealthOverride(
            health=Colour.RED, reason="Service figures are good; the account is lost on invoices if nothing"
                                            " changes.",
            author=manager, set_on=s.day(-2, 23), expires_on=s.day(3, 28),
        ),
        readings=(
            *readings(
                s,
                (CIO, (DECIDES,), NEUTRAL, POLITICAL, 3, "Wants peace; will not fight the CFO for us."),
                (CFO, (ECONOMIC,), SCEPTIC, INNER, 5, "Reads every credit note. Wants a number, not an apology."),
                (PROCUREMENT, (BLOCKER,), OPPOSED, INNER, 4, "Has a folder of wrong invoices and opens it in every"
                                                           " meeting."),
                (INFRASTRUCTURE, (CHAMPION, INFLUENCER), SUPPORTER, POLITICAL, 3,
                 "Says that the network is the best they had."),
                (CATEGORY, (INFLUENCER,), SCEPTIC, OUTSIDE, 2, "Writes the tender if there is one."),
                (NETWORK, (TECHNICAL,), SUPPORTER, OUTSIDE, 2, ""),
                (PAYABLE, (USER,), SCEPTIC, OUTSIDE, 2, "Has called accounting thirty times this year. Be kind."),
                (CONTROLLER, (INFLUENCER,), NEUTRAL, OUTSIDE, 3, "Prepares the CFO's figures; fair."),
                (SERVICE, (USER, INFLUENCER), SUPPORTER, POLITICAL, 3, "Storm days went well."),
            ),
            *on_map(s, "finance", CFO, (ECONOMIC, DECIDES), SCEPTIC, "On money the last word is here."),
        ),
        influence=lines(
            s,
            (PROCUREMENT, INFLUENCES, CFO, "Reports savings every month."),
            (CONTROLLER, INFLUENCES, CFO, "Prepares the figures."),
            (CATEGORY, INFLUENCES, PROCUREMENT, ""),
            (INFRASTRUCTURE, INFLUENCES, CIO, ""),
            (SERVICE, INFLUENCES, CIO, "Asks that nothing changes before spring."),
            (PAYABLE, INFLUENCES, CONTROLLER, "Every question passes this desk."),
            (CFO, CONFLICTS, CIO, "One wants a tender, the other a quiet winter."),
            (PROCUREMENT, CONFLICTS, INFRASTRUCTURE, "Price against quality."),
        ),
        acquaintances=(
            *known(
                s,
                (MANAGER, INFRASTRUCTURE, TRUSTED, TRUSTED, 1), (MANAGER, CIO, INTRODUCED, TRUSTED, 2),
                (MANAGER, PROCUREMENT, WORKING, WORKING, 1), (BILLING, PAYABLE, WORKING, TRUSTED, 0),
                (EXECUTIVE, CFO, NONE, WORKING, 2), (MANAGER, CFO, INTRODUCED, WORKING, 4),
                (SUPPORT, NETWORK, WORKING, WORKING, 3), (PRICING, CONTROLLER, INTRODUCED, WORKING, 2),
            ),
            *(replace(one, person=board, bond=NONE, wanted=INTRODUCED) for one in known(s,
                                                                                        (EXECUTIVE, CIO, NONE, WORKING,
                                                                                         2))),
        ),
        maps=(whole(),
              part(s, "finance", "Finance and procurement", (CFO, PROCUREMENT, CATEGORY, CONTROLLER, PAYABLE, CIO))),
    )  # fmt: skip
