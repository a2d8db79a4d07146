"""The desk: pages to plan and to decide by, plain forms that work without scripts."""
