"""The pipeline on a page: how it is split, one opportunity to progress, and files for the CRM."""

import streamlit as st

from steward.areas.pipeline import pipeline_of, written
from steward.briefings.book import Book
from steward.briefings.internal.deal_watch import Watched
from steward.briefings.internal.pipeline_book import PipelineBook
from steward.briefings.internal.pipeline_charts import By
from steward.briefings.internal.portfolio import EVERYTHING, Filters
from steward.deal_files import Crm, deal_csv
from steward.exhibits import Figure, day_text
from steward.ui.pick import pick
from steward.ui.plan_shelves import kept_with_plans

BESIDE = ("pipeline.coverage_late", "pipeline.late_stage", "pipeline.waiting")
"""What the tiles leave out: the table of coverage and the list of what waits say it."""


def pipeline_of_page(book: Book, filters: Filters = EVERYTHING, by: By = By.STAGE) -> PipelineBook:
    """The pipeline, made again only where a load or a file changed."""
    return kept_with_plans(
        "pipeline",
        lambda shelves: written(shelves, ()),
        lambda shelves: pipeline_of(book, shelves, filters, by),
        book.quarter,
        filters,
        by,
    )


def choose_split() -> By:
    """What the open pipeline is split by."""
    return (
        st.segmented_control("Split by", list(By), default=By.STAGE, key="pipeline.by", format_func=_label) or By.STAGE
    )


def _label(by: By) -> str:
    return by.capitalize()


def shown_figures(brief: PipelineBook) -> tuple[Figure, ...]:
    """The figures as tiles."""
    return tuple(figure for figure in brief.figures if figure.id not in BESIDE)


def choose_deal(brief: PipelineBook, *picked: str | None) -> Watched | None:
    """The opportunity to progress: the row that was ticked last in any table, else what is chosen; kept in the URL."""
    known = {one.deal.opportunity_id: one for one in brief.deals if one.deal.account_id}
    hint = "Choose an opportunity to progress it, or tick a row"
    return pick(known, picked, _named, "Opportunity", hint, "deal")


def _named(one: Watched) -> str:
    closes = f" · closes {day_text(one.deal.close_on)}" if one.deal.close_on else ""
    return f"{one.deal.account or ''} · {one.deal.name}{closes}"


def download_changes(book: Book, brief: PipelineBook) -> None:
    """What waits, as a file for the CRM's import."""
    if not len(brief.waits):
        return
    with st.container(horizontal=True):
        for crm in Crm:
            st.download_button(
                f"For {crm} (CSV)",
                deal_csv(brief.waits, crm),
                f"opportunities-{book.quarter}-{crm.lower()}.csv",
                "text/csv",
                on_click="ignore",
                icon=":material/upload_file:",
                key=f"deals.{crm}",
            )
    st.caption(
        "Update or upsert by the id; leave “insert null values” off, so that an empty cell changes nothing. "
        "Once an import says the same, the change is gone from here."
    )
