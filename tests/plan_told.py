"""The account plan of Harbour & Vale, a fictional logistics company, with something in every section."""

from datetime import date

from steward.domain.health import Colour
from steward.domain.stakeholders import Bond, BuyingRole, Coverage, Standing, Support, Sway
from steward.plans.customer.success_plan import (
    Commitment,
    Goal,
    Heard,
    JointStep,
    Kept,
    Option,
    PlanPerson,
    Profile,
    Progress,
    Side,
    SuccessPlan,
)
from steward.plans.internal.strategy import (
    AccountKind,
    Acquaintance,
    Action,
    Applicable,
    Competitor,
    Doing,
    Footing,
    HealthOverride,
    Horizon,
    Influence,
    Likelihood,
    MapView,
    Meeting,
    Objective,
    Position,
    Reading,
    Risk,
    RiskKind,
    RiskState,
    Strategy,
    Swot,
    TeamMember,
    WhitespaceNote,
    Willingness,
)

AS_OF = date(2026, 9, 30)
NAMES = {
    "K-1": "Anna Koch",
    "K-2": "Jonas Weber",
    "K-3": "Marta Nowak",
    "P-1": "Ben Hall",
    "P-2": "Ida Lund",
    "P-3": "Sam Ortiz",
    "SDWAN": "Managed SD-WAN",
    "SIEM": "Threat watch",
    "O-7": "Phase two of the depots",
}

SUCCESS = SuccessPlan(
    account_id="HV-1",
    profile=Profile(
        business="Moves containers between **six ports** and 60 depots.\n\nHalf of it at night.",
        priorities="1. No depot without a network\n2. Fewer tools\n   - one contract\n   - one bill\n3. Loyal drivers",
        success="A winter season _without_ a lost night. See [their report](https://example.com/report).",
        rhythm="Every quarter, with Anna Koch's circle",
    ),
    goals=(
        Goal(
            id="G-1", title="Fewer minutes offline at the ports", measure="Minutes lost a month", unit="min",
            baseline=120, baseline_on=date(2026, 1, 31), target=45, due=date(2026, 12, 31), actual=78,
            actual_on=date(2026, 9, 30), their_owner="K-1", our_owner="P-1", note="Rotterdam alone makes half of it.",
        ),
        Goal(
            id="G-2", title="Every depot on the new network", unit="sites", baseline=12, target=60,
            due=date(2027, 3, 31), their_owner="K-3", our_owner="P-2",
        ),
    ),
    commitments=(
        Commitment(
            id="C-1", promise="Replace the core in Rotterdam", side=Side.OURS, owner="P-1", made_on=date(2026, 6, 25),
            due=date(2026, 9, 15), goal="G-1", note="Waits for a permit of the port.",
        ),
        Commitment(
            id="C-2", promise="Name one contact for each depot", side=Side.THEIRS, owner="K-3",
            made_on=date(2026, 6, 25), due=date(2026, 8, 1), status=Kept.KEPT, closed_on=date(2026, 7, 28), goal="G-2",
        ),
    ),
    joint_plan=(
        JointStep(
            id="S-1", what="Failover test with drivers", why="Nobody trusts what was never tried.", goal="G-1",
            starts_on=date(2026, 9, 1), due=date(2026, 10, 30), their_owner="K-1", our_owner="P-1",
            status=Progress.IN_PROGRESS,
        ),
        JointStep(id="S-2", what="The board decides on phase two", due=date(2026, 11, 12), their_owner="K-1"),
    ),
    options=(
        Option(id="O-1", option="Threat watch for the depots", why="Fewer nights on call", goal="G-1",
               next_step="A visit to the control room"),
    ),
    heard=(
        Heard(id="H-1", said="Nobody calls back at night", heard_on=date(2026, 6, 3), did="A number that is answered",
              status=Progress.DONE, due=date(2026, 8, 14), our_owner="P-1", goal="G-1"),
    ),
    people=(
        PlanPerson(id="K-1", title="COO", department="Operations", confirmed_on=date(2026, 9, 1)),
        PlanPerson(id="K-2", title="Head of IT", department="IT", reports_to="K-1"),
        PlanPerson(id="own-1", name="Pieter de Boer", title="Works council", left_on=date(2026, 8, 31)),
    ),
)  # fmt: skip

STRATEGY = Strategy(
    account_id="HV-1",
    position=Position(
        kind=AccountKind.GROWTH,
        ambition="The one network of *every* depot in three years.",
        situation="Trusted in the ports, unknown in the depots.\n\n## Why\n\nThe depots buy for themselves.",
        strategy="Win the board with the winter season; then roll out depot by depot.",
        value="One contract, one bill, one number to call at night.",
    ),
    objectives=(
        Objective(
            id="B-1", objective="Phase two signed", horizon=Horizon.SIX, measure="Signature", new_mrr=18_000,
            due=date(2026, 12, 15), owner="P-2", status=Doing.IN_PROGRESS,
        ),
        Objective(id="B-2", objective="Threat watch in the ports", horizon=Horizon.EIGHTEEN, new_mrr=7_500),
        Objective(id="B-3", objective="A reference they are proud of", owner="P-1"),
    ),
    swot=Swot(
        strengths=("Crew that knows every port", "No outage in Hamburg for a year"),
        weaknesses=("Slow with permits",),
        opportunities=("Their tools contract ends in March",),
        threats=("Baltic Link courts the depots", "A new head of purchasing"),
    ),
    competitors=(
        Competitor(
            name="Baltic Link", footing=Footing.CHALLENGER, products="SD-WAN for small sites",
            contract_ends_on=date(2027, 3, 31), strengths="Cheap, and quick to install",
            answer="Show what a lost night costs.",
        ),
    ),
    risks=(
        Risk(id="R-1", risk="The permit never comes", kind=RiskKind.SERVICE, likelihood=Likelihood.LOW,
             mrr_at_stake=4_000, play="Offer the second route", owner="P-1", due=date(2026, 11, 30)),
        Risk(id="R-2", risk="Jonas Weber goes with Baltic Link", kind=RiskKind.COMPETITOR, likelihood=Likelihood.HIGH,
             mrr_at_stake=22_000, play="Anna Koch hears our case first", owner="P-2", due=date(2026, 10, 31)),
        Risk(id="R-3", risk="The old contract is cut short", status=RiskState.CLOSED),
    ),
    whitespace=(
        WhitespaceNote(product="SIEM", state=Applicable.OPEN, potential_mrr=7_500, competitor="Nobody",
                       willingness=Willingness.MEDIUM, introduced_to=("K-2",), note="After the audit in spring."),
        WhitespaceNote(product="SDWAN", state=Applicable.PURSUED, potential_mrr=18_000, competitor="Baltic Link",
                       contract_ends_on=date(2027, 3, 31), willingness=Willingness.HIGH, introduced_to=("K-1", "K-3")),
    ),
    actions=(
        Action(id="A-1", action="Lunch with Jonas Weber", owner="P-2", due=date(2026, 10, 8), risk="R-2"),
        Action(id="A-2", action="Cost of a lost night, in one page", owner="P-3", due=date(2026, 9, 20),
               status=Doing.IN_PROGRESS, objective="B-1"),
    ),
    team=(
        TeamMember(colleague="P-1", part="Keeps the ports running", sponsors=("K-1",)),
        TeamMember(colleague="P-2", part="Account manager", sponsors=("K-2", "K-3")),
    ),
    governance=(
        Meeting(meeting="Account meeting", rhythm="Every second Monday", who="All of us", next_on=date(2026, 10, 5)),
    ),
    health_override=HealthOverride(
        health=Colour.AMBER, reason="The core is late and they count the days", author="P-2",
        set_on=date(2026, 9, 16), expires_on=date(2026, 10, 31),
    ),
    readings=(
        Reading(person="K-1", roles=(BuyingRole.ECONOMIC_BUYER, BuyingRole.CHAMPION), support=Support.MENTOR,
                standing=Standing.INNER_CIRCLE, coverage=Coverage.IN_DEPTH, believed_influence=5,
                note="Wants a winter without calls at night.", confirmed_on=date(2026, 9, 1)),
        Reading(person="K-2", roles=(BuyingRole.TECHNICAL,), support=Support.SCEPTIC, coverage=Coverage.BRIEF,
                believed_influence=3.5, note="Worked for Baltic Link."),
        Reading(person="K-2", map="M-2", roles=(BuyingRole.BLOCKER,), support=Support.OPPOSED),
    ),
    influence=(
        Influence(from_person="K-2", to_person="K-3", note="Old colleagues", confirmed_on=date(2026, 6, 1)),
        Influence(from_person="K-1", tie=Sway.CONFLICTS_WITH, to_person="K-2"),
    ),
    acquaintances=(
        Acquaintance(colleague="P-1", person="K-1", bond=Bond.TRUSTED, wanted=Bond.TRUSTED),
        Acquaintance(colleague="P-2", person="K-2", bond=Bond.INTRODUCED, wanted=Bond.WORKING),
    ),
    maps=(
        MapView(id="M-1", name="Whole account"),
        MapView(id="M-2", name="Phase two", opportunity="O-7", people=("K-1", "K-2"), places=(("K-1", 0, 0.5),)),
    ),
)  # fmt: skip
