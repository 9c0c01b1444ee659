"""Words of scales in Danish."""

from __future__ import annotations

from barometer_cli.languages.scales import ScaleWords

WORDS = ScaleWords(
    poles=(
        ("enige?", "uenige?"),
        ("tilfredse?", "utilfredse?"),
        ("positivt?|positive", "negativt?|negative"),
        ("godt?|gode", "dårligt?|dårlige"),
        ("sandsynligt?", "usandsynligt?"),
        ("fremmet|fremmede|fremmer|fremmende", "hæmmet|hæmmede|hæmmer|hæmmende"),
        ("bedre|forbedret", "dårligere|værre|forværret|forringet"),
        ("mere|flere|større|højere|oftere|steget|øget", "mindre|færre|lavere|sjældnere|faldet|reduceret"),
        ("let|nemt?", "svært?|vanskeligt?"),
        ("trygt?|trygge", "utrygt?|utrygge"),
        ("for|tilhænger|støtter", "imod|modstander"),
    ),
    fully=frozenset(
        ("helt", "fuldstændig", "fuldstændigt", "meget", "høj", "stor", "langt", "virkelig", "stærkt", "rigtig")
    ),
    partly=frozenset(
        (
            *("delvis", "delvist", "overvejende", "lidt", "nogen", "noget", "mest", "ret", "ganske", "temmelig"),
            "ringe",
        )
    ),
    between=frozenset(("hverken", "neutral", "neutralt", "uændret", "samme", "både", "midt", "nogenlunde", "middel")),
    filling=frozenset(
        (
            *("i", "grad", "eller", "og", "det", "som", "før", "imellem", "er", "jeg", "vi", "omfang", "et", "en"),
            "blevet",
        )
    ),
    answers="ja|nej",
    degrees=(
        (
            r"slet ikke|overhovedet ikke|nej",
            r"i (meget|særdeles) (lav|ringe|lille|begrænset) (grad|omfang)",
            r"i (lav|ringe|lille|mindre|begrænset) (grad|omfang)|kun lidt|lidt|i mindre omfang",
            r"i nogen grad|i nogen eller mindre grad|i noget omfang|i et vist omfang|noget|delvist?|til dels",
            r"i (høj|stor|overvejende) grad|i stort omfang|i nogen eller høj grad|meget|ja",
            r"i (meget|særdeles) (høj|stor) grad|i meget stort omfang|fuldt ud|helt",
        ),
        (
            r"aldrig|ingen gange",
            r"næsten aldrig|meget sjældent|årligt|en gang om året|sjældnere",
            r"sjældent|et par gange om året",
            r"af og til|en gang imellem|nogle gange|somme tider|månedligt|hver måned|en gang om måneden",
            r"jævnligt|ugentligt|hver uge|en gang om ugen|flere gange om måneden",
            r"ofte|flere gange om ugen|for det meste",
            r"meget ofte|næsten altid|næsten dagligt",
            r"altid|dagligt|hver dag|hele tiden",
        ),
        (r"lave?|små|lille", r"middel|mellem|mellemstore?", r"høje?|store?", r"meget (høj|stor)"),
    ),
    measures={
        "none": "slet ikke|overhovedet ikke",
        "hardly": "ikke så|ikke særlig|ikke",
        "little": "kun lidt|lidt|mindre",
        "some": "noget|nogenlunde|ret|ganske|temmelig",
        "very": "meget|helt|særdeles",
        "most": "ekstremt|yderst",
    },
    below="under|højst|op til|færre end|mindre end",
    above="over|mindst|fra|mere end|flere end",
    to="til",
    and_less="(?:og|eller) (?:derunder|færre|mindre|yngre)",
    and_more="(?:og|eller) (?:derover|mere|flere|ældre)|og opefter",
)
