"""A file as rows of text, whoever wrote it with whatever program."""
