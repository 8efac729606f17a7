#!/usr/bin/env python3
"""Writes N made-up reports of a web form as NDJSON, the same ones for the same N and seed.

    generate_web.py 100000 > reports.ndjson

The members are those of [mapping.web-form] in samples/ombud.toml, the positions lie in a box of the size of a town, about
30 % have none; about 60 % leave an e-mail address. Python standard library only.
"""
import argparse
import json
import random
import sys
from datetime import datetime, timedelta, timezone

WEST, SOUTH, EAST, NORTH = 7.76, 51.62, 7.94, 51.74

# category: subjects, sentences
KINDS = {
    "roads/pothole": (["Schlagloch", "Tiefes Schlagloch", "Straße aufgebrochen"],
                      ["In der Fahrbahn ist ein großes Schlagloch.", "Radfahrer müssen ausweichen.", "Es wird mit jedem Regen größer.",
                       "Mein Reifen ist dort geplatzt.", "Die Stelle wurde erst im Frühjahr geflickt."]),
    "roads/pavement": (["Gehwegplatten lose", "Stolperfalle", "Radweg beschädigt"],
                       ["Mehrere Gehwegplatten wackeln.", "Ältere Leute stolpern hier.", "Baumwurzeln drücken den Belag hoch."]),
    "roads/sign": (["Verkehrsschild verdreht", "Schild umgefahren"],
                   ["Das Vorfahrtsschild zeigt in die falsche Richtung.", "Der Pfosten liegt im Grünstreifen."]),
    "roads/drain": (["Gully verstopft", "Wasser steht auf der Straße"],
                    ["Nach dem Gewitter läuft das Wasser nicht ab.", "Der Gully ist voller Blätter."]),
    "lighting/lamp": (["Laterne defekt", "Straßenbeleuchtung ausgefallen", "Laterne flackert"],
                      ["Die Laterne ist seit einer Woche dunkel.", "Abends sieht man hier nichts mehr.", "Sie geht an und wieder aus.",
                       "Am Mast steht eine Nummer, die ich nicht lesen konnte."]),
    "lighting/traffic-light": (["Ampel ausgefallen", "Fußgängerampel reagiert nicht"],
                               ["Die Ampel zeigt nur Rot.", "Der Taster ist abgebrochen.", "Kinder auf dem Schulweg laufen bei Rot."]),
    "rubbish/dumped": (["Wilder Müll", "Sperrmüll am Straßenrand", "Müllsäcke im Wald"],
                       ["Hier liegen seit Tagen Müllsäcke.", "Zwei Matratzen und ein Kühlschrank.", "Es stinkt, und Ratten gibt es auch schon.",
                        "Jemand hat Bauschutt abgeladen."]),
    "rubbish/bin": (["Papierkorb quillt über", "Abfalleimer fehlt"],
                    ["Der Papierkorb wurde lange nicht geleert.", "Rundherum liegt alles auf dem Weg."]),
    "rubbish/glass": (["Scherben", "Glasscherben auf dem Radweg"], ["Überall liegen Scherben.", "Mein Hund hat sich verletzt."]),
    "green/tree": (["Ast auf dem Weg", "Baum umgestürzt"],
                   ["Ein dicker Ast liegt quer über dem Weg.", "Der Baum neigt sich bedrohlich.", "Nach dem Sturm ist kein Durchkommen."]),
    "green/hedge": (["Hecke zu hoch", "Wildwuchs"], ["Die Hecke ragt weit in den Gehweg.", "Mit Kinderwagen muss man auf die Straße."]),
    "playgrounds/equipment": (["Schaukel kaputt", "Rutsche beschädigt"],
                              ["An der Schaukel ist eine Kette gerissen.", "Eine Schraube steht vor.", "Das Klettergerüst wackelt."]),
    "playgrounds/cleanliness": (["Spielplatz verschmutzt"], ["Im Sandkasten liegen Zigarettenkippen.", "Überall Hundekot."]),
    "noise/neighbourhood": (["Lärm in der Nacht"], ["Bis drei Uhr früh laute Musik.", "An Schlaf ist nicht zu denken."]),
    "vehicles/abandoned": (["Schrottauto"], ["Der Wagen steht seit Monaten ohne Kennzeichen.", "Öl läuft aus."]),
    "vehicles/parking": (["Falschparker"], ["Die Feuerwehrzufahrt ist zugeparkt.", "Jeden Morgen dasselbe."]),
    "ideas/proposal": (["Vorschlag: Sitzbank", "Idee für den Park"], ["Hier fehlt eine Bank.", "Ein Trinkbrunnen wäre schön."]),
}
OPENINGS = ["Guten Tag,", "Hallo,", "Sehr geehrte Damen und Herren,", "Moin,", ""]
CLOSINGS = ["Bitte kümmern Sie sich darum.", "Vielen Dank!", "Mit freundlichen Grüßen", "Können Sie das bald beheben?", ""]
FIRST = ["Jürgen", "Käthe", "Björn", "Änne", "Zoë", "Fatma", "Uwe", "Sören", "Renate", "Mehmet", "Gisela", "Łukasz", "Heike", "Jörg", "Ayşe"]
LAST = ["Müller", "Schäfer", "Großmann", "Yılmaz", "Böhm", "Kröger", "Weiß", "Nowak", "Hülsmann", "Möllenkamp", "Süß", "Petersen", "Köster"]
STREET = ["Linden", "Werler ", "Mühlen", "Bahnhof", "Feld", "Kirch", "Brücken", "Garten", "Höfe", "Süd", "Alte Post", "Schützen"]
STREET_END = ["straße", "weg", "allee", "gasse", "ring"]
EPOCH = datetime(2026, 1, 1, tzinfo=timezone(timedelta(hours=1)))


def report(number, rng):
    category = rng.choice(list(KINDS))
    subjects, sentences = KINDS[category]
    street = rng.choice(STREET) + rng.choice(STREET_END)
    text = " ".join(rng.sample(sentences, rng.randint(1, len(sentences))))
    parts = [rng.choice(OPENINGS), f"{text} Nähe {street} {rng.randint(1, 120)}.", rng.choice(CLOSINGS)]
    entry = {"id": f"W-{number:07d}", "submitted": (EPOCH + timedelta(seconds=rng.randrange(300 * 86400))).isoformat(),
             "subject": rng.choice(subjects), "message": "\n\n".join(filter(None, parts)),
             "category": category if rng.random() < 0.9 else ""}
    first, last = rng.choice(FIRST), rng.choice(LAST)
    who = rng.random()
    if who < 0.6:
        entry["contact"] = {"name": f"{first} {last}", "email": f"person{rng.randrange(1_000_000)}@example.org", "phone": ""}
    elif who < 0.75:
        entry["contact"] = {"name": f"{first} {last}", "email": "", "phone": f"02999 {rng.randrange(10_000, 99_999)}"}
    place = {}
    if rng.random() < 0.7:
        place = {"lat": round(rng.uniform(SOUTH, NORTH), 6), "lon": round(rng.uniform(WEST, EAST), 6)}
    if rng.random() < 0.5:
        place |= {"street": street, "number": str(rng.randint(1, 120))}
    if place:
        entry["location"] = place
    return entry


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, help="how many reports")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    rng = random.Random(arguments.seed)
    encode = json.JSONEncoder(ensure_ascii=False).encode
    block = []
    for number in range(1, arguments.count + 1):
        block.append(encode(report(number, rng)))
        if len(block) == 5000 or number == arguments.count:
            sys.stdout.buffer.write(("\n".join(block) + "\n").encode())
            block.clear()


if __name__ == "__main__":
    main()
