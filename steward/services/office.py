"""What LibreOffice makes of a file, kept ready for as long as a server runs."""

from steward.output.office import begin, pdf_of, stop, why_no_pdf

__all__ = ["begin", "pdf_of", "stop", "why_no_pdf"]
