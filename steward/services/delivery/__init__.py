"""The orders of an account as the customer reads them: on a page, as a status workbook, slides and calendar entries."""
