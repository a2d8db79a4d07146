"""Many rows at once, and taken back at once: what a batch did, what it hid until whole, and what an undo puts back."""
