"""Rejected rows to take home."""

from collections.abc import Sequence

import streamlit as st

from steward.ui.kit.cache import workspace


def download_rejects(tables: Sequence[str]) -> None:
    """One button for every table with rejected rows."""
    files = [workspace().rejects / f"{table}.csv" for table in tables]
    there = [file for file in files if file.is_file()]
    if not there:
        return
    st.subheader("Rejected rows, as they came", anchor=False)
    with st.container(horizontal=True):
        for file in there:
            st.download_button(file.name, file.read_bytes(), file.name, "text/csv", on_click="ignore", key=file.name)
