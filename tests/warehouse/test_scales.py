"""Percentages, shares and scores on another scale than ours: read as meant where that is certain, and always said."""

from pathlib import Path

import pytest

from steward.errors import SourcesUnreadable
from steward.warehouse.loading.load import load
from tests.examples import first
from tests.warehouse.desks import desk, loaded, rejects, rows, table

PEOPLE = "person_id,name\nU1,Una\n"
ODD = "could be a share or a percentage, as most of the column are; write it with a % sign"


NO_SIGN = "could be a share or a percentage, where others of the column bear a % sign; write it with one"


def _opportunities(*probabilities: str) -> str:
    lines = (f'O{number:03},x,s,open,5,"{each}"\n' for number, each in enumerate(probabilities))
    return "opportunity_id,name,stage,status,amount,probability\n" + "".join(lines)


@pytest.mark.parametrize(
    ("written", "read", "refused"),
    first(
        3,
        [
            (["60", "40", "0.5"], [0.6, 0.4], [f"“0.5” {ODD}"]),
            (["0.6", "0.4", "1", "50"], [0.6, 0.4, 1], ["“50.0” is not a share from 0 to 1"]),
            (["40%", "50", "0.5", "0"], [0.4, 0], [f"“50” {NO_SIGN}", f"“0.5” {NO_SIGN}"]),
            (["60", "40", "1000"], [0.6, 0.4], ["“1000.0” is not a share from 0 to 1"]),
            (["60", "40", "-5"], [0.6, 0.4], ["“-5.0” is not a share from 0 to 1"]),
            (["100", "1", "0", ""], [1, 0.01, 0, None], []),
            (["40%", "0.5"], [0.4, 0.5], []),
            (["40%", "50", "60", "0"], [0.4, 0.5, 0.6, 0], []),
            (["40%"] + ["50"] * 100 + ["0.5"], [0.4] + [0.5] * 100, [f"“0.5” {NO_SIGN}"]),
            (["40%", "1"], [0.4], [f"“1” {NO_SIGN}"]),
            (["40 %", "0,5", "0,25", "7"], [0.4, 0.5, 0.25], [f"“7” {NO_SIGN}"]),
        ],
    ),
)
def test_one_odd_probability_does_not_decide_for_the_others(
    tmp_path: Path, written: list[str], read: list[float | None], refused: list[str]
) -> None:
    workspace, _ = loaded(tmp_path, opportunities__csv=_opportunities(*written))
    found = rows(workspace, "select round(probability, 6) from staging.opportunities order by opportunity_id")
    assert [share for (share,) in found] == read
    assert [each["reason"] for each in rejects(workspace, "opportunities")] == refused


def test_availability_of_either_scale_is_told_row_by_row(tmp_path: Path) -> None:
    levels = "product_id,availability_target\na,99.9\nb,0.9995\nc,1\nd,100\ne,0\n"
    workspace, report = loaded(tmp_path, service_levels__csv=levels)
    found = rows(workspace, "select availability_target from staging.service_levels order by product_id")
    assert [round(target, 6) for (target,) in found] == [99.9, 99.95, 100, 100]
    assert len(rejects(workspace, "service_levels")) == 1
    assert any("was read as 99.9 % (2 rows)" in each for each in report.warnings)


def test_a_level_with_a_sign_is_as_it_says_and_one_without_as_its_size_says(tmp_path: Path) -> None:
    """“0.5%” is half a percent, whatever stands beside it; 0.999 is a share where nothing says that it is none."""
    levels = "product_id,availability_target\na,99.9%\nb,0.5%\nc,99.5\nd,0.999\n"
    workspace, report = loaded(tmp_path, service_levels__csv=levels)
    found = rows(workspace, "select availability_target from staging.service_levels order by product_id")
    assert [round(target, 6) for (target,) in found] == [99.9, 0.5, 99.5, 99.9]
    assert any("numbers up to 1 without a % sign are read as shares" in each for each in report.warnings)


@pytest.mark.parametrize(
    ("written", "read", "said"),
    first(
        2,
        [
            (["5,95", "6,105"], [(0.05, 0.95), (0.06, 1.05)], "base_growth: is a percentage like 5"),
            (["0.5,95", "0.05,95"], [(0.5, 0.95), (0.05, 0.95)], "is read as a share, 0.05 as 5 %, though retention"),
            (["0.05,0.95", "0.06,1.05"], [(0.05, 0.95), (0.06, 1.05)], ""),
            (["-3,95", "1,1"], [(-0.03, 0.95), (0.01, 1)], "retention: is a percentage like 95"),
            (["5%,95%", ","], [(0.05, 0.95), (None, None)], ""),
            (["1,0.9"], [(1, 0.9)], "is a growth of 100 % or more"),
        ],
    ),
)
def test_targets_in_percent_are_read_as_shares_and_said(
    tmp_path: Path, written: list[str], read: list[tuple[float, float]], said: str
) -> None:
    targets = "person_id,quarter,base_growth,retention\n"
    targets += "".join(f"U1,2026-Q{number},{each}\n" for number, each in enumerate(written, 1))
    workspace, report = loaded(tmp_path, targets__csv=targets, people__csv=PEOPLE)
    found = rows(workspace, "select round(base_growth, 6), round(retention, 6) from staging.targets order by quarter")
    assert found == read
    told = [each for each in report.warnings if "targets" in each]
    assert any(said in each for each in told) if said else not told


def _answers(*scores: str) -> str:
    lines = (f"R{number:03},A-1,{score},2026-08-01\n" for number, score in enumerate(scores))
    return "response_id,account_id,score,answered_on\n" + "".join(lines)


def test_answers_of_which_none_is_above_five_are_warned_of(tmp_path: Path) -> None:
    _, report = loaded(tmp_path / "low", nps_responses__csv=_answers("5", "4", "5"))
    assert any('write scale = "1-5" into sources.toml' in each for each in report.warnings)
    _, report = loaded(tmp_path / "full", nps_responses__csv=_answers("5", "4", "6"))
    assert not any("scale" in each for each in report.warnings)


@pytest.mark.parametrize(
    ("scale", "read", "refused"),
    first(
        1,
        [
            ("1-5", [0, 3, 5, 8, 10, None], ["6", "0", "4.5"]),
            ("1-10", [0, 1, 2, 3, 4, None, 6], ["0", "4.5"]),
            ("0-10", [1, 2, 3, 4, 5, None, 6, 0], ["4.5"]),
        ],
    ),
)
def test_a_scale_that_is_named_is_read_as_nought_to_ten(
    tmp_path: Path, scale: str, read: list[float | None], refused: list[str]
) -> None:
    scores = ("1", "2", "3", "4", "5", "", "6", "0", "4.5")
    toml = f'[nps_responses]\nfile = "nps_responses.csv"\nscale = "{scale}"\n'
    workspace, report = loaded(tmp_path, nps_responses__csv=_answers(*scores), sources__toml=toml)
    found = rows(workspace, "select score from staging.nps_responses order by response_id")
    assert [score for (score,) in found] == read
    assert [each["score"] for each in rejects(workspace, "nps_responses")] == refused
    assert any(f"on a scale of {scale.replace('-', ' to ')}" in each for each in report.warnings)


@pytest.mark.parametrize(("table", "scale"), [("nps_responses", "1-7"), ("accounts", "1-5")])
def test_a_scale_that_is_none_is_one_sentence(tmp_path: Path, table: str, scale: str) -> None:
    toml = f'[{table}]\nfile = "accounts.csv"\nscale = "{scale}"\n'
    with pytest.raises(SourcesUnreadable, match="scale belongs to"):
        load(desk(tmp_path, sources__toml=toml))


def test_what_says_that_it_is_a_percentage_is_one_of_any_size(tmp_path: Path) -> None:
    text = "person_id,quarter,base_growth,retention\nP1,2026-Q1,150%,250%\nP2,2026-Q1,0.5%,95%\nP3,2026-Q1,5%,205%\n"
    workspace, report = loaded(tmp_path, targets__csv=text, people__csv="person_id,name\nP1,A\nP2,B\nP3,C\n")
    assert table(report, "targets").rejected == 0
    found = rows(workspace, "select base_growth, retention from staging.targets order by person_id")
    assert [(round(growth, 6), round(kept, 6)) for growth, kept in found] == [(1.5, 2.5), (0.005, 0.95), (0.05, 2.05)]


def test_what_numbers_without_a_sign_are_beside_those_with_one_is_said(tmp_path: Path) -> None:
    text = "person_id,quarter,base_growth,retention\nP1,2026-Q1,5%,250%\nP2,2026-Q1,0.04,95\nP3,2026-Q1,0.05,90\n"
    usage = "account_id,product_id,day,used,committed\nA-1,p,2026-01-01,85%,40%\nA-1,p,2026-01-02,120,50%\n"
    people = "person_id,name\nP1,A\nP2,B\nP3,C\n"
    workspace, report = loaded(tmp_path, targets__csv=text, people__csv=people, usage__csv=usage)
    found = rows(workspace, "select base_growth, retention from staging.targets order by person_id")
    assert [(round(growth, 6), round(kept, 6)) for growth, kept in found] == [(0.05, 2.5), (0.04, 0.95), (0.05, 0.9)]
    assert rows(workspace, "select used, committed from staging.usage") == [(120, 0.5)]
    assert [each["reason"] for each in rejects(workspace, "usage")] == [
        "“85%” bears a % sign, and others of the column none; write every number one way"
    ]
    for said in (
        "base_growth: numbers without a % sign are read as shares, 0.4 as 40 %",
        "retention: numbers without a % sign are read as percentages, 40 as 40 %",
        "committed: numbers like 40% are read as 0.4",
    ):
        assert any(said in each for each in report.warnings), said


def test_one_stray_answer_above_five_does_not_silence_the_warning(tmp_path: Path) -> None:
    _, report = loaded(tmp_path, nps_responses__csv=_answers(*(["1", "3", "5", "4"] * 50), "10"))
    assert any("hardly any answer is above 5 (1)" in said for said in report.warnings)
