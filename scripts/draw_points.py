#!/usr/bin/env python3
"""Draws an exported GeoJSON over district outlines as an SVG: draw_points.py REPORTS DISTRICTS > points.svg

Standard library only; meant for the README and for a look without a GIS.
"""
import json
import math
import sys
from xml.sax.saxutils import escape

width = 900
colours = {"solved": "#2e7d32", "closed_unsolved": "#6d4c41", "in_progress": "#ef6c00", "forwarded": "#6a1b9a",
           "open": "#c62828", "received": "#455a64"}


def rings(geometry):
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [ring for polygon in polygons for ring in polygon]


reports = json.load(open(sys.argv[1], encoding="utf-8"))["features"]
districts = json.load(open(sys.argv[2], encoding="utf-8"))["features"]
corners = [point for district in districts for ring in rings(district["geometry"]) for point in ring]
west, east = min(p[0] for p in corners), max(p[0] for p in corners)
south, north = min(p[1] for p in corners), max(p[1] for p in corners)
scale = (width - 20) / (east - west)
stretch = 1 / math.cos(math.radians((south + north) / 2))
height = (north - south) * scale * stretch + 60


def at(point):
    return f"{10 + (point[0] - west) * scale:.1f},{10 + (north - point[1]) * scale * stretch:.1f}"


print(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height:.0f}" font-family="sans-serif">')
print(f'<rect width="{width}" height="{height:.0f}" fill="#ffffff"/>')
for district in districts:
    for ring in rings(district["geometry"]):
        print(f'<polygon points="{" ".join(map(at, ring))}" fill="#eceff1" stroke="#90a4ae" stroke-width="1.5"/>')
for district in districts:
    ring = rings(district["geometry"])[0]
    middle = (sum(p[0] for p in ring) / len(ring), sum(p[1] for p in ring) / len(ring))
    x, y = at(middle).split(",")
    print(f'<text x="{x}" y="{y}" text-anchor="middle" font-size="15" fill="#78909c">'
          f'{escape(district["properties"]["name"])}</text>')
for report in reports:
    if report["geometry"]:
        x, y = at(report["geometry"]["coordinates"]).split(",")
        said = report["properties"]
        print(f'<circle cx="{x}" cy="{y}" r="6" fill="{colours[said["status"]]}" stroke="#ffffff" stroke-width="1.5">'
              f'<title>{escape(said["reference"])}: {escape(said["title"])}</title></circle>')
for i, (status, colour) in enumerate(colours.items()):
    x = 20 + i * 145
    print(f'<circle cx="{x}" cy="{height - 22:.0f}" r="6" fill="{colour}"/>'
          f'<text x="{x + 12}" y="{height - 17:.0f}" font-size="14">{status}</text>')
print("</svg>")
