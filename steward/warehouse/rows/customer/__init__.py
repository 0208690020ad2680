"""Rows a customer may see: of the schema `customer` and nothing else."""
