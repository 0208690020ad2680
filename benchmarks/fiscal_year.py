"""A fiscal-year change, in presses: from the plan of books to the last signature, by leadership, two managers and two
owners, each at a window of their own."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from playwright.sync_api import expect

from benchmarks.app import drawn
from benchmarks.reader import Reader
from steward.domain.stakeholders import BuyingRole
from steward.plans.files.store import Plans
from steward.plans.internal.strategy import FILE, Reading, Strategy
from steward.warehouse.loading.load import load
from steward.workspace import Workspace

FY, BEFORE, AFTER = "2027", "2026-10-08", "2027-01-04"
"""The year that is planned, the day on which it is, and one in it."""
HEAD, NORTH, SOUTH, ANN, BEA = "P0", "P1", "P2", "P3", "P4"
NAMES = {HEAD: "Hana Head", NORTH: "Nils North", SOUTH: "Sara South", ANN: "Ann Lund", BEA: "Bea Rossi"}
AIM = 25
"""Presses of all five together."""
MOVED, ALSO = "A2", "A1"
"""What goes to another manager's people, and what stays with one manager."""
SETTINGS = f'company = "Northwind"\ncurrency = "EUR"\nas_of = 2026-09-30\ntoday = {BEFORE}\n'
TABLES = {
    "people": """person_id,name,role,manager_id,region,email
P0,Hana Head,executive,,,hana@n.example
P1,Nils North,manager,P0,,nils@n.example
P2,Sara South,manager,P0,,sara@n.example
P3,Ann Lund,account manager,P1,North,ann@n.example
P4,Bea Rossi,account manager,P2,South,bea@n.example
P5,Cal Berg,account manager,P1,North,cal@n.example
""",
    "accounts": """account_id,name,owner_id,region,parent_id
A1,Acme Mills,P3,North,
A2,Bolt Works,P3,North,
A3,Cove Hotels,P3,North,
A4,Cove Spa,P3,North,A3
A5,Dune Films,P4,North,
A6,Elm Schools,P5,North,
""",
    "products": "product_id,name,family,list_mrr\nVOI,Voice,Voice,100\n",
    "subscriptions": "subscription_id,account_id,product_id,mrr,quantity,starts_on\n"
    + "".join(f"S{n},A{n},VOI,{mrr},1,2024-01-01\n" for n, mrr in enumerate((900, 800, 700, 600, 500, 400), 1)),
    "opportunities": """opportunity_id,name,stage,status,amount,account_id,probability,opened_on,owner_id
O1,More lines,negotiation,open,250,A1,0.8,2026-05-04,P3
O2,First talks,discovery,open,90,A1,0.1,2026-05-04,P3
O3,Walls,proposal,open,160,A2,0.6,2026-05-04,P3
""",
    "contacts": "contact_id,account_id,name,title\nK1,A2,Kim Buyer,CFO\n",
}


def made(home: Path) -> Workspace:
    """A small company in which one person has too much."""
    data = home / "data"
    data.mkdir(parents=True)
    (data / "workspace.toml").write_text(SETTINGS, encoding="utf-8")
    for name, text in TABLES.items():
        (data / f"{name}.csv").write_text(text, encoding="utf-8")
    workspace = Workspace.whole(home)
    load(workspace)
    reading = Reading(person="K1", roles=(BuyingRole.ECONOMIC_BUYER,))
    Plans.whole(workspace.plans).edit(Strategy, FILE, MOVED, lambda one: replace(one, readings=(reading,)), "Ann Lund")
    return workspace


def new_year(home: Path) -> None:
    """The day of the change is over, and the morning's load is in: what is open of the app sees both."""
    path = home / "data" / "workspace.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(BEFORE, AFTER), encoding="utf-8")
    load(Workspace.whole(home))


@dataclass(frozen=True)
class FiscalYearChange:
    """The walk, step by step; each step ends with what it is for in sight. `at`: the window of somebody."""

    at: Callable[[str], Reader]

    def plans(self) -> None:
        """A plan is begun, three are worked out beside the app, one is taken and goes to the managers."""
        hana = self._opens(HEAD, f"books?year={FY}")
        self._presses(hana, f"Begin the plan of {FY}")
        expect(hana.page.get_by_text("Next: work plans out and take one")).to_be_visible()
        hana.picks(hana.page.get_by_role("radio", name="Balance"))
        self._presses(hana, "Work three plans out")
        take = hana.page.get_by_role("button", name=re.compile("^Take “Most even”: 2 to move"))
        expect(take).to_be_enabled()
        drawn(hana.page)
        hana.presses(take)
        self._presses(hana, "Send to the managers")
        expect(hana.page.get_by_text("Next: the managers on both sides agree")).to_be_visible()

    def managers(self) -> None:
        """One agrees to both; the other contests what comes to theirs, and leadership settles it."""
        half = "Nils North agreed, Sara South has not agreed yet"
        for account_id, then in ((ALSO, "Ann Lund → Cal Berg · Agreed by both managers"), (MOVED, half)):
            nils = self._opens(NORTH, f"books?year={FY}&account_of_books={account_id}")
            self._presses(nils, "Agree")
            expect(nils.page.get_by_text(then)).to_be_visible()
        self._settles(SOUTH, "Contest", "Bea has a tender until March.", "Contested")
        self._settles(HEAD, "Let it move", "Cal takes the tender over.", "Agreed by both managers")

    def _settles(self, who: str, label: str, why: str, then: str) -> None:
        reader = self._opens(who, f"books?year={FY}&account_of_books={MOVED}")
        _types(reader, "Why", why)
        self._presses(reader, label)
        expect(reader.page.get_by_text(f"Ann Lund → Bea Rossi · {then}")).to_be_visible()

    def publishes(self) -> None:
        """Leadership approves, and tells everybody."""
        hana = self._opens(HEAD, f"books?year={FY}")
        self._presses(hana, "Approve")
        self._presses(hana, "Publish")
        expect(hana.page.get_by_text("Next: it takes effect on its day")).to_be_visible()

    def prepares(self) -> None:
        """The interview is answered, the introduction planned, the passport ready."""
        ann = self._opens(ANN, f"handover?handover={MOVED}&part=interview")
        fields = ann.page.get_by_role("textbox", name="?")
        expect(fields).to_have_count(7)
        for number in range(7):
            fields.nth(number).fill("Nothing that anybody has to know.")
        fields.nth(6).press("Control+Enter")
        self._presses(ann, "Save 7 changes")
        expect(ann.page.get_by_text("7 of 7 answered")).to_be_visible()
        ann.picks(ann.page.get_by_role("radio", name="Introductions"))
        self._presses(ann, "Plan 1 introduction")
        expect(ann.page.get_by_role("button", name="Introduced today: Kim Buyer")).to_be_visible()
        self._presses(ann, "The passport is ready")
        expect(ann.page.get_by_role("button", name="They are introduced")).to_be_visible()

    def meets(self) -> None:
        """Both log the meeting that they had together; she whom they met is introduced."""
        for who in (ANN, BEA):
            reader = self._opens(who, f"account?account={MOVED}")
            self._presses(reader, "Log a call, meeting or mail")
            reader.picks(reader.page.get_by_role("radio", name=re.compile("Meeting$")))
            drawn(reader.page)
            _types(reader, "About", "Getting to know each other")
            self._presses(reader, "Log it")
            # What is their own: the other's meeting has the same words, and stands there before.
            expect(reader.page.get_by_role("button", name="Undo what was logged")).to_be_enabled()
        ann = self._opens(ANN, f"handover?handover={MOVED}&part=introductions")
        expect(ann.page.get_by_text("Both owners met the customer together.")).to_be_visible()
        self._presses(ann, "Introduced today: Kim Buyer")
        # What is pressed next is said of what the page shows: nobody signs what they did not see.
        expect(ann.page.get_by_role("button", name="Introduced today: Kim Buyer")).to_have_count(0)
        self._presses(ann, "They are introduced")
        expect(ann.page.get_by_text(re.compile("^Introduced · P1"))).to_be_visible()
        self._presses(ann, "Sign out")
        expect(ann.page.get_by_text("Signed out by Ann Lund").first).to_be_visible()

    def receives(self) -> None:
        """In the new year the new owner signs, and finds the first steps among what they have to do."""
        bea = self._opens(BEA, f"handover?handover={MOVED}")
        self._presses(bea, "Sign in: receive it")
        expect(bea.page.get_by_text("Received by Bea Rossi").first).to_be_visible()
        bea.opens(f"actions?you={BEA}")
        expect(bea.page.get_by_text("Meet Kim Buyer").first).to_be_attached()

    def _opens(self, who: str, address: str) -> Reader:
        reader = self.at(who)
        reader.opens(f"{address}&you={who}")
        return reader

    def _presses(self, reader: Reader, label: str) -> None:
        drawn(reader.page)
        place = reader.page.get_by_test_id("stMain").get_by_role("button", name=label, exact=True)
        expect(place).to_be_enabled()
        reader.presses(place)
        drawn(reader.page)


def _types(reader: Reader, label: str, words: str) -> None:
    field = reader.page.get_by_role("textbox", name=label, exact=True).first
    field.fill(words)
    field.press("Tab")
    drawn(reader.page)


def fiscal_year_change(reader: Reader, home: Path) -> None:
    """All of it, counted with one window's reader."""
    with reader.beside(len(NAMES)) as windows:
        at = dict(zip(NAMES, windows, strict=True))
        for _ in walked(FiscalYearChange(at.__getitem__), home):
            pass


def walked(walk: FiscalYearChange, home: Path) -> Iterator[str]:
    """Step by step; before each, what it is."""
    yield "plan"
    walk.plans()
    walk.managers()
    walk.publishes()
    walk.prepares()
    walk.meets()
    yield "receive"
    new_year(home)
    walk.receives()
