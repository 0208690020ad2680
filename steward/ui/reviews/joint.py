"""A review that is held with a partner: their name and their logo on the title, and nothing else of theirs."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from steward.errors import PictureRefused, PlanNotSaved
from steward.plans.customer.review import Meeting
from steward.services.reviews.opened import OpenedReview, keep_picture
from steward.ui.kit.escape import plain
from steward.ui.plans.files import Choices, plans
from steward.ui.plans.section_form import fields

HELP = "It is kept with the review and stands on the title slide, beside what is written there."


def joint_with(opened: OpenedReview, shown: Meeting, found: Choices, key: str) -> Mapping[str, Any]:
    """Who holds it with us, as it is in the form; a logo that is brought is kept at once and saved with the rest."""
    with st.expander("With a partner", icon=":material/diversity_3:", expanded=bool(shown.partner)):
        values = fields(Meeting, shown, found, key, ("partner",))
        logo = shown.partner_logo
        brought = st.file_uploader("Their logo (PNG or JPEG)", ["png", "jpg", "jpeg"], key=f"{key}.logo", help=HELP)
        if brought:
            try:
                logo = keep_picture(plans(), opened.subject.account_id, opened.subject.quarter, brought.getvalue())
            except (PictureRefused, PlanNotSaved) as refused:
                st.error(plain(str(refused)), icon=":material/error:")
        elif logo:
            st.caption(plain(f"Their logo: {logo}. Bring another one to replace it."))
    return {**values, "partner_logo": logo if values["partner"] else ""}
