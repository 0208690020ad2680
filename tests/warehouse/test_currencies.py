"""Amounts of several currencies are never added up: they are converted at a rate that is said, or turned down."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from steward.warehouse.loading.currencies.in_names import asked_of_name, currency_in_name
from steward.warehouse.loading.currencies.written import SHARED, foreign_words, in_use, own_words
from tests.examples import first
from tests.warehouse.desks import loaded, rejects, rows

HEADER = "account_id,month,amount,charge_id\n"
RATES = "currency,month,rate\nusd,2025-12,0.9\nUSD,2026-02,0.8\nGBP,2026-01-01,1.1\nGBP,2026-01-31,1.2\n"


def _charges(*amounts: str) -> str:
    return HEADER + "".join(f'A-1,2026-01-15,"{amount}",{number:03}\n' for number, amount in enumerate(amounts))


def _amounts(folder: Path, *amounts: str, **files: str) -> tuple[list[int], list[str], str]:
    """As loaded, in whole units; the reasons of what was not; what was said."""
    workspace, report = loaded(folder, charges__csv=_charges(*amounts), **files)
    found = rows(workspace, "select amount::integer from staging.charges order by charge_id")
    reasons = [each["reason"] for each in rejects(workspace, "charges")]
    return [amount for (amount,) in found], reasons, "\n".join(report.warnings)


def test_without_rates_only_amounts_in_our_currency_are_loaded(tmp_path: Path) -> None:
    found, reasons, said = _amounts(tmp_path, "USD 1,000.00", "GBP 900.00", "¥100,000", "$7", "50", "€ 60", "5 kr")
    assert found == [50, 60]
    assert [reason.split(":")[0] for reason in reasons] == [
        "“USD 1,000.00” is in USD and the book in EUR",
        "“GBP 900.00” is in GBP and the book in EUR",
        "“¥100,000” is in JPY and the book in EUR",
        "“$7” is in USD and the book in EUR",
        "“5 kr” is not an amount",
    ]
    assert "amounts without a currency are taken to be in EUR" in said


def test_a_column_that_is_all_in_another_currency_is_not_taken_for_ours(tmp_path: Path) -> None:
    subscriptions = "subscription_id,account_id,product_id,mrr,starts_on\nS,A-1,p,£10,2025-01-01\n"
    workspace, _ = loaded(tmp_path, subscriptions__csv=subscriptions)
    assert rows(workspace, "select count(*) from staging.subscriptions") == [(0,)]


def test_a_rate_of_the_month_or_of_one_before_converts_and_is_said(tmp_path: Path) -> None:
    found, reasons, said = _amounts(tmp_path, "USD 1,000.00", "GBP 900", "JPY 5", "50", exchange_rates__csv=RATES)
    assert found == [900, 1080, 50]
    assert [reason.split(":")[0] for reason in reasons] == ["“JPY 5” is in JPY and the book in EUR"]
    assert "1 amount in USD turned into EUR, at the rates of exchange_rates: 0.9 of 2025-12" in said
    assert "1 amount in GBP turned into EUR, at the rates of exchange_rates: 1.2 of 2026-01" in said


@pytest.mark.every
@pytest.mark.parametrize("mapped", first(1, [False, True]))
def test_a_column_that_says_the_currency_is_obeyed(tmp_path: Path, mapped: bool) -> None:
    ledger = "account_id,month,amount,Currency Code\nA-1,2026-01,100,USD\nA-1,2026-01,100,\nA-1,2026-01,100,eur\n"
    ledger += 'A-1,2026-01,100,CHF\nA-1,2026-01,"1,000 GBP",\n'
    toml = "[charges]\nfile = 'ledger.csv'\n"
    if mapped:
        toml += "[charges.columns]\naccount_id = 'account_id'\nmonth = 'month'\namount = 'amount'\n"
    workspace, _ = loaded(tmp_path, ledger__csv=ledger, sources__toml=toml, exchange_rates__csv=RATES)
    found: list[tuple[Any, ...]] = rows(workspace, "select amount::integer from staging.charges order by 1")
    assert found == [(90,), (100,), (100,), (1200,)]
    assert [each["reason"].split(":")[0] for each in rejects(workspace, "charges")] == [
        "“100 CHF” is in CHF and the book in EUR"
    ]


@pytest.mark.every
def test_prices_are_worth_the_latest_rate_so_that_a_rate_is_no_growth(tmp_path: Path) -> None:
    subscriptions = "subscription_id,account_id,product_id,mrr,starts_on\nS,A-1,p,100 USD,2020-01-01\n"
    opportunities = "opportunity_id,name,stage,status,amount\nO,x,s,open,US$ 100\n"
    workspace, _ = loaded(
        tmp_path, subscriptions__csv=subscriptions, opportunities__csv=opportunities, exchange_rates__csv=RATES
    )
    assert rows(workspace, "select mrr from staging.subscriptions") == [(Decimal(80),)]
    assert rows(workspace, "select amount from staging.opportunities") == [(Decimal(80),)]
    # In the CRM the amount is one of dollars: euros must not go back.
    assert rows(workspace, "select amount_from from meta.crm") == [("exchange_rates",)]


@pytest.mark.parametrize(
    ("own", "amounts", "expected"),
    first(
        3,
        [
            ("SEK", ["5 kr", "1 234,00 kr", "SEK7"], [5, 1234, 7]),
            ("INR", ["Rs 1,00,000", "Rs. 5", "6 Rs.", "₨7", "Rs. 2,500/-", "900/-"], [100000, 5, 6, 7, 2500, 900]),
            ("CAD", ["C$5", "CA$ 6", "Cdn$7"], [5, 6, 7]),
            ("USD", ["$5", "US$ 6", "7 usd", "$8 USD"], [5, 6, 7, 8]),
            ("CAD", ["$5", "CA$6", "CAD 7"], [5, 6, 7]),
            ("DKK", ["kr. 5", "6 kr."], [5, 6]),
            ("INR", ["₹1,00,000.00", "INR 5"], [100000, 5]),
            ("PLN", ["1 200,00 zł"], [1200]),
            ("BRL", ["R$ 1.200,00", "R$5,00"], [1200, 5]),
            ("CHF", ["CHF 1’200.00", "5 chf", "Fr. 7", "8 SFr."], [1200, 5, 7, 8]),
            ("USD", ["US$ 5", "USD 1,000.00"], [5, 1000]),
            ("TRY", ["1.200,00 TL", "₺5,50"], [1200, 6]),
            ("JPY", ["500円", "￥600", "700 yen"], [500, 600, 700]),
        ],
    ),
)
def test_the_signs_of_our_own_currency_are_read(
    tmp_path: Path, own: str, amounts: list[str], expected: list[int]
) -> None:
    found, reasons, _ = _amounts(tmp_path, *amounts, workspace__toml=f'currency = "{own}"')
    assert ([int(each) for each in found], reasons) == (expected, [])


def test_every_sign_that_several_countries_use_is_known_as_such() -> None:
    signs: dict[str, set[str]] = {}
    for code in in_use():
        for sign in own_words(code):
            signs.setdefault(sign, set()).add(code)
    assert {sign for sign, codes in signs.items() if len(codes) > 1} - {"XOF", "XAF"} <= SHARED
    assert not {word for word in foreign_words("EUR") if len(signs.get(word, ())) > 1} - SHARED - {"¥"}


@pytest.mark.parametrize(
    ("name", "code", "asked"),
    [
        ("Amount (USD)", "USD", ""), ("net_usd", "USD", ""), ("net_USD", "USD", ""), ("USD amount", "USD", ""),
        ("usd_net", "USD", ""), ("Amount ($)", "USD", ""), ("Betrag £", "GBP", ""), ("Amount (THB)", "THB", ""),
        ("Amount (KES)", "KES", ""), ("MRR [NGN]", "NGN", ""), ("Amount in GBP, net", "GBP", ""),
        ("Net ALL", "", "ALL"), ("Amount (ALL)", "", "ALL"), ("last TRY", "", "TRY"), ("Amount TOP", "", "TOP"),
        ("Amount KES", "", "KES"), ("USD to GBP", "", "GBP"),
        ("net_all", "", ""), ("mrr_top", "", ""), ("amount (try)", "", ""), ("Amount (EUR)", "", ""), ("ALL", "", ""),
        ("Amount €", "", ""), ("USD in EUR", "", ""), ("amount", "", ""), ("Amount (MRR)", "", ""),
    ],
)  # fmt: skip
def test_a_name_says_a_currency_where_it_can_hardly_say_anything_else(name: str, code: str, asked: str) -> None:
    assert currency_in_name(name, "EUR") == code
    assert (f"may name the currency {asked}," in asked_of_name(name, "EUR")) == bool(asked)
    assert bool(asked_of_name(name, "EUR")) == bool(asked)
    assert currency_in_name(name, "EUR", {asked}) == (code or asked)


@pytest.mark.every
def test_a_name_that_may_say_a_currency_is_asked_about(tmp_path: Path) -> None:
    report = "Account,Close,Net ALL\nA-1,2026-02,1000.00\n"
    sources = REPORTED.replace('"Amount"', "'\"Net ALL\"'")
    workspace, loads = loaded(tmp_path, report__csv=report, sources__toml=sources)
    assert rows(workspace, "select amount::integer from staging.charges") == [(1000,)]
    assert any("“Net ALL” may name the currency ALL, or not" in said for said in loads.warnings)
    rates = "currency,month,rate\nALL,2025-12,0.01\n"
    workspace, loads = loaded(tmp_path / "lek", report__csv=report, sources__toml=sources, exchange_rates__csv=rates)
    assert rows(workspace, "select amount::integer from staging.charges") == [(10,)]
    assert not any("may name" in said for said in loads.warnings)


def test_rates_that_are_none_are_turned_down(tmp_path: Path) -> None:
    rates = "currency,month,rate\nUSD,2026-01,0\nDollar,2026-01,1\nGBP,2026-01-01,1\nGBP,2026-01-01,2\n"
    workspace, _ = loaded(tmp_path, exchange_rates__csv=rates)
    assert [each["reason"] for each in rejects(workspace, "exchange_rates")] == [
        "“0.0” is not a rate above 0",
        "“Dollar” is not a currency such as USD",
        "“GBP 2026-01-01” is there already, in line 4",
    ]


def test_a_day_has_one_rate_however_the_currency_is_written_and_the_last_of_a_month_counts(tmp_path: Path) -> None:
    """Of two of one day either would."""
    rates = "currency,month,rate\nUSD,2026-01-31,0.9\nusd,2026-01-31,0.8\nUSD,2026-01-15,0.7\nUSD,2026-02-01,0.6\n"
    charges = "account_id,month,amount,currency\nA-1,2026-01-01,100,USD\nA-2,2026-02-01,100,usd\n"
    workspace, _ = loaded(tmp_path, exchange_rates__csv=rates, charges__csv=charges)
    reason = "“USD 2026-01-31” is there already, in line 2"
    assert [each["reason"] for each in rejects(workspace, "exchange_rates")] == [reason]
    assert rows(workspace, "select amount from staging.charges order by account_id") == [(90,), (60,)]


REPORT = "Account,Close,Amount Currency,Amount\nA-1,2026-02,USD,1000.00\nA-2,2026-02,EUR,1000.00\n"
REPORTED = """
[charges]
file = "report.csv"
[charges.columns]
account_id = "Account"
month = "Close"
amount = "Amount"
"""


@pytest.mark.parametrize(
    "named", first(1, ["Transaction Currency", "Amount Currency", "amount_currency", "Currency Code", "CCY"])
)
def test_a_currency_column_is_known_by_the_end_of_its_name(tmp_path: Path, named: str) -> None:
    report = REPORT.replace("Amount Currency", named)
    workspace, loads = loaded(tmp_path, report__csv=report, sources__toml=REPORTED, exchange_rates__csv=RATES)
    assert rows(workspace, "select amount::integer from staging.charges order by 1") == [(800,), (1000,)]
    assert any(f"“{named}” is taken for the currency" in said for said in loads.warnings)


@pytest.mark.parametrize(
    "named", first(1, ["Home Currency Code", "Converted Currency", "Corporate Currency", "Group CCY"])
)
def test_a_column_of_what_amounts_are_turned_into_says_nothing_of_them(tmp_path: Path, named: str) -> None:
    workspace, _ = loaded(tmp_path, report__csv=REPORT.replace("Amount Currency", named), sources__toml=REPORTED)
    assert rows(workspace, "select amount::integer from staging.charges") == [(1000,), (1000,)]


@pytest.mark.every
@pytest.mark.parametrize("named", first(1, ["Amount (USD)", "Net USD", "Amount [USD]", "amount_usd"]))
def test_the_name_of_a_column_may_say_its_currency(tmp_path: Path, named: str) -> None:
    report = f"Account,Close,{named}\nA-1,2026-02,1000.00\nA-2,2026-02,\n"
    sources = REPORTED.replace('"Amount"', f"'\"{named}\"'")
    workspace, _ = loaded(tmp_path, report__csv=report, sources__toml=sources, exchange_rates__csv=RATES)
    assert rows(workspace, "select amount::integer from staging.charges") == [(800,)]
    ours = f"Account,Close,{named.replace('USD', 'EUR').replace('usd', 'eur')}\nA-1,2026-02,1000.00\n"
    sources = sources.replace("USD", "EUR").replace("usd", "eur")
    workspace, _ = loaded(tmp_path / "ours", report__csv=ours, sources__toml=sources)
    assert rows(workspace, "select amount::integer from staging.charges") == [(1000,)]


@pytest.mark.every
def test_the_name_says_it_beside_an_expression_too_unless_the_currency_is_mapped(tmp_path: Path) -> None:
    report = "Account,Close,Amount (USD)\nA-1,2026-02,1000.00\n"
    sources = REPORTED.replace('"Amount"', "'\"Amount (USD)\"'") + "kind = \"'recurring'\"\n"
    workspace, _ = loaded(tmp_path, report__csv=report, sources__toml=sources, exchange_rates__csv=RATES)
    assert rows(workspace, "select amount::integer from staging.charges") == [(800,)]
    sources += "currency = \"''\"\n"
    workspace, _ = loaded(tmp_path / "ours", report__csv=report, sources__toml=sources)
    assert rows(workspace, "select amount::integer from staging.charges") == [(1000,)]


def test_a_query_that_leaves_the_currency_out_is_told_so(tmp_path: Path) -> None:
    sources = '[charges]\nsql = "select Account as account_id, Close as month, Amount as amount from report"\n'
    _, loads = loaded(tmp_path, report__csv=REPORT, sources__toml=sources, exchange_rates__csv=RATES)
    assert any("the query leaves out the column “Amount Currency”" in said for said in loads.warnings)


@pytest.mark.every
def test_the_code_of_a_row_tells_whose_sign_it_is_and_none_that_contradicts_it_is_read(tmp_path: Path) -> None:
    ledger = "account_id,month,amount,currency\n"
    ledger += 'A-1,2026-02,"$1,000.00",CAD\nA-1,2026-02,$100,USD\nA-1,2026-02,€100,USD\nA-1,2026-02,CA$10,CAD\n'
    ledger += "A-1,2026-02,USD 5,EUR\nA-1,2026-02,€7,EUR\n"
    rates = "currency,month,rate\nUSD,2026-01,0.9\nCAD,2026-01,0.6\n"
    workspace, _ = loaded(tmp_path, charges__csv=ledger, exchange_rates__csv=rates)
    assert rows(workspace, "select amount::integer from staging.charges order by 1") == [(6,), (7,), (90,), (600,)]
    assert [each["reason"] for each in rejects(workspace, "charges")] == [
        "“€100 USD” bears signs of two currencies",
        "“USD 5 EUR” bears signs of two currencies",
    ]
