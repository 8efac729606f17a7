"""The phone logs, the payloads of the web form and those of the field app."""
import base64
import json

import town
from people import PEOPLE, mail, name, phone

HEADER = ["Nr.", "Datum", "Uhrzeit", "Meldung", "Art", "Anrufer", "Telefon", "Straße", "Hausnr.", "Breite", "Länge", "Stand", "Erledigt am"]


def comma(position):
    lon, lat = position
    return [f"{lat:.6f}".replace(".", ","), f"{lon:.6f}".replace(".", ",")]


def call(number, date, time, text, kind, caller, street="", house="", position=None, state="neu", closed=""):
    who = [name(caller), phone(caller)] if caller else ["", ""]
    return [number, date, time, text, kind, *who, street, house, *(comma(position) if position else ["", ""]), state, closed]


LAMP_CALL = town.near("Bahnhofstraße", "24", 3, -2)  # T-1006; the form reports the same lamp as W-1008, 20 m away

SUMMER_LOG = [
    call("T-0801", "03.08.2026", "09:15", "Tiefes Schlagloch auf der Fahrbahn, ca. 20 cm", "Schlagloch", "kaethe", "Hammer Straße", "14",
         town.near("Hammer Straße", "14", -6, 2), "erledigt", "19.08.2026"),
    call("T-0802", "11.08.2026", "14:02", "Laterne flackert seit Tagen", "Straßenbeleuchtung", "heinz", "Werler Str.", "31", None, "erledigt", "28.09.2026"),
    call("T-0803", "19.08.2026", "08:40", "Alte Reifen und Säcke neben den Glascontainern; Anrufer möchte anonym bleiben", "Wilder Müll", None,
         "Am Alten Friedhof", "", None, "erledigt", "21.08.2026 11:30"),
    call("T-0804", "02.09.2026", "10:05", 'Rutsche locker, Kinder sagen "die wackelt"', "Spielplatz", "elfriede", "", "",
         town.near("Rosenweg", "6", 15, 20), "in Arbeit"),
    call("T-0805", "10.09.2026", "", "Baum ragt tief in den Radweg,\nAst hängt auf Kopfhöhe", "Baum", "ingo", "Lindenallee", "18", None, "weitergeleitet"),
    call("T-0806", "17.09.2026", "16:30", "Zwei Laternen nebeneinander dunkel", "Straßenbeleuchtung", "yasmin", "Nordwall", "9", None, "in Arbeit"),
    call("T-0807", "31.09.2026", "11:00", "Gehwegplatte steht hoch", "Gehweg", "walburga", "Schulstraße", "3", None, "neu"),
    call("T-0808", "29.09.2026", "07:55", "Wohnwagen steht seit Wochen ohne Zulassung, Kennzeichen LBK - TT 88", "Schrottauto", "torben", "Industriestr.", "13"),
]
AUTUMN_LOG = [
    call("T-0806", "17.09.2026", "16:30", "Zwei Laternen nebeneinander dunkel", "Straßenbeleuchtung", "yasmin", "Nordwall", "9", None, "erledigt", "12.11.2026"),
    call("T-1001", "05.10.2026", "13:20", "Laute Musik aus der Wohnung, jede Nacht", "Lärm", "roswitha", "Kirchgasse", "4a", None, "weitergeleitet"),
    call("T-1002", "14.10.2026", "09:48", "Schlagloch vor der Einfahrt", "Schlagloch", "nils", "Zur Schleuse", "6", None, "erledigt", "16.10.2026"),
    call("T-1003", "21.10.2026", "15:11", "Gehwegplatten lose, Stolpergefahr", "Gehweg", "hannelore", "Dr.-Holtkamp-Str.", "8", None, "erledigt", "10.11.2026"),
    call("T-1004", "30.10.2026", "11:36", "Vorfahrtsschild verdreht", "", "emil", "Feldstr. 11"),
    call("T-1005", "09.11.2026", "08:22", "Papierkorb läuft über – seit über einer Woche nicht geleert", "Papierkorb", None, "", "",
         town.near("Am Stadtpark", "5", 10, 12), "erledigt", "20.11.2026"),
    call("T-1006", "16.11.2026", "17:50", "Straßenlaterne ganz aus, Ecke beim Kiosk", "Straßenbeleuchtung", "kaethe", "Bahnhofstr.", "24", LAMP_CALL),
    call("T-1007", "23.11.2026", "08:05", "Gully verstopft, Wasser steht auf der Straße", "Gully", "ewald", "Brückenstr.", "5"),
]


def sheet(rows):
    def cell(text):
        return '"' + text.replace('"', '""') + '"' if any(c in text for c in ';"\n') else text
    return "\r\n".join(";".join(map(cell, row)) for row in [HEADER, *rows]) + "\r\n"


def picture(filename, data):
    return {"name": filename, "data": base64.b64encode(data).decode()}


def form(number, submitted, subject, message, category="", who=None, position=None, street="", house="", photos=()):
    entry = {"id": number, "submitted": submitted, "subject": subject, "message": message}
    if category:
        entry["category"] = category
    if who:
        entry["contact"] = {"name": name(who)} | ({"email": mail(who)} if mail(who) else {}) | ({"phone": phone(who)} if PEOPLE[who][2] else {})
    place = ({"street": street} if street else {}) | ({"number": house} if house else {})
    place |= {"lat": position[1], "lon": position[0]} if position else {"lat": None, "lon": None}
    entry["location"] = place
    if photos:
        entry["photos"] = list(photos)
    return entry


LONG_TITLE = ("Der Radweg an der Hammer Straße ist vom Ortsausgang bis zur Einmündung so voller Wurzelaufbrüche, dass man dort mit Kinderanhänger, "
              "Lastenrad oder Rollator kaum vorwärts kommt, und zwar auf beiden Seiten, bei Nässe noch schlimmer als bei Trockenheit, "
              "weshalb ich dringend um eine neue Decke bitte")
LONG_TITLE += "!" * (300 - len(LONG_TITLE))
assert len(LONG_TITLE) == 300


def web_files(photos):
    """File name -> bytes, in the order in which they are read."""
    w1001 = form("W-1001", "2026-09-03T18:22:10+02:00", "Müllsäcke 🗑️ an der Mauer",
                 "Seit gestern liegen hier vier Müllsäcke und ein Karton. Es stinkt schon 🤢🤢", "rubbish/dumped", "carla",
                 town.near("Mühlenstraße", "10", -3, 5), "Mühlenstraße", "10", [picture("saecke.jpg", photos["rubbish"])])
    w1002 = form("W-1002", "2026-10-02T07:41:00+02:00", "Pothole on the bus route",
                 "Big pothole on Alte Poststraße, right after the bus stop. The bus has to swerve.", "roads/pothole", "desmond",
                 town.near("Alte Poststraße", "12", 4, 9), "Alte Poststraße", "12")
    lon, lat = town.near("Gartenweg", "4")
    w1003 = form("W-1003", "2026-10-04T12:00:00+02:00", "Hecke ragt in den Gehweg", "Die Hecke ist bestimmt seit Jahren nicht geschnitten worden.",
                 "green/hedge", "ulrike", (lat, lon))
    w1004 = form("W-1004", "2026-10-09T21:17:35+02:00", LONG_TITLE, "Siehe oben.", "roads/pavement", "joerg", town.near("Hammer Straße", "30", 7, 0))
    w1005 = form("W-1005", "2026-10-15T02:13:37Z", "Ampel <b>defekt</b> & dunkel",
                 "=HYPERLINK(\"http://angriff.example\";\"Rot\") <script>alert('Ombud')</script><img src=x onerror=\"alert(1)\"> Die Fußgängerampel zeigt kein Grün. '); DROP TABLE report; --",
                 "lighting/traffic-light", None, town.near("Südwall", "8", 2, -6))
    w1006 = form("W-1006", "2026-10-20T10:10:10+02:00", "Graffiti", "Die Unterführung ist wieder vollgeschmiert.", "rubbish/dumped", "mieke", (0, 0))
    w1007 = form("W-1007", "2026-10-23T16:45:00+02:00", "Fahrradbügel am Marktplatz 💡", "Am Markt fehlen Fahrradbügel. Vorschlag: zwei Parkplätze umwandeln.",
                 "ideas/proposal", "arturo", town.near("Marktplatz", "5", 0, 10))
    lon, lat = LAMP_CALL
    w1008 = form("W-1008", "2026-11-19T19:30:00+01:00", "Straßenlaterne aus", "Die Laterne an der Ecke beim Kiosk ist ganz aus, man sieht nichts.", "streetlight",
                 "svetlana", (round(lon + 19 / town.METRES_LON, 6), round(lat - 6 / town.METRES_LAT, 6)), "Bahnhofstraße", "26")
    w1009 = form("W-1009", "2026-11-02T09:05:00+01:00", "Abgebrochener Ast", "Großer Ast liegt auf dem Weg, wohl vom Sturm 🌳", "green/tree", "theo",
                 town.near("Erlenbruch", "7", 8, 4), photos=["ast-auf-dem-weg.jpg"])
    w1010 = form("W-1010", "2026-11-06T15:20:00+01:00", "Schaukel defekt", "Die Schaukel ist abgerissen. Auf dem Foto steht mein Mann daneben.",
                 "playgrounds/equipment", "gesine", town.near("Haferkamp", "9", -12, 6),
                 photos=[picture("schaukel.jpg", photos["person"]), "muell-daneben.jpg"])
    w1011 = form("W-1011", "2026-11-08T23:40:00+01:00", "Baulärm am Sonntag", "Auf der Baustelle wird sonntags gearbeitet, ab sechs Uhr früh.", "noise/construction",
                 "lars", town.near("Kanalstraße", "20"), "Kanalstraße", "20")
    w1012 = form("W-1012", "2026-11-10T08:15:00+01:00", "Auto blockiert Feuerwehrzufahrt",
                 "Der rote Wagen LBK XY 123 steht jeden Tag in der Feuerwehrzufahrt, davor oft auch LBK-HU 256.", "vehicles/parking", "hatice",
                 town.near("Lerchenweg", "8", 2, 3), "Lerchenweg", "8", ["parkendes-auto.jpg"])
    w1013 = form("W-1013", "2026-11-12T13:00:00+01:00", "Thank you! 🎉", "The new benches by the canal are lovely 😀 Great work, please keep going.", "ideas/praise",
                 "bianca", town.near("Kanalstraße", "7", 0, -8))
    w1014 = form("W-1014", "2026-11-14T17:25:00+01:00", "Scherben auf dem Radweg",
                 "Überall Glasscherben auf dem Radweg. Ich zeige Ihnen gern die Stelle: 02999 06640 oder ewald.timmerkoetter@example.org. Gruß, Ewald Timmerkötter",
                 "rubbish/glass", None, town.near("Steinacker", "3", 5, 5))
    w1015 = form("W-1015", "2026-11-20T11:00:00+01:00", "Verkehrsschild umgefahren", "Das Tempo-30-Schild liegt im Beet.", "roads/sign", "ulrike", None, "An der Windmühle", "9")
    w1016 = form("W-1016", "2026-11-22T20:05:00+01:00", "Spielplatz verdreckt", "Überall Hundekot im Sandkasten, der Spielplatz ist völlig verdreckt.", "", None,
                 town.near("Im Winkel", "3", -9, -4))
    w1008["location"]["lat"], w1008["location"]["lon"] = str(w1008["location"]["lat"]), str(w1008["location"]["lon"])

    def line(entry):
        return json.dumps(entry, ensure_ascii=False)

    broken = '{"id": "W-1017", "submitted": "2026-11-05T10:00:00+01:00", "subject": "Ölspur", "message": "Ölspur auf der Fahrb'
    lines = [line(w1009), broken, line(w1010), line(w1002), "", line(w1011), line(w1012), line(w1013), line(w1014), line(w1008), line(w1015), line(w1016)]
    return {
        "2026-09-w1001.json": json.dumps(w1001, ensure_ascii=False, indent=2).encode() + b"\n",
        "2026-10.json": ("[\n" + ",\n".join(map(line, [w1002, w1003, w1004, w1005, w1006, w1007])) + "\n]\n").encode(),
        "2026-11.ndjson": ("\n".join(lines) + "\n").encode(),
        "ast-auf-dem-weg.jpg": photos["branch"],
        "muell-daneben.jpg": photos["rubbish"],
        "parkendes-auto.jpg": photos["car"],
    }


def field_files(photos):
    def entry(number, when, kind, text, position, state, **more):
        east, north = town.to_utm32(*position)
        return {"vorgang": number, "zeit": when, "art": kind, "beschreibung": text, "lage": {"rechtswert": east, "hochwert": north}, "zustand": state} | more

    monday = [
        entry("FA-3001", "2026-10-26T10:02:11+01:00", "Schlagloch", "Schlagloch am Fahrbahnrand hinter einem geparkten Wagen, provisorisch gefüllt.", town.near("Südwall", "17", 0, -9), "erledigt",
              erledigt="2026-11-02T14:30:00+01:00", bilder=["FA-3001.jpg"]),
        entry("FA-3002", "2026-10-26T11:20:45+01:00", "Wilder Müll", "Zwei Säcke Bauschutt neben dem Altglas.", town.near("Industriestraße", "5", 8, 3), "offen",
              bilder=["FA-3002.jpg"]),
    ]
    later = [
        entry("FA-3003", "2026-11-17T09:41:00+01:00", "Spielgerät", "Wippe: Lager ausgeschlagen.", town.near("Ahornweg", "5", 6, 14), "offen"),
        entry("FA-3004", "2026-11-17T09:58:30+01:00", "Schlagloch", "Schlagloch neben dem Schieber.", (7.1, 51.45), "offen"),
        entry("FA-3005", "2026-11-23T13:15:00+01:00", "Schrottfahrzeug", "Anhänger ohne gültige Zulassung, LBK-ZQ 4071.", town.near("Gewerbepark", "6", -4, 2), "offen",
              person=name("emil")),
    ]

    def ndjson(entries):
        return "".join(json.dumps(e, ensure_ascii=False) + "\n" for e in entries).encode()

    return {"FA-3001.jpg": photos["car"], "FA-3002.jpg": photos["rubbish"], "tour-2026-10-26.ndjson": ndjson(monday), "tour-2026-11-23.ndjson": ndjson(later)}


def write(root, photos):
    files = {"phone/2026-08-telefon.csv": sheet(SUMMER_LOG).encode("utf-8"), "phone/2026-10-telefon.csv": sheet(AUTUMN_LOG).encode("cp1252")}
    files |= {f"web/{k}": v for k, v in web_files(photos).items()} | {f"field-app/{k}": v for k, v in field_files(photos).items()}
    for folder in ("phone", "web", "field-app"):
        (root / folder).mkdir(parents=True, exist_ok=True)
        for old in (root / folder).iterdir():
            old.unlink()
    for path, content in files.items():
        (root / path).write_bytes(content)
