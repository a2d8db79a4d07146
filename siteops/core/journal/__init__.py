"""The site log: how an entry comes in, is kept and chained, and how all state is stepped from it."""
