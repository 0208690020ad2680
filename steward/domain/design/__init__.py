"""From need to design: what is known, what a design meets, what it saves, and which quote it can carry."""
