"""Cases at the desk: the list, one case, what is in it, whose it is, and what is done with many at once."""
