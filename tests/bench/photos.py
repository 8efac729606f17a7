#!/usr/bin/env python3
"""Measures the photo detectors on labelled photos and on pictures made of them. Writes into a temporary folder only.

    photos.py OMBUD DATA [NAME ...] [--every=N] [OPTIONS]

DATA holds plates/, faces/, persons/, each with boxes.tsv; NAME is one of european, american, persons60, persons100, faces,
streets, none (all unless named); N takes every Nth plate photo into the streets; OPTIONS go to `ombud photo evaluate`.

Needs ImageMagick. Figures are printed as measured; with them the CPU time, which a busy machine changes less than the clock.
"""

import csv
import json
import pathlib
import random
import resource
import subprocess
import sys
import tempfile

WIDE, HIGH = 4000, 3000


def run(*command):
    done = subprocess.run([str(c) for c in command], check=False, capture_output=True, text=True)
    if done.returncode not in (0, 3):
        raise SystemExit(f"{command[0]}: {done.stderr.strip()[-2000:]}")
    return done.stdout


def evaluate(ombud, table, kind, *options):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    figures = json.loads(run(ombud, "-q", "--format", "json", "photo", "evaluate", table, "--kind", kind, *options))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    figures["cpu"] = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return figures


def show(name, figures):
    print(f"| {name} | {figures['images']} | {figures['boxes']} | {100 * figures['recall']:.1f} % | "
          f"{100 * figures['masked_wrongly']:.2f} % | {figures['ms_per_megapixel']:.0f} | {figures['cpu']:.0f} |", flush=True)


def rows(table):
    with open(table, encoding="utf-8") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def write(table, lines):
    table.write_text("image\tx\ty\twidth\theight\n" + "".join("\t".join(map(str, line)) + "\n" for line in lines))


def subset(data, folder, wanted):
    """The rows of plates/ whose names start so, as a table of their own beside links to the photos."""
    folder.mkdir()
    lines = []
    for row in rows(data / "plates/boxes.tsv"):
        if row["image"].startswith(wanted):
            (folder / row["image"]).symlink_to((data / "plates" / row["image"]).resolve())
            lines.append([row[key] for key in ("image", "x", "y", "width", "height")])
    write(folder / "boxes.tsv", lines)
    return folder / "boxes.tsv"


def street(file, seed):
    """Sky, fronts of houses with windows, a pavement and asphalt, with the grain of a small camera; no text, no cars."""
    chance = random.Random(seed)
    draw = ["fill #9db4c8 rectangle 0,0 4000,900"]
    x = -50
    while x < WIDE:
        width, top = chance.randint(450, 800), chance.randint(200, 700)
        wall = "#%02x%02x%02x" % tuple(chance.randint(120, 205) for _ in range(3))
        draw.append(f"fill {wall} rectangle {x},{top} {x + width},1900")
        for wx in range(x + 60, x + width - 120, 170):
            for wy in range(top + 80, 1700, 300):
                draw.append(f"fill #39424c rectangle {wx},{wy} {wx + 90},{wy + 170}")
        x += width
    draw += ["fill #8f8b84 rectangle 0,1900 4000,2150", "fill #5b5b5d rectangle 0,2150 4000,3000"]
    run("convert", "-size", f"{WIDE}x{HIGH}", "xc:#9db4c8", "-seed", seed, "-draw", " ".join(draw), "-attenuate", "0.3", "+noise",
        "Gaussian", "-blur", "0x0.7", "-quality", "90", file)


def in_the_street(data, folder, every, streets=4):
    """Each plate photo set into a street of 12 megapixels, so large that its plate is 14 to 30 pixels high."""
    folder.mkdir()
    backgrounds = []
    for i in range(streets):
        backgrounds.append(folder / f"street{i}.bmp")
        street(backgrounds[-1], i + 1)
    chance = random.Random(20)
    lines = []
    for row in rows(data / "plates/boxes.tsv")[::every]:
        x, y, w, h = (float(row[key]) for key in ("x", "y", "width", "height"))
        factor = chance.uniform(14, 30) / h
        size = run("identify", "-format", "%w %h", data / "plates" / row["image"]).split()
        width, height = (max(1, round(int(side) * factor)) for side in size)
        if width > WIDE or height > HIGH:
            continue
        left, top = chance.randint(0, WIDE - width), chance.randint(min(1200, HIGH - height), HIGH - height)
        name = row["image"].rsplit(".", 1)[0] + ".jpg"
        run("convert", chance.choice(backgrounds), "(", data / "plates" / row["image"], "-resize", f"{width}x{height}!", ")",
            "-geometry", f"+{left}+{top}", "-composite", "-quality", "92", folder / name)
        lines.append([name, round(left + x * factor), round(top + y * factor), round(w * factor), round(h * factor)])
    for background in backgrounds:
        background.unlink()
    write(folder / "boxes.tsv", lines)
    return folder / "boxes.tsv"


WORDS = ("Bäckerei", "Achtung Baustelle", "Einbahnstraße", "Rathaus", "Apotheke", "STOP", "Zone 30", "Feuerwehrzufahrt", "ANNO 1898",
         "Tel. 0201 555-0", "12 km", "Haus 7b", "OPEN", "Sale -50 %", "Parken verboten", "Mo-Fr 8-18 Uhr", "BUS", "U-Bahn")


def without_plates(folder, count=60):
    """Asphalt, brick, signs and posters, none of which holds a number plate."""
    folder.mkdir()
    font = next(pathlib.Path("/usr/share/fonts").rglob("*.ttf"), None)
    if font is None:
        raise SystemExit("there is no TrueType font in /usr/share/fonts to write signs with; install fonts-dejavu-core")
    chance = random.Random(50)
    for i in range(count):
        file = folder / f"nothing{i:02}.jpg"
        width, height = chance.choice(((1600, 1200), (1200, 900), (800, 600)))
        kind = i % 4
        if kind == 0:
            run("convert", "-size", f"{width}x{height}", "xc:#66666a", "-seed", i, "-attenuate", chance.uniform(0.5, 2), "+noise",
                "Gaussian", "-blur", "0x1", file)
        elif kind == 1:
            draw = []
            for row, y in enumerate(range(0, height, 40)):
                for x in range(-50 * (row % 2), width, 100):
                    draw.append(f"fill #{chance.randint(130, 175):02x}{chance.randint(60, 85):02x}50 rectangle {x + 3},{y + 3} {x + 97},{y + 37}")
            run("convert", "-size", f"{width}x{height}", "xc:#b9b2a8", "-draw", " ".join(draw), "-blur", "0x0.6", file)
        else:
            arguments = ["-size", f"{width}x{height}", "plasma:#8899aa-#667755" if kind == 2 else "xc:#e8e4da", "-seed", i, "-font", font]
            for _ in range(2 if kind == 2 else 9):
                x, y = chance.randint(20, width // 2), chance.randint(60, height - 60)
                arguments += ["-pointsize", chance.randint(24, 90), "-fill", chance.choice(("black", "#a00", "#024", "white")),
                              "-undercolor", chance.choice(("white", "#fc0", "#06a", "none")), "-annotate", f"+{x}+{y}", chance.choice(WORDS)]
            run("convert", *arguments, file)
    write(folder / "boxes.tsv", [[f.name, "", "", "", ""] for f in sorted(folder.glob("*.jpg"))])
    return folder


def unmasked(ombud, folder, out):
    """How many of the photos in a folder get no plate mask."""
    report = out / "report.json"
    subprocess.run([str(c) for c in (ombud, "-q", "anonymize", folder, "-o", out / "copies", "--report", report)], check=False,
                   capture_output=True)
    results = json.loads(report.read_text())
    clean = sum(all(box["kind"] != "plate" for box in result["boxes"]) for result in results)
    return clean, len(results)


def main():
    if len(sys.argv) < 3:
        raise SystemExit(__doc__)
    ombud, data, wanted = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve(), sys.argv[3:]
    if not (data / "plates/boxes.tsv").exists():
        print(f"{data}: there are no labelled photos; skipped")
        return
    with tempfile.TemporaryDirectory(prefix="ombud-photos-") as name:
        folder = pathlib.Path(name)
        print("| photos | images | boxes | recall | masked wrongly | ms a megapixel | CPU s |\n| --- | --- | --- | --- | --- | --- | --- |")
        every = next((int(word[8:]) for word in wanted if word.startswith("--every=")), 1)
        options = [word for word in wanted if word.startswith("--") and not word.startswith("--every=")]
        tables = {
            "european": lambda o: ("European plates", subset(data, folder / "eu", "eu_"), "plate", *o),
            "american": lambda o: ("American plates", subset(data, folder / "us", "us_"), "plate", *o),
            "persons60": lambda o: ("persons from 60 px", data / "persons/boxes.tsv", "person", "--min-height", "60", *o),
            "persons100": lambda o: ("persons from 100 px", data / "persons/boxes.tsv", "person", "--min-height", "100", *o),
            "faces": lambda o: ("faces", data / "faces/boxes.tsv", "face", *o),
            "streets": lambda o: ("plates of 14 to 30 px in 12 megapixels", in_the_street(data, folder / "street", every), "plate", *o),
        }
        names = [word for word in wanted if not word.startswith("--")]
        for key, make in tables.items():
            if names and key not in names:
                continue
            title, table, kind, *rest = make(options)
            show(title, evaluate(ombud, table, kind, *rest))
        if not names or "none" in names:
            out = folder / "out"
            out.mkdir()
            for title, place in (("generated pictures", without_plates(folder / "none")), ("photos of persons/", data / "persons")):
                clean, all_of_them = unmasked(ombud, place, out)
                print(f"no plate mask in {clean} of {all_of_them} {title}")


if __name__ == "__main__":
    main()
