"""Papers as Word documents: `document(paper)` is a .docx with the paper's words and nothing else."""

from steward.output.document.writer import document

__all__ = ["document"]
