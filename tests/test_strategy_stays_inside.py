"""No word, number or date of a strategy reaches a customer: a canary in every field of every sample plan."""

import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from steward.briefings.customer.plans.document import success_content
from steward.briefings.customer.plans.subject import PlanSubject
from steward.briefings.customer.reviews.figures import customer_figures
from steward.briefings.customer.subject import subject
from steward.deck import customer_deck
from steward.output.document import document
from steward.output.review_page import review_page
from steward.plans.company import decisions
from steward.plans.company.decisions import DecisionsFile
from steward.plans.customer import success_plan as agreed
from steward.plans.customer.success_plan import SuccessPlan
from steward.plans.files.keys import Kind, Record, keys_of, sections_of
from steward.plans.files.store import COMPANY, CompanyFiles, Plans
from steward.plans.files.text import written
from steward.plans.internal import account_reviews, activities, channel, education, handover, opportunities, orders
from steward.plans.internal import nps as voice
from steward.plans.internal import renewals as called
from steward.plans.internal import strategy as ours
from steward.plans.internal.account_reviews import AccountReviews
from steward.plans.internal.activities import ActivityLog
from steward.plans.internal.channel import ChannelFile
from steward.plans.internal.education import Education
from steward.plans.internal.handover import HandoverFile
from steward.plans.internal.nps import NpsNotes
from steward.plans.internal.opportunities import OpportunityChanges
from steward.plans.internal.orders import BegunOrders
from steward.plans.internal.renewals import Renewals
from steward.plans.internal.strategy import Strategy
from steward.warehouse.reader import Warehouse
from steward.warehouse.scoped import open_warehouse
from steward.workspace import Workspace
from tests.made_once import made_once
from tests.reviews_made import customer_review
from tests.shared_review import PLOTS

ROOT = Path(__file__).parents[1]
WORD, NUMBER, DAY = "zqcanaryzq", 98_765_431, date(2091, 3, 17)
SIGNS = [WORD, "98765431", "98,765,431", "2091-03-17", "17 Mar 2091"]
OURS: tuple[tuple[type[Any], str], ...] = (
    (Strategy, ours.FILE),
    (Renewals, called.FILE),
    (NpsNotes, voice.FILE),
    (OpportunityChanges, opportunities.FILE),
    (BegunOrders, orders.FILE),
    (ActivityLog, activities.FILE),
    (Education, education.FILE),
    (ChannelFile, channel.FILE),
    (AccountReviews, account_reviews.FILE),
    (DecisionsFile, decisions.FILE),
    (HandoverFile, f"{handover.FOLDER}/*/{handover.FILE}"),
)
CUSTOMER_PAGES = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "pages" / "customer").glob("*.py"))


@pytest.fixture(scope="module")
def home(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with the canary in every strategy and what is said of renewals, unhappy answers, opportunities."""

    def make(made: Path) -> None:
        shutil.copytree(sample_home, made, dirs_exist_ok=True)
        for kind, file in OURS:
            for path in (made / "account_plans").glob(f"*/{file}"):
                name = path.relative_to(path.parents[file.count("/")]).as_posix()
                store = CompanyFiles if path.parent.name == COMPANY else Plans
                plan = store.whole(made / "account_plans").open(kind, name, _account(path)).plan
                path.write_text(written(_singing(plan)), encoding="utf-8")

    return made_once(tmp_path_factory, "singing_strategies", make)


@pytest.fixture(scope="module")
def warehouse(home: Path) -> Warehouse:
    return open_warehouse(Workspace.whole(home))


def _account(path: Path) -> str:
    line = next(line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("account_id"))
    return line.partition('"')[2].rstrip('"')


def _singing(plan: Any) -> Any:
    """The plan with the canary in every text, number and date that is its own."""
    changed: dict[str, Any] = {}
    for name, section in sections_of(type(plan)).items():
        value = getattr(plan, name)
        changed[name] = tuple(map(_sung, value)) if section.many else _sung(value)
    return replace(plan, **changed)


def _sung(record: Record) -> Record:
    values = {name: _note(key.kind, getattr(record, name)) for name, key in keys_of(type(record)).items()}
    return replace(record, **values)  # type: ignore[type-var]


def _note(kind: Kind, value: Any) -> Any:
    """A value that gives itself away; ids of people and products stay, because the customer's own plan names them."""
    match kind:
        case Kind.TEXT | Kind.MARKDOWN if value:
            return f"{value} {WORD}"
        case Kind.LIST:
            return tuple(f"{one} {WORD}" for one in value)
        case Kind.MONEY:
            return NUMBER
        case Kind.DATE if value:
            return DAY
    return value


def _accounts(home: Path) -> list[str]:
    return sorted(_account(path) for path in (home / "account_plans").glob(f"*/{agreed.FILE}"))


@pytest.fixture
def planned(home: Path, told: tuple[str, ...]) -> list[str]:
    """Those of the accounts to go through that have a plan with us."""
    return [account_id for account_id in _accounts(home) if account_id in told]


def _parts(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Every part of a package, and of the packages inside it."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        for name in package.namelist():
            part = package.read(name)
            yield name, part
            if part.startswith(b"PK"):
                yield from ((f"{name}!{inner}", blob) for inner, blob in _parts(part))


def _heard(content: bytes) -> list[str]:
    return [sign for sign in SIGNS if sign.encode() in content or sign.encode("utf-16-le") in content]


def test_the_canary_sings_in_every_strategy(home: Path) -> None:
    for (_, file), fewest in zip(OURS, (10, 5, 10, 10, 2, 4, 10, 2, 4, 1, 3), strict=True):
        texts = [path.read_text(encoding="utf-8") for path in (home / "account_plans").glob(f"*/{file}")]
        assert len(texts) >= fewest
        assert all(WORD in text for text in texts)


def test_no_deck_and_no_document_for_a_customer_holds_it(home: Path, warehouse: Warehouse, planned: list[str]) -> None:
    for account_id in planned:
        about = subject(warehouse, account_id)
        plan = Plans.whole(home / "account_plans").open(SuccessPlan, agreed.FILE, account_id).plan
        names = PlanSubject(about, plan).names
        for content in (
            customer_deck(customer_review(about, plan, investment=True)),
            document(success_content(about.account.name, plan, names, about.as_of)),
        ):
            assert {name: _heard(part) for name, part in _parts(content) if _heard(part)} == {}, account_id


def test_no_file_that_a_customer_is_given_holds_it(home: Path, warehouse: Warehouse, planned: list[str]) -> None:
    for account_id in planned:
        about = subject(warehouse, account_id)
        plan = Plans.whole(home / "account_plans").open(SuccessPlan, agreed.FILE, account_id).plan
        page = review_page(customer_review(about, plan, investment=True), PLOTS)
        assert about.account.name.encode() in page
        assert _heard(page) == [], account_id


def test_no_figure_for_a_customer_holds_it(home: Path, warehouse: Warehouse) -> None:
    for account_id in _accounts(home):
        assert _heard(repr(customer_figures(subject(warehouse, account_id))).encode()) == []


@pytest.mark.parametrize("page", CUSTOMER_PAGES)
def test_nothing_a_customer_page_sends_holds_it(
    page: str, home: Path, planned: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STEWARD_HOME", str(home))
    for account_id in planned:
        test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=600)
        test.query_params["account"] = account_id
        test.switch_page(page).run()
        assert not test.exception
        sent = b"".join(_sent(node) for node in (test.main, test.sidebar))
        assert _heard(sent) == [], account_id


def _sent(node: Any) -> bytes:
    """Everything below a node as it goes to the browser."""
    own = node.proto.SerializeToString() if getattr(node, "proto", None) is not None else b""
    children = getattr(node, "children", None) or {}
    return own + b"".join(_sent(child) for child in children.values())


def test_an_internal_page_does_hold_it(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The search would find it: the page that may show it does."""
    monkeypatch.setenv("STEWARD_HOME", str(home))
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=600)
    test.query_params["account"] = _accounts(home)[0]
    test.switch_page("pages/internal/strategy.py").run()
    assert WORD in _heard(b"".join(_sent(node) for node in (test.main, test.sidebar)))
