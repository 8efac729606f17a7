"""A night with many photos, every tenth of them corrupt: what becomes of each, and whether the workers' memory grows.

    photo_run.py OMBUD [COUNT]        1,000 unless said; writes into a temporary folder only

Behind `scripts/bench photos`. Needs ImageMagick. The photos are small, but for every hundredth, which has 12 megapixels.
"""
import json
import os
import pathlib
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time

here = pathlib.Path(__file__).resolve().parent
samples = here.parent.parent / "samples"
FORMATS = ("jpg", "png", "webp", "tif", "jpg")


def good(file, number, chance):
    size = (4000, 3000) if number % 100 == 50 else (chance.randint(160, 640), chance.randint(120, 480))
    draw = []
    for _ in range(chance.randint(2, 12)):
        x, y = chance.randrange(size[0]), chance.randrange(size[1])
        draw.append(f"fill #{chance.randrange(1 << 24):06x} rectangle {x},{y} {x + chance.randrange(300)},{y + chance.randrange(300)}")
    subprocess.run(["convert", "-size", f"{size[0]}x{size[1]}", f"gradient:#{chance.randrange(1 << 24):06x}-#{number:06x}", "-draw",
                    " ".join(draw), file], check=True)


def spoil(file, kind):
    """Makes a photo one that cannot be read, though it begins as one."""
    data = bytearray(file.read_bytes())
    if kind == 0:  # cut off
        data = data[:max(64, len(data) // 3)]
    elif kind == 1:  # nothing but its first bytes
        data = data[:12] + bytes(range(256)) * 8
    elif kind == 2 and data[:2] == b"\xff\xd8":  # 65,000 pixels wide and high
        at = max(data.find(b"\xff\xc0"), data.find(b"\xff\xc2"))
        data[at + 5:at + 9] = b"\xfd\xe8\xfd\xe8"
    elif data[:8] == b"\x89PNG\r\n\x1a\n":  # its checksums are wrong
        data[40:] = bytes(byte ^ 0x5a for byte in data[40:])
    else:  # noise behind the header
        data[40:] = random.Random(kind).randbytes(len(data) - 40)
    file.write_bytes(data)


def reports_with_photos(folder, count):
    """A file of web reports, one photo each; returns it and the names of the corrupt photos."""
    chance = random.Random(7)
    corrupt = set()
    with open(folder / "reports.ndjson", "w", encoding="utf-8") as out:
        for number in range(count):
            photo = folder / f"photo{number:04}.{FORMATS[number % len(FORMATS)]}"
            good(photo, number, chance)
            if number % 10 == 9:
                if number % 30 == 29:
                    photo.unlink()
                    photo = photo.with_suffix(".png")
                    good(photo, number, chance)
                spoil(photo, number // 10 % 4)
                corrupt.add(photo.name)
            out.write(json.dumps({"id": f"f-{number}", "submitted": "2026-03-01T10:00:00+01:00", "subject": f"Meldung {number}",
                                  "message": f"Ein Foto, das {number}. von vielen", "photos": [photo.name]}) + "\n")
    return folder / "reports.ndjson", corrupt


def workers_of(process):
    """Resident and highest resident memory in MB of each photo worker below a process."""
    found = {}
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            name, rest = stat.read_text().rsplit(")", 1)
            if int(rest.split()[1]) != process or not name.endswith("(ombud-photo"):
                continue
            status = dict(line.split(":", 1) for line in (stat.parent / "status").read_text().splitlines())
            found[stat.parent.name] = tuple(int(status[key].split()[0]) / 1024 for key in ("VmRSS", "VmHWM"))
        except (OSError, KeyError, ValueError):
            continue  # it has ended meanwhile
    return found


def ask(ombud, town, *arguments):
    done = subprocess.run([ombud, "-q", "-C", town, *arguments], capture_output=True, text=True, check=False)
    if done.returncode not in (0, 3):
        raise SystemExit(f"{' '.join(arguments)}: {done.stderr}")
    return done.stdout


def night(ombud, town, count):
    """Runs the night; prints the workers' memory on the way."""
    marks = [mark for mark in (100, 250, 500, 750, 1000) if mark < count] + [count]
    running = subprocess.Popen([ombud, "-q", "-C", town, "nightly"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    last = {}
    print("copies made | resident MB of the workers | highest so far")
    while running.poll() is None:
        time.sleep(0.5)
        copies = sum(1 for place in ("public", "review") for _ in (town / "photos" / place).glob("*.jpg"))
        last = workers_of(running.pid) or last
        if copies >= marks[0] * 0.9 and last:
            marks.pop(0)
            print(f"{copies} | " + ", ".join(f"{now:.0f}" for now, _ in last.values()) + " | " +
                  ", ".join(f"{most:.0f}" for _, most in last.values()), flush=True)
            if not marks:
                break
    running.wait()
    if running.returncode not in (0, 3):
        raise SystemExit(f"the night ended with {running.returncode}")


def main():
    ombud = str(pathlib.Path(sys.argv[1]).resolve())
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    with tempfile.TemporaryDirectory(prefix="ombud-photo-run-") as name:
        town, given = pathlib.Path(name) / "town", pathlib.Path(name) / "given"
        town.mkdir()
        given.mkdir()
        shutil.copy(samples / "ombud.toml", town)
        ask(ombud, town, "init", str(town))
        file, corrupt = reports_with_photos(given, count)
        ask(ombud, town, "import", "web", "--source", "form", str(file))
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        night(ombud, town, count)
        seconds, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
        listed = {item["origin"].split(": ", 1)[1] for item in json.loads(ask(ombud, town, "--format", "json", "quarantine", "list"))
                  if "photo" in item}
        copies = sum(1 for place in ("public", "review") for _ in (town / "photos" / place).glob("*.jpg"))
        print(f"{count} photos, {len(corrupt)} of them corrupt: {copies} copies made, {len(listed & corrupt)} of the corrupt ones in quarantine, "
              f"{len(listed - corrupt)} others")
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        print(f"{seconds:.0f} s on {os.cpu_count()} cores, {cpu:.0f} s of computing, {count * 60 / seconds:.0f} photos a minute")


if __name__ == "__main__":
    main()
