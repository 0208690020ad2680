"""The pipeline on a page: how it is split, one opportunity to progress, and files for the CRM."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from steward.briefings.internal.opportunities.book import PipelineBook
from steward.briefings.internal.opportunities.charts import By
from steward.briefings.internal.opportunities.watch import Watched
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import EVERYTHING, Filters
from steward.exhibits import Figure, day_text
from steward.exhibits.wording import counted
from steward.services import opportunities
from steward.services.opportunity_files import Crm, CrmFile, crm_file
from steward.ui.kit import show
from steward.ui.kit.downloads import offer
from steward.ui.kit.escape import plain
from steward.ui.kit.filters import ACCOUNT_REGION
from steward.ui.kit.labels import account_labels
from steward.ui.kit.pick import pick
from steward.ui.kit.shown import filtered
from steward.ui.kit.who import who
from steward.ui.plans.cache import briefed

HOW = {
    Crm.SALESFORCE: (
        "In Data Loader choose Upsert, match by Id, and turn on “Use Bulk API” in its settings: only then does #N/A "
        "empty a field. An empty cell changes nothing."
    ),
    Crm.HUBSPOT: (
        "Import it as deals, match by Record ID, and choose to create and update. An empty cell changes nothing."
    ),
}
"""What to do with each file, in the words of the importer."""

BESIDE = ("pipeline.coverage_late", "pipeline.late_stage")
"""What the tiles leave out: the table of coverage says it. What waits is one, for it is what a save there moves."""


def pipeline_of_page(book: Book, filters: Filters = EVERYTHING, by: By = By.STAGE) -> PipelineBook:
    """The pipeline, made again only where a load or a file changed."""
    return briefed(opportunities, book, filters, alone=bool(filters.accounts), by=by)


def choose_split() -> By:
    """What the open pipeline is split by."""
    picked = st.segmented_control("Split by", list(By), default=By.STAGE, key="pipeline.by", format_func=_label)
    by = picked or By.STAGE
    filtered("Split by", _label(by))
    return by


def _label(by: By) -> str:
    return ACCOUNT_REGION if by is By.REGION else by.capitalize()


def shown_figures(brief: PipelineBook) -> tuple[Figure, ...]:
    """The figures as tiles."""
    return tuple(figure for figure in brief.figures if figure.id not in BESIDE)


def choose_opportunity(brief: PipelineBook, *picked: str | None) -> Watched | None:
    """The opportunity to progress: the row that was ticked last in any table, else what is chosen; kept in the URL."""
    known = {one.opportunity.opportunity_id: one for one in brief.watched if one.opportunity.account_id}
    hint = "Choose an opportunity to progress it, or tick a row"
    return pick(known, picked, partial(_named, account_labels()), "Opportunity", hint, "deal", brief)


def _named(names: Mapping[str, str], one: Watched) -> str:
    closes = f" · closes {day_text(one.opportunity.close_on)}" if one.opportunity.close_on else ""
    account = names.get(one.opportunity.account_id or "", one.opportunity.account or "")
    return f"{account} · {one.opportunity.name}{closes}"


def choose_author() -> str:
    """Who is at the keyboard; asked once on the page, for what is changed and for what is taken back."""
    return who()


def download_changes(book: Book, brief: PipelineBook) -> None:
    """What waits, as a file for the import of each CRM, with what that import cannot do."""
    if not len(brief.waits):
        return
    for crm, place in zip(Crm, st.columns(len(Crm), gap="medium"), strict=True):
        with place:
            _download(book, crm, crm_file(brief.waits, crm, brief.crm))


def _download(book: Book, crm: Crm, file: CrmFile) -> None:
    if file.content is not None:
        content = file.content
        offer(
            f"For {crm} (CSV)",
            lambda: content,
            f"opportunities-{book.quarter}-{crm.lower()}.csv",
            "text/csv",
            what=f"opportunities for {crm}",
            icon="upload_file",
            key=f"deals.{crm}",
        )
        without = f" Without {counted(len(file.left_out), 'change')}, see below." if file.left_out else ""
        st.caption(plain(HOW[crm] + without))
    else:
        st.caption(plain(f"There is nothing that {crm} could import."))
    for sentence in file.told:
        show.notice(sentence)
