"""What Streamlit itself needs: a page of six charts and 1,000 rows and nothing else, beside which ours are measured."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.app import answering

ELSEWHERE, HEADING = "Elsewhere", "Another page"
PAGE = f"""
import pandas as pd, plotly.graph_objects as go, streamlit as st

def bare():
    st.title("Bare")
    for n in range(6):
        st.plotly_chart(go.Figure(go.Bar(x=list(range(36)), y=[n + m % 7 for m in range(36)])), key=str(n))
    st.dataframe(pd.DataFrame({{f"column {{number}}": range(1000) for number in range(10)}}))

def elsewhere():
    st.title("{HEADING}")

st.navigation([st.Page(bare, title="Bare", default=True), st.Page(elsewhere, title="{ELSEWHERE}")]).run()
"""


@contextmanager
def bare_app() -> Iterator[str]:
    """Its address, until the block ends."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "bare.py"
        script.write_text(PAGE, encoding="utf-8")
        plain = ("--server.headless", "true", "--browser.gatherUsageStats", "false")
        with answering("streamlit", "run", str(script), *plain, "--server.port") as url:
            yield url
