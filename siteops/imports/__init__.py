"""Takes the office's files: bytes → rows → columns → plan → preview → one batch."""
