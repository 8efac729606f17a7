#!/usr/bin/env python3
"""Gives the reports of generate_city.py in a register a history: enrich_city.py REGISTER

Departments by category, districts and streets, answers, changes of status, reopenings and third parties, written straight
into the tables, as years of work at a desk would have left them. For measuring `ombud report`; never for a real register.
"""
import sqlite3
import sys

register = sqlite3.connect(sys.argv[1])
areas = [row[0] for row in register.execute("SELECT id FROM area ORDER BY id")] or [None]
register.executescript("""
    PRAGMA synchronous = OFF;
    CREATE TEMP TABLE triggers AS SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'report';
""")
triggers = register.execute("SELECT name, sql FROM triggers").fetchall()
for name, _ in triggers:
    register.execute(f"DROP TRIGGER {name}")
register.create_function("area_of", 1, lambda number: areas[number % len(areas)], deterministic=True)
register.create_function("mix", 2, lambda number, salt: (number * 2654435761 + salt * 40503) % 4294967296, deterministic=True)
register.executescript("""
    UPDATE report SET
        department = (SELECT department FROM category WHERE id = report.category),
        area = CASE WHEN lon IS NULL THEN NULL ELSE area_of(mix(id, 1) % 97) END,
        located_street = 'Straße ' || (mix(id, 2) % 700),
        channel = CASE mix(id, 3) % 5 WHEN 0 THEN 'email' WHEN 1 THEN 'phone' ELSE 'web' END,
        accuracy_m = CASE WHEN lon IS NULL THEN NULL ELSE 5 END,
        status = CASE WHEN status = 'solved' AND mix(id, 4) % 11 = 0 THEN 'closed_unsolved'
                      WHEN status = 'received' THEN 'open' ELSE status END;
    INSERT INTO event (at, report, actor, action, reason, detail)
        SELECT received_at + 40000, id, 'assign', 'status', '', '{"from":"received","to":"open"}' FROM report;
    INSERT INTO event (at, report, actor, action, reason, detail)
        SELECT received_at + 3600 + mix(id, 5) % 500000, id, 'desk:a', 'answered', '', '{}' FROM report WHERE mix(id, 6) % 3 > 0;
    INSERT INTO event (at, report, actor, action, reason, detail)
        SELECT received_at + 7200 + mix(id, 7) % 900000, id, 'desk:a', 'status', '', '{"from":"open","to":"in_progress"}'
        FROM report WHERE mix(id, 8) % 2 = 0;
    INSERT INTO event (at, report, actor, action, reason, detail)
        SELECT closed_at, id, 'desk:a', 'status', '', '{"from":"open","to":"' || status || '"}' FROM report
        WHERE closed_at IS NOT NULL;
    INSERT INTO event (at, report, actor, action, reason, detail)
        SELECT closed_at - 86400, id, 'desk:a', 'status', '', '{"from":"solved","to":"open"}' FROM report
        WHERE closed_at - 86400 > received_at AND mix(id, 9) % 40 = 0;
    INSERT INTO event (at, report, actor, action, reason, detail)
        SELECT received_at + 50000, id, 'desk:a', 'status', '', '{"from":"open","to":"forwarded"}' FROM report WHERE mix(id, 10) % 25 = 0;
    INSERT INTO event (at, report, actor, action, reason, detail)
        SELECT received_at + 50000 + mix(id, 11) % 2000000, id, 'desk:a', 'status', '', '{"from":"forwarded","to":"open"}'
        FROM report WHERE mix(id, 10) % 25 = 0 AND mix(id, 12) % 4 > 0;
""")
for _, sql in triggers:
    register.execute(sql)
register.commit()
print(register.execute("SELECT count(*) FROM event").fetchone()[0], "events")
