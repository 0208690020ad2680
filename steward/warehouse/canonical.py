"""The canonical tables: what Steward reads, whatever a company's own files look like.

`docs/data.md` describes them for people; the loader, the documentation's test and the sample's test all read them here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum


class Kind(Enum):
    """What a column holds, and the DuckDB type it is stored in."""

    TEXT = "VARCHAR"
    MONEY = "DECIMAL(18, 4)"
    NUMBER = "DOUBLE"
    DATE = "DATE"
    TIME = "TIMESTAMP"
    YESNO = "BOOLEAN"


@dataclass(frozen=True)
class Field:
    """A column. `required`: a row without it is rejected."""

    name: str
    kind: Kind = Kind.TEXT
    required: bool = False


@dataclass(frozen=True)
class Rule:
    """Rows where `offends` (SQL over the columns) is true are rejected, or kept and `flagged`, with `reason`."""

    column: str
    offends: str
    reason: str
    flagged: bool = False


@dataclass(frozen=True)
class Canonical:
    """One canonical table. `key`, or all of `together`, must not repeat. A row whose reference in `must_exist` is
    unknown is rejected; one in `should_exist` is flagged and kept. `happened`: the column that says when, for the date
    span; `paid_on`: the day whose rate turns its amounts into the company's currency, where they are of one day;
    `lasts`: the columns of its beginning and its end; `holds_until`: the column up to which a row counts in every month
    from the one it happened in, for good where it says nothing; `monthly`: nothing but months is made of its rows, and
    months are what the warehouse keeps of very many; `open_days`: the last day there is, by which systems mean that
    nobody knows one, is none."""

    name: str
    fields: tuple[Field, ...]
    key: str | None = None
    must_exist: dict[str, str] = field(default_factory=dict)
    should_exist: dict[str, str] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    happened: str | None = None
    paid_on: str | None = None
    lasts: tuple[str, str] | None = None
    holds_until: str | None = None
    together: tuple[str, ...] = ()
    monthly: bool = False
    open_days: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of its columns, in order."""
        return tuple(f.name for f in self.fields)

    @property
    def required(self) -> tuple[str, ...]:
        """The names of the columns every row must fill."""
        return tuple(f.name for f in self.fields if f.required)


def _fields(text: str) -> tuple[Field, ...]:
    """`account_id* name* mrr*:money` → fields; `*` = required, `:kind` where it is not text."""
    found = []
    for word in text.split():
        name, _, kind = word.partition(":")
        found.append(Field(name.rstrip("*"), Kind[(kind or "text").upper()], name.endswith("*")))
    return tuple(found)


ACCOUNT = {"account_id": "accounts"}
ORDER_STATES = (
    "acknowledged", "in progress", "held", "pending", "assessing cancellation", "pending cancellation", "cancelled",
    "completed", "failed", "partial", "rejected",
)  # fmt: skip
"""Of an order and its lines, as TM Forum 622 and MEF 123 have them; `inProgress` and `IN_PROGRESS` are read, too."""


ORDER_ACTIONS = (
    "add", "new", "install", "provide", "provision", "activate", "change", "modify", "amend", "update", "upgrade",
    "downgrade", "regrade", "move", "renew", "renewal", "disconnect", "disconnection", "delete", "remove", "cease",
    "terminate", "termination", "deactivate", "no change", "existing",
)  # fmt: skip
"""What a line does, in the words of TM Forum 622, MEF 123, order systems and carriers; which are one is said by
`order_action` of `sql/formulas.sql`."""


def _no_order_state(column: str) -> str:
    return _none_of(column, (*ORDER_STATES, "canceled"))


def _no_order_action(column: str) -> str:
    return _none_of(column, ORDER_ACTIONS)


def _none_of(column: str, words: Sequence[str]) -> str:
    known = ", ".join(f"'{word.replace(' ', '')}'" for word in words)
    return f"regexp_replace(lower({column}), '[^a-z]', '', 'g') not in ({known})"


TABLES: tuple[Canonical, ...] = (
    Canonical(
        "exchange_rates",
        _fields("currency* month*:date rate*:number"),
        together=("currency", "month"),
        rules=(
            Rule("currency", "not regexp_full_match(currency, '[A-Za-z]{3}')", "is not a currency such as USD"),
            Rule("rate", "rate <= 0", "is not a rate above 0"),
        ),
    ),
    Canonical(
        "people",
        _fields("person_id* name* email role manager_id region"),
        key="person_id",
    ),
    Canonical(
        "partners",
        _fields("partner_id* name* kind parent_partner_id program manager_id"),
        key="partner_id",
        should_exist={"parent_partner_id": "partners", "manager_id": "people"},
    ),
    Canonical(
        "products",
        _fields("product_id* name* family unit list_mrr:money list_nrc:money currency use_case proof material"),
        key="product_id",
        rules=tuple(
            Rule(price, f"{price} < 0", "a list price is never negative", flagged=True)
            for price in ("list_mrr", "list_nrc")
        ),
    ),
    Canonical(
        "accounts",
        _fields("account_id* name* parent_id industry segment region country owner_id partner_id customer_since:date"),
        key="account_id",
        should_exist={"owner_id": "people", "partner_id": "partners", "parent_id": "accounts"},
    ),
    Canonical(
        "account_owners",
        _fields("account_id* owner_id* from_on*:date to_on:date"),
        must_exist=ACCOUNT,
        should_exist={"owner_id": "people"},
        together=("account_id", "from_on"),
        rules=(Rule("to_on", "to_on < from_on", "ends before it begins"),),
    ),
    Canonical(
        "sites",
        _fields("site_id* account_id* name city country"),
        key="site_id",
        must_exist=ACCOUNT,
    ),
    Canonical(
        "contracts",
        _fields(
            "contract_id* account_id* starts_on*:date ends_on*:date notice_days:number auto_renews:yesno signed_on:date"
        ),
        key="contract_id",
        must_exist=ACCOUNT,
        rules=(
            Rule("ends_on", "ends_on < starts_on", "ends before it starts"),
            Rule("notice_days", "notice_days > 36500", "is no number of days before an end"),
            Rule("notice_days", "notice_days < 0", "a notice period is never negative", flagged=True),
        ),
    ),
    Canonical(
        "subscriptions",
        _fields(
            "subscription_id* account_id* product_id* mrr*:money starts_on*:date ends_on:date contract_id site_id"
            " quantity:number currency"
        ),
        key="subscription_id",
        must_exist=ACCOUNT,
        should_exist={"product_id": "products", "contract_id": "contracts", "site_id": "sites"},
        rules=(
            Rule("ends_on", "ends_on < starts_on", "ends before it starts"),
            Rule("mrr", "mrr < 0", "a monthly price is negative", flagged=True),
        ),
        happened="starts_on",
        holds_until="ends_on",
    ),
    Canonical(
        "orders",
        _fields(
            "order_id* account_id* title state signed_on:date requested_on:date quote quote_version:number"
            " opportunity_id"
        ),
        key="order_id",
        open_days=True,
        must_exist=ACCOUNT,
        rules=(
            Rule(
                "quote_version",
                "quote_version < 1 or quote_version <> round(quote_version)",
                "is not a version such as 2",
            ),
            Rule("state", _no_order_state("state"), f"is none of {', '.join(ORDER_STATES)}", flagged=True),
        ),
    ),
    Canonical(
        "order_lines",
        _fields(
            "order_line_id* order_id* product_id* mrc*:money state* nrc:money quantity:number action site_id quote_line"
            " requested_on:date first_committed_on:date committed_on:date completed_on:date accepted_on:date"
            " billing_started_on:date billing_basis pon subscription_id currency"
        ),
        key="order_line_id",
        open_days=True,
        must_exist={"order_id": "orders"},
        should_exist={"product_id": "products", "site_id": "sites", "subscription_id": "subscriptions"},
        rules=(
            Rule("quantity", "quantity < 0", "is a quantity below zero"),
            Rule("mrc", "mrc < 0", "a monthly price is negative", flagged=True),
            Rule("state", _no_order_state("state"), f"is none of {', '.join(ORDER_STATES)}", flagged=True),
            Rule(
                "action",
                _no_order_action("action"),
                "is none of add, change, disconnect, no change; its price counts in no sum",
                flagged=True,
            ),
            Rule(
                "billing_basis",
                "lower(billing_basis) not in ('foc', 'install', 'acceptance')",
                "is none of FOC, install, acceptance",
                flagged=True,
            ),
        ),
    ),
    Canonical(
        "order_date_changes",
        _fields("order_line_id* changed_on*:date now*:date was:date reason cause"),
        must_exist={"order_line_id": "order_lines"},
        open_days=True,
        rules=(
            Rule(
                "cause",
                "lower(cause) not in ('us', 'carrier', 'customer', 'permit')",
                "is none of us, carrier, customer, permit",
                flagged=True,
            ),
        ),
    ),
    Canonical(
        "order_milestones",
        _fields("order_line_id* milestone* planned_on:date reached_on:date"),
        must_exist={"order_line_id": "order_lines"},
        together=("order_line_id", "milestone"),
        open_days=True,
    ),
    Canonical(
        "charges",
        _fields("account_id* month*:date amount*:money charge_id product_id kind currency order_line_id invoice_id"),
        key="charge_id",
        must_exist=ACCOUNT,
        should_exist={"product_id": "products", "order_line_id": "order_lines"},
        rules=(
            Rule(
                "kind",
                "kind not in ('recurring', 'usage', 'one-off', 'credit')",
                "is none of recurring, usage, one-off, credit",
                flagged=True,
            ),
        ),
        happened="month",
        paid_on="month",
    ),
    Canonical(
        "usage",
        _fields("account_id* product_id* day*:date used*:number committed:number site_id"),
        must_exist=ACCOUNT,
        should_exist={"product_id": "products", "site_id": "sites"},
        rules=(
            Rule("used", "used not between -1e18 and 1e18", "is beyond what can be added up"),
            Rule("committed", "committed not between -1e18 and 1e18", "is beyond what can be added up"),
            Rule("used", "used < 0", "usage is negative", flagged=True),
            Rule("committed", "committed < 0", "a commitment is negative", flagged=True),
        ),
        happened="day",
        monthly=True,
    ),
    Canonical(
        "incidents",
        _fields(
            "incident_id* account_id* started_at*:time restored_at:time site_id product_id severity cause credit:money"
            " currency"
        ),
        key="incident_id",
        must_exist=ACCOUNT,
        should_exist={"product_id": "products", "site_id": "sites"},
        rules=(Rule("restored_at", "restored_at < started_at", "was restored before it started"),),
        happened="started_at",
        lasts=("started_at", "restored_at"),
        paid_on="started_at",
    ),
    Canonical(
        "service_levels",
        _fields("product_id* availability_target*:number account_id"),
        together=("product_id", "account_id"),
        must_exist=ACCOUNT,
        should_exist={"product_id": "products"},
        rules=(
            Rule(
                "availability_target",
                "availability_target <= 0 or availability_target > 100",
                "is not a percentage such as 99.9",
            ),
        ),
    ),
    Canonical(
        "tickets",
        _fields(
            "ticket_id* account_id* opened_at*:time closed_at:time queue priority subject satisfaction:number owner_id"
            " kind status waiting_on waiting_since:time first_replied_at:time resolved_at:time due_at:time"
            " paused_minutes:number reopened:number site_id incident_id"
        ),
        key="ticket_id",
        must_exist=ACCOUNT,
        should_exist={"owner_id": "people", "site_id": "sites", "incident_id": "incidents"},
        rules=(
            Rule("closed_at", "closed_at < opened_at", "was closed before it was opened"),
            Rule("satisfaction", "satisfaction not between 1 and 5", "is not a rating from 1 to 5"),
            Rule("resolved_at", "resolved_at < opened_at", "was resolved before it was opened", flagged=True),
            Rule("paused_minutes", "paused_minutes < 0", "is less than no time", flagged=True),
        ),
        happened="opened_at",
        lasts=("opened_at", "closed_at"),
    ),
    Canonical(
        "contacts",
        _fields("contact_id* account_id* name* title department email reports_to_id left_on:date"),
        key="contact_id",
        must_exist=ACCOUNT,
        should_exist={"reports_to_id": "contacts"},
    ),
    Canonical(
        "nps_responses",
        _fields(
            "response_id* account_id* score:number contact_id sent_on:date answered_on:date comment may_quote:yesno"
        ),
        key="response_id",
        must_exist=ACCOUNT,
        should_exist={"contact_id": "contacts"},
        rules=(
            Rule("score", "score not between 0 and 10 or score <> round(score)", "is not a score from 0 to 10"),
            Rule("answered_on", "answered_on < sent_on", "was answered before it was sent"),
            Rule(
                "answered_on",
                "score is not null and coalesce(answered_on, sent_on) is null",
                "a score without any date counts in no quarter",
                flagged=True,
            ),
        ),
        happened="answered_on",
    ),
    Canonical(
        "opportunities",
        _fields(
            "opportunity_id* name* stage* status* amount*:money account_id product_id kind probability:number"
            " forecast_category opened_on:date close_on:date closed_on:date owner_id partner_id next_step"
            " currency"
        ),
        key="opportunity_id",
        must_exist=ACCOUNT,
        should_exist={"product_id": "products", "owner_id": "people", "partner_id": "partners"},
        rules=(
            Rule("status", "status not in ('open', 'won', 'lost')", "is none of open, won, lost"),
            Rule("probability", "probability not between 0 and 1", "is not a share from 0 to 1"),
            Rule("closed_on", "closed_on < opened_on", "was closed before it was opened"),
        ),
    ),
    Canonical(
        "opportunity_changes",
        _fields("opportunity_id* changed_at*:time field* was now"),
        should_exist={"opportunity_id": "opportunities"},
        rules=(
            Rule(
                "field",
                "field not in ('stage', 'close date', 'amount', 'next step')",
                "is none of stage, close date, amount, next step",
                flagged=True,
            ),
        ),
        happened="changed_at",
    ),
    Canonical(
        "quotes",
        _fields(
            "quote_id* quote_number* account_id* status* title opportunity_id kind starts_on:date term_months:number"
            " valid_until:date payment_days:number owner_id is_primary:yesno stands_for net_amount:money currency"
        ),
        key="quote_id",
        must_exist=ACCOUNT,
        should_exist={"opportunity_id": "opportunities", "owner_id": "people"},
        rules=(
            Rule(
                "term_months",
                "term_months not between 1 and 120 or term_months <> round(term_months)",
                "is not a term of 1 to 120 whole months",
            ),
        ),
    ),
    Canonical(
        "quote_lines",
        _fields(
            "line_id* quote_id* product_id* quantity:number unit_mrc:money unit_nrc:money line action site_id"
            " starts_on:date ends_on:date from_month:number to_month:number replaces_subscription_id list_mrc:money"
            " list_nrc:money cost_mrc:money cost_nrc:money floor_mrc:money currency"
        ),
        key="line_id",
        must_exist={"quote_id": "quotes"},
        should_exist={
            "product_id": "products",
            "site_id": "sites",
            "replaces_subscription_id": "subscriptions",
        },
        rules=(
            Rule("quantity", "quantity < 0", "is a quantity below zero"),
            Rule("ends_on", "ends_on < starts_on", "ends before it starts"),
            *(
                Rule(
                    column,
                    f"{column} not between 1 and 120 or {column} <> round({column})",
                    "is not a month of a term, 1 to 120",
                )
                for column in ("from_month", "to_month")
            ),
            Rule("to_month", "to_month < from_month", "ends before it starts"),
            Rule(
                "action",
                _no_order_action("action"),
                "is none of add, change, disconnect, no change; its price counts as of one that is added",
                flagged=True,
            ),
        ),
    ),
    Canonical(
        "approval_work_items",
        _fields(
            "work_item_id* quote_number* status* version:number role chain condition assigned_to decided_at:time"
            " comments auto_reviewed:yesno"
        ),
        key="work_item_id",
        rules=(Rule("version", "version < 1 or version <> round(version)", "is not a version such as 2"),),
    ),
    Canonical(
        "envelopes",
        _fields(
            "envelope_id* status* quote_number version:number digest recipient sent_at:time delivered_at:time"
            " completed_at:time declined_at:time declined_reason"
        ),
        key="envelope_id",
        rules=(
            Rule(
                "status",
                "status not in ('created', 'sent', 'delivered', 'completed', 'declined', 'voided')",
                "is none of created, sent, delivered, completed, declined, voided",
                flagged=True,
            ),
            Rule("version", "version < 1 or version <> round(version)", "is not a version such as 2"),
        ),
    ),
    Canonical(
        "partner_contacts",
        _fields("contact_id* partner_id* name* title email left_on:date"),
        key="contact_id",
        must_exist={"partner_id": "partners"},
    ),
    Canonical(
        "partner_roles",
        _fields("account_id* partner_id* role* share:number from_on:date to_on:date loa_on:date opportunity_id"),
        must_exist={**ACCOUNT, "partner_id": "partners"},
        should_exist={"opportunity_id": "opportunities"},
        rules=(
            Rule(
                "role",
                "role not in ('of record', 'sourced', 'influenced', 'fulfils')",
                "is none of of record, sourced, influenced, fulfils",
            ),
            Rule("share", "share <= 0 or share > 100", "is not a share above 0, up to 100"),
            Rule("to_on", "to_on < from_on", "ends before it begins"),
        ),
    ),
    Canonical(
        "partner_registrations",
        _fields(
            "registration_id* partner_id* account_id* state* submitted_on:date opportunity_id product_id family"
            " value:money close_on:date decided_on:date decided_by reason protected_until:date currency"
        ),
        key="registration_id",
        must_exist={**ACCOUNT, "partner_id": "partners"},
        should_exist={"opportunity_id": "opportunities", "product_id": "products"},
        rules=(
            Rule(
                "state",
                "state not in ('draft', 'submitted', 'under review', 'approved', 'converted', 'rejected',"
                " 'cancelled', 'expired')",
                "is none of draft, submitted, under review, approved, converted, rejected, cancelled, expired",
            ),
            Rule("decided_on", "decided_on < submitted_on", "was decided before it was submitted"),
        ),
    ),
    Canonical(
        "commission_statements",
        _fields("partner_id* account_id* month*:date amount*:money base:money statement_id currency"),
        must_exist={**ACCOUNT, "partner_id": "partners"},
        happened="month",
        paid_on="month",
    ),
    Canonical(
        "activities",
        _fields(
            "activity_id* account_id* happened_at*:time kind contact_id person_id subject direction ends_at:time"
            " minutes:number participants opportunity_id product_id external_id uid"
        ),
        key="activity_id",
        must_exist=ACCOUNT,
        should_exist={
            "contact_id": "contacts",
            "person_id": "people",
            "opportunity_id": "opportunities",
            "product_id": "products",
        },
        rules=(
            Rule("ends_at", "ends_at < happened_at", "ends before it begins", flagged=True),
            Rule("minutes", "minutes < 0", "is no number of minutes", flagged=True),
        ),
        happened="happened_at",
    ),
    Canonical(
        "tasks",
        _fields("task_id* account_id* status* steward_id subject due:date closed_on:date owner_id"),
        key="task_id",
        must_exist=ACCOUNT,
        should_exist={"owner_id": "people"},
    ),
    Canonical(
        "targets",
        _fields("person_id* quarter* new_mrr:money base_growth:number retention:number currency"),
        must_exist={"person_id": "people"},
        together=("person_id", "quarter"),
        rules=(
            Rule("retention", "retention not between 0 and 3", "is not a share such as 0.95"),
            Rule("base_growth", "abs(base_growth) > 10", "is not a share such as 0.05"),
            Rule("base_growth", "base_growth >= 1", "is a growth of 100 % or more", flagged=True),
            Rule("quarter", r"not regexp_full_match(quarter, '\d{4}-Q[1-4]')", "is not a quarter such as 2026-Q3"),
        ),
    ),
    Canonical(
        "forecasting_items",
        _fields(
            "person_id* quarter* category* amount_without_adjustments:money amount_without_manager_adjustment:money"
            " forecast_amount:money owner_only_amount:money currency"
        ),
        must_exist={"person_id": "people"},
        together=("person_id", "quarter", "category"),
        rules=(Rule("quarter", r"not regexp_full_match(quarter, '\d{4}-Q[1-4]')", "is not a quarter such as 2026-Q3"),),
    ),
)

BY_NAME = {table.name: table for table in TABLES}
