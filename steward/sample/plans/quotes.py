"""Quotes of the fictional company: a ramp whose discount was too deep, a renewal that ends with another contract, one
about to expire, a disconnect with a clause of its own, a late approver, a signature under another version, one that was
accepted and whose order nobody has placed yet."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

from steward.domain.quoting.lines import Action
from steward.domain.quoting.months import month_begins
from steward.plans.customer.offer import Clause, Offer, OfferFile, PriceLine, QuoteKind
from steward.plans.internal.pricing import LinePrices, PricingFile, PricingReasons
from steward.sample.catalogue import BY_ID
from steward.sample.imported_quotes import MONTHS, OFFERED, PRODUCT, TITLE, VALID_DAYS
from steward.sample.model import ServiceLine
from steward.sample.plans.roles import CFO, CIO, PROCUREMENT
from steward.sample.plans.scene import Scene

STANDARD = (
    ("price", "Price adjustment"),
    ("termination", "Early termination"),
    ("liability", "Liability"),
    ("credits", "Service credits"),
)
SALES_MANAGER = "Sales manager"
ACCEPTED = "accepted"
AGREED = "agreed"
"""Whoever must approve does, one a day; no event of a quote."""
CO_TERMED = "Internet access"
"""The family whose lines a renewal lets end with the other contract of the account."""
COST_SHARE = {"SD-WAN": 0.42, "Internet access": 0.48, "Voice": 0.38, "Contact centre": 0.35, "Security": 0.44}
"""What a service costs us of its list price, by family."""


@dataclass(frozen=True)
class Happening:
    """One event. `changed`: both files as they are from then on; `days`: after the sample's last; `role`: who decided,
    as the rules call it; `by_mail`: the role that answered by mail, which the quote's owner brought."""

    event: str
    days: int
    who: str = ""
    role: str = ""
    comment: str = ""
    status: str = ""
    version: int = 0
    changed: "Files | None" = None
    by_mail: str = ""


@dataclass(frozen=True)
class Files:
    """Both files of a quote."""

    offer: OfferFile
    pricing: PricingFile


@dataclass(frozen=True)
class SampleQuote:
    """One quote: its files as they were begun, and what happened since."""

    begun: Files
    happenings: tuple[Happening, ...] = ()


def quotes(scene: Scene, wordings: Mapping[str, str]) -> tuple[SampleQuote, ...]:
    """The quotes of an account. `wordings`: of the standard clauses, by id."""
    teller = _TELLERS.get(scene.profile.story.key)
    return teller(scene, wordings) if teller else ()


def moment(scene: Scene, days: int, hour: int = 9) -> datetime:
    """A moment so many days after the sample's last, in universal time."""
    return datetime.combine(scene.until + timedelta(days=days), time(hour), UTC)


def _ramp(scene: Scene, wordings: Mapping[str, str]) -> tuple[SampleQuote, ...]:
    """Sites that have outgrown their lines: twice the bandwidth in two steps, at a discount that was too deep."""
    sites = sorted({line.site.site_id for line in _running(scene) if line.product_id == "SDW"})[:2]

    def at(price: float) -> Files:
        lines = [
            entry
            for number, site in enumerate(sites, 1)
            for entry in (
                _line(str(number), "SDW", site, 500, price, to_month=6),
                _line(str(number), "SDW", site, 1000, price, from_month=7),
            )
        ]
        offer = _offer(scene, wordings, "Twice the bandwidth for the render sites", 36, 60, lines)
        sold = scene.opportunity("SDW")
        named = replace(
            offer.offer,
            opportunity=sold.opportunity_id if sold else "",
            need="Renders over night at every site, also when two productions overlap.",
        )
        reason = "Two carriers offered the same bandwidth in September; the customer asks for one price for all sites."
        dealt = PricingReasons(
            reason=reason, give_to_get="36 months instead of 24", competitor="Unnamed carrier, 4.30 a Mbps"
        )
        return Files(replace(offer, offer=named), _pricing(scene, lines, dealt))

    no = "4.40 is below what the backbone costs at two of these sites. Come back above 5."
    return (
        SampleQuote(
            at(4.40),
            (
                Happening("submitted", 1),
                Happening("rejected", 2, role="Pricing", comment=no, changed=at(5.20)),
            ),
        ),
    )


def _renewal(scene: Scene, wordings: Mapping[str, str]) -> tuple[SampleQuote, ...]:
    """What ends soon is renewed for three years at the prices of today."""
    files = _renewed(scene, wordings, valid_days=20)
    if files is None:
        return ()
    return (
        SampleQuote(
            files, (Happening("submitted", 1), Happening(AGREED, 2, by_mail="Leadership"), Happening("presented", 5))
        ),
    )


def _renewed(scene: Scene, wordings: Mapping[str, str], valid_days: int) -> Files | None:
    """The services under the contract that ends first, for three years; where another contract runs on, the internet
    lines end with it, so that the two are negotiated at once."""
    ending = min(
        (one for one in scene.customer.contracts if one.ends_on > scene.until),
        key=lambda one: one.ends_on,
        default=None,
    )
    if ending is None:
        return None
    held = [line for line in _running(scene) if line.contract_id == ending.contract_id]
    later = max(scene.customer.contracts, key=lambda one: one.ends_on)
    lines = [
        replace(
            _line(str(number), one.product_id, one.site.site_id, one.quantity, float(round(one.mrr / one.quantity, 4))),
            action=Action.MODIFY, replaces=(one.subscription_id,),
            ends_with=later.contract_id if later is not ending and BY_ID[one.product_id].family == CO_TERMED else "",
        )
        for number, one in enumerate(held, 1)
    ]  # fmt: skip
    offer = _offer(scene, wordings, f"Renewal of {ending.contract_id}", 36, valid_days, lines, QuoteKind.RENEWAL)
    starts = replace(offer.offer, starts_on=ending.ends_on + timedelta(days=1))
    return Files(
        replace(offer, offer=starts), _pricing(scene, lines, PricingReasons(reason="The prices of today, kept."))
    )


def _expiring(scene: Scene, wordings: Mapping[str, str]) -> tuple[SampleQuote, ...]:
    """A quote that procurement has had for weeks, with three days left; and the renewal of the contract that ends next,
    begun, with its internet lines to end with the other."""
    site = _site(scene)
    lines = [
        _line("1", "SWG", site, 400, 4.56, once=900),
        _line("2", "FWM", site, 1, 1092.5, once=1500),
    ]
    offer = _offer(scene, wordings, "Security for the head office", 36, 11, lines)
    files = Files(offer, _pricing(scene, lines, PricingReasons(reason="5 % for a contract of three years.")))
    renewal = _renewed(scene, wordings, valid_days=60)
    return (
        SampleQuote(files, (Happening("passed", -20), Happening("presented", -18))),
        *((SampleQuote(renewal),) if renewal else ()),
    )


def _disconnect(scene: Scene, wordings: Mapping[str, str]) -> tuple[SampleQuote, ...]:
    """A line nobody needs any more goes, a better one comes, and they want out without paying for the rest."""
    old = next((one for one in _running(scene) if one.product_id in ("BBI", "SIP")), None)
    if old is None:
        return ()
    site = old.site.site_id
    lines = [
        replace(
            _line("1", old.product_id, site, old.quantity, 0), action=Action.DELETE, replaces=(old.subscription_id,)
        ),
        _line("2", "UCV", site, 150, 10.80, once=2400),
    ]
    offer = _offer(scene, wordings, "Cloud Telephony in place of old lines", 36, 45, lines)
    own = tuple(
        replace(one, wording="No charge is due for the lines of this quote that end early.")
        if one.id == "termination"
        else one
        for one in offer.clauses
    )
    files = Files(
        replace(offer, clauses=own),
        _pricing(scene, lines, PricingReasons(reason="They move to the cloud with us, not to somebody else.")),
    )
    return (SampleQuote(files, (Happening("submitted", 7),)),)


def _late(scene: Scene, wordings: Mapping[str, str]) -> tuple[SampleQuote, ...]:
    """Pricing has had it for a week."""
    lines = [_line("1", "CCC", _site(scene), 60, 78.0, once=4800), _line("2", "CCA", _site(scene), 60, 21.0)]
    offer = _offer(scene, wordings, "Contact centre for the appointment desk", 48, 40, lines)
    dealt = PricingReasons(
        reason="A first contact centre of a clinic group: a reference.", give_to_get="A reference visit"
    )
    return (SampleQuote(Files(offer, _pricing(scene, lines, dealt)), (Happening("submitted", 1),)),)


def _signed_otherwise(scene: Scene, wordings: Mapping[str, str]) -> tuple[SampleQuote, ...]:
    """They signed what they had first, after a better version was approved."""
    first, second = (
        [_line("1", PRODUCT, _site(scene), one.quantity, one.price, once=one.once)] for one in OFFERED
    )  # fmt: skip
    dealt = PricingReasons(reason="Four sites at once.", give_to_get="All four in one project")

    def files(lines: Sequence[PriceLine]) -> Files:
        return Files(_offer(scene, wordings, TITLE, MONTHS, VALID_DAYS, lines), _pricing(scene, lines, dealt))

    return (
        SampleQuote(
            files(first),
            (
                Happening("passed", -9), Happening("presented", -8),
                Happening("revised", -3, changed=files(second)), Happening("passed", -2),
                Happening("presented", -2), Happening("envelope", 6, status="completed", version=1),
            ),
        ),
    )  # fmt: skip


def _accepted(scene: Scene, wordings: Mapping[str, str]) -> tuple[SampleQuote, ...]:
    """New production sites are made safe: they said yes two days ago."""
    sold = scene.opportunity("SWG")
    lines = [_line("1", "SWG", _site(scene), 1500, 4.60, once=3000)]
    offer = _offer(scene, wordings, "Security for new production sites", 36, 25, lines)
    won = replace(offer, offer=replace(offer.offer, opportunity=sold.opportunity_id if sold else ""))
    files = Files(won, _pricing(scene, lines, PricingReasons(reason="A few percent for all sites at once.")))
    return (SampleQuote(files, (Happening("passed", -12), Happening("presented", -10), Happening(ACCEPTED, 6))),)


def _running(scene: Scene) -> list[ServiceLine]:
    return sorted(scene.customer.active_lines(scene.until), key=lambda one: one.subscription_id)


def _site(scene: Scene) -> str:
    return _running(scene)[0].site.site_id


def _line(
    name: str, product: str, site: str, quantity: float, price: float, *, once: float | None = None,
    from_month: float | None = None, to_month: float | None = None,
) -> PriceLine:  # fmt: skip
    return PriceLine(
        line=name, product=product, site=site, quantity=quantity, unit_mrc=price,
        unit_nrc=None if once is None else round(once / quantity, 2), from_month=from_month,
        to_month=to_month,
    )  # fmt: skip


def _offer(
    scene: Scene, wordings: Mapping[str, str], title: str, months: int, valid_days: int, lines: Sequence[PriceLine],
    kind: QuoteKind = QuoteKind.ADD,
) -> OfferFile:  # fmt: skip
    starts = month_begins(scene.until.replace(day=1), 4)
    return OfferFile(
        account_id=scene.account_id,
        offer=Offer(
            title=title, kind=kind, owner=scene.profile.owner_id, recipient=scene.them(PROCUREMENT, CFO, CIO),
            currency="EUR", starts_on=starts, term_months=months,
            valid_until=scene.until + timedelta(days=valid_days), payment_days=30,
        ),
        lines=tuple(lines),
        clauses=tuple(Clause(id=key, title=name, wording=wordings[key]) for key, name in STANDARD if key in wordings),
    )  # fmt: skip


def _pricing(scene: Scene, lines: Sequence[PriceLine], reasons: PricingReasons) -> PricingFile:
    products = {one.line: BY_ID[one.product] for one in lines}
    once = {one.line: one.unit_nrc for one in lines if one.unit_nrc}
    return PricingFile(
        account_id=scene.account_id, reasons=reasons,
        prices=tuple(
            LinePrices(
                line=name, list_mrc=product.list_mrr, cost_mrc=round(product.list_mrr * COST_SHARE[product.family], 2),
                list_nrc=once.get(name), cost_nrc=round(once[name] * 0.8, 2) if name in once else None,
            )
            for name, product in products.items()
        ),
    )  # fmt: skip


_TELLERS: Mapping[str, Callable[[Scene, Mapping[str, str]], tuple[SampleQuote, ...]]] = {
    "bandwidth_outgrown": _ramp,
    "notice_near": _renewal,
    "price_dispute": _expiring,
    "parent": _disconnect,
    "through_partner": _late,
    "model_account": _signed_otherwise,
    "nps_falls_spend_rises": _accepted,
}
