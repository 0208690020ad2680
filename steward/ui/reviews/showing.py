"""The figures frozen, the deck downloaded, the meeting begun."""

from collections.abc import Callable

import streamlit as st

from steward.errors import PlanNotSaved
from steward.exhibits import day_text
from steward.services.file_names import file_on
from steward.services.reviews.decks import customer_deck, deck_name
from steward.services.reviews.opened import FROZEN, OpenedReview, folder_of, freeze, is_frozen, thaw
from steward.services.reviews.sharing import MIME, WHAT, page_of, why_not
from steward.services.reviews.templates import template_of
from steward.ui.kit.cache import warehouse
from steward.ui.kit.downloads import offer
from steward.ui.kit.escape import plain
from steward.ui.plans.files import plans
from steward.ui.plans.saving import fields_of, pressed
from steward.ui.reviews.advance import advance
from steward.ui.reviews.deck import download_deck, download_pdf, why_no_deck


def freeze_figures(opened: OpenedReview, author: str) -> None:
    """What the review reads, and the two ways to change that."""
    frozen = opened.file.plan.frozen
    if opened.damaged:
        st.error(plain(f"{opened.damaged} Until then this page shows today's figures."), icon=":material/error:")
    elif opened.frozen:
        day = day_text(frozen.frozen_on) if frozen.frozen_on else "a day nobody wrote down"
        st.success(
            plain(f"The figures are frozen as of {day}, by {frozen.frozen_by}. Page, deck and meeting read them."),
            icon=":material/ac_unit:",
        )
    else:
        st.info(
            "The figures are today's and change with the data. Freeze them before the meeting, "
            "so that the page, the deck and the meeting say the same.",
            icon=":material/water_drop:",
        )
    _buttons(opened, author)
    _earlier(opened)


def say_frozen(opened: OpenedReview) -> None:
    """Which figures a page for the customer shows."""
    if opened.damaged:
        st.error(plain(opened.damaged), icon=":material/error:")
    elif opened.frozen and opened.frozen.frozen_on:
        st.caption(plain(f"Figures frozen on {day_text(opened.frozen.frozen_on)}."))


def _buttons(opened: OpenedReview, author: str) -> None:
    of = fields_of(opened.file)
    with st.container(horizontal=True):
        label = "Freeze again, with today's figures" if is_frozen(opened.file.plan) else "Freeze figures"
        if pressed(label, author, "freeze", of=of, icon=":material/ac_unit:", kind="primary"):
            freeze_now(opened, author)
        if is_frozen(opened.file.plan) and pressed("Read today's figures again", author, "thaw", of=of):
            _try(lambda: thaw(opened, plans(), author), "The review reads today's figures.")


def freeze_now(opened: OpenedReview, author: str) -> None:
    """Freeze today's figures, and say so."""
    _try(lambda: freeze(opened, plans(), author, warehouse().today), "Frozen.")


def _try(act: Callable[[], object], said: str) -> None:
    try:
        act()
    except PlanNotSaved as refused:
        st.error(plain(str(refused)))
        return
    st.toast(said, icon=":material/check:")
    advance()
    st.rerun()


def _earlier(opened: OpenedReview) -> None:
    folder = folder_of(plans(), opened.subject.account_id, opened.subject.quarter) / FROZEN
    count = len(list(folder.glob("*.json")))
    if count > 1:
        st.caption(f"{count} frozen states are kept with this review; the history says when each was made.")


def download_review(opened: OpenedReview) -> None:
    """The deck on the account's template."""
    account_id = opened.subject.account_id
    template = template_of(plans(), account_id)
    download_deck(
        "Download the deck",
        lambda: customer_deck(opened.review, template),
        deck_name(opened.subject),
        template,
        what="review deck",
        accounts=opened.accounts,
        icon="download",
    )
    download_pdf(
        "Deck as PDF",
        lambda: customer_deck(opened.review, template),
        f"{deck_name(opened.subject).removesuffix('.pptx')}.pdf",
        ".pptx",
        what="review deck",
        accounts=opened.accounts,
        refused=why_no_deck(template),
    )


def share_review(opened: OpenedReview) -> None:
    """The frozen review as one file for the customer to keep. It is made only when it is asked for: it has 5 MB."""
    files = plans()
    offer(
        "Download for the customer (HTML)",
        lambda: page_of(opened, files),
        file_on(opened.subject, "review", ".html"),
        MIME,
        what=WHAT,
        accounts=opened.accounts,
        icon="share",
        why_not=plain(why_not(opened)),
    )
