"""Call sheets and crew lists: people, when they are due, and what papers they have. See `kind.py`."""
