#!/usr/bin/env python3
"""Texts with known places, for `ombud locate --evaluate`: generate_texts.py ADDRESSES.csv[.gz] FOLDER [--seed N] [--rows N|--all]

Writes one CSV (text, lat, lon) for each way in which people spell addresses, made of a register of addresses with the
columns street, house_number, lon and lat. The same seed gives the same files. Persons and telephone numbers are invented.
"""
import argparse
import csv
import gzip
import pathlib
import random
import re
import string

PROBLEMS = ("ein tiefes Schlagloch", "eine defekte Straßenlaterne", "wilder Müll", "ein umgestürzter Baum", "eine lose Gehwegplatte",
            "ein überfüllter Papierkorb", "viele Glasscherben", "ein verstopfter Gully", "ein abgemeldetes Auto",
            "ein kaputtes Verkehrsschild", "Sperrmüll", "eine tote Taube", "Hundekot", "ein gebrochener Ast")
WITH = ("Vor {a} liegt seit Tagen {p}.", "{a}: {p}", "{p}, {a}", "Bei der Adresse {a} gibt es {p}.", "Hier in {a} ist {p}.",
        "Guten Tag, an der {a} sehe ich {p}. Bitte kümmern Sie sich darum.", "Ort: {a}\nMeldung: {p}",
        "Sehr geehrte Damen und Herren,\n\ndirekt gegenüber {a} befindet sich {p}.\n\nMit freundlichen Grüßen\nA. Beispiel",
        "Seit 3 Wochen {p} in Höhe {a}!!", "Auf dem Gehweg vor dem Haus {a} stört {p}.", "hallo, {p} bei uns in der {a} danke",
        "Wir haben das am 12.05. schon gemeldet: {p} ({a}).", "Anruf um 14:30 Uhr, {a}, {p}", "{p} - {a} - Tel. 0201 5550123",
        "Der Papierkorb neben {a} quillt über, dazu {p}.", "In der {a} wurde {p} abgestellt, 2 Meter neben dem Eingang.")
WITHOUT = (
    "Im Park liegt seit {n} Tagen {p}.", "Am Markt gestern Abend: {p}.", "Die Straße ist kaputt, {p}!", "Auf dem Platz ist {p}.",
    "Der Weg ist nicht mehr begehbar.", "Tel. 0201 555{n}{n}, bitte um Rückruf.", "Am {d}. {m} war dort schon {p}.",
    "Frau {name} hat am {d}.{k}.2026 angerufen, es geht um {p}.", "Herr {name} bittet um Rückruf bis {h} Uhr.",
    "Linie {n} hält nicht mehr an der Haltestelle, {p}.", "An der Haltestelle fehlen {n} Scheiben.", "Auf dem Spielplatz sind {n} Schaukeln kaputt.",
    "Vor der Schule stehen jeden Morgen {n} Autos im Halteverbot.", "Hinter dem Bahnhof liegt {p}.", "Der Radweg ist auf {n} Metern beschädigt.",
    "Warum dauert das {n} Monate?", "Vorgang {n}{n}: gibt es Neuigkeiten?", "Im Wald sind {n} Bäume umgestürzt.",
    "Der Container Nr. {n} wird nie geleert.", "Laterne {n} ist dunkel.", "Gleis {n} ist verdreckt.", "Bitte {n} Papierkörbe mehr im Stadtpark.",
    "Die Ampel an der Kreuzung ist seit {h} Uhr aus.", "In der Unterführung am Bahnhof riecht es.", "Mein Hund hat sich im Park verletzt, {p}.",
    "Am Brunnen treffen sich abends Jugendliche.", "An der Brücke ist das Geländer lose.", "Auf der Brücke: {p}.", "Am Friedhof parken alle falsch.",
    "> Am {d}.{k}. schrieb Frau {name}:\n> {p}\nDas ist noch immer so.", "Der Bus {n} fährt zu schnell.", "Bei Regen steht das Wasser {n} cm hoch.",
    "Es geht um meine Anfrage vom {d}. {m}, Aktenzeichen {n}/2026.", "Familie {name} aus der Nachbarschaft hilft gern.", "Zimmer {n} im Rathaus ist zu.",
    "In unserer Straße ist {p}. Seit {n} Jahren passiert nichts.", "Fahrtrichtung Norden ist {p}.", "Kommt da bald jemand? Gruß, {name}",
    "An der Ecke liegt {p}.", "Gegenüber vom Supermarkt ist {p}.", "Am Rathaus {n} E-Scooter auf dem Gehweg", "Block {n}, Eingang {n}: {p}",
    "Die Tonnen wurden am {d}. {m} nicht geleert.", "Vielen Dank für die schnelle Hilfe!", "Es sind etwa {n} Säcke und {n} Kartons.",
    "Zwischen den Häusern liegt {p}.", "Mit Kinderwagen kommt man nicht durch.", "Das kostet {n} Euro im Jahr.", "An der Stadtmauer: {p}",
    "Spielgerät {n} auf dem großen Spielplatz wackelt.", "Parkhaus Ebene {n}: {p}", "Am Stadion flackern {n} Lampen.", "Unser Hausmeister {name} weiß Bescheid.")
NAMES = ("Beispiel", "Mustermann", "Probe", "Ackermann", "Steinbach", "Lindner", "Bergmann", "Waldmann", "Kirchner", "Brückner", "Feldmann", "Hofer")
MONTHS = ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember")
LETTERS = string.ascii_lowercase + "äöüß"


def fill(rng, template, address=""):
    """A sentence of its template with this address."""
    text = template.format(a=address, p=rng.choice(PROBLEMS), n=rng.randint(2, 60), d=rng.randint(1, 28), k=rng.randint(1, 12),
                           m=rng.choice(MONTHS), h=rng.randint(6, 22), name=rng.choice(NAMES))
    return text[0].upper() + text[1:] if rng.random() < 0.8 else text


def written_out(street):
    street = re.sub(r"(?<=[a-zäöüß])str\.$", "straße", street)
    return re.sub(r"(?<=[ -])Str\.$", "Straße", street)


def abbreviated(rng, street):
    street = written_out(street)
    short = rng.choice(("str.", "str"))
    street = re.sub(r"(?<=[a-zäöüß])straße$", short, street)
    street = re.sub(r"(?<=[ -])Straße$", short.capitalize(), street)
    if street.endswith("platz") and rng.random() < 0.5:
        street = street[:-3] + "."
    if street.endswith("Platz") and rng.random() < 0.5:
        street = street[:-3] + "."
    return street


def umlaut(rng, street):
    street = written_out(street)
    for one, other in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("Ä", "Ae"), ("Ö", "Oe"), ("Ü", "Ue"), ("ß", "ss")):
        street = street.replace(one, other)
    return street.upper() if rng.random() < 0.1 else street.lower() if rng.random() < 0.1 else street


def hyphen(rng, street):
    """Hyphens for spaces or the other way round, and one before the suffix."""
    street = written_out(street)
    if "-" in street and rng.random() < 0.6:
        return street.replace("-", " ")
    if " " in street:
        return street.replace(" ", "-")
    return re.sub(r"(?<=[a-zäöüß])(straße|weg|platz|allee|ring)$", lambda m: "-" + m.group(1).capitalize(), street)


def split(rng, street):
    """A compound taken apart before its suffix, or what is two words written as one."""
    street = written_out(street)
    if " Straße" in street:
        return street.replace(" Straße", "straße")
    suffix = rng.choice(("Straße", "Str."))
    street = re.sub(r"(?<=[a-zäöüß])straße$", " " + suffix, street)
    return re.sub(r"(?<=[a-zäöüß])(weg|platz|allee|ring|hof|berg|kamp)$", lambda m: " " + m.group(1).capitalize(), street)


def typo(rng, street):
    """One letter substituted, left out, added or exchanged with the next, anywhere in the name."""
    places = [i for i, c in enumerate(street) if c.isalpha()]
    i = rng.choice(places)
    kind = rng.randrange(4)
    letter = rng.choice(LETTERS)
    if kind == 0:
        while letter == street[i].lower():
            letter = rng.choice(LETTERS)
        return street[:i] + (letter.upper() if street[i].isupper() and letter != "ß" else letter) + street[i + 1:]
    if kind == 1:
        return street[:i] + street[i + 1:]
    if kind == 2:
        return street[:i] + letter + street[i:]
    if i + 1 < len(street) and street[i + 1].isalpha() and street[i].lower() != street[i + 1].lower():
        return street[:i] + street[i + 1] + street[i] + street[i + 2:]
    return typo(rng, street)


def typos(rng, street, count):
    """So many typing errors; the result differs from the name."""
    base = written_out(street) if rng.random() < 0.5 else street
    while True:
        wrong = base
        for _ in range(count):
            wrong = typo(rng, wrong)
        if wrong.lower() != base.lower():
            return wrong


KINDS = {
    "clean": lambda rng, s: s,
    "abbreviated": abbreviated,
    "umlaut": umlaut,
    "hyphen": hyphen,
    "split": split,
    "sentence": lambda rng, s: written_out(s),
    "one-typo": lambda rng, s: typos(rng, s, 1),
    "two-typos": lambda rng, s: typos(rng, s, 2),
}


def write(file, rows):
    with open(file, "w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(("text", "lat", "lon"))
        writer.writerows(rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("addresses", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rows", type=int, default=10_000, help="of each kind")
    parser.add_argument("--all", action="store_true", help="every address once instead of a sample, in the order of the register")
    options = parser.parse_args()
    opener = gzip.open if options.addresses.suffix == ".gz" else open
    with opener(options.addresses, "rt", encoding="utf-8", newline="") as file:
        addresses = list(csv.DictReader(file))
    options.folder.mkdir(parents=True, exist_ok=True)
    for kind, spell in KINDS.items():
        rng = random.Random(f"{options.seed} {kind}")
        rows = []
        for a in addresses if options.all else rng.choices(addresses, k=options.rows):
            address = f"{spell(rng, a['street'])} {a['house_number']}"
            # Half of the texts are the address alone, as in a form.
            bare = kind == "clean" and rng.random() < 0.5
            rows.append((address if bare else fill(rng, rng.choice(WITH), address), a["lat"], a["lon"]))
        write(options.folder / f"{kind}.csv", rows)
    rng = random.Random(f"{options.seed} none")
    write(options.folder / "no-street.csv", [(fill(rng, rng.choice(WITHOUT)), "", "") for _ in range(options.rows)])


if __name__ == "__main__":
    main()
