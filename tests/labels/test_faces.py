"""Photos of people: square and bare when kept, on the badge when printed, seen by leads, gone when forgotten."""

import struct
import zlib
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image

from siteops.core.access import faces
from siteops.core.access.people import Person
from siteops.core.db import db, writing
from siteops.labels import render
from siteops.labels.sheets import BADGE_SHEETS
from tests.harness.cast import SHOW, sign_in
from tests.harness.pages import audit
from tests.labels import zebra
from tests.labels.desk import PAGE, printed
from tests.labels.paper import seen
from tests.labels.test_paper import badge, job, urls


def picture(size=(900, 1200), kind="JPEG", **given) -> bytes:
    """A portrait: red, with a blue band at its foot."""
    image = Image.new("RGB", size, (200, 30, 30))
    image.paste((20, 20, 220), (0, size[1] * 3 // 4, size[0], size[1]))
    file = BytesIO()
    image.save(file, kind, **given)
    return file.getvalue()


def send(client, person: int, data: bytes, **given):
    form = {"photo": (BytesIO(data), "../../face.jpg")}
    return client.post(f"/shows/{SHOW}/people/{person}/photo", data=form, content_type="multipart/form-data", **given)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_kept_square_and_bare(lead, cast, kind):
    exif = Image.Exif()
    exif[0x010F], exif[0x9286] = "Maker", "a secret place"
    given = {"exif": exif} if kind != "PNG" else {}
    assert send(lead, cast.people["cem"], picture(kind=kind, **given)).status_code == 303
    answer = lead.get(f"/shows/{SHOW}/people/{cast.people['cem']}/photo")
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Cache-Control"] == "no-store"
    kept = Image.open(BytesIO(answer.data))
    assert (kept.size, len(kept.getexif())) == ((faces.SIDE, faces.SIDE), 0)
    assert b"secret" not in answer.data
    assert "Photo of Cem Arslan" in str([one.get("alt") for one in audit(
        lead.get(f"/shows/{SHOW}/people/{cast.people['cem']}").text).all("img")])  # fmt: skip


def test_a_photo_that_was_held_sideways_stands_upright(lead, cast, app):
    exif = Image.Exif()
    exif[0x0112] = 6
    sideways = Image.open(BytesIO(picture())).rotate(90, expand=True)
    file = BytesIO()
    sideways.save(file, "JPEG", exif=exif)
    with app.app_context():
        kept = Image.open(BytesIO(faces.square(file.getvalue())))
    foot, head = (kept.crop((200, y, 280, y + 8)).resize((1, 1)).tobytes() for y in (470, 2))
    assert foot[2] > 150 > 100 > foot[0]
    assert head[0] > 150 > 100 > head[2]


BOMB = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\xff\xff\x00\x00\xff\xff\x08\x02\x00\x00\x00"


@pytest.mark.parametrize(
    "sent",
    [b"", b"GIF89a", b"<svg onload=alert(1)>", picture()[:200], BOMB, b"%PDF-1.7", b"\xff\xd8\xff" + b"x" * 500],
    ids=["nothing", "gif", "svg", "cut off", "bomb", "pdf", "no jpeg"],
)
def test_what_is_no_photo_is_said_to_be_none_and_the_old_one_stays(lead, cast, sent):
    person = cast.people["cem"]
    send(lead, person, picture())
    answer = send(lead, person, sent, follow_redirects=True)
    assert answer.status_code == 200
    assert "send a JPEG, PNG or WebP" in answer.text or "megapixels" in answer.text
    assert lead.get(f"/shows/{SHOW}/people/{person}/photo").status_code == 200


def test_a_photo_that_is_too_large_is_refused(lead, cast):
    head = b'--x\r\nContent-Disposition: form-data; name="photo"; filename="a.jpg"\r\n\r\n'
    body = head + b"x" * (faces.LARGEST + 100_000) + b"\r\n--x--\r\n"
    address = f"/shows/{SHOW}/people/{cast.people['cem']}/photo"
    assert lead.post(address, data=body, content_type="multipart/form-data; boundary=x").status_code == 413


def test_only_leads_of_the_show_see_it_and_change_it(app, lead, cast):
    send(lead, cast.people["cem"], picture())
    address = f"/shows/{SHOW}/people/{cast.people['cem']}/photo"
    for who, status in (("cem", 403), ("sam", 404)):
        client = sign_in(app.test_client(), who)
        assert client.get(address).status_code == status
        assert send(client, cast.people["cem"], picture()).status_code == status
        assert client.post(f"{address}/forget").status_code == status
    assert send(lead, cast.people["pia"], picture()).status_code == 403
    assert lead.get(f"/shows/{SHOW}/people/{cast.people['sam']}/photo").status_code == 404


def test_a_photo_is_forgotten_unless_somebody_else_has_the_same(lead, cast, app):
    cem, lea = cast.people["cem"], cast.people["lea"]
    for person in (cem, lea):
        send(lead, person, picture())
    lead.post(f"/shows/{SHOW}/people/{cem}/photo/forget")
    assert lead.get(f"/shows/{SHOW}/people/{cem}/photo").status_code == 404
    assert lead.get(f"/shows/{SHOW}/people/{lea}/photo").status_code == 200
    with app.app_context(), writing() as connection:
        faces.forget_photo(connection, lea)
    assert list((app.config["DATA"] / "faces").iterdir()) == []
    with app.app_context():
        assert db.session.get_one(Person, lea).photo is None


@pytest.mark.parametrize("name", BADGE_SHEETS)
def test_a_badge_shows_the_face_and_its_code_is_read(app, name):
    with app.app_context():
        face = faces.square(picture())
    people = [badge("Katarzyna Wójcik-Lindström", photo="f" * 64, department="rigging"), badge("Bo")]
    with app.test_request_context():
        made = render.pdf(people, job(BADGE_SHEETS[name], photos={"f" * 64: face}))
    document = pypdfium2.PdfDocument(made)
    shown = [page.render(scale=203 / 72).to_pil().convert("RGB") for page in document]
    assert {code.text for page in shown for code in seen(page.convert("L"), 203)} == set(urls(people))
    small = shown[0].resize((200, 280)).tobytes()
    dots = zip(small[::3], small[1::3], small[2::3], strict=True)
    assert sum(red > 150 > 90 > max(green, blue) for red, green, blue in dots) > 200
    document.close()


def test_a_label_printer_prints_the_face_in_dots(app):
    with app.app_context():
        face = faces.square(picture())
    people = [badge(photo="f" * 64)]
    with app.test_request_context():
        made = render.zpl(people, job(BADGE_SHEETS["badge-62x100"], photos={"f" * 64: face}), 8.0)
    (one,) = zebra.labels(made)
    assert [code.text for code in seen(one.image)] == urls(people)


def test_who_got_a_photo_since_is_printed_again(lead, cast):
    lead.post(f"{PAGE}.pdf", data={"what": "people"})
    send(lead, cast.people["cem"], picture())
    answer = lead.post(f"{PAGE}.pdf", data={"what": "people", "changed": "1"})
    assert len(printed(answer)) == 1


def test_a_photo_with_a_bomb_in_its_words_is_no_photo(lead, cast):
    words = b"zTXt" + b"a\0\0" + zlib.compress(bytes(9_000_000))
    chunk = struct.pack(">I", len(words) - 4) + words + struct.pack(">I", zlib.crc32(words))
    plain = picture(kind="PNG")
    answer = send(lead, cast.people["cem"], plain[:33] + chunk + plain[33:], follow_redirects=True)
    assert answer.status_code == 200
    assert "This is no photo that can be opened" in answer.text
