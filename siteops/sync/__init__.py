"""Sync: the phones' door to the log. They push what happened and pull what changed."""
