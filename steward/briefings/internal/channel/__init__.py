"""Partners: who sells with us where, what they register, what they are paid, and how they do beside us."""
