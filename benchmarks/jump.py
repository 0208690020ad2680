"""The box to jump from at 1,000 accounts: from a letter to what it finds, beside a bare list."""

import json
import sys
import tempfile
from pathlib import Path
from statistics import median

from playwright.sync_api import Page

from benchmarks.app import answering, chromium, drawn, serving
from benchmarks.measure import line
from steward.metrics import definitions
from steward.services import families, labels
from steward.warehouse.scoped import open_warehouse
from steward.workspace import Workspace

ROUNDS = 5
TYPED = "han"
STILL = 700
"""Milliseconds after which nothing of a key is under way any more."""
WATCHED = """() => {
    const listed = () => document.querySelector('[role=option]')?.closest('[role=listbox]')?.innerText
    const before = listed()
    window.measured = new Promise(done => addEventListener('keydown', () => {
        const since = performance.now()
        const look = () => {
            const now = listed()
            if ((now && now !== before) || performance.now() - since > 9000) done(performance.now() - since)
            else requestAnimationFrame(look)
        }
        look()
    }, { capture: true, once: true }))
}"""
BARE = """import json, pathlib, streamlit as st
st.selectbox("Bare", json.loads(pathlib.Path({options!r}).read_text()), None, key="bare")
"""


def main(home: Path) -> None:
    """Open it, and type; again and again."""
    with serving(home) as served, chromium() as browser:
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        served.enter(page)
        page.goto(f"{served.url}/data_health")
        drawn(page)
        ours = _measured(page, ".st-key-jump input")
    options = _options(home)
    with tempfile.TemporaryDirectory() as made, chromium() as browser:
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        (Path(made) / "options").write_text(json.dumps(options), encoding="utf-8")
        script = Path(made) / "bare.py"
        script.write_text(BARE.format(options=str(script.with_name("options"))), encoding="utf-8")
        with answering("streamlit", "run", str(script), "--server.headless", "true", "--server.port") as url:
            page.goto(url)
            page.get_by_role("combobox").wait_for()
            bare = _measured(page, "input")
    line("places to jump to at 1,000 accounts", f"{len(options):,}")
    for name, mine, theirs in zip(("the first letter", "a further letter"), ours, bare, strict=True):
        told = f"{mine:.3f} s, {mine / theirs:.1f} × a bare list of as many"
        line(f"  {name} to what is found (aim ≤ 0.1 s)", told)


def _options(home: Path) -> list[str]:
    """Everything that has a name there."""
    warehouse = open_warehouse(Workspace.whole(home))
    named = (labels.accounts(warehouse), labels.colleagues(warehouse), labels.things(warehouse))
    return [
        *definitions(),
        *(one for each in named[:2] for one in each.values()),
        *named[2],
        *(one.name for one in families.all_of(warehouse).values()),
    ]


def _measured(page: Page, box: str) -> tuple[float, float]:
    """Seconds from the first letter, and from each further one. Ctrl+K and a click open the list."""
    page.wait_for_timeout(STILL)
    first: list[float] = []
    further: list[float] = []
    for _ in range(ROUNDS):
        page.locator(box).click()
        page.wait_for_timeout(STILL)
        first.append(_seconds(page, TYPED[0]))
        further.extend(_seconds(page, letter) for letter in TYPED[1:])
        page.keyboard.press("Escape")
        page.mouse.click(900, 5)
        page.wait_for_timeout(STILL)
    return median(first), median(further)


def _seconds(page: Page, key: str) -> float:
    page.evaluate(WATCHED)
    page.keyboard.press(key)
    milliseconds: float = page.evaluate("window.measured")
    page.wait_for_timeout(STILL)
    return milliseconds / 1000


if __name__ == "__main__":
    main(Path(sys.argv[1]))
