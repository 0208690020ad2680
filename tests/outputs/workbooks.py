"""A workbook read: the figures of its first sheet, by their ids."""

import io
from collections.abc import Iterator

from openpyxl import load_workbook

from tests.outputs.told import Told


def in_workbook(content: bytes, scope: str, door: str) -> Iterator[Told]:
    """What stands below the heading of the figures, as far as they go; none where the workbook has no figures, or is
    one for the customer, whom no ids are told."""
    rows = iter(load_workbook(io.BytesIO(content), read_only=True)["About"].iter_rows(values_only=True))
    headings = next((row for row in rows if row[0] == "Figure"), ())
    for row in rows if "Id" in headings else ():
        said = dict(zip(headings, row, strict=False))
        if not said["Id"]:
            return
        # A percentage is Excel's own there: of 1.
        yield Told(scope, door, said["Id"], said["Value"] and said["Value"] * (100 if said["Unit"] == "%" else 1))
