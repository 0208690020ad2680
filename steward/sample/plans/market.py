"""What any account could buy and does not, and who else sells it to them."""

from collections.abc import Iterator
from random import Random

from steward.plans.internal.strategy import Applicable, Competitor, Footing, WhitespaceNote, Willingness
from steward.sample.catalogue import BY_ID, Product
from steward.sample.chance import price
from steward.sample.plans.builders import rival
from steward.sample.plans.roles import CFO, CIO, INFRASTRUCTURE, NETWORK, PROCUREMENT, SECURITY, SERVICE, TELECOMS
from steward.sample.plans.scene import Scene
from steward.sample.plans.sentiment import Sentiment

RIVALS = {
    "SD-WAN": ("Vantelo", "Quadrilane"), "Internet access": ("Ostrand Telecom", "Quadrilane"),
    "Voice": ("Tonewright", "Meridane Voice"), "Contact centre": ("Callorama", "Servantiq"),
    "Security": ("Fennguard", "Palisar Security"),
}  # fmt: skip


STRONG = ("Price, and a quick first offer", "A local team in {city}", "A name that the board knows",
          "A portal that procurement likes", "Long talks with the head office of the group")  # fmt: skip


ANSWERS = (
    "Let {network} tell what the failover test showed.",
    "Offer the price for the whole term, not for the first year.",
    "Ask who answers the telephone at three in the morning.",
    "Show the numbers of four quarters; nobody else has them.",
    "Bring the customer from the same trade who came back from them.",
)


def names(scene: Scene) -> dict[str, str]:
    """What sentences about an account may name."""
    return {
        "name": scene.name, "city": scene.city, "sites": str(len(scene.sites)),
        "industry": scene.profile.industry.lower(),
        "cio": scene.called(CIO), "cfo": scene.called(CFO), "infra": scene.called(INFRASTRUCTURE, NETWORK),
        "procurement": scene.called(PROCUREMENT), "network": scene.called(NETWORK, INFRASTRUCTURE),
        "site": scene.sites[-1],
    }  # fmt: skip


def whitespace(scene: Scene, sentiment: Sentiment) -> tuple[WhitespaceNote, ...]:
    """A note on every product they lack; where they have all, on those that few sites have."""
    rng = scene.dice("whitespace")
    lacking = [_lacking(scene, sentiment, rng, product) for product in scene.lacking]
    return tuple(lacking) or tuple(_at_few(scene, rng))


def _lacking(scene: Scene, sentiment: Sentiment, rng: Random, product: Product) -> WhitespaceNote:
    opportunity = next((d for d in scene.selling if d.product_id == product.product_id), None)
    if opportunity:
        state, told = Applicable.PURSUED, (scene.them(buyer(product)), scene.them(INFRASTRUCTURE, CIO))
        return WhitespaceNote(
            product=product.product_id, state=state, potential_mrr=opportunity.amount,
            introduced_to=tuple(dict.fromkeys(told)),
            willingness=Willingness.HIGH if opportunity.stage == "negotiation" else Willingness.MEDIUM,
            note=f"Opportunity {opportunity.opportunity_id}, in {opportunity.stage}.",
        )  # fmt: skip
    state = rng.choice((Applicable.OPEN, Applicable.WITH_COMPETITOR, Applicable.NOT_APPLICABLE, Applicable.OPEN))
    if state is Applicable.NOT_APPLICABLE:
        note = rng.choice(("Built it themselves and are proud of it.", "Not before the merger of the two IT teams."))
        return WhitespaceNote(product=product.product_id, state=state, note=note)
    taken = state is Applicable.WITH_COMPETITOR
    willing = rng.choice((Willingness.LOW, Willingness.MEDIUM, Willingness.MEDIUM))
    return WhitespaceNote(
        product=product.product_id, state=state, potential_mrr=potential(scene, product),
        competitor=rng.choice(RIVALS[product.family]) if taken else "",
        contract_ends_on=scene.day(rng.randint(4, 26), 28) if taken else None,
        willingness=Willingness.HIGH if sentiment.key == "good" and rng.random() < 0.3 else willing,
        introduced_to=(scene.them(buyer(product)),) if rng.random() < 0.5 else (),
        note=rng.choice(("Asked for a price last year.", "Never spoken about.", "Wants to see it elsewhere.", "")),
    )  # fmt: skip


def _at_few(scene: Scene, rng: Random) -> Iterator[WhitespaceNote]:
    for product_id, sites in scene.owned.items():
        product = BY_ID[product_id]
        if product.at_sites and sites * 2 < len(scene.sites):
            missing = len(scene.sites) - sites
            worth = int(price(product.usual * product.list_mrr * missing * 0.4))
            yield WhitespaceNote(
                product=product_id, potential_mrr=worth, willingness=rng.choice(list(Willingness)),
                note=f"Has it at {sites} of {len(scene.sites)} sites.",
            )  # fmt: skip


def potential(scene: Scene, product: Product) -> int:
    """What a product could bring: its list price at the usual size, less the usual discount, at its usual sites."""
    sites = max(round(len(scene.sites) * (product.at_sites or 0)), 1)
    return int(price(product.usual * product.list_mrr * sites * 0.55))


def buyer(product: Product) -> int:
    """Who would want a product."""
    return {"Voice": TELECOMS, "Contact centre": SERVICE, "Security": SECURITY}.get(product.family, NETWORK)


def competitors(scene: Scene, notes: tuple[WhitespaceNote, ...]) -> tuple[Competitor, ...]:
    """Those who hold something we could sell, and one who wants what we hold."""
    rng, named = scene.dice("competitors"), names(scene)
    found: dict[str, Competitor] = {}
    for note in (note for note in notes if note.competitor):
        found.setdefault(
            note.competitor,
            rival(note.competitor, Footing.INCUMBENT, BY_ID[note.product].name, rng.choice(STRONG).format(**named),
                  rng.choice(ANSWERS).format(**named), note.contract_ends_on),
        )  # fmt: skip
    wants = rng.choice(RIVALS["SD-WAN"] + RIVALS["Internet access"][:1])
    footing = rng.choice((Footing.CHALLENGER, Footing.IN_TALKS, Footing.FORMER))
    sells = "Network for all sites"
    strong, answer = rng.choice(STRONG).format(**named), rng.choice(ANSWERS).format(**named)
    found.setdefault(wants, rival(wants, footing, sells, strong, answer))
    return tuple(found.values())
