#!/usr/bin/env python3
"""The benchmarks behind scripts/bench: run.py OMBUD [NAME …]"""
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import search

here = pathlib.Path(__file__).resolve().parent
samples = here.parent.parent / "samples"
ombud = str(pathlib.Path(sys.argv[1]).resolve())
reports = 100_000
rounds = 5


def run(*command, **options):
    """Wall seconds of a command and what it printed; exit codes 0 and 3 (something waits for a person) are success."""
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    seconds = time.perf_counter() - start
    if done.returncode not in (0, 3):
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr}")
    return seconds, done.stdout


def workspace(folder):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    shutil.copy(samples / "ombud.toml", folder)
    run(ombud, "-q", "init", str(folder))
    return folder


def web_reports(folder):
    """The same reports as NDJSON and, for the peer, as CSV with the same columns."""
    ndjson, csv = folder / "reports.ndjson", folder / "reports.csv"
    with open(ndjson, "w", encoding="utf-8") as out:
        subprocess.run([sys.executable, str(here / "generate_web.py"), str(reports)], stdout=out, check=True)
    columns = ("id", "submitted", "subject", "message", "category")
    with open(ndjson, encoding="utf-8") as lines, open(csv, "w", encoding="utf-8") as out:
        out.write(",".join(columns) + ",name,email,lat,lon\n")
        for line in lines:
            report = json.loads(line)
            contact, place = report.get("contact") or {}, report.get("location") or {}
            values = [report.get(column) for column in columns]
            values += [contact.get("name"), contact.get("email"), place.get("lat"), place.get("lon")]
            out.write(",".join('"' + str("" if v is None else v).replace('"', '""') + '"' for v in values) + "\n")
    return ndjson, csv


def bench_import(folder):
    """Import of web reports into a register on disk, against ogr2ogr into a plain table."""
    ndjson, csv = web_reports(folder)
    ours, peer = [], []
    for _ in range(rounds):
        town = workspace(folder / "town")
        seconds, said = run(ombud, "--format", "json", "-C", str(town), "import", "web", "--source", "form", str(ndjson))
        counts = json.loads(said)
        assert counts["new"] == reports == counts["read"], counts
        ours.append(seconds)
        plain = folder / "plain.sqlite"
        plain.unlink(missing_ok=True)
        peer.append(run("ogr2ogr", "-f", "SQLite", str(plain), str(csv))[0])
    us, them = statistics.median(ours), statistics.median(peer)
    print(f"import web, {reports} reports, register with text index, places and event log: "
          f"{us:.2f} s, {reports / us:,.0f} reports/s (best {reports / min(ours):,.0f})")
    print(f"  ogr2ogr -f SQLite, the same reports as CSV into one plain table: {them:.2f} s, ratio {us / them:.2f}")
    again, said = run(ombud, "--format", "json", "-C", str(folder / "town"), "import", "web", "--source", "form", str(ndjson))
    assert json.loads(said)["known"] == reports, said
    print(f"  once more, all known: {again:.2f} s, {reports / again:,.0f} reports/s")
    start = statistics.median(run(ombud, "-C", str(folder / "town"), "list", "--limit", "50")[0] for _ in range(rounds))
    print(f"  ombud list --limit 50 in it: {1000 * start:.0f} ms")


def bench_sheet(folder):
    """Import of a CSV of calls into a register on disk, against ogr2ogr on the same file."""
    _, csv = web_reports(folder)
    mapping = {"external_id": "id", "received_at": "submitted", "title": "subject", "text": "message", "category": "category",
               "name": "name", "email": "email", "lat": "lat", "lon": "lon"}
    ours, peer = [], []
    for _ in range(rounds):
        town = workspace(folder / "sheet-town")
        with open(town / "ombud.toml", "a", encoding="utf-8") as out:
            out.write("\n[mapping.bench.fields]\n" + "".join(f'{field} = "{column}"\n' for field, column in mapping.items()))
        seconds, said = run(ombud, "--format", "json", "-C", str(town), "import", "phone", "--mapping", "bench", str(csv))
        counts = json.loads(said)
        assert counts["new"] == reports == counts["read"], counts
        ours.append(seconds)
        plain = folder / "plain.sqlite"
        plain.unlink(missing_ok=True)
        peer.append(run("ogr2ogr", "-f", "SQLite", str(plain), str(csv))[0])
    us, them = statistics.median(ours), statistics.median(peer)
    print(f"import phone, {reports} rows of CSV: {us:.2f} s, {reports / us:,.0f} rows/s (best {reports / min(ours):,.0f})")
    print(f"  ogr2ogr -f SQLite, the same file into one plain table: {them:.2f} s, ratio {us / them:.2f}")


def bench_mail(folder):
    """Import of mails with small bodies from an mbox into a register on disk."""
    count = reports // 5
    box = folder / "mails.mbox"
    with open(box, "w", encoding="utf-8") as out:
        for i in range(count):
            out.write(f"From k@example.org Mon Nov 23 10:00:00 2026\nFrom: Käthe {i % 977} <k{i % 977}@example.org>\n"
                      f"To: maengel@town.example\nSubject: Schlagloch Nr. {i}\nDate: Mon, 23 Nov 2026 10:00:00 +0100\n"
                      f"Message-ID: <{i}@example.org>\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
                      f"Content-Transfer-Encoding: 8bit\n\nGuten Tag,\n\nvor der Lindenstraße {i % 120} ist ein Schlagloch.\n"
                      "Bitte kümmern Sie sich darum.\n\n-- \nKäthe\n\n")
    ours = []
    for _ in range(rounds):
        town = workspace(folder / "mail-town")
        seconds, said = run(ombud, "--format", "json", "-C", str(town), "import", "email", str(box))
        counts = json.loads(said)
        assert counts["new"] == count == counts["read"], counts
        ours.append(seconds)
    us = statistics.median(ours)
    print(f"import email, {count} small mails of an mbox: {us:.2f} s, {count / us:,.0f} mails/s (best {count / min(ours):,.0f})")


def bench_start(folder):
    """How long small commands take: process start to exit."""
    town = workspace(folder / "small")
    for source in ("input", "addresses.csv", "districts.geojson"):
        origin = samples / source
        shutil.copytree(origin, town / source, dirs_exist_ok=True) if origin.is_dir() else shutil.copy(origin, town)
    run(ombud, "-q", "-C", str(town), "nightly")
    for command in (["--version"], ["-C", str(town), "list"], ["-C", str(town), "show", "1"]):
        times = [run(ombud, *command)[0] for _ in range(4 * rounds)]
        name = " ".join(word for word in command if word not in ("-C", str(town)))
        print(f"ombud {name}: median {1000 * statistics.median(times):.0f} ms, slowest {1000 * max(times):.0f} ms")
    night = run(ombud, "-q", "-C", str(town), "nightly")[0]
    print(f"ombud nightly with nothing to do: {1000 * night:.0f} ms")


def city_reports(folder, name, *arguments):
    file = folder / name
    with open(file, "w", encoding="utf-8") as out:
        subprocess.run([sys.executable, str(here / "generate_city.py"), *arguments], stdout=out, check=True)
    return file


def bench_dedupe(folder):
    """Duplicates: quality on Boston's links where they are at hand, scaling, and a night's work in a large register."""
    data = here.parent.parent.parent / "shared" / "data" / "duplicates"
    if data.exists():
        print(run(ombud, "dedupe", "evaluate", "--time-zone", "America/New_York", "--links", str(data / "boston_2015_h1_links.csv"),
                  "--reports", str(data / "boston_2015_h1.csv.gz"))[1])
    else:
        print("dedupe evaluate: skipped, there is no shared/data/duplicates beside the project")
    build = here.parent.parent / "build" / "release"
    subprocess.run(["cmake", "--build", str(build), "--target", "dedupe_scale"], check=True, capture_output=True)
    figures = [json.loads(run(str(build / "tests" / "dedupe_scale"), str(count))[1]) for count in (1_000_000, 10_000_000)]
    for f in figures:
        print(f"full pass over {f['reports']:,} reports, blocking and scoring: {f['seconds']:.2f} s, {f['reports_per_s']:,} reports/s, "
              f"{f['peak_bytes_a_report']} bytes a report, {f['threads']} threads")
    small, large = (f["seconds"] / f["reports"] for f in figures)
    print(f"  time a report, 10,000,000 to 1,000,000: ratio {large / small:.2f}")
    town = workspace(folder / "city")
    with open(town / "ombud.toml", "a", encoding="utf-8") as config:  # without a mapping: the fields have Ombud's own names
        config.write('\n[[source]]\nname = "city"\nchannel = "web"\npath = "city"\n')
    first = city_reports(folder, "city.ndjson", "1000000")
    new = city_reports(folder, "new.ndjson", "1000", "--first", "1000001")
    seconds, _ = run(ombud, "-q", "-C", str(town), "import", "web", "--source", "city", str(first))
    print(f"import of 1,000,000 reports: {seconds:.1f} s")
    seconds, said = run(ombud, "-C", str(town), "dedupe", "run")
    print(f"dedupe run over all of them, from fingerprints to suggestions in the register: {seconds:.1f} s, {1e6 / seconds:,.0f} reports/s ({said.strip()})")
    imported, _ = run(ombud, "-q", "-C", str(town), "import", "web", "--source", "city", str(new))
    seconds, said = run(ombud, "-C", str(town), "dedupe", "run")
    print(f"1,000 reports more: import {imported:.2f} s, dedupe {seconds:.2f} s ({said.strip()})")
    checks = [run(ombud, "-C", str(town), "--format", "json", "dedupe", "check", "--category", "roads/pothole", "--lat", "51.66",
                  "--lon", "7.82", "--text", "Tiefes Schlagloch")[0] for _ in range(10)]
    print(f"ombud dedupe check in it: median {1000 * statistics.median(checks):.0f} ms")


def bench_classify(folder):
    """Training on 100,000 synthetic reports and asking about 20,000 others, then with many categories; no workspace is needed."""
    for name, count, seed in (("train", reports, 3), ("test", 20_000, 4)):
        with open(folder / f"{name}.csv", "w", encoding="utf-8") as out:
            subprocess.run([sys.executable, str(here / "generate_reports.py"), str(count), str(seed)], stdout=out, check=True)
    seconds, said = run(ombud, "classify", "evaluate", "--train", str(folder / "train.csv"), "--test", str(folder / "test.csv"))
    print(f"classify evaluate, whole process: {seconds:.1f} s")
    for line in said.split("\n\n", 1)[0].splitlines():
        print(f"  {line}")
    for name, count, seed in (("train204", reports // 4, 3), ("test204", 20_000, 4)):
        with open(folder / f"{name}.csv", "w", encoding="utf-8") as out:
            subprocess.run([sys.executable, str(here / "generate_reports.py"), str(count), str(seed), "12"], stdout=out, check=True)
    seconds, said = run(ombud, "classify", "evaluate", "--train", str(folder / "train204.csv"), "--test", str(folder / "test204.csv"))
    print(f"the same with 204 categories, trained on {reports // 4:,} texts: {seconds:.1f} s")
    for line in said.split("\n\n", 1)[0].splitlines():
        print(f"  {line}")


def bench_locate(folder):
    """Texts with noise made of a register of addresses: OMBUD_ADDRESSES, else that of Essen where it is at hand."""
    addresses = pathlib.Path(os.environ.get("OMBUD_ADDRESSES", here.parents[2] / "shared/data/addresses/essen.csv.gz"))
    if not addresses.exists():
        print(f"locate: left out, there is no {addresses}; name a register of addresses in OMBUD_ADDRESSES")
        return
    town = workspace(folder / "located")
    seconds, said = run(ombud, "--format", "json", "-C", str(town), "import", "addresses", str(addresses))
    print(f"import addresses, {json.loads(said)['addresses']:,}: {seconds:.2f} s with compiling the gazetteer")
    start = statistics.median(run(ombud, "-C", str(town), "locate", "--text", "Nirgendweg 1")[0] for _ in range(rounds))
    print(f"ombud locate --text, one text, loading included: {1000 * start:.0f} ms")
    print(f"{'texts':<12} {'seed':>4} {'right':>9} {'wrong':>8} {'missed':>8} {'median':>8} {'p95':>8} {'texts/s':>9}")
    for seed in (1, 2, 3):
        texts = folder / f"texts{seed}"
        run(sys.executable, str(here / "generate_texts.py"), str(addresses), str(texts), "--seed", str(seed))
        for gold in sorted(texts.glob("*.csv")):
            e = json.loads(run(ombud, "--format", "json", "-C", str(town), "locate", "--evaluate", str(gold))[1])
            print(f"{gold.stem:<12} {seed:>4} {e['right']:>9.2%} {e['wrong']:>8.2%} {e['missed']:>8.2%} "
                  f"{e['median_m']:>6.1f} m {e['p95_m']:>6.1f} m {e['texts_per_s']:>9,.0f}")
    texts = folder / "texts-all"
    run(sys.executable, str(here / "generate_texts.py"), str(addresses), str(texts), "--all", "--seed", "4")
    print("every address once; ambiguous: the register has the address in several places, and another one is meant")
    for kind in ("clean", "abbreviated", "umlaut", "hyphen", "split"):
        e = json.loads(run(ombud, "--format", "json", "-C", str(town), "locate", "--evaluate", str(texts / f"{kind}.csv"))[1])
        print(f"{kind:<12} {e['right']:>9.3%} right, {e['wrong']:.3%} wrong, {e['missed']:.3%} missed; ambiguous: {e['ambiguous']} texts")


def bench_search(folder):
    """Searches among a million reports, see search.py."""
    search.bench(ombud, run, workspace, here / "generate_web.py", folder)


def bench_release(folder):
    """Redaction alone, and the first night's release of many web reports by rule."""
    marked = here.parent / "publish" / "redaction"
    for texts in sorted(marked.glob("texts*.txt")):
        said = run(ombud, "redact", "--evaluate", str(texts))[1]
        print(f"redaction, {texts.name}:\n  " + said.strip().replace("\n", "\n  "))
    many = folder / "many.txt"
    many.write_text((marked / "texts.txt").read_text(encoding="utf-8") * 100, encoding="utf-8")
    e = json.loads(run(ombud, "--format", "json", "redact", "--evaluate", str(many))[1])
    print(f"redaction of {e['texts']:,} texts: {e['texts_per_second']:,} texts/s, one thread")
    town = workspace(folder / "released")
    ndjson, _ = web_reports(folder)
    run(ombud, "-q", "-C", str(town), "import", "web", "--source", "form", str(ndjson))
    steps = [json.loads(line) for line in run(ombud, "--format", "json", "-C", str(town), "nightly")[1].splitlines()]
    release = next(step for step in steps if step.get("step") == "release")
    print(f"release by rule in the first night over {reports:,} reports: {release['seconds']:.1f} s, {release['counts']}")
def bench_site(folder):
    """The map page of 50,000 reports: how long it takes to write, what a phone fetches, and how soon it can be used."""
    town = workspace(folder / "site-town")
    run(sys.executable, str(here / "generate_town.py"), str(town), "--reports", os.environ.get("OMBUD_SITE_REPORTS", "50000"))
    with open(town / "ombud.toml", "a", encoding="utf-8") as config:
        config.write('\n[[source]]\nname = "town"\nchannel = "web"\npath = "reports.ndjson"\n')
    run(ombud, "-q", "-C", str(town), "import", "addresses", str(town / "addresses.csv"))
    run(ombud, "-q", "-C", str(town), "import", "areas", str(town / "districts.geojson"))
    environment = {**os.environ, "OMBUD_NOW": "2026-11-24T12:00:00Z"}
    run(ombud, "-q", "-C", str(town), "import", "web", "--source", "town", env=environment)
    for source in ("mail", "phone", "web"):
        (town / "input" / source).mkdir(parents=True, exist_ok=True)
    run(ombud, "-q", "-C", str(town), "nightly", env=environment)
    seconds, said = run(ombud, "--format", "json", "-C", str(town), "site", env=environment)
    written = json.loads(said)
    again = run(ombud, "-q", "-C", str(town), "site", env=environment)[0]
    site = town / "public" / "site"
    size = sum(file.stat().st_size for file in site.rglob("*") if file.is_file())
    print(f"ombud site, {written['reports']:,} reports: {seconds:.2f} s, {written['files']:,} files, {size / 1e6:.1f} MB; once more, nothing changed: {again:.2f} s")
    start = json.loads(run(ombud, "--format", "json", "-C", str(town), "report", "--by", "month", env=environment)[1])
    figures = statistics.median(run(ombud, "-q", "-C", str(town), "report", "--public", "-o", str(folder / "statistics.html"), env=environment)[0] for _ in range(rounds))
    print(f"ombud report --public, all tables and hot spots of {start['total']['received']:,} reports as HTML: {figures:.2f} s")
    if shutil.which("node") is None or not (here.parents[1] / "build/web/tests").exists():
        print("  in Chromium: left out; it takes nodejs, chromium and scripts/web-assets --tests")
        return
    print(run("node", str(here / "site.mjs"), str(site))[1], end="")


def measured(*command):
    """Wall seconds of a command and the most memory it held, in MB."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.stderr.close()
    if os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit(f"{' '.join(command)} failed:\n{said.decode()}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


# The public view as a query, for a peer that writes the same columns.
PUBLIC_VIEW = """SELECT r.id, 'LIN-' || r.id AS reference, c.name_de || ', ' || r.located_street AS title, c.id AS category,
c.name_de AS category_name_de, c.name_en AS category_name_en, substr(c.id, 1, instr(c.id, '/') - 1) AS group_name, d.name AS department,
r.status, strftime('%Y-%m-%dT%H:%M:%SZ', r.received_at, 'unixepoch') AS received_at,
strftime('%Y-%m-%dT%H:%M:%SZ', r.changed_at, 'unixepoch') AS changed_at, r.closed_at, r.located_street AS street, a.name AS area,
r.accuracy_m, e.text, (SELECT group_concat(p.public_file) FROM photo p WHERE p.report = r.id AND p.state = 'public') AS photos, r.geom
FROM release e CROSS JOIN report r ON r.id = e.report JOIN category c ON c.id = r.category JOIN department d ON d.id = r.department
LEFT JOIN area a ON a.id = r.area WHERE e.state = 'released' ORDER BY e.report"""


def bench_export(folder):
    """Layers of a large public view, against ogr2ogr from the register's table of reports in the same run."""
    count = int(os.environ.get("OMBUD_EXPORT_REPORTS", "1000000"))
    town = workspace(folder / "exported")
    (town / "one.ndjson").write_text(json.dumps({"external_id": "1", "text": "x"}))
    run(ombud, "-q", "-C", str(town), "import", "web", str(town / "one.ndjson"))
    register = town / "register.sqlite"
    run(sys.executable, str(here / "fill_register.py"), str(register), str(count))
    print(f"export of {count:,} public reports ({register.stat().st_size / 1e6:,.0f} MB register), median of 3; ratios to ogr2ogr from the "
          "table report, and from a query of the same columns")
    print(f"{'format':<12} {'ombud':>8} {'memory':>8} {'size':>8} | {'ogr2ogr':>8} {'memory':>8} {'size':>8} {'ratio':>6} | {'query':>8} {'ratio':>6}")
    for suffix, driver in (("geojson", "GeoJSON"), ("gpkg", "GPKG"), ("shp", "ESRI Shapefile"), ("fgb", "FlatGeobuf")):
        crs = ["-t_srs", "EPSG:25832"] if suffix == "shp" else []
        out = {name: folder / name / f"reports.{suffix}" for name in ("ours", "table", "query")}
        commands = {
            "ours": [ombud, "-q", "-C", str(town), "export", "reports", "-o", str(out["ours"])],
            "table": ["ogr2ogr", "-f", driver, *crs, str(out["table"]), str(register), "report"],
            "query": ["ogr2ogr", "-f", driver, *crs, "-nln", "reports", "-sql", PUBLIC_VIEW, str(out["query"]), str(register)],
        }
        times = {name: [] for name in commands}
        memory = dict.fromkeys(commands, 0)
        for _ in range(3):
            for name, command in commands.items():
                shutil.rmtree(folder / name, ignore_errors=True)
                (folder / name).mkdir()
                seconds, peak = measured(*command)
                times[name].append(seconds)
                memory[name] = max(memory[name], peak)
        sizes = {name: sum(f.stat().st_size for f in (folder / name).iterdir()) / 1e6 for name in commands}
        middle = {name: statistics.median(values) for name, values in times.items()}
        print(f"{suffix:<12} {middle['ours']:>6.1f} s {memory['ours']:>5.0f} MB {sizes['ours']:>5.0f} MB | {middle['table']:>6.1f} s "
              f"{memory['table']:>5.0f} MB {sizes['table']:>5.0f} MB {middle['ours'] / middle['table']:>6.2f} | {middle['query']:>6.1f} s "
              f"{middle['ours'] / middle['query']:>6.2f}", flush=True)


def bench_photos(_folder):
    """A night with 1,000 photos, every tenth corrupt."""
    subprocess.run([sys.executable, str(here / "photo_run.py"), ombud], check=True)


def main():
    benches = {"import": bench_import, "sheet": bench_sheet, "mail": bench_mail, "start": bench_start, "dedupe": bench_dedupe,
               "classify": bench_classify, "locate": bench_locate, "export": bench_export, "search": bench_search,
               "site": bench_site, "release": bench_release, "photos": bench_photos}
    chosen = sys.argv[2:] or list(benches)
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    # Not in /tmp, which may be memory: the register is to be on a disk.
    with tempfile.TemporaryDirectory(dir=here.parent.parent / "build") as folder:
        for name in chosen:
            benches[name](pathlib.Path(folder))


main()
