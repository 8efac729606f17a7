#!/usr/bin/env python3
"""Runs clang-tidy on every source of ours in a build's compile_commands.json, two at a time.

A file that was found clean is not checked again while its preprocessed text and the configuration stay the same: the
answers are kept in ~/.cache/ombud-tidy.
"""
import concurrent.futures
import hashlib
import json
import os
import pathlib
import shlex
import subprocess
import sys

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


def main():
    cache.mkdir(parents=True, exist_ok=True)
    entries = [entry for entry in json.loads((build / "compile_commands.json").read_text())
               if pathlib.Path(entry["file"]).is_relative_to(root / "src")
               or pathlib.Path(entry["file"]).is_relative_to(root / "cli")]
    entries = list({entry["file"]: entry for entry in entries}.values())
    bad = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for said in pool.map(check, entries):
            if said:
                bad += 1
                print(said, end="")
    print(f"clang-tidy: {len(entries)} files, {bad} with findings")
    return 1 if bad else 0


sys.exit(main())
