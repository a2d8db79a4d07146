"""In every engine: the labels that the app prints are read, out of photos and out of the live picture."""

import pytest

from tests.harness.camera import frame, jpeg

pytestmark = pytest.mark.browser


@pytest.fixture
def taken(stage, tmp_path):
    """`taken("LX-0108")`: a photo of what hangs on that case."""

    def taken(name):
        picture = tmp_path / f"{name}.jpg"
        picture.write_bytes(jpeg(frame(stage.label(name), tilt=4, share=0.5)))
        return picture

    return taken


def test_labels_are_read_out_of_photos_and_out_of_the_live_picture(palm, taken):
    cem = palm()
    cem.at("dock1")
    cem.reads("Take a photo of the code")
    cem.show_photo(taken("LX-0108"))
    cem.sees("ok", "In", "LX-0108")
    cem.film(taken("AU-1001"))
    cem.sees("ok", "In", "AU-1001")
