#!/usr/bin/env python3
"""Checks the plan of the house: a module includes only from floors below it, SQL stands in src/store, files stay short."""
import pathlib
import re
import sys

root = pathlib.Path(__file__).resolve().parent.parent
floors = [["core"], ["store", "ogr", "net"], ["intake", "locate", "dedupe", "route", "photo", "casework", "publish", "statistics"],
          ["pipeline"], ["cli"]]
floor_of = {module: number for number, modules in enumerate(floors) for module in modules}
sql = re.compile(r"\b(SELECT|INSERT INTO|UPDATE|DELETE FROM)\b.*\b(FROM|VALUES|SET|WHERE)\b")
longest = 420

bad = []
for file in sorted([*root.glob("src/**/*.[ch]pp"), *root.glob("cli/*.[ch]pp")]):
    module = "cli" if file.parent.name == "cli" else file.relative_to(root / "src").parts[0]
    lines = file.read_text(encoding="utf-8").splitlines()
    place = file.relative_to(root)
    if len(lines) > longest:
        bad.append(f"{place}: {len(lines)} lines; more than {longest} is more than one purpose")
    for number, line in enumerate(lines, 1):
        included = re.match(r'\s*#\s*include\s+"([a-z_]+)/', line)
        if included and included[1] in floor_of and included[1] != module:
            if floor_of[included[1]] >= floor_of[module]:
                bad.append(f"{place}:{number}: {module} includes {included[1]}, which is not on a floor below")
        # In src/ogr the word is OGR's own query language, which reads files and not the register.
        if module not in ("store", "ogr") and sql.search(line) and not line.lstrip().startswith("//"):
            bad.append(f"{place}:{number}: SQL outside src/store")
print("\n".join(bad) if bad else "floors: in order")
sys.exit(1 if bad else 0)
