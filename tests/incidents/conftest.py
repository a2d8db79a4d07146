"""The served show and the hands that hold phones, as the scanner's tests have them; and a picture to attach."""

from io import BytesIO

import pytest
from PIL import Image

from tests.scan.conftest import codes, hand, stage

__all__ = ["codes", "hand", "photo", "stage"]


@pytest.fixture
def photo() -> dict[str, str | bytes]:
    """A picture as a phone's camera hands it over."""
    made = BytesIO()
    Image.new("RGB", (320, 240), "orange").save(made, "JPEG")
    return {"name": "ramp.jpg", "mimeType": "image/jpeg", "buffer": made.getvalue()}
