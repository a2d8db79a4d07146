"""The WSGI entry: `gunicorn app:app`, `flask --app app run`."""

from siteops import create_app

app = create_app()
