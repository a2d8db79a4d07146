"""The site at the desk: its places, the bookings of its docks, and its checklists."""
