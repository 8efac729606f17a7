#!/usr/bin/env python3
"""Writes the sample municipality: addresses, districts, input and contacts.txt. Python 3 standard library only.

The results are committed; run this only to change them, then check.py. The photos come from photos/draw.py.
"""
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(HERE / "generator"))

import forms  # noqa: E402
import mails  # noqa: E402
import people  # noqa: E402
import town  # noqa: E402


def main():
    photos = {file.stem: file.read_bytes() for file in (HERE / "photos").glob("*.jpg")}
    town.write(HERE)
    people.write(HERE)
    mails.write(HERE / "input" / "mail", photos)
    forms.write(HERE / "input", photos)


if __name__ == "__main__":
    main()
