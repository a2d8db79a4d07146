"""Dock: places, slots, and the phases and legs of a show."""
