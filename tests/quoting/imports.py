"""What a CPQ, an approval system and a signature system tell of Acme: what tests of imports begin with."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from steward.briefings.internal.quotes.facts import AccountFacts, AccountImports
from steward.briefings.internal.quotes.imported.quote import ImportedQuote
from steward.services.quotes.imported import imported_quotes
from steward.warehouse.rows.internal.imported import ImportedHead, ImportedPrice
from steward.workspace import Workspace
from tests.homes import home, loaded_once, opened_once
from tests.quoting.desk import SETTINGS, TABLES

QUOTES = """
    quote_id|quote_number|account_id|status|title|starts_on|term_months|valid_until|owner_id|stands_for
    a01|Q-00042|A1|Approved|Two sites|2026-11-01|12|2026-11-30|P1|A1-Q1
    """
LINES = """
    line_id|quote_id|line|product_id|site_id|quantity|unit_mrc|unit_nrc|from_month|to_month|list_mrc|cost_mrc
    l1|a01|10|SDW|S2|10|85||||100|40
    l2|a01|11|VOI|S1|50|9.335|2.5|1|2|10|4
    l3|a01|11|VOI|S1|100|9.335||3||10|4
    """
HEAD = ImportedHead(
    account_id="A1", quote_id="a", quote_number="Q-1", status="draft", title="Q-1", kind=None, opportunity_id=None,
    starts_on=date(2026, 11, 1), term_months=12, valid_until=None, payment_days=None, owner_id=None, is_primary=False,
    net_amount=None, stands_for=None, reference=None,
)  # fmt: skip
TODAY = date(2026, 10, 5)


def price(line: str, quantity: float | None, unit: str = "", **said: object) -> ImportedPrice:
    """A price of a line of that quote; `unit`: what one costs a month."""
    bare = ImportedPrice(
        quote_id="a", line_id="", line=line, action="add", action_said=None, product_id="SDW", site_id=None,
        quantity=quantity, unit_mrc=Decimal(unit) if unit else None, unit_nrc=None, starts_on=None, ends_on=None,
        from_month=None, to_month=None, replaces_subscription_id=None,
    )  # fmt: skip
    return bare._replace(**said)


def one_of(prices: list[ImportedPrice], head: ImportedHead = HEAD) -> ImportedQuote:
    """A quote of these rows."""
    known = AccountFacts({}, {}, {}, {}, AccountImports(heads=(head,), prices=tuple(prices)))
    return ImportedQuote(head, "Acme", "", known, "EUR", TODAY)


ITEMS = "work_item_id|quote_number|status|version|role|assigned_to|decided_at|auto_reviewed\n"
ENVELOPES = "envelope_id|quote_number|status|version|digest|recipient|sent_at|completed_at\n"


def with_files(folder: Path, sources: str, **files: str) -> Workspace:
    """Acme's company with exports of other systems as they are, named in sources.toml."""
    workspace = home(folder, SETTINGS, **TABLES)
    for name, text in files.items():
        (workspace.data / f"{name}.csv").write_text(text, encoding="utf-8")
    (workspace.data / "sources.toml").write_text(sources, encoding="utf-8")
    loaded_once(workspace)
    return workspace


def of_acme(workspace: Workspace) -> tuple[ImportedQuote, ...]:
    """What is imported of Acme."""
    return imported_quotes(opened_once(workspace), {"A1": "Acme"})


def cents(quote: ImportedQuote) -> dict[str, int]:
    """A quote in money, by hand."""
    found = quote.worth.schedule
    return {"mrr": found.mrr, "once": found.one_off, "tcv": found.tcv}
