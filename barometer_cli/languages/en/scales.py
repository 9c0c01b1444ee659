"""Words of scales in English."""

from __future__ import annotations

from barometer_cli.languages.scales import ScaleWords

WORDS = ScaleWords(
    poles=(
        ("agree", "disagree"),
        ("satisfied", "dissatisfied"),
        ("positive", "negative"),
        ("good", "poor|bad"),
        ("likely", "unlikely"),
        ("promoted|promotes|helped|helps", "hindered|hinders|inhibited"),
        ("better|improved", "worse|worsened"),
        ("more|larger|higher|increased", "less|fewer|smaller|lower|decreased"),
        ("easy", "difficult|hard"),
        ("safe", "unsafe"),
        ("favour|favor|support|supports", "against|oppose|opposes"),
    ),
    fully=frozenset(
        ("strongly", "very", "completely", "totally", "fully", "great", "large", "much", "extremely", "significantly")
    ),
    partly=frozenset(
        ("somewhat", "slightly", "partly", "mostly", "fairly", "rather", "tend", "some", "little", "moderately")
    ),
    between=frozenset(("neither", "neutral", "unchanged", "same", "both", "average", "okay")),
    filling=frozenset(
        (
            *("to", "a", "an", "extent", "nor", "or", "and", "about", "the", "as", "before", "of", "is", "in", "it"),
            *("has", "i"),
        )
    ),
    answers="yes|no",
    degrees=(
        (
            r"not at all|no",
            r"to a very (small|low|limited) (extent|degree)",
            r"to a (small|lesser|low|limited|minor) (extent|degree)|a little|only a little",
            r"to some (extent|degree)|to a (certain|moderate) (extent|degree)|some|partly|somewhat",
            r"to a (great|large|high) (extent|degree)|a lot|much|yes",
            r"to a very (great|large|high) (extent|degree)|completely|fully",
        ),
        (
            r"never",
            r"almost never|hardly ever|very rarely|yearly|once a year|less often|less frequently",
            r"rarely|seldom|a few times a year",
            r"sometimes|occasionally|now and then|monthly|every month|once a month",
            r"regularly|weekly|every week|once a week",
            r"often|frequently|several times a week|most of the time",
            r"very often|almost always|usually",
            r"always|daily|every day|all the time",
        ),
        (r"low|small", r"medium|middle|average", r"high|large", r"very (high|large)"),
    ),
    measures={
        "none": "not at all",
        "hardly": "not very|not so|not|un",
        "little": "slightly|less|a little",
        "some": "somewhat|moderately|fairly|quite|rather",
        "very": "very",
        "most": "extremely",
    },
    below="below|less than|fewer than|up to|at most",
    above="above|more than|at least",
    to="to",
    and_less="(?:and|or) (?:under|less|fewer|younger)",
    and_more="(?:and|or) (?:over|more|older)",
)
