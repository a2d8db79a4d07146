"""Crew: who is on site, since when, and who is still expected."""
