# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Countries, regions, time zones, languages and equipment that every system knows.

The vendor's lists are not public. These are shorter; IDs count from 1 in the order of the lists.
"""

from __future__ import annotations

COUNTRIES = frozenset(
    "ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bl bm bn bo bq br bs bt bv bw by bz ca"
    " cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg eh er es et fi fj fk fm fo fr ga"
    " gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp"
    " ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mf mg mh mk ml mm mn mo mp mq mr ms"
    " mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs"
    " ru rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw"
    " tz ua ug um us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw".split()
)

REGIONS = tuple(
    (country, name)
    for country, names in {
        "us": "Alabama,Alaska,Arizona,California,Colorado,Florida,Georgia,Illinois,Massachusetts,Nevada,New Jersey,"
        "New York,North Carolina,Ohio,Oregon,Pennsylvania,Texas,Virginia,Washington",
        "ca": "Alberta,British Columbia,Manitoba,Nova Scotia,Ontario,Quebec",
        "de": "Baden-Wuerttemberg,Bavaria,Berlin,Hamburg,Hesse,Lower Saxony,North Rhine-Westphalia,Saxony",
        "fr": "Brittany,Grand Est,Ile-de-France,Normandy,Occitanie",
        "gb": "England,Northern Ireland,Scotland,Wales",
        "ro": "Bucuresti,Brasov,Cluj,Constanta,Iasi,Timis",
    }.items()
    for name in names.split(",")
)

TIMEZONES = (
    ("", "Etc/UTC"),
    ("us", "America/New_York"),
    ("us", "America/Chicago"),
    ("us", "America/Denver"),
    ("us", "America/Los_Angeles"),
    ("us", "America/Anchorage"),
    ("ca", "America/Toronto"),
    ("ca", "America/Vancouver"),
    ("mx", "America/Mexico_City"),
    ("br", "America/Sao_Paulo"),
    ("gb", "Europe/London"),
    ("ie", "Europe/Dublin"),
    ("pt", "Europe/Lisbon"),
    ("es", "Europe/Madrid"),
    ("fr", "Europe/Paris"),
    ("nl", "Europe/Amsterdam"),
    ("be", "Europe/Brussels"),
    ("de", "Europe/Berlin"),
    ("ch", "Europe/Zurich"),
    ("at", "Europe/Vienna"),
    ("it", "Europe/Rome"),
    ("se", "Europe/Stockholm"),
    ("pl", "Europe/Warsaw"),
    ("gr", "Europe/Athens"),
    ("ro", "Europe/Bucharest"),
    ("tr", "Europe/Istanbul"),
    ("ua", "Europe/Kyiv"),
    ("za", "Africa/Johannesburg"),
    ("eg", "Africa/Cairo"),
    ("ae", "Asia/Dubai"),
    ("in", "Asia/Kolkata"),
    ("sg", "Asia/Singapore"),
    ("cn", "Asia/Shanghai"),
    ("jp", "Asia/Tokyo"),
    ("au", "Australia/Sydney"),
    ("nz", "Pacific/Auckland"),
)

LANGUAGES = {"en": "English", "de": "German", "es": "Spanish", "fr": "French", "it": "Italian", "ro": "Romanian"}
# the default of a list of languages can be marked inside its code (field fact); here it is not
CODECS = ("G711 ulaw", "G711 alaw", "G722", "G729", "GSM", "Opus")
EQUIPMENT = (
    ("grandstream-gxp2170", "Grandstream GXP2170", ("1.0.11.64", "1.0.11.79")),
    ("yealink-t46u", "Yealink SIP-T46U", ("108.86.0.75",)),
    ("poly-vvx450", "Poly VVX 450", ("6.4.6",)),
)
