"""Searches in a register of a million reports: scripts/bench search

Reports come in by `ombud import`; what a year's work makes of them (departments, districts, statuses, photos, releases) is
written by SQL, so that the register stands within two minutes. Beside each search stands the same one as a plain scan
without indexes, by SQLite itself, in the same run.
"""
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import time

REPORTS = int(os.environ.get("OMBUD_BENCH_REPORTS", "1000000"))
DAY = 86400
NEWEST = 1793145600  # 2026-10-28, when the generated year ends

# name, options of `ombud list`, the condition of a plain scan
SEARCHES = [
    ("newest", [], "1"),
    ("text, common", ["--text", "laterne"], "text LIKE '%laterne%' OR title LIKE '%laterne%'"),
    ("text, two words", ["--text", "matratzen kühlschrank"], "text LIKE '%matratze%' AND text LIKE '%kühlschrank%'"),
    ("text, rare", ["--text", "einhorn"], "text LIKE '%einhorn%' OR title LIKE '%einhorn%'"),
    ("text, beginning", ["--text", "schlagl*"], "text LIKE '%schlagl%' OR title LIKE '%schlagl%'"),
    ("text, never together", ["--text", "laterne matratze"], "text LIKE '%laterne%' AND text LIKE '%matratze%'"),
    ("status, common", ["--status", "solved"], "status = 'solved'"),
    ("status, none", ["--status", "forwarded"], "status = 'forwarded'"),
    ("department", ["--department", "green"], "department = 'green'"),
    ("category", ["--category", "rubbish/glass"], "category = 'rubbish/glass'"),
    ("group", ["--category", "lighting"], "category LIKE 'lighting/%'"),
    ("channel", ["--channel", "phone"], "channel = 'phone'"),
    ("area", ["--area", "Bezirk 7"], "area = 7"),
    ("box, small", ["--bbox", "7.84,51.67,7.845,51.673"], "lon BETWEEN 7.84 AND 7.845 AND lat BETWEEN 51.67 AND 51.673"),
    ("box, half the town", ["--bbox", "7.76,51.62,7.85,51.74"], "lon BETWEEN 7.76 AND 7.85 AND lat BETWEEN 51.62 AND 51.74"),
    ("near", ["--near", "7.84,51.67", "--within", "200"], "(lon - 7.84) * (lon - 7.84) * 0.384 + (lat - 51.67) * (lat - 51.67) < 3.23e-6"),
    ("reporter, mail", ["--reporter", "person4711@example.org"],
     "reporter IN (SELECT id FROM reporter WHERE email LIKE 'person4711@example.org')"),
    ("reporter, phone", ["--reporter", "02999 47110"], "reporter IN (SELECT id FROM reporter WHERE phone LIKE '02999 47110')"),
    ("since", ["--since", "2026-10-20"], f"received_at >= {NEWEST - 8 * DAY}"),
    ("older than", ["--older-than", "300 days"], f"received_at < {NEWEST - 265 * DAY}"),
    ("overdue", ["--overdue"], f"closed_at IS NULL AND received_at < {NEWEST - 20 * DAY}"),
    ("without photo", ["--without-photo"], "NOT EXISTS (SELECT 1 FROM photo p WHERE p.report = report.id)"),
    ("waiting for release", ["--waiting"], "id IN (SELECT report FROM release WHERE state = 'waiting')"),
    ("open, of a department, with a word", ["--status", "open", "--department", "waste", "--text", "scherben"],
     "status = 'open' AND department = 'waste' AND text LIKE '%scherben%'"),
    ("two that exclude each other", ["--department", "lighting", "--category", "roads"],
     "department = 'lighting' AND category LIKE 'roads/%'"),
]


def work_of_a_year(file):
    """Departments, districts, statuses, photos and releases."""
    random.seed(7)
    register = sqlite3.connect(file)
    register.executescript("PRAGMA synchronous = OFF; PRAGMA cache_size = -400000;")
    for number in range(1, 21):
        register.execute("INSERT INTO area (id, kind, name, geom) VALUES (?, 'district', ?, x'00')", (number, f"Bezirk {number}"))
    # A multiplicative hash of the id instead of random(): the same register every time.
    register.executescript("""
        UPDATE report SET
            department = coalesce((SELECT department FROM category c WHERE c.id = report.category), 'triage'),
            area = CASE WHEN lon IS NULL THEN NULL ELSE 1 + (id * 2654435761 >> 7) % 20 END,
            status = CASE WHEN (id * 2654435761 >> 9) % 100 < 6 THEN 'open' WHEN (id * 2654435761 >> 9) % 100 < 8 THEN 'in_progress'
                          WHEN (id * 2654435761 >> 9) % 100 < 10 THEN 'rejected' ELSE 'solved' END;
        UPDATE report SET closed_at = received_at + 864000 WHERE status IN ('solved', 'rejected');
        INSERT INTO report_area (report, area) SELECT id, area FROM report WHERE area IS NOT NULL;
        INSERT INTO photo (report, sha256, filename, state) SELECT id, 'x' || id, 'a.jpg', 'public' FROM report WHERE id % 3 = 0;
        INSERT INTO release (report, state, automatic, title, text, covers, why, at, actor)
            SELECT id, CASE WHEN id % 400 = 0 THEN 'waiting' ELSE 'released' END, 1, '', '', '[]', '', received_at, 'release'
            FROM report WHERE status <> 'rejected';
    """)
    register.commit()
    register.close()


def median_ms(run, repeat):
    times = []
    for _ in range(repeat):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return 1000 * statistics.median(times)


def bench(ombud, run, workspace, generator, folder):
    town = workspace(folder / "search")
    reports = folder / "search.ndjson"
    start = time.perf_counter()
    with open(reports, "w", encoding="utf-8") as out:
        subprocess.run([sys.executable, str(generator), str(REPORTS)], stdout=out, check=True)
    seconds, _ = run(ombud, "-q", "-C", str(town), "import", "web", "--source", "form", str(reports))
    reports.unlink()
    work_of_a_year(town / "register.sqlite")
    print(f"a register of {REPORTS:,} reports: import {seconds:.1f} s, all in all {time.perf_counter() - start:.0f} s")
    plain = sqlite3.connect(town / "register.sqlite")
    environment = os.environ | {"OMBUD_NOW": "2026-10-28T12:00:00Z"}
    print(f"{'ombud list --limit 50 …':<36} {'median':>9} {'plain scan':>11} {'ratio':>7}")
    slowest = 0
    for name, options, condition in SEARCHES:
        ours = median_ms(lambda: run(ombud, "-C", str(town), "list", "--limit", "50", *options, env=environment), 5)
        sql = (f"SELECT * FROM report NOT INDEXED WHERE {condition} ORDER BY received_at DESC, id DESC LIMIT 50")
        scan = median_ms(lambda: plain.execute(sql).fetchall(), 1)
        slowest = max(slowest, ours)
        print(f"{name:<36} {ours:>6.0f} ms {scan:>8.0f} ms {ours / scan:>7.3f}")
    cursor, page_times = None, []
    for _ in range(20):
        arguments = ["--format", "json", "list", "--status", "solved", "--limit", "50"] + (["--after", cursor] if cursor else [])
        seconds, said = run(ombud, "-C", str(town), *arguments, env=environment)
        page_times.append(seconds)
        cursor = said.rsplit('"cursor":"', 1)[1].split('"', 1)[0]
    print(f"{'20 pages, one after the other':<36} {1000 * statistics.median(page_times):>6.0f} ms a page")
    print(f"slowest search: {slowest:.0f} ms (process start included)")
