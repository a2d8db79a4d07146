"""Benches: what we promise of speed, measured on this machine. `make bench` prints each figure against its promise."""
