"""What is known, what fits, what is saved: rows worked by hand, and what holds for any."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steward.domain.design.fit import Judged, fit, open_musts
from steward.domain.design.knowledge import (
    AskedAnswer,
    Completeness,
    Gap,
    GapKind,
    KnownDesign,
    completeness,
    gaps,
    level,
)
from steward.domain.design.knowledge import next_level as following
from steward.domain.design.materials import BomLine, Differs, against_quote, total
from steward.domain.design.money import SiteCost, double_running, load, months, saving
from steward.domain.design.words import Confidence, Level, Meets, NeededFor, Priority

DAYS = st.dates(date(2020, 1, 1), date(2032, 12, 31))
MONEY = st.decimals(0, 100_000, places=2)
IDS = st.sampled_from("abcdefgh")
LEVELS = tuple(Level)
ASKED = st.builds(
    AskedAnswer, IDS, st.sampled_from(list(NeededFor)), st.one_of(st.none(), st.sampled_from(list(Confidence)))
)
KNOWN = st.builds(
    lambda asked, sites, unplaced, unsurveyed, musts, offered: KnownDesign(
        asked=tuple(asked), sites=tuple(sites), unplaced=tuple(unplaced),
        unsurveyed=tuple(one for one in unsurveyed if one in sites),
        open_musts=tuple(musts), offered=offered,
    ),
    st.lists(ASKED, max_size=6), st.sets(IDS), st.sets(IDS), st.sets(IDS), st.sets(IDS), st.booleans(),
)  # fmt: skip


class TestCompleteness:
    @pytest.mark.parametrize(
        ("needed", "answered", "assumed", "percent"), [(4, 2, 1, 62.5), (4, 4, 0, 100), (0, 0, 0, None), (3, 0, 0, 0)]
    )
    def test_what_is_assumed_counts_half(self, needed: int, answered: int, assumed: int, percent: float | None) -> None:
        assert Completeness(needed, answered, assumed).percent == percent

    @given(st.lists(ASKED))
    def test_every_question_is_answered_assumed_or_open(self, asked: list[AskedAnswer]) -> None:
        found = completeness(asked)
        assert found.answered + found.assumed + found.open == found.needed == len(asked)
        assert found.percent is None if not asked else 0 <= (found.percent or 0) <= 100

    @given(st.lists(ASKED, min_size=1), st.data())
    def test_an_answer_never_makes_it_less(self, asked: list[AskedAnswer], data: st.DataObject) -> None:
        place = data.draw(st.integers(0, len(asked) - 1))
        surer = [*asked[:place], asked[place]._replace(confidence=Confidence.CONFIRMED), *asked[place + 1 :]]
        assert (completeness(surer).percent or 0) >= (completeness(asked).percent or 0)


def asked(needed_for: NeededFor, confidence: Confidence | None) -> AskedAnswer:
    return AskedAnswer(needed_for.value, needed_for, confidence)


B, F, O = NeededFor.BUDGETARY, NeededFor.FIRM, NeededFor.ORDER  # noqa: E741
SURE, GUESS = Confidence.STATED, Confidence.ASSUMED
ALL_ASKED = (asked(B, SURE), asked(F, SURE), asked(O, SURE))


class TestGates:
    @pytest.mark.parametrize(
        ("known", "reached"),
        [
            (KnownDesign(), None),
            (KnownDesign(asked=(asked(B, GUESS),)), None),
            (KnownDesign(asked=(asked(B, GUESS),), offered=True), Level.BUDGETARY),
            (KnownDesign(asked=(asked(B, None),), offered=True), None),
            (KnownDesign(asked=(asked(B, GUESS), asked(F, SURE)), offered=True, sites=("s",)), Level.BUDGETARY),
            (KnownDesign(asked=(asked(B, SURE), asked(F, GUESS)), offered=True, sites=("s",)), Level.BUDGETARY),
            (KnownDesign(asked=ALL_ASKED, offered=True, sites=()), Level.BUDGETARY),
            (KnownDesign(asked=ALL_ASKED, offered=True, sites=("s",), unsurveyed=("s",)), Level.SUBJECT),
            (KnownDesign(asked=ALL_ASKED, offered=True, sites=("s",), unplaced=("l",)), Level.BUDGETARY),
            (KnownDesign(asked=ALL_ASKED, offered=True, sites=("s",), open_musts=("r",)), Level.BUDGETARY),
            (KnownDesign(asked=(*ALL_ASKED[:2], asked(O, None)), offered=True, sites=("s",)), Level.FIRM),
            (KnownDesign(asked=(*ALL_ASKED[:2], asked(O, GUESS)), offered=True, sites=("s",)), Level.FIRM),
            (KnownDesign(asked=ALL_ASKED, offered=True, sites=("s",)), Level.ORDER),
        ],
    )
    def test_what_a_design_can_carry(self, known: KnownDesign, reached: Level | None) -> None:
        assert level(known) is reached

    def test_what_is_missing_is_named(self) -> None:
        known = KnownDesign(asked=(asked(B, GUESS), asked(F, None)), offered=True, sites=("s",), unsurveyed=("s",))
        assert gaps(known, Level.FIRM) == (
            Gap(GapKind.CONFIRMATION, "budgetary"), Gap(GapKind.ANSWER, "firm"), Gap(GapKind.SURVEY, "s"),
        )  # fmt: skip

    @given(KNOWN)
    def test_a_higher_level_needs_all_that_a_lower_one_does(self, known: KnownDesign) -> None:
        open_at = [{(one.kind is GapKind.CONFIRMATION, one.key) for one in gaps(known, each)} for each in LEVELS]
        missing = [bool(one) for one in open_at]
        assert missing == sorted(missing)
        reached, ahead = level(known), following(known)
        assert (reached is None) is (ahead is LEVELS[0])
        assert (ahead is None) is (reached is LEVELS[-1])

    @given(KNOWN)
    def test_an_order_is_ready_only_with_no_question_open_and_no_must(self, known: KnownDesign) -> None:
        if level(known) is Level.ORDER:
            assert all(one.confidence in (Confidence.STATED, Confidence.CONFIRMED) for one in known.asked)
            assert (
                not known.open_musts and not known.unplaced and not known.unsurveyed and known.sites and known.offered
            )


JUDGED = st.builds(Judged, IDS, st.sampled_from(list(Priority)), st.one_of(st.none(), st.sampled_from(list(Meets))))
M, S, C = Priority.MUST, Priority.SHOULD, Priority.COULD


class TestFit:
    @pytest.mark.parametrize(
        ("meets", "percent"),
        [
            ((Meets.YES, Meets.YES, Meets.YES, Meets.YES), 100.0),
            ((Meets.YES, Meets.NO, Meets.YES, Meets.NO), 55.6),
            ((Meets.YES, Meets.YES, Meets.PARTLY, None), 77.8),
        ],
    )
    def test_musts_weigh_three_shoulds_two_coulds_one(self, meets: tuple[Meets | None, ...], percent: float) -> None:
        judged = [Judged("r", priority, one) for priority, one in zip((M, M, S, C), meets, strict=True)]
        assert round(fit(judged) or 0, 1) == percent

    def test_nothing_required_fits_nothing(self) -> None:
        assert fit([]) is None

    @given(st.lists(JUDGED, min_size=1), st.sets(IDS))
    def test_every_must_is_met_or_has_a_signed_exception_or_is_open(
        self, judged: list[Judged], excepted: set[str]
    ) -> None:
        left = open_musts(judged, excepted)
        for one in judged:
            if one.priority is M:
                assert (one.meets is Meets.YES) or (one.requirement in excepted) or (one.requirement in left)
        assert not set(left) & excepted
        assert 0 <= (fit(judged) or 0) <= 100


A, E = date(2026, 7, 1), date(2026, 9, 30)


class TestMoney:
    def test_the_saving_is_of_the_sites_both_are_known_of(self) -> None:
        sites = [SiteCost("a", Decimal(900), Decimal(640)), SiteCost("b", Decimal(500)),
                 SiteCost("c", Decimal(300), Decimal(340))]  # fmt: skip
        assert saving(sites) == (Decimal(220), 2, 3)
        assert saving([SiteCost("b", Decimal(500))]) == (None, 0, 1)

    @pytest.mark.parametrize(("for_all", "found"), [("0", ("260", 1, 2)), ("300", ("-40", 1, 2)), (None, (None, 0, 2))])
    def test_what_is_for_all_sites_is_paid_too(self, for_all: str | None, found: tuple[str | None, int, int]) -> None:
        sites = [SiteCost("a", Decimal(900), Decimal(640)), SiteCost("b", Decimal(500))]
        amount, counted, of = found
        expected = (None if amount is None else Decimal(amount), counted, of)
        assert saving(sites, None if for_all is None else Decimal(for_all)) == expected
        assert saving(sites[1:], Decimal(5)).amount is None, "a price for all alone is no change of any site"

    @pytest.mark.parametrize(
        ("starts", "ends", "cost"),
        [(A, E, "2700.00"), (date(2026, 9, 16), E, "450.00"), (date(2026, 10, 1), E, "0.00"), (E, E, "30.00")],
    )
    def test_double_running_to_the_cent(self, starts: date, ends: date, cost: str) -> None:
        found = double_running([SiteCost("a", Decimal(900), None, starts, ends), SiteCost("b", Decimal(1))])
        assert found == (Decimal(cost), 1, 2)

    @given(DAYS, st.integers(0, 900), st.integers(1, 900))
    def test_months_add_up_wherever_they_are_split(self, first: date, to_split: int, beyond: int) -> None:
        split, last = first + timedelta(days=to_split), first + timedelta(days=to_split + beyond)
        assert months(first, split) + months(split + timedelta(days=1), last) == months(first, last)

    @given(st.integers(2000, 2100), st.integers(1, 12))
    def test_a_whole_month_is_one(self, year: int, month: int) -> None:
        first = date(year, month, 1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        assert months(first, last) == Fraction(1)

    @given(st.lists(st.builds(SiteCost, IDS, st.none() | MONEY, st.none() | MONEY, st.none() | DAYS, st.none() | DAYS)))
    def test_no_more_sites_are_counted_than_there_are_and_nothing_runs_twice_for_less_than_nothing(
        self, sites: list[SiteCost]
    ) -> None:
        for found in (saving(sites), double_running(sites)):
            assert 0 <= found.counted <= found.of == len(sites)
            assert (found.amount is None) is (found.counted == 0)
        assert (double_running(sites).amount or 0) >= 0

    @pytest.mark.parametrize(("planned", "has", "percent"), [(30, 40, 75.0), (50, 40, 125.0), (5, None, None)])
    def test_the_load_of_an_engineer(self, planned: int, has: int | None, percent: float | None) -> None:
        assert load(planned, has) == percent


def line(line_id: str, monthly: str | None = None, quantity: int = 1) -> BomLine:
    price = Decimal(monthly) if monthly else None
    return BomLine(line_id=line_id, option_id="o", product_id="p", quantity=Decimal(quantity), unit_monthly=price)


def lines(ids: Iterable[str]) -> list[BomLine]:
    return [line(one) for one in ids]


class TestMaterials:
    def test_half_a_price_is_none(self) -> None:
        assert total([line("a", "10.50", 3).monthly, line("b", "1").monthly]) == Decimal("32.50")
        assert total([line("a", "10.50").monthly, line("b").monthly]) is None
        assert total([]) is None

    @pytest.mark.parametrize(
        ("designed", "quoted", "excluded", "wrong"),
        [
            ("ab", "ab", "", {}),
            ("ab", "a", "b", {}),
            ("ab", "a", "", {"unquoted": ("b",)}),
            ("a", "aa", "", {"twice": ("a",)}),
            ("a", "ac", "", {"unknown": ("c",)}),
            ("ab", "ab", "b", {"excluded_yet_quoted": ("b",)}),
        ],
    )
    def test_a_quote_against_the_bill_of_materials(
        self, designed: str, quoted: str, excluded: str, wrong: dict[str, tuple[str, ...]]
    ) -> None:
        found = against_quote(lines(designed), lines(quoted), set(excluded))
        assert {name: held for name, held in vars(found).items() if held} == wrong
        assert found.one_to_one is (not wrong)

    @pytest.mark.parametrize(
        ("quoted", "altered", "repriced"),
        [
            ({}, [], []),
            ({"product_id": "q"}, [Differs.PRODUCT], []),
            ({"site_id": "s"}, [Differs.SITE], []),
            ({"quantity": Decimal("3.0")}, [], []),
            ({"quantity": Decimal(1)}, [Differs.QUANTITY], []),
            ({"unit_monthly": Decimal("10.00")}, [], []),
            ({"unit_monthly": None}, [], [Differs.MONTHLY]),
            ({"unit_one_off": Decimal(9)}, [], []),
        ],
    )
    def test_a_line_that_is_quoted_otherwise_is_not_as_designed(
        self, quoted: dict[str, Any], altered: list[Differs], repriced: list[Differs]
    ) -> None:
        designed = line("a", "10", 3)
        found = against_quote([designed], [replace(designed, **quoted)], ())
        assert [one.differs for one in found.altered] == altered
        assert [one.differs for one in found.repriced] == repriced
        assert found.one_to_one is (not altered)

    @given(st.sets(IDS), st.lists(IDS), st.sets(IDS))
    def test_one_to_one_means_every_line_is_quoted_once_or_excluded(
        self, designed: set[str], quoted: list[str], excluded: set[str]
    ) -> None:
        found = against_quote(lines(sorted(designed)), lines(quoted), excluded)
        assert found.one_to_one is (sorted(quoted) == sorted(designed - excluded))
