"""The plan files of an account, and the names behind the ids they use."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from steward.domain.labels import told_apart
from steward.plans.customer.success_plan import PlanPerson, SuccessPlan
from steward.plans.internal.account import AccountPlan
from steward.services import scope
from steward.services.labels import people as their_labels
from steward.services.plans import account_plans
from steward.services.plans import files as plan_files
from steward.services.plans.files import Kind, Opened, Plans, plans_of
from steward.services.quotes import files as quote_files
from steward.ui.kit.cache import kept, warehouse, workspace
from steward.ui.kit.labels import colleague_labels, opportunity_labels, partner_labels, product_labels, site_labels


def plans() -> Plans:
    """The plans of this workspace."""
    return plans_of(workspace())


def plans_with(opened: Opened[Any]) -> Plans:
    """Where a file is kept: with its account, or with the company; what it may refuse."""
    return quote_files.plans_with(workspace(), opened)


def names_of(opened: Opened[Any]) -> Mapping[str, str]:
    """The names behind the ids a file uses."""
    if opened.account_id == plan_files.COMPANY:
        return {}
    return choices(opened.account_id, success_plan(opened.account_id).plan).names


def opened_plan(account_id: str) -> AccountPlan:
    """Both files of an account's plan, as they are now."""
    return account_plans.account_plan(plans(), account_id)


def success_plan(account_id: str) -> Opened[SuccessPlan]:
    """What is agreed with the customer, as the file says it now."""
    return account_plans.opened_success_plan(plans(), account_id)


@dataclass(frozen=True)
class Choices:
    """The ids a plan may name, each with a label that no other of its kind has."""

    people: Mapping[str, str]
    colleagues: Mapping[str, str]
    products: Mapping[str, str]
    opportunities: Mapping[str, str]
    sites: Mapping[str, str] = field(default_factory=dict)
    partners: Mapping[str, str] = field(default_factory=dict)

    def of(self, kind: Kind) -> Mapping[str, str]:
        """The ids a key of this kind may hold."""
        return {
            Kind.PERSON: self.people,
            Kind.PEOPLE: self.people,
            Kind.COLLEAGUE: self.colleagues,
            Kind.ANYBODY: {**self.people, **self.colleagues},
            Kind.PRODUCT: self.products,
            Kind.OPPORTUNITY: self.opportunities,
            Kind.SITE: self.sites,
            Kind.PARTNER: self.partners,
        }.get(kind, {})

    @property
    def names(self) -> Mapping[str, str]:
        """Every name by its id."""
        return {**self.partners, **self.sites, **self.products, **self.opportunities, **self.colleagues, **self.people}


def choices(account_id: str, success: SuccessPlan) -> Choices:
    """The people of an account (of the feed and of its plan), our colleagues, products and open opportunities."""
    fed = kept(lambda: tuple(scope.contacts(warehouse(), account_id)), "contacts", account_id)
    people, us = _people(fed, success), colleague_labels()
    names = dict(sorted(their_labels(fed, success).items(), key=lambda one: one[1]))
    # A colleague may have the name of somebody at the customer, and a plan may name either.
    titles = {**dict.fromkeys(us, "one of us"), **{key: one.title for key, one in people.items()}}
    labels = told_apart({**us, **names}, titles, {key: one.department for key, one in people.items()})
    opportunities = kept(lambda: opportunity_labels(account_id), "opportunity labels", account_id)
    return Choices(
        {key: labels[key] for key in names},
        {key: labels[key] for key in us},
        product_labels(),
        opportunities,
        kept(lambda: site_labels(account_id), "site labels", account_id),
        partner_labels(),
    )


def _people(fed: Iterable[scope.Contact], success: SuccessPlan) -> Mapping[str, scope.Contact | PlanPerson]:
    """The people of an account by id; what its plan says of one goes before the feed."""
    written = {person.id: person for person in success.people if person.id and person.name}
    return {**{row.contact_id: row for row in fed}, **written}
