"""The map of Lindenbrück: streets, house numbers, districts. All invented."""
import csv
import json
import math

CENTRE = (7.85, 51.68)
METRES_LON = 111320 * math.cos(math.radians(CENTRE[1]))
METRES_LAT = 111250

# Shared corners, so that neighbours meet exactly.
_IN = {"a": (7.862, 51.681), "b": (7.858, 51.687), "c": (7.848, 51.689), "d": (7.839, 51.686), "e": (7.837, 51.678), "f": (7.843, 51.673),
       "g": (7.853, 51.672), "h": (7.860, 51.675)}
_OUT = {"A": (7.897, 51.676), "B": (7.893, 51.695), "C": (7.874, 51.707), "D": (7.852, 51.709), "E": (7.828, 51.706), "F": (7.808, 51.693),
        "G": (7.803, 51.676), "H": (7.812, 51.660), "I": (7.834, 51.652), "J": (7.858, 51.651), "K": (7.882, 51.657)}
_MID = {"1": (7.866, 51.697), "2": (7.825, 51.688), "3": (7.839, 51.662), "4": (7.871, 51.668)}
_CORNERS = _IN | _OUT | _MID
DISTRICTS = {name: [_CORNERS[c] for c in corners + corners[0]]
             for name, corners in {"Altstadt": "abcdefgh", "Nordheide": "b1CDEF2dc", "Osterbrook": "h4KABC1ba", "Südermark": "f3IJK4hg",
                                   "Westkamp": "d2FGHI3fe"}.items()}

# name, postcode, highest house number, axis in metres east and north of the centre
STREETS = [
    ("Marktplatz", "59997", 8, [(-60, -40), (80, -40)]),
    ("Kirchgasse", "59997", 10, [(-60, 40), (-60, 200), (-20, 260)]),
    ("Bahnhofstraße", "59997", 32, [(100, -100), (700, -250)]),
    ("Schulstraße", "59997", 14, [(-150, 120), (-450, 180)]),
    ("Nordwall", "59997", 26, [(-500, 560), (-100, 700), (300, 660)]),
    ("Südwall", "59997", 22, [(-500, -450), (0, -560), (300, -480)]),
    ("Brückenstraße", "59997", 20, [(0, 60), (60, 500)]),
    ("Mühlenstraße", "59997", 16, [(-200, -100), (-600, -250)]),
    ("Feldstraße", "59997", 28, [(430, -480), (470, 120)]),
    ("Werler Straße", "59997", 56, [(150, -600), (350, -1200), (500, -1800)]),
    ("Hammer Straße", "59998", 36, [(-80, 1150), (-250, 1800), (-300, 2400)]),
    ("Lindenallee", "59998", 22, [(100, 1200), (700, 1350)]),
    ("An der Windmühle", "59998", 14, [(-900, 1500), (-1200, 1900)]),
    ("Lerchenweg", "59998", 12, [(200, 1700), (520, 1760)]),
    ("Rosenweg", "59998", 12, [(200, 1900), (560, 1950)]),
    ("Haferkamp", "59998", 12, [(-600, 2000), (-800, 2500)]),
    ("Steinacker", "59998", 8, [(400, 2300), (700, 2350)]),
    ("Am Mühlenbach", "59998", 24, [(1100, 200), (1300, 500), (1650, 620)]),
    ("Kanalstraße", "59998", 26, [(1200, -300), (2200, -200)]),
    ("Zur Schleuse", "59998", 10, [(1900, 100), (2200, 300)]),
    ("Industriestraße", "59998", 16, [(2300, 400), (2700, 900)]),
    ("Gewerbepark", "59998", 8, [(2000, 900), (2300, 1200)]),
    ("Erlenbruch", "59998", 10, [(1500, 1000), (1700, 1300)]),
    ("Am Stadtpark", "59998", 16, [(1000, -600), (1080, -150)]),
    ("Sankt-Anna-Weg", "59997", 18, [(-200, -1200), (-500, -1700)]),
    ("Birkenstraße", "59997", 20, [(700, -1500), (1200, -1700)]),
    ("Kiefernweg", "59997", 10, [(750, -1900), (1050, -2000)]),
    ("Buchenkamp", "59997", 14, [(0, -2000), (-150, -2500)]),
    ("Dr.-Holtkamp-Straße", "59997", 12, [(-300, -2200), (-700, -2350)]),
    ("Ahornweg", "59997", 10, [(150, -1500), (-150, -1560)]),
    ("Alte Poststraße", "59998", 30, [(-1200, 100), (-2000, 250)]),
    ("Am Alten Friedhof", "59998", 10, [(-1200, -400), (-1350, -700)]),
    ("Wiesengrund", "59998", 12, [(-1800, -600), (-2100, -800)]),
    ("Gartenweg", "59998", 12, [(-1500, 600), (-1900, 700)]),
    ("Kastanienhof", "59998", 6, [(-2200, -100), (-2350, -250)]),
    ("Im Winkel", "59998", 6, [(-2400, 500), (-2500, 620)]),
]
SPACING, SETBACK = 20.0, 13.0
LETTERED = {("Kirchgasse", 4), ("Feldstraße", 11), ("Werler Straße", 12)}


def lon_lat(x, y):
    return round(CENTRE[0] + x / METRES_LON, 6), round(CENTRE[1] + y / METRES_LAT, 6)


def along(axis, distance):
    """The point at `distance` metres on the axis and the direction there."""
    for (x0, y0), (x1, y1) in zip(axis, axis[1:]):
        length = math.hypot(x1 - x0, y1 - y0)
        ux, uy = (x1 - x0) / length, (y1 - y0) / length
        if distance <= length or (x1, y1) == axis[-1]:
            return x0 + ux * distance, y0 + uy * distance, ux, uy
        distance -= length


def addresses():
    rows = []
    for street, postcode, highest, axis in STREETS:
        for n in range(1, highest + 1):
            letters = ["", "a"] if n % 15 == 0 or (street, n) in LETTERED else [""]
            for i, letter in enumerate(letters):
                x, y, ux, uy = along(axis, 10 + SPACING * ((n - 1) // 2) + 7 * i)
                side = SETBACK if n % 2 else -SETBACK  # odd numbers on the left
                lon, lat = lon_lat(x - uy * side, y + ux * side)
                rows.append((street, f"{n}{letter}", postcode, "Lindenbrück", lon, lat))
    return rows


ADDRESSES = {(street, number): (lon, lat) for street, number, _, _, lon, lat in addresses()}


def near(street, number, east=0.0, north=0.0):
    """A position some metres beside a house."""
    lon, lat = ADDRESSES[street, number]
    return round(lon + east / METRES_LON, 6), round(lat + north / METRES_LAT, 6)


def to_utm32(lon, lat):
    """EPSG:25832 by Krüger's series (GRS80), good to a millimetre here."""
    a, f = 6378137.0, 1 / 298.257222101
    n = f / (2 - f)
    radius = a / (1 + n) * (1 + n**2 / 4 + n**4 / 64)
    alpha = (n / 2 - 2 * n**2 / 3 + 5 * n**3 / 16, 13 * n**2 / 48 - 3 * n**3 / 5, 61 * n**3 / 240)
    phi, lam = math.radians(lat), math.radians(lon - 9)
    e = 2 * math.sqrt(n) / (1 + n)
    t = math.sinh(math.atanh(math.sin(phi)) - e * math.atanh(e * math.sin(phi)))
    xi, eta = math.atan2(t, math.cos(lam)), math.atanh(math.sin(lam) / math.hypot(1, t))
    east = eta + sum(c * math.cos(2 * j * xi) * math.sinh(2 * j * eta) for j, c in enumerate(alpha, 1))
    north = xi + sum(c * math.sin(2 * j * xi) * math.cosh(2 * j * eta) for j, c in enumerate(alpha, 1))
    return round(500000 + 0.9996 * radius * east, 2), round(0.9996 * radius * north, 2)


def write(root):
    with open(root / "addresses.csv", "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, delimiter=";", lineterminator="\n")
        out.writerow(["street", "house_number", "postcode", "city", "lon", "lat"])
        for street, number, postcode, city, lon, lat in addresses():
            out.writerow([street, number, postcode, city, f"{lon:.6f}", f"{lat:.6f}"])
    features = [json.dumps({"type": "Feature", "properties": {"name": name}, "geometry": {"type": "Polygon", "coordinates": [ring]}},
                           ensure_ascii=False) for name, ring in DISTRICTS.items()]
    (root / "districts.geojson").write_text('{"type": "FeatureCollection", "features": [\n' + ",\n".join(features) + "\n]}\n", encoding="utf-8")
