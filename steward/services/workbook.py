"""Figures and exhibits as a workbook."""

from steward.output.workbook import About, workbook

__all__ = ["About", "workbook"]
