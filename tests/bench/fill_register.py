#!/usr/bin/env python3
"""Fills a register with N released reports at once, past the program: fill_register.py REGISTER N

For benchmarks of what reads the register. The categories and departments must be there (any import writes them). The same reports for the
same N. Python standard library only.
"""
import random
import sqlite3
import struct
import sys

from generate_city import EAST, NORTH, SOUTH, WEST
from generate_web import KINDS

START = 1_609_459_200  # 2021-01-01
STREETS = ("Lindenstraße", "Werler Straße", "Am Mühlgraben", "Große Weststraße", "Bürgermeister-Müller-Allee", "Ostring")


def point(lon, lat):
    """SpatiaLite's blob of a point in EPSG:4326."""
    return b"\x00\x01" + struct.pack("<i4d", 4326, lon, lat, lon, lat) + b"\x7c" + struct.pack("<i2d", 1, lon, lat) + b"\xfe"


def rows(count, departments):
    rng = random.Random(1)
    kinds = [kind for kind in KINDS if kind in departments]
    weights = [1 / (i + 1) for i in range(len(kinds))]
    for number in range(1, count + 1):
        category = rng.choices(kinds, weights)[0]
        subjects, sentences = KINDS[category]
        at = START + rng.randrange(5 * 365 * 86400)
        lon, lat = round(rng.uniform(WEST, EAST), 6), round(rng.uniform(SOUTH, NORTH), 6)
        text = " ".join(rng.sample(sentences, rng.randint(1, len(sentences))))
        yield (number, rng.choice(subjects), text, category, departments[category], at, at + rng.randrange(86400 * 30), lon, lat,
               rng.choice((5, 12.5, 30)), rng.choice(STREETS), point(lon, lat))


def main():
    database = sqlite3.connect(sys.argv[1])
    departments = dict(database.execute("SELECT id, department FROM category WHERE is_public = 1"))
    database.execute("PRAGMA synchronous = OFF")
    first = database.execute("SELECT coalesce(max(id), 0) FROM report").fetchone()[0]
    with database:
        database.execute("PRAGMA cache_size = -200000")
        database.executemany(
            "INSERT INTO report (id, channel, source, title, text, category, department, status, received_at, changed_at, street, "
            f"house_number, postcode, city, lon, lat, accuracy_m, location_source, located_street, geom) VALUES ({first} + ?, 'web', 'form', "
            "?, ?, ?, ?, 'open', ?, ?, '', '', '', '', ?, ?, ?, 'given', ?, ?)", rows(int(sys.argv[2]), departments))
        database.execute("INSERT INTO release (report, state, automatic, title, text, covers, why, at, actor) "
                         "SELECT id, 'released', 1, title, text, '[]', '', changed_at, 'release' FROM report WHERE id > ?", (first,))
    database.execute("ANALYZE")
    database.close()


main()
