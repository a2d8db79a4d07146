"""Photos come in pieces, once, and leave everything but their pixels behind."""

from hashlib import sha256
from io import BytesIO

import pytest
from PIL import Image

from tests.harness.cast import SHOW


def jpeg(size=(64, 48), **more):
    made = BytesIO()
    Image.effect_noise(size, 90).convert("RGB").save(made, "JPEG", **more)
    return made.getvalue()


def put(client, name, data, offset, length):
    return client.put(
        f"/api/shows/{SHOW}/photos/{name}", data=data,
        headers={"Upload-Offset": str(offset), "Upload-Length": str(length)},
    )  # fmt: skip


@pytest.fixture
def client(phone_of):
    return phone_of("cem").client


def test_a_photo_in_pieces_comes_out_whole_and_without_a_trace_of_its_maker(client):
    exif = Image.Exif()
    exif[0x010F] = "Cem's phone"
    data = jpeg(exif=exif, comment=b"at Cem's house")
    name = sha256(data).hexdigest()
    half = len(data) // 2
    assert put(client, name, data[:half], 0, len(data)).headers["Upload-Offset"] == str(half)
    lost = put(client, name, data[half + 9 :], half + 9, len(data))
    assert (lost.status_code, lost.headers["Upload-Offset"]) == (409, str(half))
    assert put(client, name, data[half:], half, len(data)).status_code == 200
    assert put(client, name, data[half:], half, len(data)).headers["Upload-Offset"] == str(len(data))
    kept = client.get(f"/api/shows/{SHOW}/photos/{name}")
    assert b"Cem" not in kept.data
    assert Image.open(BytesIO(kept.data)).size == (64, 48)


def bomb():
    made = BytesIO()
    Image.new("1", (6000, 6000)).save(made, "PNG")
    return made.getvalue()


@pytest.mark.parametrize("picture", [b"<svg/>", b"\xff\xd8\xff\xe0 cut", bomb(), jpeg()[:200]], ids=range(4))
def test_what_is_no_picture_is_refused_and_nothing_is_kept(client, picture):
    name = sha256(picture).hexdigest()
    assert put(client, name, picture, 0, len(picture)).status_code == 422
    assert client.get(f"/api/shows/{SHOW}/photos/{name}").status_code == 404


def test_a_photo_under_a_false_name_is_refused(client):
    data = jpeg()
    assert put(client, "0" * 64, data, 0, len(data)).status_code == 422


@pytest.mark.parametrize("name", ["..", "x", "%2e%2e%2fsecret", "A" * 64])
def test_a_name_that_is_no_hash_is_not_there(client, name):
    assert client.get(f"/api/shows/{SHOW}/photos/{name}").status_code == 404


def test_another_shows_photos_are_not_there(client, phone_of):
    data = jpeg()
    name = sha256(data).hexdigest()
    put(client, name, data, 0, len(data))
    assert phone_of("sam").client.get(f"/api/shows/{SHOW}/photos/{name}").status_code == 404
