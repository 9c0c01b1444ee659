"""What a language must list before claims in it can be read: its words, and the sentences that judge them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from msgspec import Struct

from barometer_cli.model.claim import Amount, Direction, Hedge, Relation, Side, Size


class Compared(NamedTuple):
    """How a comparison says more, less and the same of one thing, and what it measures: "dobbelt så mange"."""

    more: str
    less: str
    same: str
    measured: str


class Wording(Struct, frozen=True):
    """Templates of the sentences that say what would be true, and what is missing."""

    instead: str
    instead_negated: str
    number: str
    percent: str
    under_one: str
    over_99: str
    difference: str
    points: str
    relative: str
    versus: str
    versus_negated: str
    versus_of: str
    largest: Mapping[tuple[Side, int], str]
    highest: Mapping[Side, str]
    quoted: str
    foremost: Mapping[Side, str]
    named: str
    both: str
    tied: str
    compared: tuple[Compared, ...]
    times: Mapping[Decimal, str]
    changes: Mapping[Direction, str]
    multiplied: Mapping[Decimal, str]
    changed: str
    test: Mapping[bool, str]
    base: str
    sizes: Mapping[Size, str]
    everyone: Mapping[Amount, str]
    nearly: str
    halves: Mapping[str, str]
    every: Mapping[int, str]
    parts: Mapping[tuple[int, int], str]
    out_of: str
    out_of_numbers: Mapping[int, str]
    decimal: str
    thousands: str
    hedged: Mapping[Hedge, str]
    interval: str
    overlap: str
    printed_tie: str
    unseen: str
    clash: str
    rest: str
    denied: str
    remaining: str
    walked: str
    at: str
    ahead: Mapping[Relation, str]
    also: str
    unsaid: str
    placed: str
    all_but: str
    tally: str
    tally_none: str
    chance: str
    turning: str
    strange: str
    unspoken: str
    missing: Mapping[str, str]


class Vocabulary(Struct, frozen=True, eq=False):
    """The words of one language. A phrase may be several words; every one is written in lower case.

    Attributes
    ----------
    decimal, thousands
        Marks in numbers.
    numbers, articles, ordinals
        Numerals; the articles that are also "one"; ordinals with their number.
    hedges, afterwards, negations, focus
        Words before a quantifier, and after it, that say how near; "ikke"; those that change nothing ("kun", "hele").
    every, out_of, portions, parts, definite
        "hver"; "ud af"; whole fractions; denominators that need a numerator, and those that do not ("fjerdedelen").
    percent, points, between, joined, start, until, by
        Units, and the small words of ranges and changes.
    majorities, everyone, initial
        Amounts; those of them that count only where a sentence begins ("få", which is also a verb).
    extremes, most, superlatives, copulas
        "oftest"; "mest", which needs an adjective, one of the superlatives or any after "er".
    tops, among, attributes
        Superlatives that count, "top tre"; words by which one is only among several, "en af de"; last words of those
        that stand before their noun and may head a text, "de vigtigste".
    ahead, apart
        Comparisons that stand between what they compare, "slår", "foran"; those of them that compare only after
        percentage points, "over".
    degrees, favourites, preferring
        Superlatives of an amount, largest "blandt" one group; those of what one group chooses; verbs among these,
        which say no superlative of a share ("hver femte foretrækker").
    supporting, relative
        Verbs that most of a group do where no share is told, "de ældre støtter"; words before them by which they only
        tell who is meant, "dem, der støtter".
    only
        "kun", which before a group leaves out the others.
    comparisons, graded, alone, than, as_, times, multiplied, measures, downward
        "oftere"; "flere", which needs an "end" unless it can stand alone; "som"; "dobbelt så"; "gange så"; "ofte";
        words that measure how little, with what they are the little of: "få" of "mange".
    divided
        What after a number says that it is the part, "gange færre": three times fewer are a third.
    topping
        Words before a number that say it is that and more: "ikke kun".
    changes, factors, significant, vague, many
        "steget"; "fordoblet"; "signifikant"; amounts that no number can prove; those that a small share disproves.
    steady, bare_points
        Words that a share changed so at every step: "støt", "hvert år"; "points", which are per cents only of a change.
    records, ever
        Superlatives over all waves: "rekordlav"; words that make one of another: "laveste nogensinde".
    with_age, paired, ordering, amounts
        "med alderen", after a change that goes from group to group; "jo", twice before a comparative: the way the
        groups are walked ("yngre"), and the share ("mindre").
    fearing, participle
        Verbs whose object may be a change of something else, "frygter stigende priser"; how such a word ends.
    kinds, counted, periods, halved_before
        Nouns after a number: kinds of answers, respondents, spans of time; words that make "første halvdel".
    doing, saying
        Verbs after "flere" that make it a claim; those after which a share's own words begin: "hver femte siger, at …".
    aiming
        Words by which a share is one that is aimed at or expected, which no figure shows: "målet er, at …".
    since
        Words before the year that a change is counted from: "siden 2019", "end i 2019".
    past, ago
        Words by which a share without a year is not of the latest wave; those after the number of years back.
    asking, grading, sorting, owners
        A superlative is no claim in "hvad er den største …" and "efter deres vigtigste …": the words that ask, that
        sort, and that may stand between; of those that ask, what asks for a degree, "hvor ofte".
    bases, agents
        Prepositions before "alle": those that make it a base ("af alle") are False, a list ("i alle") True; those after
        which few and none are those who do a thing ("nævnes kun af få").
    answered
        Words that say a number is of all who answered, not of those who gave an answer.
    not_before, not_after, not_alone
        Words around a per cent that make it no share ("summerer til", "sikkerhedsinterval"); phrases that hold a
        quantifier's words and are none.
    stops, scales, fixed, counting, turns
        Words without content; those of them that tell the steps of a scale apart, "nogen", "flere", which a label says
        in vain unless the text says them too; phrases without content ("uden for"), and
        those of them that count times ("en gang"), with the noun of a time.
    endings, final, dropping, canon
        What is cut off a word to compare it, longest first; letters cut at the very end; two letters that have dropped
        an "e" between them; words that count as another.
    exact, opposites
        Dimensions whose words must be the same in text and label, such as internal and external; words that exclude
        one another where only one is said.
    privatives
        Syllables that turn a word into its opposite: "tryg", "utryg".
    cumulative
        Words that add up the steps of a scale: "mindst ugentligt" is not "ugentligt".
    strengths, lacking
        Words that make a thing more or less than a label that does not say them: "meget", "fuld"; words that deny what
        follows them, "mangler", which are no negation where the label says them too.
    populations
        Words that name a part of the respondents.
    residuals, totals
        Answers that only their whole name means; names of the group that holds everybody.
    sums
        Words that say a share is a sum, such as a net's: "i alt".
    adding
        Words that add up the answers before them: "A og B udgør tilsammen".
    joints
        Words at which the clauses of two claims part.
    either
        What joins two of which one is enough.
    excepting
        Phrases before an answer that is left out: "andet end bil" is all but the car.
    denials, absolute, contrasts, shares
        Words that deny what a clause says of its share: "ikke"; those that deny more than "ikke" does: "aldrig"; those
        after which it is said what is so instead; nouns after which "der ikke …" tells a share, and not who is meant.
    whose
        Prepositions between a quantifier and whose share it is: "halvdelen af".
    moves, amounting
        Nouns of a change, and the preposition before how large it was: "et fald på 25 procent".
    among_whom, those, headcounts
        Prepositions that stand nowhere else than before those whom a share is of: "blandt de arbejdsløse"; pronouns
        that lead to their noun; words that compare how many they are, "flere mænd end kvinder".
    comparative
        How a comparative ends that only a label can explain: "tryggere" of "Tryg".
    doers, differences
        Endings of those who do a thing: "cyklister"; words of a distance between two shares: "forskellen", "skiller".
    severally
        Words by which a claim is of each of several groups: "både", "majorities".
    onwards
        Words before the year after which a superlative holds: "det højeste siden 2021".
    recently, lately, years
        Phrases by which a change leads to the latest wave, "de seneste år"; words before the number of years that it
        took, "på seks år", and the word for years.
    overtaking
        Comparisons that say it was otherwise before, which a single wave can only disprove.
    turning, conditions, manner
        Words that can turn the sense of a claim, and so forbid a verdict where nothing reads them: negations, adverbs
        of degree, manner, frequency and time, modal verbs, conditions; those of them that no word of a figure explains;
        the endings of others such.
    carriers, kinds_of_answer, people, asides
        Verbs and nouns by which any share is told, "peger på", "andelen"; nouns of what is asked for, alone or at the
        end of a compound, "kilde"; words for everybody asked, "danskere"; phrases that say where it is known from.
    aged, upwards
        Words around the numbers of ages: "mellem 16 og 24 år"; those after a number by which it is the least.
    nations
        Peoples and adjectives of a land, which name its group: "danskerne", "danske" are of "Danmark".
    silent
        Answers of those who gave none: they neither do a thing nor not.
    qualifying
        Words of a label without which a text says more than it: "overvejer", "ofte", "hver uge".
    placed
        Comparisons that compare only after a verb of being, as "foran" does: "er foran toget", not "foran en skærm".
    standing
        Such verbs besides the copulas: "ligger".
    synonyms
        Phrases that count as others: "mere end én" is "flere".
    prevalent
        Adjectives by which a superlative or comparison is of shares: "mere udbredt".
    noes
        Answers that are a "no" by themselves: a text that denies says the same.
    ayes, addressed, helping
        Answers that are a "yes" by themselves; the pronouns to whom a question is put, "du"; verbs that only ask for
        another: "do you cycle".
    wording
        Sentences that say what would be true.
    """

    decimal: str
    thousands: str
    numbers: Mapping[str, Decimal]
    articles: frozenset[str]
    ordinals: Mapping[str, int]
    hedges: Mapping[str, Hedge]
    afterwards: Mapping[str, Hedge]
    negations: frozenset[str]
    focus: frozenset[str]
    every: frozenset[str]
    out_of: frozenset[str]
    portions: Mapping[str, tuple[int, int]]
    parts: Mapping[str, int]
    definite: frozenset[str]
    percent: frozenset[str]
    points: frozenset[str]
    between: frozenset[str]
    joined: frozenset[str]
    start: frozenset[str]
    until: frozenset[str]
    by: frozenset[str]
    majorities: Mapping[str, Size]
    everyone: Mapping[str, Amount]
    extremes: Mapping[str, tuple[Side, int]]
    most: Mapping[str, tuple[Side, int]]
    superlatives: frozenset[str]
    copulas: frozenset[str]
    tops: Mapping[str, int]
    among: frozenset[str]
    attributes: frozenset[str]
    ahead: Mapping[str, Relation]
    apart: frozenset[str]
    degrees: frozenset[str]
    favourites: frozenset[str]
    preferring: frozenset[str]
    supporting: frozenset[str]
    relative: frozenset[str]
    only: frozenset[str]
    comparisons: Mapping[str, Relation]
    graded: Mapping[str, Relation]
    alone: frozenset[str]
    than: frozenset[str]
    as_: frozenset[str]
    times: Mapping[str, Decimal]
    multiplied: frozenset[str]
    divided: frozenset[str]
    topping: frozenset[str]
    measures: frozenset[str]
    downward: Mapping[str, str]
    changes: Mapping[str, Direction]
    steady: frozenset[str]
    bare_points: frozenset[str]
    records: Mapping[str, Side]
    ever: frozenset[str]
    with_age: frozenset[str]
    paired: frozenset[str]
    ordering: Mapping[str, Direction]
    amounts: Mapping[str, Direction]
    fearing: frozenset[str]
    participle: str
    factors: Mapping[str, Decimal]
    significant: frozenset[str]
    vague: frozenset[str]
    many: frozenset[str]
    kinds: frozenset[str]
    counted: frozenset[str]
    periods: frozenset[str]
    doing: frozenset[str]
    saying: frozenset[str]
    aiming: frozenset[str]
    since: frozenset[str]
    past: frozenset[str]
    ago: frozenset[str]
    asking: frozenset[str]
    grading: frozenset[str]
    sorting: frozenset[str]
    owners: frozenset[str]
    halved_before: frozenset[str]
    bases: Mapping[str, bool]
    agents: frozenset[str]
    answered: frozenset[str]
    not_before: frozenset[str]
    not_after: frozenset[str]
    not_alone: frozenset[str]
    initial: frozenset[str]
    stops: frozenset[str]
    scales: frozenset[str]
    endings: tuple[str, ...]
    final: str
    dropping: frozenset[str]
    canon: Mapping[str, str]
    fixed: frozenset[str]
    counting: frozenset[str]
    turns: frozenset[str]
    exact: tuple[frozenset[str], ...]
    opposites: tuple[tuple[str, str], ...]
    privatives: frozenset[str]
    cumulative: frozenset[str]
    strengths: frozenset[str]
    lacking: frozenset[str]
    populations: frozenset[str]
    residuals: frozenset[str]
    totals: frozenset[str]
    sums: frozenset[str]
    adding: frozenset[str]
    joints: frozenset[str]
    either: frozenset[str]
    excepting: frozenset[str]
    noes: frozenset[str]
    ayes: frozenset[str]
    addressed: frozenset[str]
    helping: frozenset[str]
    denials: frozenset[str]
    absolute: frozenset[str]
    contrasts: frozenset[str]
    shares: frozenset[str]
    whose: frozenset[str]
    moves: frozenset[str]
    amounting: frozenset[str]
    among_whom: frozenset[str]
    those: frozenset[str]
    headcounts: frozenset[str]
    comparative: str
    doers: tuple[str, ...]
    differences: frozenset[str]
    severally: frozenset[str]
    onwards: frozenset[str]
    recently: frozenset[str]
    lately: frozenset[str]
    years: frozenset[str]
    overtaking: frozenset[str]
    turning: frozenset[str]
    conditions: frozenset[str]
    manner: tuple[str, ...]
    carriers: frozenset[str]
    kinds_of_answer: frozenset[str]
    people: frozenset[str]
    asides: frozenset[str]
    aged: frozenset[str]
    upwards: frozenset[str]
    prevalent: frozenset[str]
    synonyms: Mapping[str, str]
    nations: Mapping[str, str]
    silent: frozenset[str]
    qualifying: frozenset[str]
    placed: frozenset[str]
    standing: frozenset[str]
    wording: Wording


def phrases(listed: str) -> frozenset[str]:
    """The phrases of a list, parted by commas."""
    return frozenset(phrase.strip() for phrase in listed.split(","))
