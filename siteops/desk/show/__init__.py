"""Shows at the desk: new and copied ones, phases, contacts, and the first visit to an empty installation."""
