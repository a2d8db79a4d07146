"""The phone's app: its shell, its service worker and its manifest. What it does lies in static/scan."""
