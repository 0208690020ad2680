"""Where we stand with any account and what we are after: position, objectives, SWOT, competitors, whitespace."""

from steward.domain.health import Colour
from steward.plans.internal.strategy import Doing, HealthOverride, Horizon, Objective, Position, Swot
from steward.sample.catalogue import BY_ID, Product
from steward.sample.chance import some
from steward.sample.plans.builders import aim
from steward.sample.plans.market import names, potential
from steward.sample.plans.roles import CFO, ENGINEERING, INSIDE, MANAGER
from steward.sample.plans.scene import Scene
from steward.sample.plans.sentiment import Sentiment
from steward.sample.window import shift

AMBITIONS = {
    "good": (
        "The one supplier of network and voice at {name}, known to the board by name.",
        "From a good supplier to the partner whom {cio} calls before a tender is written.",
        "All {sites} sites with network, voice and security from us; a reference in {industry}.",
    ),
    "mixed": (
        "Keep what we have for another term and win one part of the offer that a rival holds today.",
        "Out of the network team: a seat at the table where {cio} and {cfo} decide on IT.",
        "Half as much again in three years, mostly from security and voice.",
    ),
    "bad": (
        "First keep it. In three years a calm account that has no reason to look around.",
        "Earn back the trust of {cio}; growth comes after that.",
    ),
}  # fmt: skip
STANCES = {
    "good": (
        "{infra} speaks for us where we are not. {cio} trusts the network and has other worries.",
        "Service is quiet, reviews are friendly, and {cfo} knows us only as a line in the budget.",
    ),
    "mixed": (
        "The technicians like us. Above {infra} we are one supplier among many.",
        "{cio} neither praises nor complains. Whoever comes with a good story would be heard.",
        "Good work in the sites, little talk at the top; {procurement} asks for prices of others every year.",
    ),
    "bad": (
        "The mood has turned since last year. {cio} says openly that others are being looked at.",
        "Too many small annoyances: late answers, invoices, changes that take weeks. Nobody speaks for us in the room.",
    ),
}  # fmt: skip
WAYS = {
    "good": (
        "Use {infra}'s word with the business: one meeting each with the heads who have a budget of their own.",
        "Tie every new step to a goal in the success plan; let them tell the numbers to their board themselves.",
    ),
    "mixed": (
        "Show {cfo} once a quarter, on one page, what the network saved. Then ask for the next step.",
        "Win the second product where it hurts most, at {site}, and let that site tell the others.",
    ),
    "bad": (
        "Put right what was promised, tell it in writing, and ask {cio} every month whether it is enough.",
        "Our executive sponsor takes the first step; no offer before two quiet months.",
    ),
}  # fmt: skip
VALUES = (
    "One team that answers for line, device and telephone, with numbers that match what they see themselves.",
    "Sites that work when a cable is cut, at a price that is the same every month.",
    "They need three people less for the network than with separate suppliers.",
    "New sites in weeks, because one order brings line, device and telephones.",
    "Security and network from one hand: nobody points at anybody else when something fails.",
)


LATER = (
    ("A reference visit at {site}", "A prospect came and spoke with them alone"),
    ("A new term of three years, signed before anybody else is asked", "Contract signed"),
    ("A business review in which {cfo} presents the numbers", "It took place"),
    ("Known by name in the business, not only in IT", "Two heads outside IT in our reviews"),
)


def position(scene: Scene, sentiment: Sentiment) -> Position:
    """Where we stand and what we are after."""
    rng, named = scene.dice("position"), names(scene)
    return Position(
        kind=sentiment.kind,
        ambition=rng.choice(AMBITIONS[sentiment.key]).format(**named),
        situation=f"{trend(scene)} {rng.choice(STANCES[sentiment.key]).format(**named)}",
        strategy=rng.choice(WAYS[sentiment.key]).format(**named),
        value=rng.choice(VALUES),
    )


def trend(scene: Scene) -> str:
    """Since when, how much of our offer, and how spend moved over a year."""
    before = float(scene.customer.mrr(shift(scene.until, -12)))
    moved = (float(scene.mrr) / before - 1) * 100 if before else 0.0
    how = "grew by" if moved >= 1.5 else "fell by" if moved <= -1.5 else "hardly moved"
    by = f" {abs(moved):.0f} % over a year" if abs(moved) >= 1.5 else " over a year"
    since = scene.profile.customer_since.year
    return f"Customer since {since}, {len(scene.owned)} of {len(BY_ID)} products; spend {how}{by}."


def objectives(scene: Scene, sentiment: Sentiment) -> tuple[Objective, ...]:
    """What we want in 6, 12 and 18 months: the opportunities on the table first, then what is lacking, then people."""
    rng, manager = scene.dice("objectives"), scene.us(MANAGER)
    found = [
        aim(
            f"win-{opportunity.opportunity_id.lower()}", f"Win “{opportunity.name}”", Horizon.SIX, "Order signed",
            opportunity.close_on, manager, opportunity.amount, Doing.IN_PROGRESS,
        )
        for opportunity in scene.selling[: rng.randint(1, 2)]
    ]  # fmt: skip
    if sentiment.key == "bad" or not found:
        words = "Two months without an escalation, and the sponsor says so"
        found.insert(0, aim("calm", words, Horizon.SIX, "Said in the review", scene.day(5, 15), manager))
    for product in _ideas(scene)[:1]:
        worth = potential(scene, product)
        found.append(
            aim(f"first-{product.product_id.lower()}", f"{product.name} at a first site", Horizon.TWELVE,
                "Order signed", scene.day(11, 20), scene.us(ENGINEERING), worth)
        )  # fmt: skip
    sponsor = f"{scene.called(CFO)} meets our executive sponsor twice a year"
    if len(found) < 3:
        found.append(aim("sponsor", sponsor, Horizon.TWELVE, "Two meetings held", scene.day(10, 15), manager))
    last, measure = rng.choice(LATER)
    words = last.format(**names(scene))
    found.append(aim("later", words, Horizon.EIGHTEEN, measure, scene.day(17, 15), manager))
    return tuple(found)


def _ideas(scene: Scene) -> list[Product]:
    """Products nobody is selling yet."""
    selling = {opportunity.product_id for opportunity in scene.selling}
    return [product for product in scene.lacking if product.product_id not in selling]


def swot(scene: Scene, sentiment: Sentiment) -> Swot:
    """Ours, at this account."""
    rng, named = scene.dice("swot"), names(scene)
    strong = (f"{max(scene.owned.values(), default=0)} sites on one network", "{infra} knows our engineers by name",
              "Failover that was tested, not only drawn", "Good memories of the last move",
              "Reports that match their own numbers")  # fmt: skip
    weak = ("Nobody above {infra} would miss us", "Changes take too long", "Invoices that need explaining",
            "We hear of projects when they are decided", "Few of us have ever seen {site}")  # fmt: skip
    chances = ("Budget talks in October and November", "New rules on security put {cio} under pressure",
               "They open sites", "Their old telephone contract ends next year",
               "A programme to cut suppliers")  # fmt: skip
    threats = ("{procurement} wants two quotes for everything", "A new head office policy on suppliers",
               "The next long outage", "A saving programme in IT",
               "A consultant is writing the IT strategy")  # fmt: skip
    more = 3 if sentiment.key == "good" else 2
    return Swot(
        strengths=tuple(words.format(**named) for words in some(rng, strong, more)),
        weaknesses=tuple(words.format(**named) for words in some(rng, weak, 5 - more)),
        opportunities=tuple(words.format(**named) for words in some(rng, chances, 2)),
        threats=tuple(words.format(**named) for words in some(rng, threats, 2)),
    )


def override(scene: Scene, sentiment: Sentiment) -> HealthOverride:
    """Now and then we know more than the numbers."""
    rng = scene.dice("override")
    if rng.random() > 0.12:
        return HealthOverride()
    worse = sentiment.key != "good"
    reason = "Told in confidence: a tender is being written." if worse else "The outage of August was their own power."
    return HealthOverride(
        health=Colour.RED if sentiment.key == "bad" else Colour.AMBER if worse else Colour.GREEN,
        reason=reason, author=scene.us(rng.choice((MANAGER, INSIDE))), set_on=scene.day(-1, 12),
        expires_on=scene.day(2, 15),
    )  # fmt: skip
