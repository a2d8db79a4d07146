"""Who gets in and what they may: people, their parts, sessions and keys, tickets, and slowing down who guesses."""
