"""What call sheets and crew lists call things: headers in English, German, Dutch and French, and Rentman's own."""

import re

from siteops.imports.columns import Vocabulary, Word

CREW = Vocabulary(
    needed=frozenset({"name", "first_name", "last_name"}),
    words=(
        Word("name", (
            "name", "full name", "crewmember", "crew member", "crew", "person", "employee", "display name", "who",
            "technician", "mitarbeiter", "mitarbeiterin", "vor und nachname", "vorname nachname", "naam",
            "volledige naam", "medewerker", "crewlid", "nom complet", "nom prénom", "nom et prénom", "prénom nom",
            "personne",
        )),
        Word("first_name", (
            "first name", "firstname", "given name", "forename", "first", "vorname", "voornaam", "prénom", "prenom",
        )),
        Word("last_name", (
            "last name", "lastname", "surname", "family name", "last", "nachname", "familienname", "zuname",
            "achternaam", "nom", "nom de famille",
        )),
        Word("function", (
            "function", "role function", "role", "position", "job", "job title", "title", "job role", "crew role",
            "funktion", "tätigkeit", "rolle", "aufgabe", "functie", "taak", "rol", "fonction", "poste", "rôle",
            "function name",
        )),
        Word("department", (
            "department", "dept", "discipline", "trade", "division", "section", "gewerk", "abteilung", "bereich",
            "afdeling", "département", "service", "secteur", "team", "group", "gruppe", "groep",
        )),
        Word("company", (
            "company", "employer", "vendor", "supplier", "firm", "organisation", "organization", "agency", "firma",
            "unternehmen", "arbeitgeber", "dienstleister", "bedrijf", "werkgever", "société", "entreprise",
            "employeur", "prestataire",
        )),
        Word("phone", (
            "phone", "mobile", "mobile phone", "mobile number", "cell", "cell phone", "phone number", "telephone",
            "telephone number", "tel", "tel no", "contact number", "handy", "handynummer", "mobil",
            "mobilnummer", "telefon", "telefonnummer", "rufnummer", "telefoon", "telefoonnummer", "mobiel", "gsm",
            "téléphone", "telephone portable", "portable", "numéro de téléphone",
        )),
        Word("email", (
            "e mail", "email", "mail", "e mail address", "email address", "mail address", "e mail adresse",
            "email adresse", "mailadresse", "e mailadres", "mailadres", "courriel", "adresse e mail", "adresse mail",
        )),
        Word("call", (
            "call", "call time", "calltime", "crew call", "start", "start time", "time", "from", "begin", "time in",
            "shift", "hours", "working hours", "arrival", "planperiod start", "beginn", "startzeit", "von", "uhrzeit",
            "antritt", "arbeitsbeginn", "dienstbeginn", "zeit", "arbeitszeit", "schicht", "aanvang", "begintijd",
            "starttijd", "van", "tijd", "calltijd", "début", "heure de début", "arrivée", "horaire", "heure", "de",
            "convocation",
        )),
        Word("wrap", (
            "wrap", "wrap time", "end", "end time", "finish", "until", "to", "time out", "out", "planperiod end",
            "ende", "endzeit", "bis", "arbeitsende", "dienstende", "schluss", "einde", "eindtijd", "tot", "fin",
            "heure de fin", "à", "jusqu à", "départ",
        )),
        Word("days", (
            "days", "day", "date", "dates", "date s", "on days", "working days", "call date", "shift date", "tage",
            "tag", "datum", "daten", "einsatztage", "arbeitstage", "dag", "dagen", "data", "werkdagen", "jours",
            "jour",
        )),
        Word("forklift", (
            "forklift", "fork lift", "forklift licence", "forklift license", "forklift ticket", "forklift until",
            "flt", "telehandler", "stapler", "staplerschein", "gabelstapler", "gabelstaplerschein", "heftruck",
            "heftruckcertificaat", "chariot élévateur", "cariste", "caces",
        )),
        Word("rigging", (
            "rigging", "rigging ticket", "rigging certificate", "irata", "sqq2", "rigger", "anschlagmittel",
            "rigging until", "riggen", "accroche",
        )),
        Word("first_aid", (
            "first aid", "first aider", "firstaid", "first aid until", "first aid certificate", "erste hilfe",
            "ersthelfer", "ersthelfer bis", "ehbo", "bhv", "secourisme", "premiers secours", "sst",
        )),
        Word("aerial", (
            "ipaf", "mewp", "aerial", "aerial platform", "scissor lift", "cherry picker", "hubarbeitsbühne",
            "hubarbeitsbühnen", "arbeitsbühne", "steiger", "hoogwerker", "nacelle",
        )),
        Word("height", (
            "working at height", "work at height", "height", "psaga", "höhenarbeit", "absturzsicherung",
            "werken op hoogte", "travail en hauteur",
        )),
        Word("electrical", (
            "electrical", "elektrofachkraft", "electrical certificate", "18th edition", "vefk", "elektro",
            "nen 3140", "habilitation électrique",
        )),
        Word("driving", (
            "driving licence", "driving license", "driver licence", "driver license", "drivers license",
            "führerschein", "rijbewijs", "permis", "permis de conduire",
        )),
        Word("induction", (
            "induction", "site induction", "inducted", "unterweisung", "sicherheitsunterweisung", "einweisung",
            "toolbox", "instructie", "accueil sécurité",
        )),
        Word("remark", (
            "remark", "remarks", "note", "notes", "comment", "comments", "info", "bemerkung", "bemerkungen", "notiz",
            "hinweis", "hinweise", "kommentar", "anmerkung", "opmerking", "opmerkingen", "remarque", "remarques",
            "commentaire",
        )),
        Word("more", (
            "transport", "project leader", "projectleader", "projektleiter", "projectleider", "radio", "radio channel",
            "radio ch", "diet", "dietary", "allergies", "shirt size", "t shirt", "vehicle", "plate", "hotel",
            "languages", "language", "sprachen", "talen", "langues", "call sign",
        )),
        # Known, and left alone: without these, similar spelling would pull them elsewhere.
        Word("unused", (
            "id", "no", "nr", "number of", "status", "rate", "day rate", "cost", "costs", "price", "tagessatz",
            "signature", "unterschrift", "handtekening", "signature box", "visible", "break", "pause", "invoice",
            "total", "project", "projekt", "subproject", "address", "adresse", "adres", "city", "birthday",
            "geburtsdatum", "date of birth", "geboortedatum", "first call", "erster call", "part ended",
            "rolle beendet", "first came", "kam zuerst", "on site since", "vor ort seit", "hours on site",
            "stunden vor ort",
        )),
    ),
)  # fmt: skip

NO_TRADE = frozenset({"other", "misc", "sonstiges", "anderes", "allgemein", "general"})
"""Departments that say no more than that there is none."""
BAND = re.compile(
    r"crew|team|hands?|local|video|audio|sound|light\w*|lx|rigg\w*|power|backline|production|transport|drivers?|medical"
    r"|catering|security|stage\w*|staff|load|day|shift|report|gate|call|show|department|vendor|total|notes?",
    re.IGNORECASE,
)
"""Words of a section's title: `LOCAL CREW – report to gate 3` heads a section and is nobody."""
NAME = re.compile(r"[^\W\d_]+(?:[ .'’-]+[^\W\d_]+){1,4}\.?")


def is_name(written: str) -> bool:
    """Whether a lone cell reads as somebody's name: two words or more, none of them a section's."""
    words = written.split()
    if not NAME.fullmatch(written) or written.isupper() or any(BAND.fullmatch(word) for word in words):
        return False
    return all(word[0].isupper() or not word[0].isascii() or len(word) < 4 for word in words)
