"""What gear lists and truck packs call things: headers, row kinds, departments, totals, trucks.

Headers are those of Rentman, AdamRMS, HireTrack RentalDesk, Flex, Current RMS, Snipe-IT, EZRentOut,
Shelf, Homebox and LOP exports, then what people type themselves, in English, German, Dutch, French.
"""

import re
from functools import lru_cache

from siteops.imports.columns import Vocabulary, Word

GEAR = Vocabulary(
    needed=frozenset({"code", "name", "container"}),
    words=(
        Word("code", (
            "code", "case code", "case number", "case no", "case id", "asset tag", "assets tag", "asset number",
            "asset identification number", "asset id", "hb asset id", "barcode", "bar code", "stencil", "rfid tag",
            "flight case", "flightcase", "flightcase nr",
            "flightcase no", "case", "trunk", "inventory number", "inventory no", "tag", "label",
            "sku", "stockcode", "stock code", "equipment id", "unit number", "id", "number", "no", "nr", "qrcodes",
            "qr code", "casenummer", "case nr", "casenr", "kistennummer", "kisten nr", "kiste", "strichcode",
            "inventarnummer", "inventar nr", "gerätenummer", "nummer", "kennung", "artikelnummer", "code barre",
            "numéro", "n de caisse", "no de caisse", "numéro de caisse", "caisse", "kistnummer", "kist nr",
            "product code", "item code", "part number", "item number",
        )),
        Word("name", (
            "name", "case name", "title", "item name", "asset name", "hb name", "asset types name", "equipment name",
            "description", "item", "product", "product name", "equipment", "model", "model name", "bezeichnung",
            "artikel", "artikelbezeichnung", "gerät", "beschreibung", "benennung", "naam", "omschrijving", "nom",
            "désignation", "desc",
        )),
        Word("contents", ("contents", "content", "case contents", "inhalt", "inhoud", "contenu", "what")),
        Word("kind", (
            "type", "row type", "line type", "item type", "is container", "container type", "is case", "is a case",
            "kind", "art", "typ", "soort",
        )),
        Word("department", (
            "department", "dept", "discipline", "trade", "division", "gewerk", "abteilung", "afdeling", "gruppe",
            "equipment group", "group",
        )),
        Word("category", (
            "category", "folder", "path", "master category", "asset categories name", "kategorie", "warengruppe",
            "ordner", "hb labels", "hb tags",
        )),
        Word("parent", (
            "in combination", "combination", "parent", "parent code", "parent asset", "parent case", "in case",
            "packed in", "inside", "kit", "in container", "part of", "mastercase", "übergeordnet", "in kiste",
            "verpackt in", "gehört zu", "hb parent", "case barcode",
        )),
        Word("container", ("container", "container name", "container code")),
        Word("serial", (
            "serial number", "serial", "serial no", "serial nr", "serialnumber", "s n", "sn", "hb serial number",
            "seriennummer", "serien nr", "seriennr", "serienummer", "numéro de série", "serials",
        )),
        Word("quantity", (
            "quantity", "qty", "count", "pcs", "pieces", "quantity total", "amount", "rental bulk quantity",
            "stocklevel", "stock level", "hb quantity", "menge", "anzahl", "stück", "stk", "aantal", "quantité",
        )),
        Word("weight", (
            "weight", "gross weight", "total weight", "case weight", "packed weight", "assets mass", "mass",
            "weight each", "gross wt", "wt", "gross", "gewicht", "bruttogewicht", "gesamtgewicht", "poids",
        ), unit=True),
        Word("type_weight", ("asset types mass", "type weight", "model weight", "unit weight", "weight per unit"),
             unit=True),
        Word("length", ("length", "case length", "depth", "länge", "tiefe", "lengte", "longueur", "l"), unit=True),
        Word("width", ("width", "case width", "breite", "breedte", "largeur", "w", "b"), unit=True),
        Word("height", ("height", "case height", "höhe", "hoogte", "hauteur", "h"), unit=True),
        Word("size", (
            "dimensions", "size", "case size", "l x w x h", "lxwxh", "dims", "maße", "abmessungen", "l x b x h",
            "lxbxh", "afmetingen",
        ), unit=True),
        Word("owner", (
            "owner", "owned by", "vendor", "supplier", "rental company", "hire company", "cross hire", "sub rental",
            "subhire", "company", "eigentümer", "besitzer", "vermieter", "verleiher", "lieferant", "firma",
            "zumietung", "eigenaar", "propriétaire",
        )),
        Word("truck", (
            "truck", "vehicle", "trailer", "truck number", "truck no", "truck name", "lorry", "transport", "lkw",
            "fahrzeug", "wagen", "truck nr", "lkw nr", "auflieger", "vrachtwagen", "camion",
        )),
        Word("step", (
            "load step", "load order", "load", "order", "step", "sequence", "load sequence", "pack order",
            "loading order", "ladereihenfolge", "ladefolge", "reihenfolge", "lade nr", "laadvolgorde",
        )),
        Word("position", ("position", "truck position", "load position", "row", "ladeposition", "platz", "positie")),
        Word("zone", (
            "destination", "zone", "stage position", "drop zone", "deliver to", "area", "on site location", "ziel",
            "zielort", "bereich", "bestimmungsort", "bestemming",
        )),
        Word("dock", ("dock", "door", "loading dock", "dock door", "tor", "rampe", "laderampe")),
        Word("note", (
            "internal remark", "note", "notes", "remark", "remarks", "comment", "comments", "assets notes", "hb notes",
            "bemerkung", "bemerkungen", "notiz", "notizen", "hinweis", "hinweise", "kommentar", "opmerking",
            "remarque",
        )),
        Word("more_note", ("external remark", "external note", "public note", "externe bemerkung")),
        # Known, and left alone: without these, similar spelling would pull them elsewhere.
        Word("unused", (
            "value", "price", "cost", "purchase cost", "replacement value", "country", "country of origin", "status",
            "location", "planperiod start", "planperiod end", "usageperiod start", "usageperiod end", "starts at",
            "ends at", "rotation", "position x", "position y", "position z", "manufacturer", "model no",
            "model number", "power", "volume", "wert", "preis", "herkunftsland", "asset types value", "hb location",
            "hb url", "hb import ref", "hb description", "image", "url", "currency", "hs code", "total",
        )),
    ),
)  # fmt: skip

KINDS = {
    "case": "case flightcase roadcase container trunk rack pallet dolly kiste koffer palette combination kit box crate "
    "physical-combination flight-case road-case case-set yes true y 1 x ja wahr oui",
    "item": "serial serialised serialized item asset unit device gerät seriell serienartikel stück no false n 0 nein "
    "falsch non",
    "bulk": "bulk quantity consumable accessory menge mengenartikel massenartikel zubehör material",
}
KIND = {word: kind for kind, words in KINDS.items() for word in words.split()}

DEPARTMENT_WORDS = {
    "audio": "audio sound aud pa ton tontechnik rf foh-audio monitors beschallung geluid son au snd",
    "lighting": "lighting lights light lx licht lichttechnik elx electrics beleuchtung lumière ltg",
    "video": "video vid led vx vision projection videotechnik bild playback camera cameras av",
    "rigging": "rigging rig rigger riggen motors truss traverse rg rigg",
    "power": "power pwr strom distro distribution electrical stromversorgung energie generator",
    "backline": "backline bl band instruments instrumente",
    "staging": "staging stage stg st set scenic bühne bühnenbau decks risers carpentry podium sets",
    "wardrobe": "wardrobe costume costumes garderobe kostüm ward",
    "catering": "catering cat food küche kitchen hospitality",
    "effects": "effects sfx fx pyro special-effects lasers laser effekte spezialeffekte",
    "other": "other production prod office misc sonstiges anderes produktion allgemein general",
}
DEPARTMENT = {word: name for name, words in DEPARTMENT_WORDS.items() for word in words.split()}

TOTAL = re.compile(
    r"(?:grand |sub ?-?|zwischen)?(?:total(?:s|e|en)?|sum|summe|gesamt(?:gewicht|summe)?|insgesamt|totaal|somme|Σ|∑)"
    r"[\s:=]*(?:kg|lbs?|cases?|pcs|items?|weight|cases|kisten|gewicht|\d[\d.,]*)*[\s:]*",
    re.IGNORECASE,
)
TRUCK = re.compile(
    r"(?:truck|trailer|lorry|artic|lkw|wagen|camion|vrachtwagen|auflieger|semi|van|sprinter|vehicle|fahrzeug)"
    r"\s*(?:no\.?|nr\.?|#)?\s*0*(\d{1,3}|[a-z])\b",
    re.IGNORECASE,
)


@lru_cache(1024)
def department(written: str) -> str:
    """The department that `LX`, `Lighting/Moving heads` or `Tontechnik` means; empty if unknown."""
    for part in re.split(r"[/>|,&+\\]| - ", written.casefold()):
        name = "-".join(part.split())
        if name in DEPARTMENT:
            return DEPARTMENT[name]
        for word in re.split(r"[\W_]+", part):
            if word in DEPARTMENT and len(word) > 2:
                return DEPARTMENT[word]
    return ""


@lru_cache(1024)
def row_kind(written: str) -> str:
    """`case`, `item` or `bulk` by what a type column says; empty if it says none of these."""
    words = written.casefold().split()
    whole = KIND.get("-".join(words), "")
    return whole or next((KIND[word] for word in words if len(word) > 2 and word in KIND), "")
