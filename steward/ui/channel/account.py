"""The partners of one account: their roles with the grid to write them in, and what they registered here."""

import streamlit as st

from steward.briefings.customer.subject import Subject
from steward.exhibits import picked, without
from steward.services.channel import registering
from steward.services.channel.book import ChannelBook, ListedRegistration
from steward.ui.channel.page import choose_registration, raise_here
from steward.ui.kit import show
from steward.ui.kit.acts import tell_last
from steward.ui.kit.who import known_name
from steward.ui.plans.editor import edit_section
from steward.ui.plans.files import plans

TILES = ("channel.estimate", "channel.difference")


def show_account_partners(subject: Subject, brief: ChannelBook) -> ListedRegistration | None:
    """Who has which part here, what is paid for it, and what is registered; below them where roles are written. The
    registration that was picked."""
    tell_last()
    st.markdown("## Partners", anchors=False)
    if brief.source.estimates or brief.source.stated:
        show.figures(picked(brief.figures, *TILES))
    show.exhibits([without(one, "Account") for one in (brief.roles, brief.findings, brief.differences) if one])
    show.nothing_of(
        {
            "roles of partners": brief.roles,
            "findings about partners": brief.findings,
            "differences from statements": brief.differences,
        }
    )
    author = known_name()
    if not author:
        st.caption("To decide or to write here, say who you are: on the page Partners, or beside an opportunity.")
    chosen = choose_registration(brief)
    raise_here(brief, author)
    place = st.expander("Write roles of partners", icon=":material/edit:", key="channel.roles", on_change="rerun")
    if place.open:
        with place:
            file = registering.channel_file(plans(), subject.account_id)
            edit_section(subject.account_id, file, file.sections["roles"], author)
    return chosen
