"""What a customer may read of its own people's answers: nothing that could be traced where fewer than five answered."""

import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steward.briefings.customer.material.material import material
from steward.briefings.customer.meeting.talking_points import talking_points
from steward.briefings.customer.nps.exhibits import MOST_COMMENTS
from steward.briefings.customer.nps.nps import CustomerNps, customer_nps
from steward.briefings.customer.plans.subject import PlanSubject
from steward.briefings.customer.reviews.figures import customer_figures
from steward.briefings.customer.reviews.freezing import frozen_text
from steward.briefings.customer.subject import subject
from steward.cli.as_json.brief import brief_json as as_json
from steward.deck import customer_deck
from steward.domain.nps import FEWEST_ANSWERS
from steward.exhibits import StackedBars
from steward.plans.customer.success_plan import SuccessPlan
from steward.plans.files.store import Plans
from steward.services.data.lineage import lineage_of
from steward.warehouse.reader import Warehouse
from steward.warehouse.rows.customer import account as customer_rows
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal import nps as nps_rows
from tests.examples import times
from tests.homes import loaded
from tests.reviews_made import customer_review

SETTINGS = 'company = "Northwind"\ncurrency = "EUR"\nas_of = 2026-09-30\n'
CONTACT, COLLEAGUE = "Saoirse Quillfeather", "Tadhg Brambleworth"


@dataclass(frozen=True)
class Answer:
    """One survey sent. `agreed`: what its author said to being quoted, if asked; `names`: whom the comment names."""

    score: int | None
    agreed: bool | None = None
    names: str = ""
    writes: bool = True


answers = st.builds(
    Answer,
    st.none() | st.integers(0, 10),
    st.sampled_from((None, None, True, False)),
    st.sampled_from(("", "", "Quillfeather", "Tadhg", "SAOIRSE QUILLFEATHER", "a.b@example.com")),
    st.booleans(),
)
surveys = st.lists(st.lists(answers, max_size=8), min_size=3, max_size=5)


def _comment(account: int, number: int, one: Answer) -> str:
    """Words found nowhere else, in whose middle somebody may be named."""
    return f"zq{account}x{number}zq {one.names} was here".replace("  ", " ")


def _warehouse(folder: Path, told: list[list[Answer]]) -> Warehouse:
    ids = range(len(told))
    rows = [
        f"r{n}x{k} | A{n} | {'' if one.score is None else one.score} | c{n} | 2026-08-01 "
        f"| {'' if one.score is None else '2026-08-02'} | {_comment(n, k, one) if one.writes else ''} "
        f"| {'' if one.agreed is None else str(one.agreed).lower()}"
        for n, found in enumerate(told)
        for k, one in enumerate(found)
    ]
    heading = "response_id | account_id | score | contact_id | sent_on | answered_on | comment | may_quote"
    lines = "subscription_id | account_id | product_id | mrr | starts_on"
    return loaded(
        folder, SETTINGS,
        accounts="\n".join(["account_id | name", *(f"A{n} | Account {n}" for n in ids)]),
        subscriptions="\n".join([lines, *(f"s{n} | A{n} | wan | 100 | 2026-01-01" for n in ids)]),
        people=f"person_id | name\nP1 | {COLLEAGUE}",
        contacts="\n".join(["contact_id | account_id | name", *(f"c{n} | A{n} | {CONTACT}" for n in ids)]),
        nps_responses="\n".join([heading, *rows]),
    )  # fmt: skip


def _may_be_read(found: list[Answer], one: Answer) -> bool:
    answered = sum(other.score is not None for other in found)
    allowed = one.agreed if one.agreed is not None else answered >= FEWEST_ANSWERS and not one.names
    return one.score is not None and allowed


def _outputs(warehouse: Warehouse, account_id: str) -> Iterator[tuple[str, str]]:
    """Everything that goes to a customer, or is made to be shown to one."""
    about = subject(warehouse, account_id)
    names = PlanSubject(about, SuccessPlan(account_id=account_id))
    heard = customer_nps(about)
    yield "briefing", repr(heard)
    yield "review", repr(customer_review(about, names.plan, investment=True))
    yield "frozen", frozen_text(material(names))
    yield "json", as_json(about, customer_figures(about))
    yield "talking points", repr(talking_points(names))
    for shown in (*heard.figures, *heard.exhibits):
        yield f"rows behind {shown.id}", repr(warehouse.behind(shown.receipt))


@settings(max_examples=times(12))
@given(surveys)
def test_no_output_for_a_customer_holds_a_comment_that_may_not_be_read(told: list[list[Answer]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        warehouse = _warehouse(Path(folder), told)
        for n, found in enumerate(told):
            hidden = [
                _comment(n, k, one).split()[0]
                for k, one in enumerate(found)
                if one.writes and not _may_be_read(found, one)
            ]
            for name, said in _outputs(warehouse, f"A{n}"):
                assert [word for word in hidden if word in said] == [], name


@settings(max_examples=times(12))
@given(surveys)
def test_what_may_be_read_is_shown_and_what_may_not_is_counted(told: list[list[Answer]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        warehouse = _warehouse(Path(folder), told)
        for n, found in enumerate(told):
            brief = customer_nps(subject(warehouse, f"A{n}"))
            written = [(k, one) for k, one in enumerate(found) if one.writes and one.score is not None]
            shown = [_comment(n, k, one) for k, one in written if _may_be_read(found, one)]
            rows = brief.comments.rows if brief.comments else ()
            assert sorted(str(row[1]) for row in rows) == sorted(shown)[:MOST_COMMENTS]
            _counts(brief, withheld=len(written) - len(shown))
            _no_split_under_five(warehouse, f"A{n}", brief, sum(one.score is not None for one in found))


def _counts(brief: CustomerNps, withheld: int) -> None:
    said = brief.comments.note if brief.comments else brief.figure("voice.answered").note if brief.figures else ""
    assert ("not shown" in said) == (withheld > 0)
    if withheld:
        assert f"{withheld} comment" in said


def _no_split_under_five(warehouse: Warehouse, account_id: str, brief: CustomerNps, answered: int) -> None:
    """Under five it is not told how people answered: as a score, as counts, or in the rows behind them."""
    for row in customer_rows.nps_quarters(warehouse, account_id, ["2026-Q3"]):
        told = (row.promoters, row.passives, row.detractors)
        assert (
            told == (None, None, None) if answered < FEWEST_ANSWERS else sum(map(int, filter(None, told))) == answered
        )
    if 0 < answered < FEWEST_ANSWERS:
        assert brief.figure("voice.nps").value is None
        assert brief.answers is None


def _parts(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Every part of a package, and of the workbooks inside it."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        for name in package.namelist():
            part = package.read(name)
            yield name, part
            if part.startswith(b"PK"):
                yield from _parts(part)


FEW = [Answer(3), Answer(9, agreed=True), Answer(7, writes=False)]
MANY = [Answer(3), Answer(9), Answer(7, agreed=False), Answer(8, names="Tadhg"), Answer(10, agreed=True, names="Tadhg")]


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return _warehouse(tmp_path_factory.mktemp("anonymous"), [FEW, MANY])


def test_three_answers_show_the_one_comment_whose_author_agreed(warehouse: Warehouse) -> None:
    brief = customer_nps(subject(warehouse, "A0"))
    assert brief.comments is not None and brief.answers is None
    assert brief.comments.rows == ((9, "zq0x1zq was here"),)
    assert brief.comments.note == "Answers are anonymous. 1 comment is not shown: fewer than 5 answered."
    assert brief.headline == "3 people answered in Q3 2026: too few for a score"


def test_of_five_answers_those_stay_away_that_name_somebody_or_were_refused(warehouse: Warehouse) -> None:
    brief = customer_nps(subject(warehouse, "A1"))
    assert brief.comments is not None and isinstance(brief.answers, StackedBars)
    assert [row[0] for row in brief.comments.rows] == [3, 9, 10]
    assert "2 comments are not shown: somebody is named, or the author asked for that" in brief.comments.note


def test_no_part_of_a_deck_holds_what_may_not_be_read(warehouse: Warehouse) -> None:
    for n, found in enumerate((FEW, MANY)):
        content = customer_deck(customer_review(subject(warehouse, f"A{n}"), SuccessPlan(account_id=f"A{n}")))
        for k, one in enumerate(found):
            word = _comment(n, k, one).split()[0].encode()
            held = [name for name, part in _parts(content) if word in part]
            assert bool(held) == (one.writes and _may_be_read(found, one)), word


def test_where_a_figure_comes_from_tells_no_more_than_the_page(warehouse: Warehouse, tmp_path: Path) -> None:
    brief = customer_nps(subject(warehouse, "A0"))
    for shown in (*brief.figures, *brief.exhibits):
        told = repr(lineage_of(warehouse, Plans.whole(tmp_path), shown.receipt))
        assert "zq0x0zq" not in told, shown.id


def test_we_ourselves_see_every_answer(warehouse: Warehouse) -> None:
    ids = [row.account_id for row in book_rows.book(warehouse, "2026-Q3")]
    assert sum(one.comment is not None for one in nps_rows.surveys(warehouse, ["2026-Q3"], ids)) == 7


NAMING = (
    ("Ask Quillfeather, not me", True),
    ("quillfeather in small letters is a word like any other", False),
    ("Best regards, Saoirse", True),
    ("ask saoirse quillfeather", True),
    ("ASK QUILLFEATHER", True),
    ("Łukasz was great", True),
    ("Lukasz was great", True),
    ("王伟很有帮助", True),
    ("网络很慢", False),
    ("De service van de heer is goed", False),
    ("Write to me at x@example.com", True),
    ("All fine, always.", False),
)


def test_a_comment_that_names_somebody_is_known(tmp_path: Path) -> None:
    """A name counts as it is written, with or without accents; particles such as “van” are no names."""
    asked = dict(enumerate(NAMING))
    survey = "response_id,account_id,score,answered_on,comment\n" + "\n".join(
        f'r{a}.{n},A{a},8,2026-08-02,"{comment if n == 0 else ""}"'
        for a, (comment, _) in asked.items()
        for n in range(5)
    )
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "nps_responses.csv").write_text(survey, encoding="utf-8")
    names = ("Saoirse Quillfeather", "Łukasz Żak", "王伟", "Jan van de Heer", "Al")
    made = loaded(
        tmp_path, SETTINGS, accounts="\n".join(["account_id | name", *(f"A{a} | Alpha {a}" for a in asked)]),
        subscriptions="\n".join(
            ["subscription_id | account_id | product_id | mrr | starts_on"]
            + [f"s{a} | A{a} | wan | 1 | 2026-01-01" for a in asked]
        ),
        contacts="\n".join(
            ["contact_id | account_id | name"]
            + [f"c{a}.{n} | A{a} | {one}" for a in asked for n, one in enumerate(names)]
        ),
    )  # fmt: skip
    found = {comment: customer_nps(subject(made, f"A{a}")).comments is None for a, (comment, _) in asked.items()}
    assert found == dict(NAMING)
