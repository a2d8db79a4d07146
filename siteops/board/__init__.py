"""The board at the desk: how the show stands, and what a lead should look at."""
