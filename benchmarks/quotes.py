"""A quote of 500 lines: opened warm beside a bare Streamlit page of six charts and 1,000 rows, and computed anew beside
what it takes to read its two files: `python -m benchmarks.quotes`."""

import tempfile
import time
from datetime import timedelta
from pathlib import Path
from statistics import median

from playwright.sync_api import Page

from benchmarks.app import chromium, drawn, serving
from benchmarks.bare import bare_app
from benchmarks.measure import line, python
from benchmarks.pages import again, bare_again
from steward.briefings.internal.quotes.asked import asked
from steward.plans.customer.offer import Offer, OfferFile, PriceLine
from steward.plans.files.store import Plans
from steward.plans.internal.pricing import LinePrices, PricingFile
from steward.services.quotes import acting
from steward.services.quotes.opened import known_of, open_quote
from steward.warehouse.rows.internal.book import choices
from steward.warehouse.scoped import open_warehouse
from steward.workspace import Workspace

LINES, MONTHS, ROUNDS = 500, 60, 7
VIEWS = ("price", "lines", "scenarios")


def main(home: Path) -> None:
    """Print both pages and their ratio, and what computing costs."""
    workspace = Workspace.whole(home)
    account = choices(open_warehouse(workspace))[0].account_id
    quote_id = _made(workspace, account)
    computed, read = _computed(workspace, account, quote_id)
    line(f"a quote of {LINES} lines × {MONTHS} months computed (aim ≤ 50 ms)", f"{computed * 1000:.0f} ms")
    line("  beside reading its two files", f"{read * 1000:.0f} ms; ratio {computed / read:.2f}")
    with serving(home) as served, bare_app() as plain, chromium() as browser:
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        served.enter(page)
        ours = f"{served.url}/quote?account={account}&quote={quote_id}&you=Bench"
        beside, beside_new = bare_again(page, plain), median(_opened(page, plain) for _ in range(ROUNDS))
        line("a bare page of six charts and 1,000 rows, warm", f"{beside:.2f} s; in a new window {beside_new:.2f} s")
        for view in ("", *VIEWS):
            new = median([_opened(page, f"{ours}&view={view}") for _ in range(ROUNDS + 1)][1:])
            warm = median(again(page) for _ in range(ROUNDS))
            told = f"{warm:.2f} s, ratio {warm / beside:.2f} (≤ 1); in a new window {new:.2f} s, {new / beside_new:.2f}"
            line(f"  a quote of {LINES} lines, its view “{view or 'first'}”", told)


def _made(workspace: Workspace, account: str) -> str:
    entries = tuple(
        PriceLine(line=str(number), product="SDW", quantity=number % 9 + 1, unit_mrc=90 + number % 20, unit_nrc=50)
        for number in range(1, LINES + 1)
    )
    prices = tuple(LinePrices(line=one.line, list_mrc=120, list_nrc=60, cost_mrc=50, cost_nrc=20) for one in entries)
    today = open_warehouse(workspace).today
    offer = Offer(
        title="Five hundred lines", owner="P101", starts_on=today, term_months=MONTHS, payment_days=30,
        valid_until=today + timedelta(days=30),
    )  # fmt: skip
    store = Plans.within(workspace)
    made = OfferFile(account_id=account, offer=offer, lines=entries), PricingFile(account_id=account, prices=prices)
    return acting.begin(store, account, *made, "Bench")


def _computed(workspace: Workspace, account: str, quote_id: str) -> tuple[float, float]:
    """Seconds to compute a quote from what its files say (money, discount, margin, payback, who must approve), and to
    read them."""
    store, warehouse = Plans.within(workspace), open_warehouse(workspace)
    known = known_of(warehouse, account)
    computing, reading = [], []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        quote = open_quote(store, warehouse, account, quote_id, known)
        opened = time.perf_counter()
        found = asked(quote), quote.worth.schedule.tcv, quote.worth.payback_months, quote.worth.net_new_mrr
        reading.append(opened - started)
        computing.append(time.perf_counter() - opened)
        if not found[1]:
            raise RuntimeError("The quote is worth nothing.")
    return median(computing), median(reading)


def _opened(page: Page, url: str) -> float:
    started = time.perf_counter()
    page.goto(url, wait_until="commit")
    drawn(page)
    return time.perf_counter() - started


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made_in:
        python("-m", "steward", "sample", "--accounts", "40", "--home", made_in)
        python("-m", "steward", "load", "--quiet", "--home", made_in)
        main(Path(made_in))
