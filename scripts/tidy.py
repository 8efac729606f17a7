#!/usr/bin/env python3
"""Runs clang-tidy on every source of ours in a build's compile_commands.json, two at a time.

A file that was found clean is not checked again while its preprocessed text and the configuration stay the same: the
answers are kept in ~/.cache/ombud-tidy.

With OMBUD_TIDY_SECONDS no file is begun after so many seconds; what was changed last is checked first, and what was left
out is said. scripts/test sets it, since a machine that has checked nothing yet would need longer than all tests.
"""
import concurrent.futures
import hashlib
import json
import os
import pathlib
import shlex
import subprocess
import sys
import time

root = pathlib.Path(__file__).resolve().parent.parent
build = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "build/release").resolve()
cache = pathlib.Path(os.environ.get("XDG_CACHE_HOME", pathlib.Path.home() / ".cache")) / "ombud-tidy"


def fingerprint(entry):
    """Hash of what clang-tidy would see, or None where the file cannot even be preprocessed."""
    command = shlex.split(entry["command"])
    if command[0].endswith("ccache"):
        command = command[1:]
    command = [word for word in command if word != "-c"]
    output = command.index("-o")
    del command[output:output + 2]
    text = subprocess.run(command + ["-E", "-P"], capture_output=True, cwd=entry["directory"], check=False)
    if text.returncode != 0:
        return None
    return hashlib.sha256((root / ".clang-tidy").read_bytes() + entry["file"].encode() + text.stdout).hexdigest()


def check(entry):
    """Empty where the file is clean, else what clang-tidy says."""
    key = fingerprint(entry)
    stamp = cache / key if key else None
    if stamp and stamp.exists():
        return ""
    run = subprocess.run(["clang-tidy", "-p", str(build), "--quiet", "--extra-arg=-Wno-unknown-warning-option", entry["file"]],
                         capture_output=True, text=True, cwd=root, check=False)
    if run.returncode == 0:
        if stamp:
            stamp.touch()
        return ""
    return run.stdout + "".join(line + "\n" for line in run.stderr.splitlines() if "warnings generated" not in line)


def by_last_change(entries):
    """The files of the newest commits first."""
    log = subprocess.run(["git", "log", "--format=", "--name-only", "-n", "500", "--", "src", "cli"], capture_output=True, text=True,
                         cwd=root, check=False).stdout.split()
    rank = {}
    for name in log:
        rank.setdefault(str(root / name), len(rank))
    return sorted(entries, key=lambda entry: rank.get(entry["file"], len(rank)))


def main():
    cache.mkdir(parents=True, exist_ok=True)
    entries = [entry for entry in json.loads((build / "compile_commands.json").read_text())
               if pathlib.Path(entry["file"]).is_relative_to(root / "src")
               or pathlib.Path(entry["file"]).is_relative_to(root / "cli")]
    entries = list({entry["file"]: entry for entry in entries}.values())
    limit = float(os.environ.get("OMBUD_TIDY_SECONDS", "inf"))
    begun = time.monotonic()
    if limit != float("inf"):
        entries = by_last_change(entries)
    bad = left_out = 0

    def check_in_time(entry):
        return check(entry) if time.monotonic() - begun < limit else None

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for said in pool.map(check_in_time, entries):
            left_out += said is None
            if said:
                bad += 1
                print(said, end="")
    rest = f"; {left_out} not in time, `scripts/lint` checks them" if left_out else ""
    print(f"clang-tidy: {len(entries) - left_out} files, {bad} with findings{rest}")
    return 1 if bad else 0


sys.exit(main())
