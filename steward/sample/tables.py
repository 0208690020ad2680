"""Every table's columns and rows."""

from collections.abc import Iterator
from dataclasses import dataclass

from steward.sample import partners
from steward.sample.activities import activity_rows
from steward.sample.catalogue import ONCE, PRODUCTS
from steward.sample.charges import charge_rows
from steward.sample.first_invoices import with_orders
from steward.sample.forecasting import forecasting_rows
from steward.sample.imported_quotes import quote_line_rows, quote_rows
from steward.sample.incidents import service_level_rows
from steward.sample.model import Customer
from steward.sample.opportunities import change_rows, opportunity_rows
from steward.sample.orders import date_change_rows, milestone_rows, order_line_rows, order_rows
from steward.sample.owners import owner_rows
from steward.sample.product_words import NO_MATERIAL, PROOFS, USE_CASES
from steward.sample.staff import Staff, target_rows
from steward.sample.surveys import response_rows
from steward.sample.ticket_queue import queued_rows
from steward.sample.window import Window

Rows = Iterator[tuple[object, ...]]

COLUMNS = {
    "people": "person_id name email role manager_id region",
    "products": "product_id name family unit list_mrr list_nrc use_case proof material",
    "partners": "partner_id name kind parent_partner_id program manager_id",
    "accounts": "account_id name parent_id industry segment region country owner_id partner_id customer_since",
    "account_owners": "account_id owner_id from_on to_on",
    "sites": "site_id account_id name city country",
    "contracts": "contract_id account_id starts_on ends_on notice_days auto_renews signed_on",
    "subscriptions": "subscription_id account_id product_id mrr starts_on ends_on contract_id site_id quantity",
    "orders": "order_id account_id title state signed_on requested_on quote quote_version opportunity_id",
    "order_lines": "order_line_id order_id product_id mrc state nrc quantity action site_id quote_line requested_on"
    " first_committed_on committed_on completed_on accepted_on billing_started_on billing_basis pon subscription_id",
    "order_date_changes": "order_line_id changed_on now was reason cause",
    "order_milestones": "order_line_id milestone planned_on reached_on",
    "charges": "account_id month amount charge_id product_id kind order_line_id invoice_id",
    "incidents": "incident_id account_id started_at restored_at site_id product_id severity cause credit",
    "service_levels": "product_id availability_target account_id",
    "tickets": "ticket_id account_id opened_at closed_at queue priority subject satisfaction owner_id kind status"
    " waiting_on waiting_since first_replied_at resolved_at due_at paused_minutes reopened site_id incident_id",
    "contacts": "contact_id account_id name title department email reports_to_id left_on",
    "nps_responses": "response_id account_id score contact_id sent_on answered_on comment may_quote",
    "opportunities": "opportunity_id name stage status amount account_id product_id kind probability"
    " forecast_category opened_on close_on closed_on owner_id partner_id next_step",
    "opportunity_changes": "opportunity_id changed_at field was now",
    "activities": "activity_id account_id happened_at kind contact_id person_id subject direction ends_at minutes"
    " participants opportunity_id product_id external_id uid",
    "quotes": "quote_id quote_number account_id status title starts_on term_months valid_until owner_id stands_for"
    " net_amount",
    "quote_lines": "line_id quote_id line product_id site_id quantity unit_mrc unit_nrc list_mrc list_nrc cost_mrc"
    " cost_nrc",
    "targets": "person_id quarter new_mrr base_growth retention",
    "forecasting_items": "person_id quarter category amount_without_adjustments amount_without_manager_adjustment"
    " forecast_amount owner_only_amount",
    "partner_contacts": "contact_id partner_id name title email left_on",
    "partner_roles": "account_id partner_id role share from_on to_on loa_on opportunity_id",
    "partner_registrations": "registration_id partner_id account_id state submitted_on opportunity_id product_id family"
    " value close_on decided_on decided_by reason protected_until",
    "commission_statements": "partner_id account_id month amount base statement_id",
}


@dataclass(frozen=True)
class World:
    """Everything the tables are written from."""

    seed: int
    window: Window
    staff: Staff
    customers: list[Customer]

    def rows(self, table: str) -> Rows:
        """The rows of a table, in the order of its columns."""
        return getattr(self, f"_{table}")()  # type: ignore[no-any-return]

    def _people(self) -> Rows:
        for p in self.staff.people:
            yield (p.person_id, p.name, p.email, p.role, p.manager_id, p.region)

    def _partners(self) -> Rows:
        yield from partners.partner_rows(self.staff)

    def _partner_contacts(self) -> Rows:
        yield from partners.partner_contact_rows(self.seed, self.staff)

    def _partner_roles(self) -> Rows:
        yield from partners.role_rows(self.seed, self.customers, self.staff, self.window)

    def _partner_registrations(self) -> Rows:
        yield from partners.registration_rows(self.seed, self.customers, self.staff, self.window)

    def _commission_statements(self) -> Rows:
        yield from partners.statement_rows(self.seed, self.customers, self.staff, self.window)

    def _products(self) -> Rows:
        for p in PRODUCTS:
            own = (
                p.product_id,
                p.name,
                p.family,
                p.unit,
                f"{p.list_mrr:.2f}",
                f"{ONCE[p.product_id]:.2f}" if p.product_id in ONCE else "",
            )
            material = "" if p.product_id in NO_MATERIAL else f"Data sheet {p.name}"
            yield (*own, USE_CASES.get(p.product_id, ""), PROOFS.get(p.product_id, ""), material)

    def _accounts(self) -> Rows:
        for p in (customer.profile for customer in self.customers):
            who = (p.account_id, p.name, p.parent_id, p.industry, p.segment, p.region, p.country)
            yield (*who, p.owner_id, p.partner_id, p.customer_since)

    def _account_owners(self) -> Rows:
        yield from owner_rows(self.seed, self.customers, self.staff, self.window)

    def _sites(self) -> Rows:
        for customer in self.customers:
            for s in customer.sites:
                yield (s.site_id, customer.profile.account_id, s.name, s.city, s.country)

    def _contracts(self) -> Rows:
        for customer in self.customers:
            for c in customer.contracts:
                renews = "true" if c.auto_renews else "false"
                term = (c.starts_on, c.ends_on, c.notice_days, renews, c.signed_on)
                yield (c.contract_id, customer.profile.account_id, *term)

    def _subscriptions(self) -> Rows:
        for customer in self.customers:
            for s in customer.lines:
                what = (s.subscription_id, customer.profile.account_id, s.product_id, s.mrr)
                yield (*what, s.starts_on, s.ends_on, s.contract_id, s.site.site_id, s.quantity)

    def _charges(self) -> Rows:
        for customer in self.customers:
            charged = charge_rows(self.seed, customer, self.window)
            yield from with_orders(self.seed, customer, self.window, charged)

    def _orders(self) -> Rows:
        for customer in self.customers:
            yield from order_rows(self.seed, customer, self.window)

    def _order_lines(self) -> Rows:
        for customer in self.customers:
            yield from order_line_rows(self.seed, customer, self.window)

    def _order_date_changes(self) -> Rows:
        for customer in self.customers:
            yield from date_change_rows(self.seed, customer, self.window)

    def _order_milestones(self) -> Rows:
        for customer in self.customers:
            yield from milestone_rows(self.seed, customer, self.window)

    def _incidents(self) -> Rows:
        for customer in self.customers:
            for i in customer.incidents:
                when = (i.incident_id, customer.profile.account_id, i.started_at, i.restored_at)
                yield (*when, i.site_id, i.product_id, i.severity, i.cause, i.credit)

    def _service_levels(self) -> Rows:
        yield from service_level_rows(self.customers)

    def _tickets(self) -> Rows:
        for customer in self.customers:
            yield from queued_rows(self.seed, customer, self.window, self.staff)

    def _contacts(self) -> Rows:
        for customer in self.customers:
            for c in customer.contacts:
                who = (c.contact_id, customer.profile.account_id, c.name, c.title, c.department)
                yield (*who, c.email, c.reports_to_id, c.left_on)

    def _nps_responses(self) -> Rows:
        for customer in self.customers:
            yield from response_rows(self.seed, customer, self.window)

    def _opportunities(self) -> Rows:
        for customer in self.customers:
            yield from opportunity_rows(self.seed, customer, self.window, self.staff)

    def _opportunity_changes(self) -> Rows:
        for customer in self.customers:
            yield from change_rows(self.seed, customer, self.window)

    def _activities(self) -> Rows:
        for customer in self.customers:
            yield from activity_rows(self.seed, customer, self.window, self.staff)

    def _quotes(self) -> Rows:
        yield from quote_rows(self.customers, self.window)

    def _quote_lines(self) -> Rows:
        yield from quote_line_rows(self.customers, self.window)

    def _forecasting_items(self) -> Rows:
        yield from forecasting_rows(self.seed, self.customers, self.staff, self.window)

    def _targets(self) -> Rows:
        yield from target_rows(self.staff, self.customers, self.window)
