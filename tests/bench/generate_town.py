#!/usr/bin/env python3
"""Writes a made-up town for the map page: addresses.csv, districts.geojson and reports.ndjson, the same for the same numbers.

    generate_town.py FOLDER --reports 50000 --streets 3000
    generate_town.py FOLDER --addresses essen.csv.gz       (reports at the houses of a real register; no districts)

Reports lie at houses, most of them at few streets, spread over two years; a third is closed. Python standard library only.
"""
import argparse
import csv
import gzip
import json
import math
import pathlib
import random
from datetime import datetime, timedelta, timezone

from generate_web import KINDS

WEST, SOUTH, EAST, NORTH = 7.70, 51.60, 7.93, 51.72
NOW = datetime(2026, 11, 24, 6, tzinfo=timezone.utc)
FIRST = ["Linden", "Eichen", "Buchen", "Mühlen", "Schul", "Garten", "Wiesen", "Berg", "Kirch", "Bahnhof", "Feld", "Wald", "Rosen", "Ahorn",
         "Birken", "Erlen", "Kastanien", "Tannen", "Heide", "Markt", "Brunnen", "Post", "Ost", "West", "Nord", "Süd", "Mittel", "Ring"]
SECOND = ["straße", "weg", "allee", "platz", "gasse", "ufer", "hof", "kamp", "stieg", "damm"]


def street_names(count):
    names = [a + b for a in FIRST for b in SECOND]
    names += [f"{a}{b} am {c}hof" for c in FIRST for a in FIRST for b in SECOND]
    return names[:count]


def houses_of(streets, rng):
    """Houses on both sides of gently bent lines, ten metres off their middle."""
    metre = 1 / 111_195
    for name in street_names(streets):
        lon, lat = rng.uniform(WEST, EAST), rng.uniform(SOUTH, NORTH)
        heading, bend = rng.uniform(0, 2 * math.pi), rng.uniform(-0.06, 0.06)
        for number in range(1, rng.randint(8, 60)):
            step = 9
            lon += math.cos(heading) * step * metre / math.cos(math.radians(lat))
            lat += math.sin(heading) * step * metre
            heading += bend
            side = 12 if number % 2 else -12
            yield name, str(number), lon - math.sin(heading) * side * metre / 0.62, lat + math.cos(heading) * side * metre


def real_houses(file):
    opened = gzip.open(file, "rt", encoding="utf-8") if file.endswith(".gz") else open(file, encoding="utf-8")
    with opened as lines:
        for row in csv.DictReader(lines):
            yield row["street"], row["house_number"], float(row["lon"]), float(row["lat"])


def write_districts(file, side):
    features = []
    for i in range(side):
        for j in range(side):
            w, e = (WEST + (EAST - WEST) * k / side for k in (i, i + 1))
            s, n = (SOUTH + (NORTH - SOUTH) * k / side for k in (j, j + 1))
            features.append({"type": "Feature", "properties": {"name": f"{FIRST[i]}{SECOND[j + 3]}"},
                             "geometry": {"type": "Polygon", "coordinates": [[[w, s], [e, s], [e, n], [w, n], [w, s]]]}})
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")


def write_reports(file, count, houses, rng):
    kinds = list(KINDS)
    weights = [1 / (i + 1) for i in range(len(kinds))]
    with open(file, "w", encoding="utf-8") as out:
        for number in range(1, count + 1):
            street, house, lon, lat = houses[int(len(houses) * rng.random() ** 1.5)]
            category = rng.choices(kinds, weights)[0]
            subjects, sentences = KINDS[category]
            at = NOW - timedelta(days=730) * (1 - number / count)
            report = {"external_id": f"T-{number}", "received_at": at.isoformat(), "title": rng.choice(subjects), "category": category,
                      "text": " ".join(rng.sample(sentences, rng.randint(1, len(sentences)))), "street": street, "house_number": house,
                      "lon": round(lon + rng.gauss(0, 1e-4), 6), "lat": round(lat + rng.gauss(0, 1e-4), 6)}
            if rng.random() < 0.1:
                report["status"] = "in_progress"
            elif rng.random() < 0.35:
                report |= {"status": "solved", "closed_at": (NOW - timedelta(days=rng.uniform(0, 25))).isoformat()}
            out.write(json.dumps(report, ensure_ascii=False) + "\n")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--reports", type=int, default=50_000)
    parser.add_argument("--streets", type=int, default=3000)
    parser.add_argument("--addresses")
    args = parser.parse_args()
    rng = random.Random(7)
    args.folder.mkdir(parents=True, exist_ok=True)
    houses = list(real_houses(args.addresses) if args.addresses else houses_of(args.streets, rng))
    with open(args.folder / "addresses.csv", "w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["street", "house_number", "lon", "lat"])
        rows.writerows((street, house, f"{lon:.6f}", f"{lat:.6f}") for street, house, lon, lat in houses)
    if not args.addresses:
        write_districts(args.folder / "districts.geojson", 6)
    rng.shuffle(houses)
    write_reports(args.folder / "reports.ndjson", args.reports, houses, rng)


main()
