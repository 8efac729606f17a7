#!/usr/bin/env python3
"""Invented German reports with categories: generate_reports.py COUNT [SEED [PARTS]] > reports.csv

For comparing settings of the classifier and for its speed. Synthetic: figures on it say nothing of real reports. It is
made hard on purpose: objects of one category stand in the texts of others as places, neighbouring categories share their
words, one label in fourteen is wrong, one text in eleven says almost nothing, and there are typing errors, three ways
to write an umlaut, and missing capitals. With PARTS each category is divided into so many by a place that its texts
name, for seeing what hundreds of categories cost. Standard library only; the same seed gives the same bytes.
"""
import csv
import random
import sys

# category: weight, objects, what is wrong with them. Word forms are deliberately uneven.
categories = {
    "roads/pothole": (14, ["Schlagloch", "tiefes Schlagloch", "großes Loch im Asphalt", "Fahrbahnschaden", "die Fahrbahn",
        "der Straßenbelag", "Schlaglöcher", "die Asphaltdecke", "eine Absenkung in der Straße", "Frostaufbrüche"],
        ["ist aufgebrochen", "wird immer größer", "beschädigt Reifen und Felgen", "man muss ausweichen", "ist total kaputt",
         "mit dem Auto kaum zu umfahren", "hat sich nach dem Winter gebildet", "ist nur notdürftig geflickt"]),
    "roads/pavement": (9, ["Gehwegplatte", "der Gehweg", "Bürgersteig", "die Platten auf dem Gehsteig", "der Radweg",
        "Bordstein", "Pflastersteine", "Wurzelaufbruch im Radweg", "loses Pflaster", "eine Stolperkante"],
        ["ist lose", "ragen hoch", "ist gefährlich für ältere Menschen", "meine Mutter ist gestürzt", "ist aufgebrochen",
         "mit dem Rollstuhl nicht passierbar", "wackelt", "ist abgesackt", "sind kaputt"]),
    "roads/sign": (6, ["Verkehrsschild", "Straßenschild", "das Vorfahrtsschild", "Stoppschild", "das Tempo 30 Schild",
        "Halteverbotsschild", "ein Verkehrszeichen", "Wegweiser", "der Poller", "Spiegel an der Ausfahrt"],
        ["ist umgeknickt", "ist verdreht", "ist zugewachsen", "fehlt", "wurde umgefahren", "ist mit Aufklebern zugeklebt",
         "nicht mehr lesbar", "liegt am Boden"]),
    "roads/drain": (6, ["Gully", "der Gullydeckel", "Straßenablauf", "der Kanaldeckel", "Abfluss", "die Regenrinne",
        "Wasser auf der Fahrbahn", "riesige Pfütze", "Sinkkasten"],
        ["ist verstopft", "klappert bei jedem Auto", "läuft bei Regen über", "stinkt", "das Wasser läuft nicht ab",
         "ist voller Laub", "fehlt", "ist abgesackt"]),
    "lighting/lamp": (12, ["Straßenlaterne", "die Laterne", "Straßenbeleuchtung", "Lampe", "Beleuchtung im Tunnel",
        "der Lichtmast", "mehrere Laternen", "Leuchte am Fußweg", "Licht"],
        ["ist defekt", "flackert", "brennt auch tagsüber", "geht nicht", "ist ausgefallen", "leuchtet nicht mehr",
         "es ist stockdunkel", "wurde umgefahren", "Mast steht schief"]),
    "lighting/traffic-light": (4, ["Ampel", "die Fußgängerampel", "Lichtsignalanlage", "Ampelanlage", "Signalgeber",
        "der Taster an der Ampel", "Grünphase"],
        ["ist ausgefallen", "blinkt nur gelb", "ist viel zu kurz", "reagiert nicht", "geht nicht", "ist defekt",
         "der Ton für Blinde fehlt", "bleibt ewig rot"]),
    "rubbish/dumped": (14, ["wilder Müll", "Sperrmüll", "Müllsäcke", "Bauschutt", "alte Reifen", "ein Kühlschrank",
        "eine Matratze", "Sofa", "Müllablagerung", "Farbeimer", "Gelbe Säcke", "Abfall"],
        ["wurde abgeladen", "liegt seit Wochen herum", "bitte abholen", "wurde einfach entsorgt", "stinkt", "lockt Ratten an",
         "liegt am Straßenrand", "wird immer mehr"]),
    "rubbish/bin": (6, ["Papierkorb", "der Mülleimer", "Abfalleimer", "Mülltonne", "Hundekotbeutelspender", "Altkleidercontainer",
        "der Glascontainer", "Altpapiercontainer"],
        ["ist überfüllt", "quillt über", "fehlt", "ist abgerissen", "wird nicht geleert", "ist kaputt", "stinkt",
         "wurde angezündet"]),
    "rubbish/street-cleaning": (5, ["Scherben", "Glasscherben", "Hundekot", "Laub", "Dreck", "Ölspur", "Taubenkot",
        "Zigarettenkippen", "totes Tier"],
        ["auf dem Radweg", "bitte reinigen", "wird nicht gekehrt", "ist rutschig", "liegt überall", "platter Reifen",
         "ist gefährlich"]),
    "green/tree": (8, ["Baum", "der Ast", "morscher Baum", "große Äste", "die Linde", "Eiche", "Baumkrone", "Baumstumpf",
        "Eichenprozessionsspinner", "Zweige"],
        ["droht umzustürzen", "hängt über der Straße", "ist abgebrochen", "ist umgestürzt", "liegt auf dem Weg", "ist krank",
         "muss dringend geschnitten werden", "ist vertrocknet"]),
    "green/hedge": (6, ["Hecke", "Wildwuchs", "Unkraut", "Brombeeren", "Gebüsch", "Sträucher", "die Grünfläche", "Gras",
        "das Beet", "Jakobskreuzkraut"],
        ["wächst in den Gehweg", "versperrt die Sicht", "ist zugewachsen", "wuchert", "muss geschnitten werden",
         "ist meterhoch", "wird nicht gepflegt", "nimmt die Sicht"]),
    "playgrounds/equipment": (5, ["Schaukel", "die Rutsche", "Klettergerüst", "Spielgerät", "Wippe", "Seilbahn", "Bolzplatz",
        "das Tor auf dem Bolzplatz", "Sandkasten", "Sitzbank"],
        ["ist defekt", "ist abgebrochen", "ist gesperrt", "hat scharfe Kanten", "Kette gerissen", "ist morsch",
         "fehlt seit Monaten", "ist kaputt"]),
    "vehicles/parking": (8, ["Falschparker", "Autos", "ein LKW", "parkende Autos", "Wohnmobil", "Lieferwagen", "PKW",
        "Anhänger", "E-Scooter"],
        ["parkt auf dem Gehweg", "blockiert die Feuerwehrzufahrt", "versperrt die Sicht", "steht im Halteverbot",
         "steht auf dem Radweg", "kein Durchkommen mit dem Kinderwagen", "jeden Tag das gleiche"]),
    "vehicles/abandoned": (4, ["Schrottauto", "Auto ohne Kennzeichen", "abgemeldetes Fahrzeug", "Fahrradleiche", "Schrottfahrrad",
        "ein Anhänger", "PKW ohne TÜV", "altes Fahrrad", "Roller"],
        ["steht seit Monaten da", "verliert Öl", "hat platte Reifen", "wird ausgeschlachtet", "rostet vor sich hin",
         "blockiert einen Parkplatz", "ist abgemeldet"]),
    "noise/neighbourhood": (4, ["Lärm", "laute Musik", "Ruhestörung", "Jugendliche", "Baustelle", "Laubbläser", "Feiern im Park",
        "Hundegebell", "Autoposer"],
        ["bis spät in die Nacht", "jedes Wochenende", "man kann nicht schlafen", "schon um sechs Uhr morgens", "unerträglich",
         "trotz Nachtruhe", "bitte kontrollieren"]),
    "graffiti": (5, ["Graffiti", "Schmierereien", "Hakenkreuz", "Aufkleber", "Farbe", "Parolen", "ein Tag", "Plakate"],
        ["an der Hauswand", "am Stromkasten", "bitte entfernen", "auf der Sitzbank", "im Tunnel", "wurde besprüht",
         "am Spielplatz", "auf dem Schild"]),
    "ideas/proposal": (5, ["Vorschlag", "eine Idee", "Zebrastreifen", "Tempo 30", "mehr Sitzbänke", "Fahrradständer",
        "ein Mülleimer", "eine Ampel", "Bäume", "Spielgeräte", "Bessere Beleuchtung"],
        ["wäre hier sinnvoll", "fehlt hier", "könnte man aufstellen", "wünschen sich viele Anwohner", "würde die Sicherheit erhöhen",
         "sollte eingerichtet werden", "wäre schön"]),
}
things = ["der Laterne", "dem Papierkorb", "der Ampel", "dem Spielplatz", "der Hecke", "dem alten Baum", "dem Gully",
          "dem Verkehrsschild", "den Glascontainern", "der Bushaltestelle", "dem Parkplatz", "der Baustelle", "dem Radweg",
          "dem Sandkasten", "der Bank", "dem Zebrastreifen", "der Schule", "der Kita", "dem Supermarkt", "der Kirche"]
streets = ["Bahnhof", "Linden", "Goethe", "Schiller", "Werler ", "Hammer ", "Soester ", "Garten", "Ring", "Berg", "Kirch", "Mühlen",
           "Feld", "Schul", "Markt", "Wald", "Rosen", "Birken", "Dortmunder ", "Ost"]
kinds = ["straße", "str.", "weg", "platz", "allee", "strasse", "gasse", "ring"]
near = ["neben", "bei", "hinter", "vor", "gegenüber", "an", "in der Nähe von", "kurz nach", "auf Höhe", "zwischen der Einfahrt und"]
openings = ["", "", "", "Hallo, ", "Guten Tag, ", "Sehr geehrte Damen und Herren, ", "Moin, ", "Hiermit melde ich: ", "Achtung! ",
            "Wie schon im Frühjahr gemeldet: ", "Leider muss ich mich wieder melden. ", "Zum wiederholten Mal: ", "Bitte prüfen: "]
closings = ["", "", "", " Bitte um Abhilfe.", " Vielen Dank!", " Mit freundlichen Grüßen", " Das ist gefährlich, vor allem für Kinder.",
            " Wann passiert hier endlich etwas?", " Danke im Voraus", " Fotos anbei.", " Gefahr für Radfahrer und Fußgänger.",
            " Ich bitte um Rückmeldung.", " MfG", " Wer ist dafür zuständig?", " So ein Zustand ist nicht hinnehmbar.",
            " Auf dem Weg zur Arbeit komme ich dort jeden Tag mit dem Fahrrad vorbei."]
quarters = ["Nord", "Süd", "Altstadt", "Hafen", "Uentrop", "Heessen", "Pelkum", "Rhynern", "Bockum", "Herringen", "Westen", "Mark"]
vague = ["Bitte mal anschauen, siehe Foto", "Das geht so nicht weiter!", "Immer noch nicht erledigt", "siehe Bild", "gefährliche Stelle",
         "kaputt", "Hier muss dringend was gemacht werden", "Nachtrag zu meiner Meldung", "Wer kümmert sich darum?", "Zustand untragbar"]


def place(rng):
    street = rng.choice(streets) + rng.choice(kinds)
    where = rng.choice([f"{street} {rng.randint(1, 180)}", street, f"{street}/Ecke {rng.choice(streets)}{rng.choice(kinds)}"])
    if rng.random() < 0.45:
        where = f"{rng.choice(near)} {rng.choice(things)}" + (f", {where}" if rng.random() < 0.6 else "")
    return where


def sentence(rng, category):
    _, objects, wrongs = categories[category]
    thing, wrong, where = rng.choice(objects), rng.choice(wrongs), place(rng)
    if rng.random() < 0.25:  # only one of the two says what it is
        thing, wrong = rng.choice([(thing, "bitte darum kümmern"), ("Das hier", wrong), ("Da", wrong), (thing, "")])
    return rng.choice([f"{thing} {wrong}, {where}.", f"{where}: {thing} {wrong}", f"{thing} {where} {wrong}.", f"{thing} {wrong}",
                       f"In der {where} {wrong}: {thing}.", f"Seit Tagen: {thing} {wrong} ({where})", f"{wrong} - {thing}, {where}"])


def misspelt(rng, text):
    letters = list(text)
    for _ in range(rng.choice([0, 0, 0, 1, 1, 2, 3])):
        at = rng.randrange(max(1, len(letters) - 1))
        change = rng.random()
        if change < 0.3 and len(letters) > 2:
            letters[at], letters[at + 1] = letters[at + 1], letters[at]
        elif change < 0.6:
            del letters[at]
        elif change < 0.8:
            letters.insert(at, letters[at])
        else:
            letters[at] = rng.choice("abcdefghiklmnoprstuw")
    text = "".join(letters)
    style = rng.random()
    if style < 0.2:
        for umlaut, written in zip("äöüÄÖÜß", ["ae", "oe", "ue", "Ae", "Oe", "Ue", "ss"]):
            text = text.replace(umlaut, written)
    elif style < 0.25:
        for umlaut, written in zip("äöüÄÖÜß", "aouAOUs"):
            text = text.replace(umlaut, written)
    if rng.random() < 0.2:
        text = text.lower()
    elif rng.random() < 0.03:
        text = text.upper()
    return text


def main():
    count = int(sys.argv[1])
    rng = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    parts = min(int(sys.argv[3]), len(quarters)) if len(sys.argv) > 3 else 1
    names = list(categories)
    weights = [categories[name][0] for name in names]
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["text", "category"])
    for _ in range(count):
        category = rng.choices(names, weights)[0]
        if rng.random() < 0.09:
            text = rng.choice(vague)
        else:
            text = rng.choice(openings) + sentence(rng, category)
            while rng.random() < 0.3:
                text += " " + (sentence(rng, category) if rng.random() < 0.7 else f"Das ist {place(rng)}.")
            if rng.random() < 0.08:  # a second thing in passing
                text += " Außerdem: " + sentence(rng, rng.choice(names))
            text += rng.choice(closings)
        label = rng.choices(names, weights)[0] if rng.random() < 0.07 else category
        if parts > 1:
            part = rng.randrange(parts)
            text += f" (in {quarters[part]})"
            label += f"/{part}"
        out.writerow([misspelt(rng, text), label])


main()
