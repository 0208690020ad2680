"""A load: files become a new warehouse, and a report says what became of them. It imports little, for a load is often
begun by a timer or a script."""

from steward.warehouse.loading.load import load
from steward.warehouse.loading.report import LoadReport, Problem, spoken
from steward.warehouse.loading.staging import Progress

__all__ = ["LoadReport", "Problem", "Progress", "load", "spoken"]
