"""Partners who sell with us: their roles, what they register, what they are paid, and how they do beside us."""
