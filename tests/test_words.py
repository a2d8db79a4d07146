"""Every word a person reads comes out of one catalogue, in Python, templates and scripts; and each may be turned."""

import json
import re
from io import BytesIO

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from flask_babel import ngettext

from siteops.core.words import LANGUAGES, PSEUDO, number, turned
from tests.harness import catalogue
from tests.harness.pages import audit


@pytest.fixture(scope="module")
def sources():
    """Every message of the house as it stands."""
    return catalogue.extracted()


def scripts(source):
    return [message for _, _, message, _ in catalogue.scripts(BytesIO(source.encode()), (), (), {})]


def test_the_catalogue_has_every_word_of_the_sources(sources):
    fresh = catalogue.spelled(sources)
    assert catalogue.TEMPLATE.read_text(encoding="utf-8") == fresh, "words have changed: run `make words`"


def test_words_of_python_templates_and_scripts_stand_in_it(sources):
    found = {message.id: {path.split("/")[0] for path, _ in message.locations} for message in sources}
    assert "siteops" in found["Two places at once"]
    assert "templates" in found["Sign in"]
    assert "static" in found[("{count} case", "{count} cases")]
    assert "static" in found["Report hazard"]


def test_words_are_found_wherever_a_script_says_them():
    nested = 'html`<p>${is ? html`<b>${t("One \\"two\\"")}</b>` : n("{count} box", "{count} boxes", 2)}</p>`'
    assert scripts(nested) == ['One "two"', ("{count} box", "{count} boxes")]
    assert scripts('/** `t("no")` */\n// t("no")\nconst a = set("no"), b = it.t("no")') == []
    with pytest.raises(catalogue.NotLiteral, match="1 asks"):
        scripts("t(words)")


def test_no_script_counts_what_another_only_names():
    said = list(catalogue.said())
    plain = {message for message in said if isinstance(message, str)}
    counted = {message[0] for message in said if isinstance(message, tuple)}
    assert plain & counted == set(), "a phone cannot translate a message both with and without a number"


def test_pages_of_the_server_can_be_turned_right_to_left(client):
    plain = audit(client.get("/no-such-page").text)
    assert (plain.one("html")["lang"], plain.one("html")["dir"]) == ("en", "ltr")
    client.set_cookie("lang", PSEUDO)
    page = audit(client.get("/no-such-page").text)
    assert (page.one("html")["lang"], page.one("html")["dir"]) == ("ar", "rtl")
    assert page.one("h1").text == turned(plain.one("h1").text) != plain.one("h1").text
    said = [one.text for one in plain.one("main").all("p")]
    assert [one.text for one in page.one("main").all("p")] == [turned(one) for one in said]


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
def test_a_language_says_everything_and_nothing_else(language, sources):
    path = catalogue.TRANSLATIONS / language / "LC_MESSAGES" / "messages.po"
    known = catalogue.language(path, sources)
    messages = [message for message in known if message.id]
    assert [message.id for message in messages if not catalogue.complete(message)] == []
    assert [one.id for one in messages if parameters(one.id) != parameters(one.string)] == []
    fresh = catalogue.spelled(known, catalogue.head_of(known))
    assert path.read_text(encoding="utf-8") == fresh, "words have changed: run `make words`"


def parameters(forms):
    """What a message leaves to be filled in; the form for one thing may leave out its number."""
    many = forms if isinstance(forms, str) else forms[-1]
    return set(re.findall(r"%\(\w+\)[sd]|\{\w+\}", many))


def test_a_browser_is_spoken_to_in_its_language_or_in_the_one_chosen_there(client):
    german = {"Accept-Language": "de-CH,de;q=0.9,en;q=0.5"}
    page = audit(client.get("/no-such-page", headers=german).text)
    assert (page.one("html")["lang"], page.one("h1").text) == ("de", "Hier ist nichts")
    came_from = {"Referer": "http://localhost/no-such-page?a=1"}
    answer = client.post("/language", data={"language": "en"}, headers=german | came_from)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/no-such-page?a=1")
    assert audit(client.get("/no-such-page", headers=german).text).one("html")["lang"] == "en"


@pytest.mark.parametrize("language", ["", "xx", "../../de", "ar_XB"])
def test_a_language_that_nobody_speaks_changes_nothing(client, language):
    elsewhere = {"Referer": "http://elsewhere.example/page"}
    answer = client.post("/language", data={"language": language}, headers=elsewhere)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert "Set-Cookie" not in answer.headers


def test_numbers_take_the_form_of_the_language(app):
    with app.test_request_context(headers={"Accept-Language": "de"}):
        said = [ngettext("%(num)s case", "%(num)s cases", count) for count in (0, 1, 2)]
        numbers = [number(20_412), number(16_474.5, "#,##0.0"), number(92.0, "#,##0.#")]
    assert said == ["0 Cases", "1 Case", "2 Cases"]
    assert numbers == ["20.412", "16.474,5", "92"]


def test_parameters_and_tags_stay_as_they_are_when_words_are_turned():
    assert turned("<b>%(name)s</b> has {count} cases, 5 %%") == (
        "<b>%(name)s</b> \u202ehas\u202c {count} \u202ecases,\u202c \u202e5\u202c %%"
    )


def test_a_language_reaches_the_server_and_the_phone(tmp_path, monkeypatch, sources):
    monkeypatch.setattr(catalogue, "PHONE", tmp_path / "words")
    folder = tmp_path / "pl" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    polish = Catalog(locale="pl")
    polish.add("Report hazard", "Zgłoś zagrożenie", [("static/incidents/words.js", 0)])
    polish.add(("{count} case", "{count} cases"), ("{count} skrzynia", "{count} skrzynie", "{count} skrzyń"))
    with (folder / "messages.po").open("wb") as file:
        write_po(file, polish)
    catalogue.translate(folder / "messages.po", sources)
    phone = json.loads((tmp_path / "words" / "pl.json").read_text(encoding="utf-8"))
    assert phone == {
        "plurals": ["one", "few", "many"],
        "signs": {
            "clock": ":",
            "days": ["niedz.", "pon.", "wt.", "śr.", "czw.", "pt.", "sob."],
            "decimal": ",",
            "group": "\xa0",
        },
        "words": {
            "Report hazard": "Zgłoś zagrożenie",
            "{count} case": ["{count} skrzynia", "{count} skrzynie", "{count} skrzyń"],
        },
    }
    assert (folder / "messages.mo").stat().st_size > 100
