"""Checklists: the steps of a load-out, ticked by people or by the log itself."""
