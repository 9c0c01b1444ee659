"""Headlines in English."""

from __future__ import annotations

import re
from decimal import Decimal

from barometer_cli.languages.claims import phrases
from barometer_cli.languages.headlines import HeadlineWords, Naming
from barometer_cli.model.axis import Role

_VERBS = {"has": "have", "is": "are", "does": "do", "uses": "use", "reads": "read", "have": "have", "can": "can",
    "will": "will", "use": "use", "read": "read", "want": "want", "feel": "feel", "know": "know"}  # fmt: skip
"""What an answer may begin with, and how it is said of several: "Has heard of it" of those who "have"."""
_ADJECTIVES = phrases("agreed, satisfied, dissatisfied, safe, unsafe, sure, unsure, worried, positive, negative, proud")
_DEGREES = phrases("very, fully, partly, somewhat, quite")
_NOT_NOUNS = phrases("to, in, yes, no, daily, weekly, monthly, often, rarely, never, always, very, some, every, i")
_TOTAL = re.compile(r"\s+(?:in total|in all|altogether|combined)$", re.IGNORECASE)
_AGES = re.compile(r"(?P<from>\d+)\s*[-–]\s*(?P<to>\d+)(?:\s*years?(?: old)?)?", re.IGNORECASE)
_PEOPLE = phrases(
    "women, men, adults, children, managers, employees, parents, students, pensioners, boys, girls, teachers, "
    "pupils, municipalities, regions, companies, schools, workplaces"
)
_SHARE_OF = re.compile(
    r"(?:share|percentage|proportion)(?: of (?P<who>[^,]{3,60}?))?,? (?:who|that) (?P<does>[^.…]+)", re.IGNORECASE
)
_STATED = re.compile(r"(?:of (?P<who>.{3,60}?) )?(?P<does>(?:have|are|can|will|use|read|do) [^.…]+)")
_KINDS = ("barrier", "obstacle", "challenge", "concern", "problem", "reason", "source", "motive", "purpose")


def _first(name: str) -> str:
    return name.split()[0].casefold() if name.split() else ""


def _does(label: str) -> str | None:
    plain = _TOTAL.sub("", label)
    first, _, rest = plain.partition(" ")
    if rest and first.casefold() in _VERBS:
        return f"{_VERBS[first.casefold()]} {rest}"
    *degrees, last = plain.casefold().split() or [""]
    if last in _ADJECTIVES and all(word in _DEGREES for word in degrees):
        return " ".join(("are", *degrees, last))
    return None


def _singly(does: str) -> str:
    return does  # "one in four are", as people say it


def _told(text: str) -> tuple[str, str] | None:
    found = _SHARE_OF.fullmatch(text.strip()) or _STATED.fullmatch(text.strip())
    if found is None or re.search(
        r"\bnot\b|n['’]t\b|\b(?:each|every) (?:kind|type)\b|\b(?:to|with|of|in|on)$", found["does"]
    ):
        return None
    first, _, rest = found["does"].strip().partition(" ")
    return f"{_VERBS.get(first.casefold(), first)} {rest}", (found["who"] or "").strip()


def _open(text: str) -> str | None:
    found = re.fullmatch(
        r"(?:share|percentage|proportion)(?: of [^,]+)?,? (?:who|that) (?P<does>[^.…]+?)\s*(?:…|\.\.\.)",
        text,
        re.IGNORECASE,
    )
    if found is None:
        return None
    first, _, rest = found["does"].strip().partition(" ")
    return f"{_VERBS.get(first.casefold(), first)} {rest} {{}}"


def _among(group: str, role: Role | None) -> str | None:
    if role == "waves":
        return f"in {group}" if group[:1].isdigit() and len(group.split()) == 1 else None
    if found := _AGES.fullmatch(group.strip()):
        return f"among those aged {found['from']}-{found['to']}"
    if role == "areas":
        return f"in {group}"
    return f"among {group.casefold()}" if group.casefold() in _PEOPLE else None


def _opening(name: str) -> str | None:
    if _does(name) or _first(name) in _NOT_NOUNS or len(name) > 60 or re.search(r"[.?!:;,”\"]", name):
        return None
    return name[:1].upper() + name[1:]


def _within(name: str, role: Role | None) -> str | None:
    if name[:1].isdigit() or role in ("areas", "waves"):
        return name
    return name.casefold() if name.casefold() in _PEOPLE else None


def _plural(definite: str) -> str | None:
    return definite.removeprefix("the ")


def _kind(text: str) -> str | None:
    for noun in _KINDS:
        if re.search(rf"\b{noun}s?\b", text, re.IGNORECASE):
            return (
                f"the most common {noun}"
                if noun in ("reason", "source", "motive", "purpose")
                else f"the biggest {noun}"
            )
    return None


WORDS = HeadlineWords(
    naming=Naming(_does, _singly, _told, _open, _among, _opening, _within, _plural, _kind),
    portions=(
        (1, 20, "one in twenty"), (1, 10, "one in ten"), (1, 5, "one in five"), (1, 4, "one in four"),
        (3, 10, "three in ten"), (1, 3, "one in three"), (2, 5, "four in ten"), (1, 2, "half"),
        (3, 5, "six in ten"), (2, 3, "two in three"), (7, 10, "seven in ten"), (3, 4, "three in four"),
        (4, 5, "eight in ten"), (9, 10, "nine in ten"),
    ),
    parts=(
        (1, 10, "a tenth"), (1, 5, "a fifth"), (1, 4, "a quarter"), (1, 3, "a third"), (1, 2, "half"),
        (2, 3, "two thirds"), (3, 4, "three quarters"), (4, 5, "four fifths"),
    ),
    half="half",
    every="one in ",
    nearly="nearly {}",
    over="just over {}",
    majority="a majority",
    large_majority="a large majority",
    nearly_all="almost all",
    few="only a few",
    counted="{portion} {plural}",
    of_whole="{portion} of {whole}",
    generic=phrases("respondents, people, persons, participants, answers"),
    answers="answer {label}",
    times={Decimal(2): "twice", Decimal(3): "three times"},
    sentences={
        "share": ("[{Portion}] {does}",),
        "share of a name": ("{Label}: [{Portion}]",),
        "share in": ("[{Portion}] {does} {among}",),
        "share of a group": ("{Group}: [{Portion}] {does}",),
        "share of a name in": ("{Label}: [{Portion}] {among}",),
        "share of a group and name": ("{Label} ({Group}): [{Portion}]",),
        "value": ("{Label}: [{value}]",),
        "share on": ("[{Portion}] {does}: {group}",),
        "first of a kind": ("{Label} is [{kind}]",),
        "first answer": ("{Label} is [the most common] answer",),
        "first done": (),
        "first": ("{Label} is [highest]",),
        "first done in": (),
        "first there": ("The share who {does} is [highest] {among}",),
        "first answer in": ("{Label} is [the most common] answer {among}",),
        "first answer of": ("{Group}: {Label} is [the most common] answer",),
        "first there, of several": ("{Label} is [most widespread] {among}",),
        "ends there, of several": ("{Label} is [most widespread] {among}, [least widespread] {other_among}",),
        "first group": ("{Group} is [highest]: [{value}] {does}",),
        "last group": ("{Group} is [lowest]: [{value}] {does}",),
        "first group alone": ("{Group} is [highest] with [{value}]",),
        "last group alone": ("{Group} is [lowest] with [{value}]",),
        "ends": ("{Most} is [highest], {least} [lowest]",),
        "ends there": ("The share who {does} is [highest] {among}, [lowest] {other_among}",),
        "most": ("{Label} has risen [most]",),
        "least": ("{Label} has fallen [most]",),
        "times there": ("The share is [{times} as high] {among} as {other_among}",),
        "times": ("{Most} is [{times} as high] as {least}",),
        "higher": ("{Most} is [higher than] {least}",),
        "beside": ("[{value}] {does} {among}, [{other}] {other_among}",),
        "beside of groups": ("{Most}: [{value}] {does} – {least}: [{other}]",),
        "more in": ("[More] {does} {among} than in {wave}",),
        "fewer in": ("[Fewer] {does} {among} than in {wave}",),
        "more": ("[More] {does} than in {wave}",),
        "fewer": ("[Fewer] {does} than in {wave}",),
        "up": ("{Label} has [risen from {other} in {wave} to {value}] in {latest}", "{Label} has [risen] since {wave}"),
        "down": ("{Label} has [fallen from {other} in {wave} to {value}] in {latest}",
                 "{Label} has [fallen] since {wave}"),
        "alike": ("{Most} and {least} are [equally] common",),
        "no difference": ("No [significant] difference between {most} and {least}",),
        "first everywhere": ("{Label} is [the most common answer in all groups]",),
        "first on everything": ("{Label} is [the most common answer on all questions]",),
        "majority everywhere": ("[A majority {does} in all groups]",),
        "firsts": ("{Label} [is most common {among}], [{label} {other_among}]",),
        "prefixed": ("{name}: {sentence}",),
    },
)  # fmt: skip
"""English."""
