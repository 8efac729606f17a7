#!/usr/bin/python3
"""How the rules of the photo detectors were chosen: curves, folds and what each network adds. Writes into a temporary folder only.

    photo_rules.py FINDINGS OMBUD MODELS DATA [persons] [plates]

FINDINGS is the program photo_findings (built by asking for it), which prints what the networks see before any rule; OMBUD is the
program, MODELS the folder of scripts/models, DATA the folder of labelled photos. Needs python3-numpy, as scripts/models does.

The rules are written down here a second time, so that thousands of settings can be tried on what was found once. The line "as shipped"
must agree with `ombud photo evaluate`, but for what the second search, of the covered picture, adds.
"""

import csv
import dataclasses
import itertools
import json
import math
import pathlib
import subprocess
import sys
import tempfile

import numpy

FOLDS = 5


def labels(table):
    boxes = {}
    with open(table, encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            here = boxes.setdefault(row["image"], [])
            if row["x"]:
                here.append([float(row[key]) for key in ("x", "y", "width", "height")])
    return boxes


class Area:
    """The pixels of one photo that are in any of some boxes."""

    def __init__(self, photo, boxes):
        self.pixels = numpy.zeros((photo["height"], photo["width"]), bool)
        for box in boxes:
            self.part(box)[:] = True

    def part(self, box):
        height, width = self.pixels.shape
        x, y, w, h = box[:4]

        def inside(value, most):
            return int(min(max(math.floor(value + 0.5), 0), most))

        return self.pixels[inside(y, height):inside(y + h, height), inside(x, width):inside(x + w, width)]

    def share(self, box):
        part = self.part(box)
        return float(part.mean()) if part.size else 0.0

    def share_without(self, other):
        return float((self.pixels & ~other.pixels).mean())


@dataclasses.dataclass(frozen=True)
class PersonRule:
    """As in neural_detectors.cpp, objects.cpp and masking.cpp."""
    nanodet: float = 0.28
    nanodet_agreed: float = 0.20
    centernet: float = 0.22
    centernet_agreed: float = 0.12
    large: float = 0.05   # share of the picture from which on a box must score more
    more: float = 2.0     # so much more for each share of the picture
    sides: float = 0.0375  # margin of what one network found
    sides_agreed: float = 0.0
    head: float = 0.0375
    overlap: float = 0.6  # of what is the same

    def scaled(self, factor):
        return dataclasses.replace(self, nanodet=self.nanodet * factor, nanodet_agreed=self.nanodet_agreed * factor,
                                   centernet=self.centernet * factor, centernet_agreed=self.centernet_agreed * factor)


NEVER = 9.0  # a threshold that nothing reaches


def overlap(a, b):
    width = min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0])
    height = min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1])
    if width <= 0 or height <= 0:
        return 0.0
    return width * height / (a[2] * a[3] + b[2] * b[3] - width * height)


def believed(photo, rule):
    """The boxes of persons, grown, inside the photo."""
    pixels = photo["width"] * photo["height"]
    sets = (("nanodet", rule.nanodet, rule.nanodet_agreed, "centernet", rule.centernet_agreed),
            ("centernet", rule.centernet, rule.centernet_agreed, "nanodet", rule.nanodet_agreed))
    boxes = []
    for name, alone, low, other, other_low in sets:
        others = [box for box in photo[other] if box[4] >= other_low]
        for x, y, w, h, score in photo[name]:
            least = alone + rule.more * max(0.0, w * h / pixels - rule.large)
            agreed = score >= low and any(overlap((x, y, w, h), box) > rule.overlap for box in others)
            if not agreed and score < (least if alone > 1 else min(0.45, least)):
                continue
            sides = rule.sides_agreed if agreed else rule.sides
            left, top = max(0, math.floor(x - w * sides)), max(0, math.floor(y - h * rule.head))
            right, bottom = min(photo["width"], math.ceil(x + w * (1 + sides))), min(photo["height"], math.ceil(y + h))
            boxes.append((left, top, max(0, right - left), max(0, bottom - top)))
    return boxes


def measure_persons(photo, rule):
    """(height, covered) of each labelled person, and the share of the area that is masked wrongly."""
    masks = Area(photo, believed(photo, rule))
    wrongly = masks.share_without(photo["meant"])
    for x, y, w, h, score in photo["faceboxes"]:
        if score >= 0.4:
            masks.part((x - 0.15 * w, y - 0.15 * h, 1.3 * w, 1.3 * h))[:] = True
    return [(box[3], masks.share((box[0], box[1], box[2], box[3] / 3)) >= 0.9) for box in photo["labels"]], wrongly


def summary(measured):
    """Recall from 60 px, from 100 px, mean of what is masked wrongly."""
    persons = [person for people, _ in measured for person in people]

    def recall(least):
        counted = [covered for height, covered in persons if height >= least]
        return sum(counted) / max(1, len(counted))

    return recall(60), recall(100), sum(wrongly for _, wrongly in measured) / len(measured)


def line(name, figures):
    print(f"| {name} | " + " | ".join(f"{100 * figure:.{1 if i + 1 < len(figures) else 2}f} %" for i, figure in enumerate(figures)) + " |",
          flush=True)


def heading(*names):
    print("\n| " + " | ".join(names) + " |\n|" + " --- |" * len(names), flush=True)


def persons(findings, models, data):
    table = labels(data / "persons/boxes.tsv")
    done = subprocess.run([findings, models] + [data / "persons" / name for name in table], check=True, capture_output=True, text=True)
    photos = [json.loads(text) for text in done.stdout.splitlines()]
    for photo in photos:
        photo["labels"] = table[photo["image"]]
        photo["meant"] = Area(photo, photo["labels"])

    def figures(rule):
        return summary([measure_persons(photo, rule) for photo in photos])

    shipped = PersonRule()
    columns = ("from 60 px", "from 100 px", "masked wrongly")
    heading("persons: what each part adds", *columns)
    line("as shipped", figures(shipped))
    line("margin at the sides also where both agree", figures(dataclasses.replace(shipped, sides_agreed=shipped.sides)))
    line("no margin at all", figures(dataclasses.replace(shipped, sides=0, head=0)))
    line("large boxes need not score more", figures(dataclasses.replace(shipped, more=0)))
    line("agreement counts for nothing", figures(dataclasses.replace(shipped, nanodet_agreed=NEVER, centernet_agreed=NEVER)))
    line("NanoDet alone", figures(dataclasses.replace(shipped, centernet=NEVER, centernet_agreed=NEVER)))
    line("CenterNet alone", figures(dataclasses.replace(shipped, nanodet=NEVER, nanodet_agreed=NEVER)))

    factors = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.35, 1.5, 1.75, 2.0)
    for title, rule in (("both", shipped), ("NanoDet alone", dataclasses.replace(shipped, centernet=NEVER, centernet_agreed=NEVER)),
                        ("CenterNet alone", dataclasses.replace(shipped, nanodet=NEVER, nanodet_agreed=NEVER))):
        heading(f"persons, {title}: all thresholds times", *columns)
        for factor in factors:
            line(f"{factor:.2f}", figures(rule.scaled(factor)))

    rules = [dataclasses.replace(shipped.scaled(factor), sides_agreed=agreed, sides=max(agreed, shipped.sides), head=head, more=more)
             for factor, agreed, head, more in itertools.product(factors[1:10], (0.0, 0.0375), (0.02, 0.0375, 0.05), (1.0, 2.0))]
    tried = [[measure_persons(photo, rule) for photo in photos] for rule in rules]
    heading("persons, folds: chosen on four fifths, measured on the fifth", *columns)
    kept = []
    for fold in range(FOLDS):
        best, least = None, math.inf
        for rule, measured in zip(rules, tried):
            low, high, wrongly = summary([m for i, m in enumerate(measured) if i % FOLDS != fold])
            # The most persons within the area that is allowed, of which the second search takes its part.
            cost = -low - high + 10 * max(0, wrongly - 0.048)
            if cost < least:
                best, least = (rule, measured), cost
        rule, measured = best
        aside = [m for i, m in enumerate(measured) if i % FOLDS == fold]
        kept += aside
        line(f"thresholds times {rule.nanodet / shipped.nanodet:.2f}, sides {rule.sides_agreed:.4f}, head {rule.head:.4f}, "
             f"large {rule.more:.0f}", summary(aside))
    line("all photos, each by a rule chosen without it", summary(kept))


def plate_areas(report, across, up, guesses, least=0.0):
    """The boxes of a report of `ombud anonymize` with other margins; those that it has are 5 % and 8 %."""
    boxes = []
    for box in report["boxes"]:
        guess = box["detector"] == "ppocr-guess"
        if box["kind"] != "plate" or (guess and (not guesses or box["score"] < least)):
            continue
        width, height = box["width"] / 1.10, box["height"] / 1.16
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        width, height = width * (1 + 2 * across), height * (1 + 2 * up)
        boxes.append((x - width / 2, y - height / 2, width, height))
    return boxes


def plates(ombud, data):
    table = labels(data / "plates/boxes.tsv")
    with tempfile.TemporaryDirectory(prefix="ombud-photos-") as name:
        folder = pathlib.Path(name)
        subprocess.run([ombud, "-q", "anonymize", data / "plates", "-o", folder / "copies", "--report", folder / "report.json"],
                       check=False, capture_output=True)
        reports = {pathlib.Path(report["file"]).name: report for report in json.loads((folder / "report.json").read_text())}
    show_plates(table, reports)


def show_plates(table, reports):
    photos = {image: {"width": reports[image]["width"], "height": reports[image]["height"]} for image in table}
    meant = {image: Area(photos[image], table[image]) for image in table}

    def figures(images, *rule):
        covered, wrongly, boxes = 0, 0.0, 0
        for image in images:
            masks = Area(photos[image], plate_areas(reports[image], *rule))
            wrongly += masks.share_without(meant[image])
            covered += sum(masks.share(box) >= 0.7 for box in table[image])
            boxes += len(table[image])
        return covered / boxes, wrongly / len(images)

    european = [image for image in table if image.startswith("eu")]
    american = [image for image in table if image.startswith("us")]
    heading("plates: margin across, up; guesses", "European", "masked wrongly", "American", "masked wrongly")
    for rule in ((0.0645, 0.1005, True), (0.0645, 0.1005, False), (0.0645, 0.08, True), (0.05, 0.08, True), (0.05, 0.1005, True),
                 (0.03, 0.06, True), (0.03, 0.03, True), (0.0, 0.0, True), (0.08, 0.13, True), (0.1, 0.25, True)):
        a, b = figures(european, *rule), figures(american, *rule)
        print(f"| {rule[0]:.3f}, {rule[1]:.3f}{'' if rule[2] else ', none'} | {100 * a[0]:.1f} % | {100 * a[1]:.2f} % | "
              f"{100 * b[0]:.1f} % | {100 * b[1]:.2f} % |", flush=True)
    rules = list(itertools.product((0.02, 0.035, 0.05, 0.0645, 0.08), (0.04, 0.06, 0.08, 0.1005, 0.12), (True,)))
    heading("plates, folds: margins chosen on four fifths", "recall", "masked wrongly")
    everything = european + american
    total = [0.0, 0.0]
    for fold in range(FOLDS):
        chosen = [image for i, image in enumerate(everything) if i % FOLDS != fold]
        aside = [image for i, image in enumerate(everything) if i % FOLDS == fold]

        def cost(rule):
            recall, wrongly = figures(chosen, *rule)
            return wrongly + 10 * max(0, 0.98 - recall)

        best = min(rules, key=cost)
        found = figures(aside, *best)
        total = [total[0] + found[0] * len(aside), total[1] + found[1] * len(aside)]
        line(f"{best[0]:.3f}, {best[1]:.3f}", found)
    line("all photos, each by margins chosen without it", [value / len(everything) for value in total])


def main():
    if len(sys.argv) < 5:
        raise SystemExit(__doc__)
    findings, ombud, models, data = (pathlib.Path(value).resolve() for value in sys.argv[1:5])
    wanted = sys.argv[5:] or ["persons", "plates"]
    if not (data / "persons/boxes.tsv").exists():
        print(f"{data}: there are no labelled photos; skipped")
        return
    if "persons" in wanted:
        persons(findings, models, data)
    if "plates" in wanted:
        plates(ombud, data)


if __name__ == "__main__":
    main()
