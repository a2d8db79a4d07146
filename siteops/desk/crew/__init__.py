"""People at the desk: who is on the show, when they are due, what papers they have, and what each may do."""
