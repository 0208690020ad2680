"""`python -m steward …`."""

from steward.cli import app

app()
