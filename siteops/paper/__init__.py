"""Paper that works when phones do not: pull sheets, call lists and contacts, as pages that a browser prints."""
