"""The WSGI entry: `gunicorn app:app`, `flask --app app run`."""

from siteops import create_app
from siteops.core.upgrade import prepare

app = create_app()
with app.app_context():
    prepare()
