"""Survey answers with who gave them, for our own eyes: one read for the whole book beside each NamedTuple."""

from datetime import date
from typing import NamedTuple

from steward.warehouse.reader import ACCOUNTS, Warehouse


class SurveyAnswer(NamedTuple):
    """One survey sent. `score` None: not answered; `day`: when it was answered, else sent."""

    response_id: str
    account_id: str
    quarter: str
    contact_id: str | None
    contact: str | None
    title: str | None
    left_on: date | None
    day: date
    score: int | None
    comment: str | None


def surveys(warehouse: Warehouse, quarters: list[str], account_ids: list[str]) -> list[SurveyAnswer]:
    """The surveys of some accounts in some quarters, the lowest score first, those not answered last."""
    sql = f"""
        select {", ".join(SurveyAnswer._fields)} from internal.survey_answers
        where quarter in (select unnest(?)) and account_id in (select unnest(?))
        order by score nulls last, day desc, response_id"""
    return warehouse.accounts_rows(SurveyAnswer, sql, account_ids, [quarters, ACCOUNTS])


class QuarterCounts(NamedTuple):
    """Survey counts of some accounts together. `asked` None: the feed holds answers alone."""

    quarter: str
    asked: int | None
    answered: int
    promoters: int
    passives: int
    detractors: int


def quarter_counts(warehouse: Warehouse, quarters: list[str], account_ids: list[str]) -> list[QuarterCounts]:
    """The counts of each quarter with a survey, the earliest first."""
    sql = """
        select quarter, sum(asked)::integer, sum(answered)::integer, sum(promoters)::integer, sum(passives)::integer,
            sum(detractors)::integer
        from internal.nps_quarterly
        where quarter in (select unnest(?)) and account_id in (select unnest(?))
        group by quarter order by quarter"""
    return warehouse.rows(QuarterCounts, sql, [quarters, account_ids])


class Asked(NamedTuple):
    """How often somebody was asked and answered over some quarters, and when last asked."""

    account_id: str
    contact_id: str
    asked: int
    answered: int
    last_asked: date | None


def asked(warehouse: Warehouse, quarters: list[str], account_ids: list[str]) -> dict[tuple[str, str], Asked]:
    """Everybody who was asked over some quarters, by account and contact."""
    sql = """
        select account_id, contact_id, count(*), count(score), max(coalesce(sent_on, day))
        from internal.survey_answers
        where contact_id is not null and quarter in (select unnest(?)) and account_id in (select unnest(?))
        group by account_id, contact_id"""
    rows = warehouse.accounts_rows(Asked, sql, account_ids, [quarters, ACCOUNTS])
    return {(row.account_id, row.contact_id): row for row in rows}
