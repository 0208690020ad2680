"""How the values of a column are written, and the SQL that reads them."""
