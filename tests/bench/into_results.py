#!/usr/bin/env python3
"""Puts what comes on standard input between the marks NAME of docs/results.md, and shows it.
  … | tests/bench/into_results.py NAME
"""
import pathlib
import sys

name, text = sys.argv[1], sys.stdin.read().strip()
print(text)
path = pathlib.Path(__file__).resolve().parents[2] / "docs" / "results.md"
page = path.read_text(encoding="utf-8")
begin, end = "<!-- %s -->\n" % name, "<!-- end of %s -->" % name
if begin not in page or end not in page:
    sys.exit("into_results.py: no marks “%s” in %s" % (name, path))
head, rest = page.split(begin, 1)
path.write_text(head + begin + text + "\n" + rest[rest.index(end):], encoding="utf-8")
