"""The served show and the hands that hold phones, as the scanner's tests have them; and a picture to attach."""

from tests.scan.conftest import codes, hand, photo, stage

__all__ = ["codes", "hand", "photo", "stage"]
