"""Tables of the plan, as our own export writes them and as offices do: places, bookings … See `kind.py`."""
