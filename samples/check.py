#!/usr/bin/env python3
"""Checks the sample municipality against itself, and its totals against README.md. Python 3 standard library only."""
import base64
import csv
import datetime
import email
import email.policy
import io
import json
import math
import pathlib
import re
import tomllib

HERE = pathlib.Path(__file__).resolve().parent
OUTCOMES = ("read", "new", "comments", "updates", "known", "quarantined")


def inside(ring, lon, lat):
    hit = False
    for (x0, y0), (x1, y1) in zip(ring, ring[1:]):
        if (y0 > lat) != (y1 > lat) and lon < (x1 - x0) * (lat - y0) / (y1 - y0) + x0:
            hit = not hit
    return hit


def area(ring):
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(ring, ring[1:]))) / 2


config = tomllib.loads((HERE / "ombud.toml").read_text(encoding="utf-8"))
west, south, east, north = config["municipality"]["bounds"]
districts = {f["properties"]["name"]: f["geometry"]["coordinates"][0]
             for f in json.loads((HERE / "districts.geojson").read_text(encoding="utf-8"))["features"]}
with open(HERE / "addresses.csv", encoding="utf-8", newline="") as file:
    addresses = {(r["street"], r["house_number"]): (float(r["lon"]), float(r["lat"])) for r in csv.DictReader(file, delimiter=";")}
contacts = (HERE / "contacts.txt").read_text(encoding="utf-8").split("\n")[:-1]
seen_text = []  # everything a reader can see, for the completeness of contacts.txt
mentioned = []  # (street, house number) that must exist


def district(lon, lat):
    hits = [name for name, ring in districts.items() if inside(ring, lon, lat)]
    assert len(hits) == 1, (lon, lat, hits)
    return hits[0]


def check_map():
    ring = []  # edges that only one district has are the town's outline; every other edge is shared by exactly two
    edges = [frozenset(map(tuple, e)) for r in districts.values() for e in zip(r, r[1:])]
    outline = [e for e in edges if edges.count(e) == 1]
    assert all(edges.count(e) <= 2 for e in edges) and len(outline) == 11, len(outline)
    ring = list(outline.pop())
    while outline:
        step = next(e for e in outline if ring[-1] in e)
        outline.remove(step)
        ring += step - {ring[-1]}
    assert math.isclose(area(ring), sum(map(area, districts.values())), rel_tol=1e-9)
    for r in districts.values():
        assert r[0] == r[-1] and sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(r, r[1:])) > 0  # closed, counterclockwise
    for lon, lat in addresses.values():
        district(lon, lat)
    spots = list(addresses.values())
    nearest = min(math.hypot((a[0] - b[0]) * 69000, (a[1] - b[1]) * 111250) for i, a in enumerate(spots) for b in spots[:i])
    assert nearest > 5, nearest
    print(f"{len(addresses)} addresses, {len({s for s, _ in addresses})} streets, {len(districts)} districts")


def check_config():
    assert len({c["id"] for c in config["category"]}) == len(config["category"])
    departments = {d["id"] for d in config["department"]}
    assert "triage" in departments and {c["department"] for c in config["category"]} <= departments
    ids = {c["id"] for c in config["category"]}
    for mapping in config["mapping"].values():
        assert set(mapping.get("values", {}).get("category", {}).values()) <= ids
    words = (HERE / "ombud.toml").read_text(encoding="utf-8") + "\n".join(districts) + "\n".join(f"{s}\n{n}" for s, n in addresses)
    assert not [c for c in contacts if c in words]
    print(f"{len(ids)} categories in {len({i.split('/')[0] for i in ids})} groups, {len(departments)} departments")
    return ids


def read_mail():
    total, ids = dict.fromkeys(OUTCOMES, 0), {}
    files = sorted([f for d in ("cur", "new") for f in (HERE / "input/mail" / d).iterdir()], key=lambda f: f.name)
    for file in files:
        raw = file.read_bytes()
        total["read"] += 1
        if not re.match(rb"[!-9;-~]+:", raw):
            total["quarantined"] += 1
            continue
        message = email.message_from_bytes(raw, policy=email.policy.default)
        assert not message.defects and max(map(len, raw.split(b"\n"))) < 998, file
        assert all(len(w) <= 75 for w in re.findall(rb"=\?\S+\?=", raw)), file
        for part in message.walk():
            assert not part.defects, (file, part.defects)
            if part.get_content_maintype() == "text":
                charset = part.get_content_charset()
                seen_text.append(part.get_payload(decode=True).decode(charset))  # strict: the label is true
                if charset in ("iso-8859-15", "windows-1252"):
                    assert "€" in seen_text[-1] or "„" in seen_text[-1]
            elif part.get_content_maintype() == "image":
                assert part.get_payload(decode=True)[:2] == b"\xff\xd8" and part.get_filename()
        seen_text.append(f"{message['From']} {message['Subject']}")
        references = re.findall(r"<([^>]+)>", f"{message['In-Reply-To']} {message['References']}")
        key = message["Message-ID"].strip("<>")
        outcome = "known" if key in ids else "comments" if any(r in ids for r in references) else "new"
        assert outcome == "comments" or not message["Auto-Submitted"]
        total[outcome] += 1
        ids[key] = file
    return total


def position_error(lon, lat):
    return lon is not None and not (west <= lon <= east and south <= lat <= north)


def read_phone(categories):
    total, known = dict.fromkeys(OUTCOMES, 0), {}
    kinds = config["mapping"]["phone-log"]["values"]["category"]
    states = config["mapping"]["phone-log"]["values"]["status"]
    for file, encoding in (("2026-08-telefon.csv", "utf-8"), ("2026-10-telefon.csv", "cp1252")):
        raw = (HERE / "input/phone" / file).read_bytes()
        if encoding == "cp1252":
            try:
                raw.decode("utf-8")
                raise SystemExit(f"{file} is UTF-8")
            except UnicodeDecodeError:
                assert b"\x96" in raw  # a dash that ISO 8859-1 does not have
        for row in csv.DictReader(io.StringIO(raw.decode(encoding), newline=""), delimiter=";"):
            assert None not in row and None not in row.values()
            seen_text.append(" | ".join(row.values()))
            total["read"] += 1
            try:
                stamp = datetime.datetime.strptime(f"{row['Datum']} {row['Uhrzeit'] or '00:00'}", "%d.%m.%Y %H:%M")
            except ValueError:
                total["quarantined"] += 1
                continue
            assert datetime.datetime(2026, 8, 1) < stamp < datetime.datetime(2026, 11, 24)
            assert (row["Stand"] == "erledigt") == bool(row["Erledigt am"]) and row["Stand"] in states and row["Art"] in {"", *kinds}
            if row["Breite"]:
                district(float(row["Länge"].replace(",", ".")), float(row["Breite"].replace(",", ".")))
            street = re.sub(r"([Ss])tr\.", r"\1traße", row["Straße"])
            match = re.fullmatch(r"(.*?) (\d+)", street)
            mentioned.append((match[1], match[2]) if match else (street, row["Hausnr."]))
            number = row["Nr."]
            total["new" if number not in known else "known" if known[number] == row else "updates"] += 1
            known[number] = row
    return total


def read_web(folder, mapping, categories, utm=False):
    refused = 0
    total, known = dict.fromkeys(OUTCOMES, 0), {}
    fields = config["mapping"][mapping]["fields"]
    kinds = config["mapping"][mapping]["values"]["category"]

    def get(entry, pointer):
        for step in pointer.strip("/").split("/"):
            entry = entry.get(step) if isinstance(entry, dict) else None
        return entry

    for file in sorted((HERE / "input" / folder).iterdir()):
        if file.suffix not in (".json", ".ndjson"):
            assert file.read_bytes()[:2] == b"\xff\xd8"
            continue
        text = file.read_text(encoding="utf-8")
        items = [line for line in text.split("\n") if line] if file.suffix == ".ndjson" else json.loads(text)
        for item in items if isinstance(items, list) else [items]:
            total["read"] += 1
            try:
                entry = json.loads(item) if isinstance(item, str) else item
            except json.JSONDecodeError:
                total["quarantined"] += 1
                continue
            seen_text.append(json.dumps({k: v for k, v in entry.items() if k != "photos"}, ensure_ascii=False))
            x, y = get(entry, fields["lon"]), get(entry, fields["lat"])
            x, y = (float(x), float(y)) if x is not None else (None, None)
            if utm:
                assert 300000 < x < 500000 < 5000000 < y
                refused += not (414000 < x < 428000 and 5719000 < y < 5733000)
            elif position_error(x, y):
                refused += 1  # the position, not the report
            elif x is not None:
                district(x, y)
            kind = get(entry, fields["category"])
            assert kind is None or kinds.get(kind, kind) in categories, kind
            stamp = datetime.datetime.fromisoformat(get(entry, fields["received_at"]))
            assert "2026-08" < stamp.isoformat() < "2026-11-24"
            mentioned.append((get(entry, fields.get("street", "-")) or "", get(entry, fields.get("house_number", "-")) or ""))
            for photo in get(entry, fields["photo"]) or []:
                data = base64.b64decode(photo["data"], validate=True) if isinstance(photo, dict) else (file.parent / photo).read_bytes()
                assert data[:2] == b"\xff\xd8"
            key = get(entry, fields["external_id"])
            total["new" if key not in known else "known" if known[key] == entry else "updates"] += 1
            known[key] = entry
    print(f"{folder}: {refused} positions to be refused")
    return total


def check_contacts():
    exif = [f.read_bytes().decode("latin-1")[:8000] for f in (HERE / "photos").glob("*.jpg")]
    everything = "\n".join(seen_text + exif)
    listed = set(contacts)
    for address in set(re.findall(r"[\w.+-]+@example\.\w+", everything)):
        assert address in listed, address
    for number in set(re.findall(r"(?:\+49 |0)(?:171|30|2999)[ /-]{0,3}[\d /-]*\d{2}", everything)):
        assert number in listed and "".join(filter(str.isdigit, number)) in listed, number
    for plate in set(re.findall(r"LBK[ -]+[A-Z]{1,2} \d+", everything)):
        assert plate in listed, plate
    unused = [c for c in contacts if c not in everything and not re.fullmatch(r"\d+|LBK[A-Z]+\d+", c)]
    assert not unused, unused


def main():
    categories = check_config()
    check_map()
    totals = {"mailbox": read_mail(), "phone": read_phone(categories), "form": read_web("web", "web-form", categories),
              "field-app": read_web("field-app", "field-app", categories, utm=True)}
    totals["all"] = {o: sum(t[o] for t in totals.values()) for o in OUTCOMES}
    streets = {s for s, _ in addresses}
    for street, number in mentioned:
        assert not street or (street, number) in addresses or not number and street in streets, (street, number)
    for text in seen_text:  # "Werler Straße 12" in free text
        for street in streets:
            for number in re.findall(re.escape(street) + r" (\d+[a-z]?)\b", text):
                assert (street, number) in addresses, (street, number)
    check_contacts()
    assert district(7.867043, 51.682930) == "Osterbrook"  # photos/pothole.jpg
    readme = (HERE / "README.md").read_text(encoding="utf-8")
    for source, total in totals.items():
        assert total["read"] == sum(total[o] for o in OUTCOMES[1:])
        line = f"| {source} | " + " | ".join(str(total[o]) for o in OUTCOMES) + " |"
        print(line)
        assert line in readme, "README.md says something else"
    size = sum(f.stat().st_size for f in HERE.rglob("*") if f.is_file())
    assert size < 3_000_000
    print(f"{len(contacts)} contact data, {size // 1000} kB")


if __name__ == "__main__":
    main()
