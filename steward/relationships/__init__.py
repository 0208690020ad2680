"""The people of an account as a network: who they are, how they are bound, where they stand on a map, what follows."""
