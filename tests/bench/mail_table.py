#!/usr/bin/env python3
"""Compares what Ombud reads out of real and torture mails with what is expected, and prints the table.

    mail_table.py build/release/tests/mail_table [FOLDER]

FOLDER (../shared/data/mail beside the checkout unless said) holds expected.tsv: file, …, subject, from, date_unix, n_att,
att_names, …, python_vs_gmime. Only rows marked `agree` are judged; each difference is argued in mail_differences.md.
"""
import csv
import pathlib
import subprocess
import sys

here = pathlib.Path(__file__).resolve().parent
FIELDS = ("subject", "from", "date_unix", "n_att", "att_names")


def squeeze(text):
    return " ".join((text or "").split())


def main():
    folder = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else here.parents[2].parent / "shared/data/mail")
    if not (folder / "expected.tsv").exists():
        print(f"skipped: no {folder}/expected.tsv")
        return 0
    with open(folder / "expected.tsv", encoding="utf-8", newline="") as lines:
        expected = {row["file"]: row for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)}
    files = [str(folder / name) for name in expected]
    said = subprocess.run([sys.argv[1], *files], capture_output=True, check=True).stdout.decode("utf-8", "replace")
    right = dict.fromkeys(FIELDS, 0)
    judged = 0
    for line in said.splitlines():
        path, *ours = line.split("\t")
        row = expected[pathlib.Path(path).name]
        if row["python_vs_gmime"] != "agree":
            continue
        judged += 1
        for field, value in zip(FIELDS, ours):
            if squeeze(row[field]) == squeeze(value):
                right[field] += 1
            else:
                print(f"{row['file']}: {field}: expected {squeeze(row[field])[:90]!r}, got {squeeze(value)[:90]!r}")
    print(f"{judged} of {len(expected)} rows are marked agree")
    for field in FIELDS:
        print(f"  {field:10} {right[field]:4} of {judged} right")
    return 0


sys.exit(main())
