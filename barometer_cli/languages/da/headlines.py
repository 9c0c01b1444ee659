"""Headlines in Danish."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from barometer_cli.languages.claims import phrases
from barometer_cli.languages.headlines import HeadlineWords, Naming
from barometer_cli.model.axis import Role

_VERBS = phrases(
    "accepterer, anbefaler, anvender, arbejder, behøver, benytter, besøger, bor, bruger, bør, cykler, deltager, "
    "drikker, driver, dropper, dyrker, ejer, evaluerer, finder, flytter, foretrækker, forventer, frygter, føler, "
    "får, fravælger, giver, glæder, går, har, henter, holder, hører, indfører, involverer, kan, kender, kommer, "
    "kører, køber, lader, laver, leverer, ligger, lytter, læser, løser, mangler, mener, møder, må, opfatter, "
    "oplever, overvejer, passer, planlægger, ryger, samarbejder, savner, ser, sidder, siger, skal, skriver, "
    "sover, spiller, spiser, stemmer, stoler, streamer, synes, søger, tager, taler, tilbyder, træner, tror, "
    "underviser, ved, vil, vælger, ønsker, er, bliver"
)
"""Verbs that an answer may begin with, as it is said of those who gave it: "Læser hver uge"."""
_ADJECTIVES = {
    "enig": "enige", "uenig": "uenige", "tilfreds": "tilfredse", "utilfreds": "utilfredse", "tryg": "trygge",
    "utryg": "utrygge", "sikker": "sikre", "usikker": "usikre", "bekymret": "bekymrede", "positiv": "positive",
    "negativ": "negative", "stolt": "stolte", "motiveret": "motiverede", "stresset": "stressede", "glad": "glade",
    "ensom": "ensomme", "optimistisk": "optimistiske", "pessimistisk": "pessimistiske", "innovativ": "innovative",
    "frivillig": "frivillige", "ledig": "ledige", "selvstændig": "selvstændige", "medlem": "medlemmer",
}  # fmt: skip
_DEGREES = phrases("meget, helt, overvejende, delvist, delvis, lidt, ret, særdeles, nogenlunde")
_NOT_NOUNS = phrases(
    "i, hver, ja, nej, dagligt, ugentligt, månedligt, årligt, ofte, sjældent, aldrig, altid, af, på, med, til, "
    "slet, kun, hverken, fremmede, hæmmede"
)
_TOTAL = re.compile(r"\s+(?:i alt|samlet|tilsammen)$", re.IGNORECASE)
_AGES = re.compile(r"(?P<from>\d+)\s*[-–]\s*(?P<to>\d+)\s*år(?:ige)?", re.IGNORECASE)
_AND_OVER = re.compile(r"(?P<from>\d+)\s*(?:år)?\s*(?:og derover|og ældre|eller derover|eller ældre|\+)", re.IGNORECASE)
_PEOPLE = phrases(
    "kvinder, mænd, unge, ældre, børn, voksne, ledere, medarbejdere, forældre, studerende, pensionister, ledige, "
    "lønmodtagere, selvstændige, drenge, piger, elever, lærere, kommuner, regioner, virksomheder, bilister, "
    "cyklister, borgere, lejere, ejere, faglærte, ufaglærte, akademikere, arbejdspladser, skoler, statslige, "
    "kommunale, regionale"
)
"""Groups that are called by a plural: "blandt kvinder"."""
_PLAIN = phrases(
    "kommune, kommunen, kommunerne, region, regionen, regionerne, stat, staten, andre, øvrige, mindre, større, "
    "landdistrikter"
)
"""Nouns that a group's name may begin with, and that are no proper names."""
_NATIONAL = re.compile(
    r"(?:dansk|norsk|svensk|finsk|islandsk|tysk|europæisk|privat|offentlig|kommunal|regional|statslig)e"
)
_PLACES = re.compile(
    r"(?:(?:hoved|ø|øst|vest|nord|syd|midt|sønder|storkøben)[\w-]*(?:jylland|danmark|sjælland|staden|fyn|havn)|"
    r"hovedstaden|danmark|norge|sverige|sjælland|jylland|fyn|bornholm)"
)
_ISLANDS = phrases("ærø, samsø, læsø, fanø, bornholm, fyn, sjælland, lolland, falster, langeland, møn, als, amager")
_FINITE = re.compile(r"(?:\w+r|kan|må|vil|skal|bør|ved|gik|kom|fik|tog|synes|findes)\b")
_ADVERBS = phrases(
    "eller, før, hver, under, efter, over, mer, især, altid, ikke, ofte, aldrig, sjældnere, oftere, primær"
)
_MOVED = phrases("har, er, kan, vil, skal, bruger, læser")
"""Verbs that an adverb may stand before where they are not first: "der i høj grad har"."""
_SHARE_OF = re.compile(
    r"andel(?:en)?(?:,| af (?P<who>[^,]{3,60}?)(?: i hver \w+)?,)? (?:der|som) (?P<does>[^.…]+)", re.IGNORECASE
)
_STATED = re.compile(rf"(?:af (?P<who>.{{3,60}}?) )?(?P<does>(?:{'|'.join(sorted(_VERBS))}) [^.…]+)")
_PLURAL_IN_ER = re.compile(r"(?:ion|ing|plads|hed|else|mun|skol)erne$")
"""Nouns of which "-erne" is of "-er", and not of "-ere"."""
_KINDS = {
    "barriere": "den største barriere", "hindring": "den største hindring", "udfordring": "den største udfordring",
    "bekymring": "den største bekymring", "problem": "det største problem", "årsag": "den hyppigste årsag",
    "grund": "den hyppigste grund", "kilde": "den hyppigste kilde", "motiv": "det hyppigste motiv",
    "drivkraft": "den stærkeste drivkraft", "formål": "det hyppigste formål",
}  # fmt: skip


def _first(name: str) -> str:
    return name.split()[0].casefold() if name.split() else ""


def _lowered(name: str) -> str:
    return name[:1].lower() + name[1:]


def _is_verb(label: str) -> bool:
    return _first(label) in _VERBS and len(label.split()) > 1


def _does(label: str) -> str | None:
    plain = _TOTAL.sub("", label)
    if _AGES.fullmatch(plain) or _AND_OVER.fullmatch(plain):
        return f"er {plain}"
    if _is_verb(plain):
        return _agreeing(_lowered(plain), _ADJECTIVES)
    *degrees, last = plain.casefold().split() or [""]
    if last in _ADJECTIVES and all(word in _DEGREES for word in degrees):
        return " ".join(("er", *degrees, _ADJECTIVES[last]))
    return None


def _singly(does: str) -> str:
    return _agreeing(does, {several: one for one, several in _ADJECTIVES.items()})


def _agreeing(does: str, forms: Mapping[str, str]) -> str:
    """A predicate whose adjective, behind "er" or "været" and a degree, has another number."""
    words = does.split(" ")
    for place, word in enumerate(words):
        before = next((each for each in reversed(words[:place]) if each not in _DEGREES), "")
        if word in forms and before in ("er", "været", "blevet", "bliver"):
            words[place] = forms[word]
    return " ".join(words)


def _told(text: str) -> tuple[str, str] | None:
    found = _SHARE_OF.fullmatch(text.strip()) or _STATED.fullmatch(text.strip())
    if found is None:
        return None
    does, who = _as_main(found["does"].strip()), (found["who"] or "").strip()
    if does is None or re.search(r"\bhver (?:slags|type|fase|rolle)\b", does):
        return None
    if re.search(r"\b(?:til|med|af|i|på|om|for)$", does):
        return None
    return does, "" if who in ("alle", "dem", "de adspurgte") else who


def _as_main(clause: str) -> str | None:
    """The predicate of a clause that begins with "der", as it stands in a main one: its verb first, "har ofte"."""
    words = clause.split()
    if "ikke" in words:
        return None
    first = words[0].casefold() if words else ""
    if _FINITE.fullmatch(first) and first not in _ADVERBS:
        return clause
    place = next((place for place, word in enumerate(words) if word in _MOVED), None)
    return " ".join((words[place], *words[:place], *words[place + 1 :])) if place else None


def _open(text: str) -> str | None:
    found = re.fullmatch(
        r"andel(?:en)?(?:,| af [^,]+,)? (?:der|som) (?P<does>[^.…]+?)\s*(?:…|\.\.\.)", text, re.IGNORECASE
    )
    does = _as_main(found["does"]) if found else None
    return f"{does} {{}}" if does else None


def _among(group: str, role: Role | None) -> str | None:
    if role == "waves":
        return f"i {group}" if group[:1].isdigit() and len(group.split()) == 1 else None
    if found := _AGES.fullmatch(group.strip()):
        return f"blandt de {found['from']}-{found['to']}-årige"
    if found := _AND_OVER.fullmatch(group.strip()):
        return f"blandt de {found['from']}-årige og derover"
    folded = group.casefold()
    if role == "areas" or _PLACES.fullmatch(folded):
        named = group if group != "Hovedstaden" else "hovedstaden"
        return f"{'på' if folded in _ISLANDS else 'i'} {named}"
    words = folded.split()
    if words and words[-1] in _PEOPLE and (len(words) == 1 or _NATIONAL.fullmatch(words[0])) and len(words) < 3:
        return f"{'i' if words[-1] in ('kommuner', 'regioner') else 'blandt'} {folded}"
    if words[-1:] in (["byer"], ["landdistrikter"]):
        return f"i {_lowered(group)}"
    return None


def _opening(name: str) -> str | None:
    first = _first(name)
    if _AGES.fullmatch(name) or _AND_OVER.fullmatch(name):
        return name
    clause = any(word in _VERBS for word in name.casefold().split())
    if clause or _does(name) or first in _NOT_NOUNS or len(name) > 60 or re.search(r"[.?!:;,”\"]", name):
        return None
    return name[:1].upper() + name[1:]


def _within(name: str, role: Role | None) -> str | None:
    folded = name.casefold()
    if folded == "hovedstaden":
        return folded
    if name.isupper():
        return name
    if name[:1].isdigit() or role in ("areas", "waves"):
        return name
    words = folded.split()
    if words and (words[0] in _PEOPLE or words[0] in _PLAIN or _NATIONAL.fullmatch(words[0])):
        return _lowered(name)
    return name if _PLACES.fullmatch(folded) else None


def _plural(definite: str) -> str | None:
    if (bare := definite.removeprefix("de ")) != definite:
        first, _, rest = bare.partition(" ")
        return bare if rest and first.endswith("e") else None
    return definite.removesuffix("ne") if _PLURAL_IN_ER.search(definite) else None


def _kind(text: str) -> str | None:
    for noun, named in _KINDS.items():
        if re.search(rf"\b\w*{noun}(?:e|er|en|et|erne|ene|r)?\b", text, re.IGNORECASE):
            return named
    return None


WORDS = HeadlineWords(
    naming=Naming(_does, _singly, _told, _open, _among, _opening, _within, _plural, _kind),
    portions=(
        (1, 20, "hver tyvende"), (1, 10, "hver tiende"), (1, 5, "hver femte"), (1, 4, "hver fjerde"),
        (3, 10, "tre ud af ti"), (1, 3, "hver tredje"), (2, 5, "fire ud af ti"), (1, 2, "halvdelen"),
        (3, 5, "seks ud af ti"), (2, 3, "to ud af tre"), (7, 10, "syv ud af ti"), (3, 4, "tre ud af fire"),
        (4, 5, "otte ud af ti"), (9, 10, "ni ud af ti"),
    ),
    parts=(
        (1, 10, "en tiendedel"), (1, 5, "en femtedel"), (1, 4, "en fjerdedel"), (1, 3, "en tredjedel"),
        (1, 2, "halvdelen"), (2, 3, "to tredjedele"), (3, 4, "tre fjerdedele"), (4, 5, "fire femtedele"),
    ),
    half="halvdelen",
    every="hver ",
    nearly="knap {}",
    over="godt {}",
    majority="et flertal",
    large_majority="et stort flertal",
    nearly_all="næsten alle",
    few="kun få",
    counted="{portion} {plural}",
    of_whole="{portion} af {whole}",
    generic=phrases("respondenter, svarpersoner, deltagere, personer, besvarelser"),
    answers="svarer {label}",
    times={Decimal(2): "dobbelt", Decimal(3): "tre gange"},
    sentences={
        "share": ("[{Portion}] {does}",),
        "share of a name": ("{Label}: [{Portion}]",),
        "share in": ("[{Portion}] {does} {among}",),
        "share of a group": ("{Group}: [{Portion}] {does}",),
        "share of a name in": ("{Label}: [{Portion}] {among}",),
        "share of a group and name": ("{Label} ({Group}): [{Portion}]",),
        "value": ("{Label}: [{value}]",),
        "share on": ("[{Portion}] {does}: {group}",),
        "first of a kind": ("{Label} er [{kind}]",),
        "first answer": ("{Label} er [det hyppigste svar]", "[Flest] {does}"),
        "first done": ("[Flest] {does}",),
        "first": ("{Label} ligger [højest]",),
        "first done in": ("[Flest] {does} {among}",),
        "first there": ("[Flest] {does} {among}",),
        "first answer in": ("{Label} er [det hyppigste svar] {among}",),
        "first answer of": ("{Group}: {Label} er [det hyppigste svar]",),
        "first there, of several": ("{Label} er [mest udbredt] {among}",),
        "ends there, of several": ("{Label} er [mest udbredt] {among}, [mindst] {other_among}",),
        "first group": ("{Group} ligger [højest]: [{value}] {does}",),
        "last group": ("{Group} ligger [lavest]: [{value}] {does}",),
        "first group alone": ("{Group} ligger [højest] med [{value}]",),
        "last group alone": ("{Group} ligger [lavest] med [{value}]",),
        "ends": ("{Most} ligger [højest], {least} [lavest]",),
        "ends there": ("[Flest] {does} {among}, [færrest] {other_among}",),
        "most": ("{Label} er steget [mest]",),
        "least": ("{Label} er faldet [mest]",),
        "times there": (),
        "times": ("{Most} ligger [{times} så højt] som {least}",),
        "higher": ("{Most} ligger [højere end] {least}",),
        "beside": ("[{value}] {does} {among} mod [{other}] {other_among}",),
        "beside of groups": ("{Most}: [{value}] {does} – {least}: [{other}]",),
        "more in": ("[Flere] {does} {among} end i {wave}",),
        "fewer in": ("[Færre] {does} {among} end i {wave}",),
        "more": ("[Flere] {does} end i {wave}",),
        "fewer": ("[Færre] {does} end i {wave}",),
        "up": ("{Label} er [steget fra {other} i {wave} til {value}] i {latest}",
               "{Label} er [steget] siden {wave}"),
        "down": ("{Label} er [faldet fra {other} i {wave} til {value}] i {latest}",
                 "{Label} er [faldet] siden {wave}"),
        "alike": ("{Most} og {least} [ligger lige]",),
        "no difference": ("Ingen [signifikant] forskel på {most} og {least}",),
        "first everywhere": ("{Label} er [det hyppigste svar i alle grupper]",),
        "first on everything": ("{Label} er [det hyppigste svar på alle spørgsmål]",),
        "majority everywhere": ("[Et flertal {does} i alle grupper]",),
        "firsts": ("{Label} [topper {among}], [{label} {other_among}]",),
        "prefixed": ("{name}: {sentence}",),
    },
)  # fmt: skip
"""Danish."""
