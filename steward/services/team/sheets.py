"""The workbook of a team, a region or the company: its figures, and a sheet for each of its tables and charts."""

from steward.briefings.internal.team.source import TeamSource
from steward.briefings.internal.team.team import TeamBrief
from steward.output.workbook import About, workbook

__all__ = ["team_workbook"]


def team_workbook(source: TeamSource, brief: TeamBrief) -> bytes:
    """Everything that its page shows, for our own eyes."""
    company = source.book.warehouse.facts.company
    about = About(
        page="Team", headline=brief.headline, source=company, as_of=brief.as_of, quarter=brief.quarter.spoken,
        filters=(("Of whom", brief.branch.called),), ours=True,
    )  # fmt: skip
    return workbook(about, brief.figures, brief.exhibits)
