"""A quote of 500 lines: opened warm beside a bare Streamlit page of six charts and 1,000 rows, and computed anew beside
what it takes to read its two files: `python -m benchmarks.quotes`."""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from statistics import median

from playwright.sync_api import Page

from benchmarks.app import answering, chromium, drawn, serving
from benchmarks.measure import line, python
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
VIEWS, BARE_PAGE = ("price", "lines", "scenarios"), "bare"
BARE = """
import pandas as pd, plotly.graph_objects as go, streamlit as st
st.title("Bare")
for n in range(6):
    st.plotly_chart(go.Figure(go.Bar(x=list(range(36)), y=[n + m % 7 for m in range(36)])), key=str(n))
st.dataframe(pd.DataFrame({f"column {number}": range(1000) for number in range(10)}))
"""


def main(home: Path) -> None:
    """Print both pages and their ratio, and what computing costs."""
    workspace = Workspace.whole(home)
    account = choices(open_warehouse(workspace))[0].account_id
    quote_id = _made(workspace, account)
    computed, read = _computed(workspace, account, quote_id)
    line(f"a quote of {LINES} lines × {MONTHS} months computed (aim ≤ 50 ms)", f"{computed * 1000:.0f} ms")
    line("  beside reading its two files", f"{read * 1000:.0f} ms; ratio {computed / read:.2f}")
    with serving(home) as served, _bare() as bare, chromium() as browser:
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        served.enter(page)
        ours = f"{served.url}/quote?account={account}&quote={quote_id}&you=Bench"
        urls = {BARE_PAGE: bare, "": ours, **{view: f"{ours}&view={view}" for view in VIEWS}}
        seconds: dict[str, list[float]] = {name: [] for name in urls}
        for _ in range(ROUNDS + 1):
            for name, found in seconds.items():
                found.append(_opened(page, urls[name]))
    medians = {name: median(found[1:]) for name, found in seconds.items()}
    line(f"a quote of {LINES} lines opened warm", f"{medians['']:.2f} s")
    line("  beside a bare page of six charts and 1,000 rows (≤ 1)", f"ratio {medians[''] / medians[BARE_PAGE]:.2f}")
    for view in VIEWS:
        line(f"  its view “{view}” beside the same", f"ratio {medians[view] / medians[BARE_PAGE]:.2f}")


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


@contextmanager
def _bare() -> Iterator[str]:
    """A Streamlit page of nothing but charts and rows."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "bare.py"
        script.write_text(BARE, encoding="utf-8")
        plain = ("--server.headless", "true", "--browser.gatherUsageStats", "false")
        with answering("streamlit", "run", str(script), *plain, "--server.port") as url:
            yield url


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made_in:
        python("-m", "steward", "sample", "--accounts", "40", "--home", made_in)
        python("-m", "steward", "load", "--quiet", "--home", made_in)
        main(Path(made_in))
