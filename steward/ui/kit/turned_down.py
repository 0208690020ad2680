"""That the last load turned rows down, where figures are read that they are missing from."""

import streamlit as st

from steward.services.data.loads import turned_down
from steward.ui import pages
from steward.ui.kit.cache import kept, warehouse, workspace
from steward.ui.kit.escape import plain


def warn_of_rejects() -> None:
    """How many, and the way to which and why, for whoever may read that."""
    if said := kept(lambda: turned_down(warehouse()), "rows turned down"):
        st.warning(plain(f"{said} by the last load, and in no figure here."), icon=":material/report:")
        if workspace().scope.sees_all:
            st.page_link(pages.DATA_HEALTH.path, label="See which, and why", icon=pages.DATA_HEALTH.icon)
