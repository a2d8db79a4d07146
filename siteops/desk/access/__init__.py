"""Ways in and out: invitations, accounts, the devices they are signed in on, and new passwords."""
