#!/usr/bin/env python3
"""Writes N made-up reports of a city as NDJSON, the same ones for the same N, first number and seed.

    generate_city.py 1000000 > reports.ndjson
    generate_city.py 1000 --first 1000001 > new.ndjson    (received after all others)

Fields are called as Ombud's own, so that no mapping is needed. As dense as Boston's half year: 1,000,000 reports lie in 13 by 16 km and five
years; a third of them at few places, most closed after some weeks. Python standard library only.
"""
import argparse
import json
import random
import sys
from datetime import datetime, timedelta, timezone

from generate_web import KINDS

WEST, SOUTH, EAST, NORTH = 7.70, 51.60, 7.93, 51.72
EPOCH = datetime(2021, 1, 1, tzinfo=timezone.utc)
YEARS = 5


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("count", type=int)
    parser.add_argument("--first", type=int, default=1)
    args = parser.parse_args()
    rng = random.Random(args.first)
    spots = [(rng.uniform(WEST, EAST), rng.uniform(SOUTH, NORTH)) for _ in range(5000)]
    kinds = list(KINDS)
    weights = [1 / (i + 1) for i in range(len(kinds))]
    out = sys.stdout
    for number in range(args.first, args.first + args.count):
        category = rng.choices(kinds, weights)[0]
        subjects, sentences = KINDS[category]
        late = args.first > 1
        at = EPOCH + timedelta(days=YEARS * 365) + timedelta(seconds=number) if late else EPOCH + timedelta(seconds=rng.randrange(YEARS * 365 * 86400))
        lon, lat = rng.uniform(WEST, EAST), rng.uniform(SOUTH, NORTH)
        if rng.random() < 1 / 3:
            spot = rng.choice(spots)
            lon, lat = spot[0] + rng.gauss(0, 0.0002), spot[1] + rng.gauss(0, 0.00013)
        report = {"external_id": str(number), "received_at": at.isoformat(), "title": rng.choice(subjects),
                  "text": " ".join(rng.sample(sentences, rng.randint(1, len(sentences)))), "category": category,
                  "lon": round(lon, 6), "lat": round(lat, 6)}
        if not late and rng.random() < 0.95:
            report["status"] = "solved"
            report["closed_at"] = (at + timedelta(days=rng.expovariate(1 / 20))).isoformat()
        if rng.random() < 0.6:
            report["email"] = f"buerger{rng.randrange(300000)}@example.org"
        out.write(json.dumps(report, ensure_ascii=False, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
