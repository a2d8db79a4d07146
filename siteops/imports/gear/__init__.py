"""Gear lists and truck packs: cases, what is in them, whose they are, and the trucks they ride on."""
