"""Streamlit: the workspace and its cache, the selection in the URL, showing exhibits."""
