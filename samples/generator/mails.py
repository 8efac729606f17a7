"""The mailbox: a Maildir of mails written by hand, so that each encoding is exactly what its header says."""
import base64
import calendar
import time

from people import mail, name, phone

TOWN = "maengelmelder@lindenbrueck.example"
ACK = "<2026{}.ack@lindenbrueck.example>"  # what the town answered; not among the samples


def quoted_printable(data, crlf=False):
    """RFC 2045, soft line breaks at 76 characters; every byte above 126 and every '=' escaped."""
    lines = []
    for line in data.split(b"\n"):
        out = ""
        for i, byte in enumerate(line):
            last = i == len(line) - 1
            token = chr(byte) if 32 < byte < 127 and byte != 61 or byte == 32 and not last else f"={byte:02X}"
            if len(out.rsplit("=\n", 1)[-1]) + len(token) > 75:
                out += "=\n"
            out += token
        lines.append(out)
    return "\n".join(lines).encode()


def b64(data):
    return base64.encodebytes(data)


def part(kind, body, encoding, extra=""):
    encoded = {"quoted-printable": quoted_printable, "base64": b64}.get(encoding, bytes)(body)
    return f"Content-Type: {kind}\nContent-Transfer-Encoding: {encoding}\n{extra}\n".encode() + encoded


def multipart(kind, boundary, *parts):
    return (f"Content-Type: multipart/{kind}; boundary=\"{boundary}\"\n\n".encode()
            + b"".join(b"--" + boundary.encode() + b"\n" + p + (b"" if p.endswith(b"\n") else b"\n") for p in parts)
            + b"--" + boundary.encode() + b"--\n")


def photo(data, filename, disposition=None):
    return part(f'image/jpeg; name="{filename}"' if filename else "image/jpeg", data, "base64",
                disposition or f'Content-Disposition: attachment; filename="{filename}"\n')


def word(text, charset="utf-8"):
    """RFC 2047, base64."""
    return f"=?{charset}?B?{base64.b64encode(text.encode(charset)).decode()}?="


def head(who, when, subject, message_id, *more, sender=None):
    """`when` is local time in Germany."""
    local = time.strptime(when, "%Y-%m-%d %H:%M:%S")
    summer = when < "2026-10-25 03"
    date = time.strftime("%a, %d %b %Y %H:%M:%S ", local) + ("+0200" if summer else "+0100")
    text = name(who)
    shown = text if text.isascii() else word(text)
    lines = [f"Return-Path: <{mail(who)}>",
             f"Received: from mx.provider.example (mx.provider.example [192.0.2.25])\n\tby mail.lindenbrueck.example with ESMTPS; {date}",
             f"Date: {date}", f"From: {sender or f'{shown} <{mail(who)}>'}", f"To: {TOWN}", f"Subject: {subject}",
             f"Message-ID: <{message_id}>", *more, "MIME-Version: 1.0"]
    return ("\n".join(lines) + "\n").encode()


def file_name(when, flags):
    epoch = calendar.timegm(time.strptime(when, "%Y-%m-%d %H:%M:%S")) - (7200 if when < "2026-10-25 03" else 3600)
    return f"{epoch}.M{epoch * 7919 % 1000000:06d}P{2000 + epoch % 6000}.mail{flags}"


M01 = """Sehr geehrte Damen und Herren,

vor Werler Straße 12 ist seit ein paar Tagen ein großes Schlagloch in der Fahrbahn, mitten auf dem Schutzstreifen. Es ist etwa so tief wie eine Handbreit. Radfahrer müssen auf die Gegenspur ausweichen.

Bitte kümmern Sie sich darum. Telefonisch erreichen Sie mich unter 0171 3920011.

Mit freundlichen Grüßen
Ottilie Brinkschulte
"""
M02 = """Guten Tag,

am Sankt-Anna-Weg 7 liegt seit Sonntag ein Haufen Sperrmüll auf dem Gehweg: zwei Matratzen, ein Röhrenfernseher und Farbeimer. Angemeldet hat das niemand – das kostet doch nur 20 €. Kinderwagen kommen nicht mehr vorbei.

Viele Grüße
G.-W. Oesterhoff
""".replace("–", "-")
M03 = """Guten Morgen,

danke, dass die Stelle abgesperrt wurde. Nach dem Regen vom Wochenende ist das Loch aber noch größer geworden, die Bake liegt inzwischen im Graben.

Freundliche Grüße
Ottilie Brinkschulte

Am 14.08.2026 um 10:12 schrieb Ottilie Brinkschulte:
> Sehr geehrte Damen und Herren,
>
> vor Werler Straße 12 ist seit ein paar Tagen ein großes Schlagloch in der
> Fahrbahn, mitten auf dem Schutzstreifen. Es ist etwa so tief wie eine
> Handbreit.
"""
M04 = """Hello,

the street light in front of Lindenallee 5 has been flickering for about \x20
two weeks and goes out completely at around ten in the evening. It is the \x20
one right at the bus stop, so people wait in the dark.

Could somebody have a look at it?

Kind regards
Fiona Macallistair

-- \x20
Fiona Macallistair
Kiefernweg 3, 59997 Lindenbrück
+49 171 3920023
""".replace(" \x20\n", " \n").replace("ü", "ue")
M05 = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><style>p { margin: 0 }</style></head><body dir="auto">
<p>Hallo,</p><p><br></p>
<p>auf dem Spielplatz am <b>Wiesengrund</b> liegen überall Glasscherben im Sand, vor allem unter der Rutsche.&nbsp;Meine Kleine hat sich fast geschnitten&#33;</p>
<p>Bitte schnell sauber machen &#128591;</p><p><br></p><p>LG Jale Yildizgören</p>
<div id="signature">Von meinem Mobiltelefon gesendet</div></body></html>
"""
M06 = """Guten Tag,

auf dem Spielplatz am Ahornweg ist die Schaukel kaputt: eine Kette ist gerissen, der Sitz hängt nur noch an einer Seite. Da kann sich ein Kind böse verletzen.

Mit freundlichem Gruß
Mechthild Tönsmeyer

-- 
Mechthild Tönsmeyer
Birkenstraße 17
59997 Lindenbrück
Tel. 02999 04417 · mobil 0171/3920035
"""
M07 = """Guten Abend,

hier ist ein Schlagloch, das immer tiefer wird. Wo genau, sehen Sie am Foto (Standort war eingeschaltet).

Leonhard Quastenberg
"""
M08 = """Hallo zusammen,

das Foto habe ich aus der Nachbarschaftsgruppe. Das Schlagloch ist Am Mühlenbach auf Höhe der Hausnummer 15. Heute ist dort beinahe jemand vom Rad gestürzt.

Dorothee Pachulke
"""
M09 = """Guten Tag,

auf dem Gehweg vor dem Haus Am Stadtpark 11 liegt seit dem Sturm ein großer Ast quer. Man muss auf die Fahrbahn ausweichen.

Hubertus Kettelhack
"""
M11 = """Sehr geehrte Damen und Herren,

die Gaststätte am Marktplatz 6 beschallt den ganzen Platz – gestern wieder bis halb drei. Von „Nachtruhe“ kann keine Rede sein, der Lärm ist unerträglich…

Hochachtungsvoll
Saskia Dragunovski
"""
M12 = """Moin,

am Gewerbepark 3 steht seit mindestens sechs Wochen ein roter PKW ohne TÜV, Kennzeichen LBK-XY 123. Ein Reifen ist platt, aus dem Motor tropft Öl. Das Auto wurde offenbar einfach abgestellt.

Bei Rückfragen: Tel. 02999 / 0 61 82

Friedhelm Wessolleck
"""
M13 = """Vielen Dank für Ihre Nachricht. Ich bin bis einschließlich 20. November nicht erreichbar. Ihre E-Mail wird nicht weitergeleitet.

Mechthild Tönsmeyer
"""
M14 = """Guten Tag,

an der Bahnhofstraße, Ecke Feldstraße, ist die Straßenlaterne beschädigt und ganz dunkel. Am Mast steht die Nummer 471. Foto anbei.

Annelore Zumdiek
"""
M15 = """Liebes Team im Rathaus,

mein Vorschlag: an der Kanalstraße, zwischen Hausnummer 10 und der Böschung, fehlt auf dem ganzen Weg eine Sitzbank. Gerade ältere Leute würden sich freuen, und der Blick aufs Wasser ist dort am schönsten. Mehr Sitzgelegenheiten wären ein Gewinn für alle = Jung und Alt.

Beste Grüße
Dr. Bartholomäus Lütkefent
Gartenweg 6
Telefon: +49 2999 07730
"""
M19 = """Hi there,

the playground at Buchenkamp 8 has a broken swing, one of the chains has come off. My brother is standing next to it in the picture so that you can see the size – please don’t put his face on the internet!

Thanks
Priyanka Sundarekar
"""


def mails(photos):
    """(folder, file name, bytes) of every file, in the order in which they are read."""
    utf8, plain = str.encode, 'text/plain; charset="utf-8"'
    first_id, swing_id, bench_id = "a1f0-12@mail.provider.example", "c6d2-88@mail.provider.example", "f015-31@mail.provider.example"
    branch_text = quoted_printable(utf8(M09))
    html08 = "<div>" + M08.replace("\n\n", "</div><div>&nbsp;</div><div>").strip() + "</div>\n"
    html06 = "<html><body><p>" + M06.replace("\n\n", "</p><p>").replace("\n", "<br>") + "</p></body></html>\n"
    bench = head("bartholomaeus", "2026-11-18 09:05:44", "=?utf-8?Q?Idee:_mehr_Sitzb=C3=A4nke_am_Kanal?=", bench_id) + part(plain, utf8(M15), "quoted-printable")
    out = []

    def add(folder, when, content, flags=None):
        out.append((folder, file_name(when, (":2,S" if flags is None else flags) if folder == "cur" else ""), content))

    add("cur", "2026-08-14 10:12:31", head("ottilie", "2026-08-14 10:12:05", word("Schlagloch Werler Straße"), first_id)
        + part(plain, utf8(M01), "quoted-printable"), ":2,RS")
    add("cur", "2026-08-27 18:40:02", head("gerd", "2026-08-27 18:39:50", "=?iso-8859-15?Q?Sperrm=FCll_auf_dem_Gehweg?=", "b202-4c@post.provider.example")
        + part('text/plain; charset="iso-8859-15"', M02.encode("iso-8859-15"), "quoted-printable"))
    add("cur", "2026-09-08 07:31:10", head("ottilie", "2026-09-08 07:30:58", word("Re: Schlagloch Werler Straße"), "a1f0-57@mail.provider.example",
                                           f"In-Reply-To: <{first_id}>", f"References: <{first_id}>")
        + part(plain, utf8(M03), "quoted-printable"))
    add("cur", "2026-09-22 20:15:47", head("fiona", "2026-09-22 20:15:30", "Street light flickering", "d4e1-09@mail.provider.example")
        + part("text/plain; charset=us-ascii; format=flowed; delsp=no", M04.encode("ascii"), "7bit"))
    add("cur", "2026-10-05 16:03:12", head("jale", "2026-10-05 16:02:59", word("Scherben auf dem Spielplatz 😟"), "app-55e0@mobil.provider.example")
        + part("text/html; charset=utf-8", utf8(M05), "base64"))
    add("cur", "2026-10-12 11:20:33", head("mechthild", "2026-10-12 11:20:11", "Kaputte Schaukel", swing_id)
        + multipart("alternative", "=_alt_06", part(plain, utf8(M06), "quoted-printable"), part("text/html; charset=utf-8", utf8(html06), "quoted-printable")))
    add("cur", "2026-10-19 19:02:28", head("leonhard", "2026-10-19 19:02:01", word("Schlagloch – Foto für die") + "\n " + word(" Übersicht"),
                                           "e707-1a@mail.provider.example")
        + multipart("mixed", "=_mix_07", part(plain, utf8(M07), "8bit"),
                    photo(photos["pothole"], "", "Content-Disposition: attachment;\n filename*0*=utf-8''Schlagloch%20f%C3%BCr%20;\n filename*1*=die%20%C3%9Cbersicht.jpg\n")))
    add("cur", "2026-10-21 08:44:19", head("dorothee", "2026-10-21 08:43:55", "Schlagloch mit Foto", "e821-77@post.provider.example")
        + multipart("mixed", "=_mix_08", part("text/html; charset=utf-8", utf8(html08), "quoted-printable"), photo(photos["pothole"], "IMG-20261020-WA0003.jpg")))
    add("cur", "2026-10-28 09:10:05", head("hubertus", "2026-10-28 09:09:50", "Ast auf dem Gehweg", "9a11-01@mail.provider.example")
        + f"Content-Type: {plain}\nContent-Transfer-Encoding: quoted-printable\n\n".encode() + branch_text)
    add("cur", "2026-10-28 12:26:40", head("hubertus", "2026-10-28 12:26:22", "Ast auf dem Gehweg", "9a11-02@mail.provider.example")
        + f"Content-Type: {plain}\nContent-Transfer-Encoding: quoted-printable\n\n".encode() + branch_text)
    add("cur", "2026-11-03 23:58:14", head("saskia", "2026-11-03 23:58:00", "=?windows-1252?Q?N=E4chtlicher_L=E4rm?=", "7c03-be@mail.provider.example")
        + part("text/plain; charset=windows-1252", M11.encode("cp1252"), "8bit"))
    add("cur", "2026-11-05 13:37:09", head("friedhelm", "2026-11-05 13:36:50", "=?utf-8?Q?Schrottauto_f=C3=A4llt_auseinander?=", "5d05-90@mail.provider.example")
        + multipart("mixed", "=_mix_12", part(plain, utf8(M12), "base64"), photo(photos["car"], "auto.jpg")))
    add("cur", "2026-11-09 06:00:21", head("mechthild", "2026-11-09 06:00:18", "Abwesenheitsnotiz: Ihre Meldung LIN-2026", "auto-9-1@mail.provider.example",
                                           f"In-Reply-To: {ACK.format('1109')}", f"References: <{swing_id}>\n {ACK.format('1109')}",
                                           "Auto-Submitted: auto-replied", "X-Auto-Response-Suppress: All", "Precedence: bulk")
        + part(plain, utf8(M13), "quoted-printable"))
    add("new", "2026-11-16 07:45:52", head("annelore", "2026-11-16 07:45:30", "Laterne 471 defekt", "8f16-23@mail.provider.example")
        + multipart("mixed", "=_mix_14", part(plain, utf8(M14), "quoted-printable"), photo(photos["lamp"], "Laterne 471.jpg")))
    add("new", "2026-11-18 09:06:02", bench)
    add("new", "2026-11-18 09:06:03", bench.replace(b"mx.provider.example (mx.provider.example [192.0.2.25])", b"mx2.provider.example (mx2.provider.example [192.0.2.26])"))
    add("new", "2026-11-20 03:00:00", b"")
    add("new", "2026-11-21 14:22:07", photos["branch"][160:2000].replace(b":", b"\x80"))
    add("new", "2026-11-22 15:12:38", head("priyanka", "2026-11-22 15:12:20", "Broken swing", "2b22-6f@mail.provider.example")
        + multipart("mixed", "=_mix_19", part(plain, utf8(M19), "8bit"), photo(photos["person"], "swing.jpg")))
    return out


def write(root, photos):
    for folder in ("cur", "new", "tmp"):
        (root / folder).mkdir(parents=True, exist_ok=True)
        for old in (root / folder).iterdir():
            old.unlink()
    (root / "tmp" / ".gitkeep").write_bytes(b"")
    for folder, filename, content in mails(photos):
        (root / folder / filename).write_bytes(content)


assert phone("mechthild", 1) in M06 and phone("fiona") in M04 and phone("friedhelm") in M12 and phone("bartholomaeus") in M15
