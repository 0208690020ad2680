"""A quote begun from an option, line by line, and the quotes of a design held against it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from steward.briefings.customer.design.source import cents
from steward.briefings.customer.design.tables import ALL_SITES
from steward.briefings.customer.subject import Subject
from steward.domain.design.materials import BomLine, Difference, Differs, QuoteMatch, against_quote
from steward.domain.quoting.lines import Action
from steward.plans.customer.design import DesignOption
from steward.plans.customer.design_content import bom_lines, exact, not_quoted, quoted_lines
from steward.plans.customer.offer import OfferFile, PriceLine, file_of
from steward.plans.files.store import Plans
from steward.services.design.files import OpenedDesign, bill_of_materials, names_of
from steward.services.quotes import acting, prefill
from steward.services.quotes.opened import quote_ids
from steward.services.quotes.prefill import Wanted
from steward.services.scope import owner_of

__all__ = ["QuoteOfDesign", "begin_quote", "options_to_quote", "quotes_of_design"]

SEPARATOR = "/"


@dataclass(frozen=True)
class QuoteOfDesign:
    """A quote that was begun from an option of a design. `match`: its lines against those of the option; `words`: where
    they differ."""

    quote_id: str
    title: str
    option_id: str
    match: QuoteMatch
    words: tuple[str, ...]


def options_to_quote(opened: OpenedDesign) -> tuple[DesignOption, ...]:
    """Those with a line that is not excluded."""
    return tuple(one for one in opened.plan.options if quoted_lines(opened.plan, one.id))


def begin_quote(about: Subject, plans: Plans, design_id: str, option_id: str, who: str) -> str:
    """A quote with a line for every line of the option that is not excluded, called as that is, so that the two can be
    held against each other ever after; its id. Raises PlanNotFound, PlanNotSaved."""
    bom = bill_of_materials(plans, about.account_id, design_id, option_id)
    desk = prefill.desk_of(plans, about.warehouse, about.account_id, about.account.name, owner_of(about))
    new = prefill.of_wanted(
        desk, f"{bom.title}: {bom.option.name}", [_wanted(one) for one in bom.lines],
        opportunity=bom.opportunity_id, design=f"{design_id}{SEPARATOR}{bom.option.id}",
    )  # fmt: skip
    named = [one.line_id for one in bom.lines]
    lines = tuple(replace(one, line=name) for one, name in zip(new.offer.lines, named, strict=True))
    prices = tuple(replace(one, line=name) for one, name in zip(new.pricing.prices, named, strict=True))
    offer, pricing = replace(new.offer, lines=lines), replace(new.pricing, prices=prices)
    return acting.begin(plans, about.account_id, offer, pricing, who)


def _wanted(line: BomLine) -> Wanted:
    return Wanted(
        line.product_id,
        line.site_id,
        float(line.quantity),
        None if line.unit_monthly is None else float(line.unit_monthly),
        None if line.unit_one_off is None else float(line.unit_one_off),
    )


def quotes_of_design(about: Subject, plans: Plans, opened: OpenedDesign) -> tuple[QuoteOfDesign, ...]:
    """Every quote that was begun from it, with where it differs from the option as that is now."""
    found = []
    for quote_id in quote_ids(plans, about.account_id):
        offer = plans.open(OfferFile, file_of(quote_id), about.account_id).plan
        design_id, _, option_id = offer.offer.design.partition(SEPARATOR)
        if design_id == opened.design_id and option_id:
            found.append(_held_against(about, opened, quote_id, option_id, offer))
    return tuple(found)


def _held_against(
    about: Subject, opened: OpenedDesign, quote_id: str, option_id: str, offer: OfferFile
) -> QuoteOfDesign:
    designed = bom_lines(opened.plan, option_id)
    match = against_quote(designed, _quoted(offer, option_id), not_quoted(opened.plan))
    return QuoteOfDesign(quote_id, offer.offer.title, option_id, match, tuple(_words(about, opened, designed, match)))


def _quoted(offer: OfferFile, option_id: str) -> tuple[BomLine, ...]:
    """What a quote delivers, each line once: entries of one line are a ramp, and what it comes to counts."""
    steps: dict[str, list[PriceLine]] = {}
    for one in sorted(offer.lines, key=lambda one: one.from_month or 1):
        if one.action is not Action.DELETE:
            steps.setdefault(one.line, []).append(one)
    return tuple(
        BomLine(
            line_id=line_id,
            option_id=option_id,
            product_id=_all_of(one.product for one in ramp),
            site_id=_all_of(one.site for one in ramp),
            quantity=Decimal(1) if ramp[-1].quantity is None else Decimal(str(ramp[-1].quantity)),
            unit_monthly=exact(ramp[-1].unit_mrc),
            unit_one_off=exact(next((one.unit_nrc for one in ramp if one.unit_nrc is not None), None)),
        )
        for line_id, ramp in steps.items()
    )


def _all_of(said: Iterable[str]) -> str:
    """What every step of a ramp says; all that they say where they differ."""
    return ", ".join(dict.fromkeys(said))


def _words(about: Subject, opened: OpenedDesign, designed: tuple[BomLine, ...], match: QuoteMatch) -> list[str]:
    names = names_of(about)
    called = {one.line_id: names.get(one.product_id, one.product_id) for one in designed}
    sites = {"": ALL_SITES.lower(), **{one.id: one.name for one in opened.plan.sites}}
    return [
        *(f"{called[one]} ({one}) is designed and neither quoted nor excluded." for one in match.unquoted),
        *(f"{called[one]} ({one}) is excluded and quoted all the same." for one in match.excluded_yet_quoted),
        *(f"Line {one} is quoted and not designed." for one in match.unknown),
        *(f"{called[one]} ({one}) is quoted more than once." for one in match.twice),
        *(_told(about, one, names, sites) for one in (*match.altered, *match.repriced)),
    ]


def _told(about: Subject, one: Difference, names: Mapping[str, str], sites: Mapping[str, str]) -> str:
    """`Mobile backup (l3) is designed for Oslo and quoted for all sites.`"""
    what, unit = f"{names.get(one.designed.product_id, one.designed.product_id)} ({one.designed.line_id})", cents(about)
    ours, theirs = one.designed, one.quoted
    match one.differs:
        case Differs.PRODUCT:
            return f"{what} is quoted as {names.get(theirs.product_id, theirs.product_id) or 'no product'}."
        case Differs.SITE:
            said = (sites.get(each.site_id, each.site_id) for each in (ours, theirs))
            return f"{what} is designed for {' and quoted for '.join(said)}."
        case Differs.QUANTITY:
            return f"Of {what} {ours.quantity.normalize():,f} are designed and {theirs.quantity.normalize():,f} quoted."
        case Differs.MONTHLY:
            said = (f"{unit.text(each.unit_monthly or 0)} a month" for each in (ours, theirs))
        case Differs.ONE_OFF:
            said = (f"{unit.text(each.unit_one_off or 0)} once" for each in (ours, theirs))
    return f"{what} is designed at {' and quoted at '.join(said)}, each."
