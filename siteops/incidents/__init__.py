"""Incidents: what went wrong, who saw it, who has it."""
