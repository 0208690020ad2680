"""In which currency amounts are: as people write it, in names of columns and in formats of cells."""
