"""What leaves with the status of an account's orders: the weekly workbook, a slide or two, days for a calendar."""

from collections.abc import Callable

import streamlit as st

from steward.briefings.customer.subject import Subject
from steward.services.delivery import files
from steward.services.delivery.told import state_of
from steward.services.reviews.templates import template_of
from steward.ui.kit.cache import kept
from steward.ui.kit.downloads import offer
from steward.ui.plans.files import plans

SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def delivery_status(about: Subject) -> files.DeliveryStatus:
    """The status of the account's orders, made again only where the data or what they are told changed."""
    found: files.DeliveryStatus = kept(
        lambda: files.status(about, plans()), "delivery", about.account_id, about.quarter,
        state_of(plans(), [about.account_id]),
    )  # fmt: skip
    return found


def download_status(about: Subject, found: files.DeliveryStatus) -> None:
    """The files of the status, for us to send."""
    store = plans()
    if not found.lines:
        return
    kinds: dict[str, tuple[str, Callable[[], bytes], str, str]] = {
        "Weekly status (Excel)": (".xlsx", lambda: files.workbook(about, found), SHEETS, "table"),
        "Weekly status (PowerPoint)": (
            ".pptx", lambda: files.deck(about, found, template_of(store, about.account_id)), SLIDES, "slideshow",
        ),
        "Dates for the calendar (.ics)": (
            ".ics", lambda: files.calendar(about, found, store), "text/calendar", "event",
        ),
    }  # fmt: skip
    with st.container(horizontal=True):
        for label, (suffix, make, mime, icon) in kinds.items():
            offer(
                label, make, files.file_of(about, found, suffix), mime, what=files.WHAT, accounts=[about.account_id],
                icon=icon, key=f"delivery{suffix}",
            )  # fmt: skip
