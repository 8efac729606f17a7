"""The reporters. No such person exists; addresses are under example.*, numbers in the ranges kept for fiction."""

# key: (name, mail address, telephone numbers as they are written in the input)
PEOPLE = {
    "ottilie": ("Ottilie Brinkschulte", "o.brinkschulte@example.org", ["0171 3920011"]),
    "gerd": ("Gerd-Wilhelm Oesterhoff", "gw.oesterhoff@example.net", []),
    "fiona": ("Fiona Macallistair", "fiona.macallistair@example.com", ["+49 171 3920023"]),
    "jale": ("Jale Yildizgören", "jale.yildizgoeren@example.org", []),
    "mechthild": ("Mechthild Tönsmeyer", "m.toensmeyer@example.org", ["02999 04417", "0171/3920035"]),
    "leonhard": ("Leonhard Quastenberg", "leo.quastenberg@example.org", ["0171 3920047"]),
    "dorothee": ("Dorothee Pachulke", "d.pachulke@example.com", []),
    "hubertus": ("Hubertus Kettelhack", "hubertus.kettelhack@example.net", []),
    "saskia": ("Saskia Dragunovski", "saskia.dragunovski@example.org", []),
    "friedhelm": ("Friedhelm Wessolleck", "f.wessolleck@example.org", ["02999 / 0 61 82"]),
    "annelore": ("Annelore Zumdiek", "annelore.zumdiek@example.com", []),
    "bartholomaeus": ("Bartholomäus Lütkefent", "b.luetkefent@example.org", ["+49 2999 07730"]),
    "priyanka": ("Priyanka Sundarekar", "priyanka.sundarekar@example.com", []),
    "kaethe": ("Käthe Rohlfsmann", "", ["02999 01234"]),
    "heinz": ("Heinz-Peter Vossgrätz", "", ["0171 3920052"]),
    "elfriede": ("Elfriede Strothkötter", "", ["02999 0 7781"]),
    "ingo": ("Ingo Mardervogt", "", ["02999/05523"]),
    "yasmin": ("Yasmin El-Batrouni", "", ["0171 3920061"]),
    "walburga": ("Walburga Schmitthenke", "", ["030 23125 004"]),
    "torben": ("Torben Klaasenkamp", "", ["01713920078"]),
    "roswitha": ("Roswitha Pfannebecker", "", ["02999-03390"]),
    "nils": ("Nils-Ole Ahrendsgaard", "", ["+49 30 23125 017"]),
    "hannelore": ("Hannelore Dickmörser", "", ["02999 04411"]),
    "emil": ("Emil Gruttmann", "", ["0171-39 200 83"]),
    "carla": ("Carla Wolkenstörfer", "carla.wolkenstoerfer@example.org", []),
    "desmond": ("Desmond Adekunleson", "d.adekunleson@example.com", ["0171 3920064"]),
    "ulrike": ("Ulrike Habermannski", "u.habermannski@example.net", ["02999 08812"]),
    "joerg": ("Jörg Piepenhagen-Stoll", "joerg.piepenhagen@example.org", []),
    "mieke": ("Mieke Vandersloten", "mieke.vandersloten@example.com", []),
    "arturo": ("Arturo Benedittinelli", "arturo.benedittinelli@example.org", ["0171 3920071"]),
    "svetlana": ("Svetlana Koromyslenko", "s.koromyslenko@example.net", []),
    "theo": ("Theo Uhlenbruchner", "theo.uhlenbruchner@example.org", ["02999 09127"]),
    "gesine": ("Gesine Falkenrodt", "gesine.falkenrodt@example.com", ["0171 3920088"]),
    "lars": ("Lars Mönkebüscher", "lars.moenkebuescher@example.org", []),
    "hatice": ("Hatice Özdemirkol", "hatice.oezdemirkol@example.org", ["030 23125 042"]),
    "ewald": ("Ewald Timmerkötter", "ewald.timmerkoetter@example.org", ["02999 06640"]),
    "bianca": ("Bianca Schnörringer", "bianca.schnoerringer@example.net", []),
}
# Number plates and the postal addresses of signatures, as they are written in the input.
PLATES = ["LBK-XY 123", "LBK XY 123", "LBK-ZQ 4071", "LBK - TT 88", "LBK-HU 256"]
CAMERA_SERIAL = "FG5-0047-1190"  # in photos/pothole.jpg
SIGNATURE_ADDRESSES = ["Birkenstraße 17", "Kiefernweg 3", "Gartenweg 6"]


def name(key):
    return PEOPLE[key][0]


def mail(key):
    return PEOPLE[key][1]


def phone(key, which=0):
    return PEOPLE[key][2][which]


def digits(text):
    return "".join(c for c in text if c.isdigit())


def contacts():
    lines = []
    for full, address, numbers in PEOPLE.values():
        lines += [full, full.split(" ", 1)[1]]
        lines += [address] if address else []
        for number in numbers:
            national = "0" + digits(number)[2:] if number.startswith("+49") else digits(number)
            lines += [number, digits(number), national, "49" + national[1:]]
    for plate in PLATES:
        lines += [plate, plate.replace(" ", "").replace("-", "")]
    return list(dict.fromkeys(lines + SIGNATURE_ADDRESSES + [CAMERA_SERIAL]))


def write(root):
    (root / "contacts.txt").write_text("\n".join(contacts()) + "\n", encoding="utf-8")
