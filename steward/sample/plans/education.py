"""Who at an account was introduced to what, as account managers note it; and what each product is for."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from steward.domain.education import Introduced, Reaction
from steward.plans.customer.offerings import FILE, OfferingEntry, OfferingsFile
from steward.plans.files.changes import entry_id
from steward.plans.files.store import COMPANY
from steward.plans.files.text import written
from steward.plans.internal.education import Education, Introduction
from steward.sample.catalogue import PRODUCTS, sellable
from steward.sample.chance import day_between, weighted
from steward.sample.plans.market import buyer
from steward.sample.plans.roles import CFO, CIO, ENGINEERING, MANAGER
from steward.sample.plans.scene import Scene
from steward.whole_files import make_folder, swap

SINCE = timedelta(days=480)
HOWS = {
    Introduced.MENTIONED: 3.0,
    Introduced.PRESENTED: 5.0,
    Introduced.DEMO: 2.0,
    Introduced.WORKSHOP: 1.5,
    Introduced.PROPOSAL: 1.0,
}
REACTIONS = {
    Reaction.WANTS_IT: 1.0, Reaction.INTERESTED: 4.0, Reaction.NEUTRAL: 3.0, Reaction.NOT_NOW: 2.0, Reaction.NO: 0.5,
}  # fmt: skip
EVIDENCE = (
    "Review, slide on what comes next", "Visit in {city}", "Asked for the data sheet afterwards", "Call, see the CRM",
    "Customer day",
)  # fmt: skip
WORDS = {
    "SDW": ("site", "branch", "network", "store", "plant"),
    "DIA": ("internet", "bandwidth", "cloud"),
    "LTE": ("outage", "minutes", "down", "stop", "offline"),
    "SIP": ("call", "voice", "bill"),
    "UCV": ("call", "telephone", "voice"),
    "CCC": ("call", "caller", "get through", "answer", "customer service"),
    "CCA": ("caller", "get through", "answer"),
    "FWM": ("audit", "finding", "security", "control"),
    "SWG": ("web", "security", "finding", "remote"),
}
PEOPLE = {
    "SD-WAN": ("network", "infrastructure"), "Internet access": ("network", "infrastructure"),
    "Voice": ("telecom", "voice"), "Contact centre": ("service", "centre"), "Security": ("security", "risk"),
}  # fmt: skip
COMMENT = "# What each product is for; customers read it. `python -m steward sample` writes it where there is none.\n"
ABOUT_LINES = 0.7
"""Of the products that make sense, how many anybody noted an introduction of."""


def offerings() -> OfferingsFile:
    """Which goals and whom each product is for; what it does is in the products feed."""
    return OfferingsFile(
        account_id=COMPANY,
        products=tuple(
            OfferingEntry(
                product=one.product_id, goals=WORDS.get(one.product_id, ()), people=PEOPLE[one.family],
            )
            for one in PRODUCTS
        ),
    )  # fmt: skip


def write_offerings(folder: Path) -> None:
    """The company's file, where there is none."""
    path = folder / COMPANY / FILE
    if not path.exists():
        make_folder(path.parent)
        swap(path, (COMMENT + written(offerings())).encode())


def introductions(scene: Scene) -> Education | None:
    """The file of an account; None where nobody noted anything."""
    found: list[Introduction] = []
    for one in sorted(_told(scene), key=lambda one: (one.on or date.min, one.contact, one.product)):
        key = entry_id(f"{one.contact} {one.product} {one.how}", [other.id for other in found])
        found.append(Introduction(**{**vars(one), "id": key}))
    return Education(account_id=scene.account_id, introductions=tuple(found)) if found else None


def _told(scene: Scene) -> Iterator[Introduction]:
    rng = scene.dice("education")
    for product in sellable(set(scene.owned)):
        people = dict.fromkeys((scene.them(buyer(product)), scene.them(CIO), scene.them(CFO, CIO)))
        noted = rng.random() < ABOUT_LINES
        for person in people:
            if rng.random() < 0.6 and noted:
                how = weighted(rng, HOWS)
                yield Introduction(
                    contact=person, product=product.product_id,
                    on=day_between(rng, scene.until - SINCE, scene.until - timedelta(days=5)), how=how,
                    reaction=weighted(rng, REACTIONS) if how.shows else None,
                    evidence=rng.choice(EVIDENCE).format(city=scene.city),
                    by=scene.us(ENGINEERING if how in (Introduced.DEMO, Introduced.WORKSHOP) else MANAGER),
                )  # fmt: skip
