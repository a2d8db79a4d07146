"""The kernel: database, log, facts, plan, people, codes, clock. It knows no feature."""
