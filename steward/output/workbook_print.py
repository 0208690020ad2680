"""How a sheet of a workbook is printed: across, as wide as one page, its headings and the page's number on each."""

from typing import Any

A4 = 9
FOOTER_LONGEST = 100
"""Signs: Excel takes 255 in all, and each & counts twice."""


def set_up_print(sheet: Any, footer: str, headings: int | None = None) -> None:
    """`footer`: what stands at the left below each page; `headings`: the line that is printed again on each."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
    # A single & would begin a command, such as that for the day of printing.
    said = footer[:FOOTER_LONGEST].replace("&", "&&")
    sheet.set_footer(f"&L{said}&C&A&RPage &P of &N")
    if headings is not None:
        sheet.repeat_rows(headings)
