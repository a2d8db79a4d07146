"""What tests stand on: databases, a real server, a real browser with a filmed camera, page audits."""
