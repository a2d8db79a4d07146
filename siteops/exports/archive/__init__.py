"""A whole show in one file: written here, read by another installation, on either database."""
