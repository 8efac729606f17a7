#!/usr/bin/env python3
"""Draws the sample photos: photograph-like renders, no photograph and no person behind them.

Needs ImageMagick (`convert`) and exiftool. Run it only to change a photo; the results are committed.
"""
import math
import multiprocessing
import pathlib
import random
import subprocess

HERE = pathlib.Path(__file__).parent
BOLD = "DejaVu-Sans-Condensed-Bold"


class Scene:
    """An ImageMagick command line that grows by one layer a call."""

    def __init__(self, name, width, height, sky, seed):
        self.name, self.size, self.rng = name, f"{width}x{height}", random.Random(seed)
        self.args = ["-seed", str(seed), "-size", self.size, f"gradient:{sky[0]}-{sky[1]}"]
        self.seed = seed

    def clouds(self, amount):
        self.args += ["(", "-seed", str(self.seed + 1), "-size", self.size, "plasma:gray20-gray90",
                      "-colorspace", "Gray", "-blur", "0x22", "-colorspace", "sRGB", "-channel", "A", "-evaluate", "set", f"{amount}%", "+channel", ")",
                      "-compose", "screen", "-composite"]

    def surface(self, points, dark, light, grain=0.35):
        """A polygon with a slow plasma and a fine grain, as asphalt, plaster or grass have."""
        self.seed += 1
        self.args += ["(", "-seed", str(self.seed), "-size", self.size, "plasma:gray10-gray90", "-colorspace", "Gray", "-blur", "0x3", "-normalize",
                      "-attenuate", str(grain * 1.6), "+noise", "Gaussian", "-blur", "0x0.7", "-colorspace", "sRGB", "+level-colors", f"{dark},{light}",
                      "(", "-size", self.size, "xc:black", "-fill", "white", "-draw", "polygon " + pts(points), "-blur", "0x0.8", ")",
                      "-alpha", "off", "-compose", "CopyOpacity", "-composite", ")", "-compose", "over", "-composite"]

    def draw(self, fill, what, blur=0.6):
        self.args += ["(", "-size", self.size, "xc:none", "-fill", fill, "-draw", what, "-channel", "RGBA", "-blur", f"0x{blur}", "+channel", ")",
                      "-compose", "over", "-composite"]

    def line(self, colour, width, what, blur=0.6):
        self.args += ["(", "-size", self.size, "xc:none", "-fill", "none", "-stroke", colour, "-strokewidth", str(width), "-draw", what,
                      "-channel", "RGBA", "-blur", f"0x{blur}", "+channel", ")", "-stroke", "none", "-compose", "over", "-composite"]

    def text(self, colour, font, size, x, y, words):
        self.args += ["-font", font, "-pointsize", str(size), "-fill", colour, "-gravity", "NorthWest", "-annotate", f"+{x}+{y}", words,
                      "-gravity", "None"]

    def blob(self, x, y, rx, ry, rough=0.12, corners=26):
        return [(x + rx * math.cos(a) * (1 + self.rng.uniform(-rough, rough)), y + ry * math.sin(a) * (1 + self.rng.uniform(-rough, rough)))
                for a in (i * 2 * math.pi / corners for i in range(corners))]

    def house(self, x, y, width, height, wall, roof):
        """A front with windows; (x, y) is its lower left corner."""
        self.surface([(x, y), (x, y - height), (x + width, y - height), (x + width, y)], *wall, grain=0.15)
        self.surface([(x - 12, y - height), (x + width * 0.12, y - height * 1.4), (x + width * 0.88, y - height * 1.4),
                      (x + width + 12, y - height)], *roof, grain=0.2)
        for row in range(2):
            for i in range(3):
                wx, wy = x + width * (0.12 + 0.3 * i), y - height * (0.86 - 0.45 * row)
                self.draw("#f3f1ea", rect(wx - 3, wy - 3, wx + width * 0.16 + 3, wy + height * 0.27 + 3))
                self.draw("#3c4752", rect(wx, wy, wx + width * 0.16, wy + height * 0.27))
                self.draw("#8fa3b480", rect(wx, wy, wx + width * 0.07, wy + height * 0.27), 2)

    def write(self, quality=74, grain=0.06, rotate=0):
        out = HERE / self.name
        turn = ["-rotate", str(rotate)] if rotate else []
        subprocess.run(["convert", *self.args, "-attenuate", str(grain), "+noise", "Gaussian", "-modulate", "100,112", *turn,
                        "-alpha", "off", "-strip", "-sampling-factor", "4:2:0", "-quality", str(quality), str(out)], check=True)
        return out


def pts(points):
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def poly(points):
    return "polygon " + pts(points)


def rect(x0, y0, x1, y1):
    return f"rectangle {x0:.1f},{y0:.1f} {x1:.1f},{y1:.1f}"


def ellipse(x, y, rx, ry):
    return f"ellipse {x:.1f},{y:.1f} {rx:.1f},{ry:.1f} 0,360"


def tag(file, *tags):
    subprocess.run(["exiftool", "-q", "-overwrite_original", "-codedcharacterset=utf8", *tags, str(file)], check=True)


WALLS = [(("#b9a88c", "#cdbfa6"), ("#6b3a30", "#8a4b3d")), (("#a4adb0", "#bcc4c6"), ("#45484d", "#5c6066")), (("#b58d78", "#c9a48f"), ("#58403a", "#735249"))]


def street(s, horizon=300, width=1200, height=900):
    for i, (wall, roof) in enumerate(WALLS + WALLS[:1]):
        s.house(-40 + i * 330, horizon + 20, 270, 130 + 25 * (i % 2), wall, roof)
    s.surface([(0, horizon), (width, horizon), (width, height), (0, height)], "#4f6b35", "#6f8748", 0.5)
    s.surface([(width * .40, horizon + 4), (width * .62, horizon + 4), (width * 1.25, height), (-width * .22, height)], "#9a958c", "#aca79d", 0.3)
    s.surface([(width * .43, horizon + 4), (width * .59, horizon + 4), (width * 1.08, height), (-width * .06, height)], "#55565a", "#6d6e71", 0.5)
    for a, b in ((0.04, 0.10), (0.17, 0.27), (0.38, 0.56), (0.74, 1.0)):
        y0, y1 = horizon + (height - horizon) * a, horizon + (height - horizon) * b
        s.draw("#d9d9d2d0", poly([(width * .508 - 9 * a - 1, y0), (width * .508 + 9 * a + 1, y0), (width * .508 + 13 * b, y1), (width * .508 - 13 * b, y1)]), 1)


def pothole():
    s = Scene("pothole.jpg", 1200, 900, ("#8fb0d2", "#e3ebf0"), 11)
    s.clouds(35)
    street(s)
    s.draw("#2a2a2c80", poly(s.blob(560, 690, 205, 84, 0.10)), 14)
    s.surface(s.blob(555, 690, 180, 68, 0.13), "#2b2723", "#453d35", 0.7)
    s.draw("#141210c0", poly(s.blob(548, 672, 150, 34, 0.12)), 12)
    s.draw("#8f8a8290", poly(s.blob(570, 735, 140, 12, 0.2)), 5)
    s.surface(s.blob(600, 705, 70, 20, 0.08), "#5f6c78", "#7e8d9a", 0.1)
    for _ in range(60):
        x, y, r = s.rng.uniform(340, 800), s.rng.uniform(640, 800), s.rng.uniform(2, 7)
        s.draw(s.rng.choice(["#3a3836", "#807b75", "#9b968f"]), ellipse(x, y, r * 1.4, r), 0.7)
    file = s.write()
    # Beside "Am Mühlenbach 15"; generate.py checks that it is.
    tag(file, "-Make=Fernglas", "-Model=FG 5", "-DateTimeOriginal=2026:10:19 16:42:10", "-Artist=Leonhard Quastenberg",
        "-XPAuthor=Leonhard Quastenberg", "-UserComment=Foto: Leonhard Quastenberg, 0171 3920047", "-Comment=Leonhard Quastenberg",
        "-IPTC:By-line=Leonhard Quastenberg", "-XMP-dc:Creator=Leonhard Quastenberg", "-SerialNumber=FG5-0047-1190",
        "-GPSLatitude=51.682930", "-GPSLatitudeRef=N", "-GPSLongitude=7.867043", "-GPSLongitudeRef=E")


def lamp():
    s = Scene("lamp.jpg", 900, 1200, ("#22304d", "#c98f6c"), 23)
    s.clouds(16)
    s.house(-60, 960, 420, 230, *WALLS[2])
    s.house(560, 960, 400, 200, *WALLS[1])
    for _ in range(150):
        x, y = s.rng.uniform(300, 620), s.rng.uniform(760, 960)
        s.draw(s.rng.choice(["#1d2a1c", "#26361f", "#2f4226"]), poly(s.blob(x, y, 26, 20, 0.3, 9)), 1)
    s.surface([(0, 950), (900, 950), (900, 1200), (0, 1200)], "#55524f", "#6d6a66", 0.4)
    s.surface([(0, 1090), (900, 1060), (900, 1200), (0, 1200)], "#3c3d42", "#4d4e53", 0.4)
    s.draw("#00000060", poly([(452, 1068), (478, 1068), (900, 1130), (900, 1150)]), 6)
    s.draw("#5c6468", poly([(446, 1070), (484, 1070), (476, 260), (456, 260)]))
    s.draw("#aab3b6a0", poly([(452, 1070), (460, 1070), (462, 262), (458, 262)]), 1.5)
    s.draw("#20252890", poly([(474, 1070), (484, 1070), (476, 260), (471, 260)]), 1.5)
    arm = [(466 + 154 * (1 - math.cos(a)), 268 - 118 * math.sin(a)) for a in (i * math.pi / 24 for i in range(13))]
    s.line("#5c6468", 16, " ".join(f"line {a:.1f},{b:.1f} {c:.1f},{d:.1f}" for (a, b), (c, d) in zip(arm, arm[1:])))
    s.draw("#4a5054", poly([(590, 132), (760, 142), (772, 168), (600, 172)]))
    s.draw("#2b2f33", poly([(606, 168), (764, 166), (748, 190), (622, 192)]))
    s.draw("#9aa0a2a0", poly([(640, 172), (700, 171), (694, 182), (646, 183)]), 2)
    s.line("#d8dcdc", 2, "line 630,176 668,186 line 668,186 690,172 line 690,172 720,188")
    s.draw("#d8c7a0", rect(440, 800, 490, 842))
    s.text("#222222", BOLD, 22, 446, 808, "471")
    # Stored lying on its side; orientation 6 tells the viewer to turn it clockwise.
    file = s.write(rotate=270)
    tag(file, "-Make=Fernglas", "-Model=FG 3", "-Orientation#=6", "-DateTimeOriginal=2026:11:15 17:21:33")


def rubbish():
    s = Scene("rubbish.jpg", 1200, 900, ("#b7c3cb", "#d5dbde"), 37)
    s.surface([(0, 0), (1200, 0), (1200, 520), (0, 520)], "#7d4a3c", "#93594a", 0.4)
    for row in range(0, 520, 34):
        s.line("#b3a596b0", 3, f"line 0,{row} 1200,{row}")
        s.line("#b3a596a0", 3, " ".join(f"line {x},{row} {x},{row + 34}" for x in range(20 + 45 * (row // 34 % 2), 1200, 90)))
    s.surface([(0, 515), (1200, 515), (1200, 900), (0, 900)], "#8d8a85", "#a5a29c", 0.4)
    for y in (560, 630, 730, 860):
        s.line("#6e6b66a0", 3, f"line 0,{y} 1200,{y}", 1)
    s.draw("#00000070", ellipse(600, 730, 430, 60), 20)
    s.surface([(820, 700), (825, 510), (1010, 500), (1030, 690)], "#a9824f", "#c09a63", 0.2)
    s.draw("#7d5d3690", poly([(925, 505), (1010, 500), (1030, 690), (935, 696)]), 4)
    s.draw("#6d5130", poly([(825, 512), (900, 470), (1060, 468), (1010, 502)]))
    for x, y, rx, ry, dark, light in ((360, 620, 130, 120, "#1d2733", "#33414f"), (640, 600, 120, 140, "#20211f", "#3a3b38"),
                                      (500, 680, 140, 105, "#27405e", "#3b5c80"), (760, 690, 100, 80, "#c9ccd0", "#e4e6e8")):
        s.surface(s.blob(x, y, rx, ry, 0.06), dark, light, 0.1)
        s.draw(dark, poly([(x - 16, y - ry + 12), (x - 34, y - ry - 40), (x, y - ry - 18), (x + 34, y - ry - 44), (x + 16, y - ry + 12)]), 1)
        s.draw("#00000066", poly(s.blob(x + rx * .25, y + ry * .45, rx * .65, ry * .4, 0.1)), 14)
        for _ in range(9):
            fx, fy = x + s.rng.uniform(-.6, .5) * rx, y + s.rng.uniform(-.6, .4) * ry
            s.line("#ffffff50", 4, f"path 'M {fx:.0f},{fy:.0f} q 12,{s.rng.uniform(-30, 30):.0f} {s.rng.uniform(15, 45):.0f},{s.rng.uniform(10, 40):.0f}'", 2)
    for _ in range(25):
        x, y = s.rng.uniform(180, 1120), s.rng.uniform(700, 820)
        s.draw(s.rng.choice(["#e8e4da", "#b03a2e", "#3f6f4a", "#cfc08a"]), poly(s.blob(x, y, 14, 7, 0.4, 7)), 0.8)
    s.write()


def car():
    s = Scene("car.jpg", 1200, 900, ("#9fb4c4", "#e6e9ea"), 41)
    s.clouds(30)
    street(s, 330)
    s.draw("#000000a0", ellipse(600, 806, 440, 40), 16)
    for x in (265, 805):
        s.draw("#17181a", f"roundrectangle {x},690 {x + 130},815 26,26")
    s.surface([(190, 760), (178, 560), (205, 480), (300, 440), (900, 440), (995, 480), (1022, 560), (1010, 760)], "#7c2f33", "#93393d", 0.05)
    s.surface([(300, 442), (372, 285), (420, 262), (780, 262), (828, 285), (900, 442)], "#752c30", "#8a3538", 0.05)
    s.draw("#ffffff50", poly([(320, 446), (880, 446), (960, 480), (240, 480)]), 10)
    s.draw("#1f272d", poly([(335, 430), (392, 302), (808, 302), (865, 430)]), 1)
    s.draw("#9fb4c470", poly([(350, 425), (398, 308), (600, 308), (520, 425)]), 8)
    s.line("#101214", 6, "path 'M 420,428 L 640,372'", 1)
    for x0, x1 in ((188, 320), (880, 1012)):
        s.draw("#9e1b1b", f"roundrectangle {x0},500 {x1},590 18,18", 1)
        s.draw("#ff7a5a90", f"roundrectangle {x0 + 14},510 {x1 - 50},545 10,10", 4)
    s.line("#4a1a1c", 4, "line 330,500 330,640 line 330,640 870,640 line 870,640 870,500", 1)
    s.draw("#2a2c2f", "roundrectangle 180,680 1020,775 26,26", 1)
    s.draw("#ffffff30", rect(200, 690, 1000, 704), 4)
    s.draw("#26282a", "roundrectangle 402,548 798,634 8,8")
    s.draw("#f4f4f0", "roundrectangle 408,554 792,628 6,6", 0.4)
    s.draw("#1d3f94", rect(410, 556, 444, 626), 0.4)
    s.text("#ffffff", BOLD, 22, 419, 596, "D")
    s.text("#111111", BOLD, 54, 456, 560, "LBK-XY 123")
    for _ in range(40):
        s.draw("#6b5a2c90", poly(s.blob(s.rng.uniform(200, 1000), s.rng.uniform(300, 800), 9, 5, 0.4, 7)), 0.8)
    s.write()


def person():
    s = Scene("person.jpg", 1000, 1100, ("#86add6", "#e8eef0"), 53)
    s.clouds(35)
    for _ in range(170):
        x, y = s.rng.uniform(-20, 1020), s.rng.uniform(300, 520)
        s.draw(s.rng.choice(["#3f5d2c", "#4e7036", "#5d8242", "#364f27"]), poly(s.blob(x, y, 46, 36, 0.3, 9)), 1.5)
    s.surface([(0, 500), (1000, 500), (1000, 1100), (0, 1100)], "#b79f74", "#cdb78d", 0.4)
    for a, b in ((620, 690), (690, 620), (900, 960), (960, 900)):
        s.line("#8a3b2c", 16, f"line {(a + b) // 2},210 {b},720")
    s.line("#8a3b2c", 18, "line 650,215 935,215")
    s.line("#55585a", 4, "line 740,220 738,600")
    s.line("#55585a", 4, "line 840,220 842,470")
    s.draw("#2d2d2f", poly([(728, 600), (760, 640), (752, 656), (720, 612)]))
    s.draw("#00000070", ellipse(360, 1080, 240, 26), 14)
    x = 350
    s.surface([(x - 205, 1100), (x - 190, 720), (x - 120, 640), (x + 120, 640), (x + 190, 720), (x + 205, 1100)], "#2f4a6b", "#3c5b82", 0.12)
    s.draw("#16243670", poly([(x + 40, 680), (x + 190, 720), (x + 205, 1100), (x + 90, 1100)]), 22)
    s.line("#1c2d44", 4, f"line {x},690 {x},1100", 1)
    s.draw("#c99275", poly([(x - 52, 570), (x + 52, 570), (x + 66, 668), (x, 700), (x - 66, 668)]), 2)
    s.draw("#8a584080", poly([(x - 52, 590), (x + 52, 590), (x + 50, 632), (x - 50, 632)]), 10)
    s.draw("#3a2a1e", ellipse(x, 440, 128, 150), 3)
    s.draw("#c99275", ellipse(x - 112, 480, 20, 36), 2)
    s.draw("#c08a6c", ellipse(x + 112, 480, 20, 36), 2)
    s.surface([(x + 112 * math.cos(a), 478 + (138 if math.sin(a) > 0 else 118) * math.sin(a)) for a in (i * math.pi / 30 for i in range(60))],
              "#d9a587", "#e3b396", 0.03)
    s.draw("#8a563c70", poly([(x + 60, 380), (x + 110, 440), (x + 104, 540), (x + 50, 610), (x + 76, 500)]), 18)
    s.draw("#fff0e060", ellipse(x - 30, 420, 50, 24), 16)
    s.draw("#3a2a1e", poly([(x - 122, 450), (x - 112, 370), (x - 60, 312), (x + 30, 300), (x + 100, 350), (x + 122, 450), (x + 96, 396), (x + 20, 372), (x - 70, 386), (x - 100, 410)]), 3)
    for ex in (x - 46, x + 46):
        s.draw("#7a4a3460", ellipse(ex, 464, 34, 20), 8)
        s.line("#35261b", 9, f"path 'M {ex - 32},438 Q {ex},422 {ex + 32},438'", 2)
        s.draw("#f2ece6", ellipse(ex, 466, 24, 11), 1)
        s.draw("#47362a", ellipse(ex, 466, 10, 10), 0.8)
        s.draw("#0c0a09", ellipse(ex, 466, 5, 5), 0.5)
        s.draw("#ffffff", ellipse(ex - 3, 462, 2.4, 2.4), 0.4)
        s.line("#3a261a", 4, f"path 'M {ex - 25},464 Q {ex},450 {ex + 25},464'", 1)
    s.draw("#a86e5270", poly([(x - 10, 460), (x + 12, 460), (x + 28, 530), (x - 8, 536)]), 7)
    s.draw("#7d4a3690", ellipse(x - 13, 534, 8, 4), 2)
    s.draw("#7d4a3690", ellipse(x + 15, 534, 8, 4), 2)
    s.draw("#a8544c", poly([(x - 44, 568), (x - 14, 560), (x, 564), (x + 14, 560), (x + 44, 568), (x + 18, 584), (x - 18, 584)]), 2)
    s.line("#5e2c28", 3, f"path 'M {x - 44},569 Q {x},575 {x + 44},569'", 1)
    s.draw("#8a563c60", ellipse(x, 597, 34, 7), 6)
    s.write()


def branch():
    s = Scene("branch.jpg", 1200, 900, ("#a8bccb", "#e9ecec"), 67)
    s.clouds(30)
    for _ in range(170):
        x, y = s.rng.uniform(-20, 1220), s.rng.uniform(180, 380)
        s.draw(s.rng.choice(["#6b6a2e", "#7f6a2b", "#4c5b2b", "#8b5a2a"]), poly(s.blob(x, y, 50, 38, 0.3, 9)), 1.5)
    s.surface([(0, 360), (1200, 360), (1200, 900), (0, 900)], "#4e6a33", "#6c8446", 0.55)
    s.surface([(520, 362), (620, 362), (1010, 900), (120, 900)], "#a39a86", "#b8b09d", 0.4)
    s.surface([(930, 0), (1060, 0), (1075, 520), (1130, 580), (880, 580), (925, 520)], "#4a3f33", "#61543f", 0.5)
    s.draw("#00000050", poly([(150, 660), (1000, 590), (1010, 630), (160, 720)]), 12)
    s.surface([(140, 640), (520, 600), (1000, 545), (1010, 585), (540, 648), (150, 676)], "#5a4a38", "#75624a", 0.4)
    for x0, y0, x1, y1 in ((400, 615, 300, 500), (560, 600, 640, 480), (700, 585, 560, 740), (300, 645, 420, 780), (820, 570, 860, 690)):
        s.line("#54452f", 13, f"line {x0},{y0} {x1},{y1}")
        for _ in range(26):
            x, y = x1 + s.rng.gauss(0, 46), y1 + s.rng.gauss(0, 34)
            s.draw(s.rng.choice(["#7b7a2f", "#937a2c", "#5c6f31", "#a5642b"]), poly(s.blob(x, y, 15, 9, 0.35, 8)), 0.7)
    s.write()


def main():
    with multiprocessing.Pool() as pool:
        for scene in [pool.apply_async(scene) for scene in (pothole, lamp, rubbish, car, person, branch)]:
            scene.get()


if __name__ == "__main__":
    main()
