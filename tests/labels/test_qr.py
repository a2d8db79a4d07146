"""QR codes: read back by a decoder that is not ours, from far away too."""

from io import BytesIO

import pytest
from PIL import Image, ImageFilter
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

from siteops.core import codes
from siteops.labels import qr
from tests.labels.paper import grainy, seen


def picture(text: str, scale: int = 8) -> Image.Image:
    return Image.open(BytesIO(qr.png(text, scale))).convert("L")


def said(image: Image.Image) -> list[str]:
    return [code.text for code in seen(image)]


@pytest.mark.parametrize(
    "host", ["a.bc", "siteops.example", "192.168.100.200:8000", "x" * 28, "x" * 40, "x" * 63 + ".example"]
)
@pytest.mark.parametrize("mint", [codes.mint, codes.mint_badge])
def test_every_code_says_what_it_should(host, mint):
    for _ in range(6):
        url = codes.url(host, mint())
        assert said(picture(url, 3)) == [url]


@pytest.mark.parametrize(
    "text", ["https://siteops.example/join/Ab_9", "Zürich 🚚", "A", "1234567890123", "HTTPS://A/" + "B" * 90]
)
def test_other_texts_get_a_code_too(text):
    assert said(picture(text)) == [text]


def test_the_quick_way_gives_the_very_modules_of_the_slow_one():
    for _ in range(40):
        url = codes.url("siteops.example", codes.mint())
        slow = QRCode(version=2, error_correction=ERROR_CORRECT_M, mask_pattern=2, border=0)
        slow.add_data(url)
        slow.make(fit=False)
        assert qr.matrix(url) == slow.get_matrix()


@pytest.mark.parametrize("host", ["a.bc", "siteops.example", "x" * 28])
def test_two_layers_are_one_code_and_the_lower_one_is_that_of_every_code(host):
    texts = [codes.url(host, codes.mint()) for _ in range(20)]
    common, _ = qr.layers(texts[0])
    for text in texts:
        below, own = qr.layers(text)
        assert below == common
        for dark, *parts in zip(qr.matrix(text), below, own, strict=True):
            assert dark == [under != over for under, over in zip(*parts, strict=True)]


@pytest.mark.parametrize(("letters", "modules"), [(4, 25), (10, 25), (19, 25), (20, 29), (42, 29), (43, 33)])
def test_a_label_has_the_fewest_modules_its_host_allows(letters, modules):
    assert len(qr.matrix(codes.url("x" * letters, codes.mint()))) == modules


def test_a_label_sixty_pixels_wide_is_read_blurred_grainy_and_a_little_askew():
    """Of 50: with 25 modules at level M 50, with 29 at level Q 49; at 66 px and up to 90 degrees askew 50 and 39."""
    read = 0
    for i in range(40):
        url = codes.url("siteops.example.com", codes.mint())
        label = picture(url).rotate(i % 5 - 2, fillcolor=255, resample=Image.Resampling.BICUBIC)
        frame = Image.new("L", (180, 180), 200)
        frame.paste(label.resize((60, 60), Image.Resampling.BOX), (57 + i % 7, 60))
        read += said(grainy(frame.filter(ImageFilter.GaussianBlur(0.5)), share=0.03, seed=i)) == [url]
    assert read >= 39


@pytest.mark.parametrize("angle", [17, 45, 90, 200])
def test_a_label_is_read_at_any_angle(angle):
    url = codes.url("siteops.example.com", codes.mint())
    label = (
        picture(url)
        .resize((110, 110), Image.Resampling.BOX)
        .rotate(angle, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)
    )
    assert said(grainy(label.filter(ImageFilter.GaussianBlur(0.8)), share=0.04)) == [url]


def test_a_label_survives_a_torn_corner_and_a_blot():
    url = codes.url("siteops.example.com", codes.mint())
    label = picture(url)
    label.paste(128, (label.width * 6 // 10, label.height * 6 // 10, label.width * 7 // 10, label.height * 7 // 10))
    label.paste(255, (label.width * 9 // 10 - 12, label.height * 9 // 10 - 12, label.width, label.height))
    assert said(label) == [url]


def test_bars_cover_every_dark_module_once_and_no_light_one():
    modules = qr.matrix(codes.url("siteops.example", codes.mint()))
    covered = [[0] * len(modules) for _ in modules]
    for x, y, width in qr.bars(modules):
        covered[y][x : x + width] = [cell + 1 for cell in covered[y][x : x + width]]
    assert covered == [[int(dark) for dark in row] for row in modules]


def test_a_terminal_shows_a_code_with_its_quiet_zone_that_a_phone_can_read():
    url = "http://192.168.1.20:8000/join/x"
    lines = [line.removeprefix("\x1b[97;40m").removesuffix("\x1b[0m") for line in qr.terminal(url).split("\n")]
    screen = Image.new("L", (len(lines[0]), 2 * len(lines)), 0)
    for y, line in enumerate(lines):
        for x, char in enumerate(line):
            screen.putpixel((x, 2 * y), 255 * (char in "█▀"))
            screen.putpixel((x, 2 * y + 1), 255 * (char in "█▄"))
    assert {len(line) for line in lines} == {len(qr.matrix(url)) + 8}
    assert said(screen.resize((screen.width * 5, screen.height * 5), Image.Resampling.NEAREST)) == [url]


def test_a_picture_for_the_screen_has_the_same_modules():
    url = codes.url("siteops.example", codes.mint())
    assert qr.svg(url).count("M") == len(list(qr.bars(qr.matrix(url)))) + 1
    assert f'viewBox="0 0 {qr.side(url)} {qr.side(url)}"' in qr.svg(url)
