"""Every finding there is: its code, its severity, what it means and what to do. Codes are never used again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from barometer_cli.errors import BuildError, suggestion
from barometer_cli.messages import say, template
from barometer_cli.model.finding import Finding, Location, Severity
from barometer_cli.model.identity import Identity


class Code(Struct, frozen=True):
    """A kind of finding: how grave it is, and in English what it is, why it is one, and what to do."""

    severity: Severity
    title: str
    why: str
    fix: str

    def told(self) -> Code:
        """The same in the language that is spoken."""
        return replace(self, title=say(self.title), why=say(self.why), fix=say(self.fix))


SEVERITIES: dict[Severity, str] = {
    "error": template("error"),
    "warning": template("warning"),
    "info": template("info"),
}
"""How grave a finding is, and how that is told."""


CODES: dict[str, Code] = {
    "BAR001": Code(
        "error",
        "A spec, survey, page, codebook or theme file is wrong",
        "A field is missing, unknown, or holds what it cannot hold. Nothing can be drawn from it.",
        "Correct the field at the line and column.",
    ),
    "BAR002": Code(
        "error",
        "A file cannot be read",
        "A file that the spec names is missing, cannot be opened, or is of a format that is not installed.",
        "Correct the name, or put the file there.",
    ),
    "BAR101": Code(
        "error",
        "The numbers cannot be what the spec says",
        "A value in the data contradicts the spec, the codebook or itself.",
        "Correct the value that is named, or what is said of it.",
    ),
    "BAR102": Code(
        "error",
        "n is not the base of the data",
        "The n that the spec asserts and the unweighted respondents of the base differ.",
        "Compare the filter with the steps that are listed, or correct n.",
    ),
    "BAR103": Code(
        "error",
        "Nobody is left in the base",
        "The filter lets nobody through, or nobody of them answered.",
        "Compare the codes of the filter with those of the data.",
    ),
    "BAR104": Code(
        "error",
        "A variable or category is not there",
        "The spec or codebook names a column, variable or category that the data do not have, or the other way round.",
        "Correct the name, or declare it in the codebook.",
    ),
    "BAR105": Code(
        "error",
        "A weight is no weight",
        "A weight is negative, missing or not a number, so no share can be trusted.",
        "Mend the weight, or say `missing_weight: drop` in the codebook.",
    ),
    "BAR106": Code(
        "info",
        "Shares are hidden because too few answered",
        "A share rests on so few respondents that they could be recognised, or gives away one that does.",
        "Join categories or groups if the figure needs them.",
    ),
    "BAR107": Code(
        "info",
        "Rows were left out or contradict themselves",
        "Respondents have no answer, or none to some items; rows without weight were dropped, have weight 0, or give "
        "an exclusive answer together with others.",
        "Look whether the data or the codebook should be mended.",
    ),
    "BAR108": Code(
        "warning",
        "The base is not known",
        "Neither spec nor table gives n, so the caption cannot tell how many the shares rest on.",
        "Add n to the spec, or a column n to the table.",
    ),
    "BAR109": Code(
        "info",
        "A figure is left out because its base is too small",
        "One of the values of `for_each` has too few respondents for anything to be shown.",
        "Join it with another value if it is needed.",
    ),
    "BAR110": Code(
        "warning",
        "More decimals are printed than the source has",
        "Every number of a finished table has fewer decimals than the figure prints: 69 is printed as 69,0, and so is "
        "said not to be 68,7.",
        "Print as many as the source has (`decimals`), or take the numbers from a source that has more.",
    ),
    "BAR111": Code(
        "warning",
        "Not everybody was asked, and the caption does not say who was",
        "The codebook says that a question was put to some only (`asked`), and they are the base; a reader who is not "
        "told so takes the shares for those of everybody.",
        "Say who was asked: `filter: {text: …}`.",
    ),
    "BAR112": Code(
        "warning",
        "Standard errors are far too small for n",
        "All of them are less than a tenth of what a random sample of n has, as fractions are among per cents; so no "
        "difference between groups is ever found to be chance.",
        "Write `se` in the unit of the shares: 5 beside 51 per cent, 0.05 beside 0.51.",
    ),
    "BAR113": Code(
        "warning",
        "A total is not one of its groups",
        "A share or mean of all lies between those of the groups, and its n is theirs together; where it is not so, "
        "one of them is typed wrong, or of other people.",
        "Compare total and groups with their source.",
    ),
    "BAR121": Code(
        "info",
        "Something in a file was recognised that nobody said",
        "Titles above a table, notes below it, a row of totals, one of several sheets, an encoding: the file was read "
        "as the message says.",
        "Look whether it is so; `sheet`, `range` and `wide` of the table say what is to be read.",
    ),
    "BAR122": Code(
        "info",
        "The source withholds a share, or marks it",
        "The source does not tell a share, and the picture says so; or it tells one, but as provisional or unsure.",
        "Look up what the source means; say in the caption what readers must know.",
    ),
    "BAR123": Code(
        "info",
        "Nothing is known of the survey",
        "The spec stands alone: without a survey.yaml the caption tells no population and no weights, and the sheet no "
        "source.",
        "Write survey.yaml beside the spec, or in a folder above.",
    ),
    "BAR124": Code(
        "warning",
        "A figure in another language has words of the survey's own",
        "The figure is worded in another language than its survey, and nobody says in it what a table calls its "
        "answers and groups, or what survey, page or spec say in one language.",
        "Write it where the hint says: names of tables once, under `words` of survey.yaml.",
    ),
    "BAR201": Code(
        "error",
        "A claim is false",
        "A headline, subtitle, text or caption states what the figure's own numbers contradict.",
        "Write what would be true, or correct the numbers.",
    ),
    "BAR202": Code(
        "warning",
        "A claim is not verified",
        "A quantifier was read, and it is not clear which share it speaks of, or nothing here can prove it.",
        "Say what is meant: one of the lines that are shown, under `claims:`.",
    ),
    "BAR203": Code(
        "error",
        "Words and number are of different things",
        "The text names one thing, and the label of the number it states names another.",
        "Correct the words, or show the number they speak of.",
    ),
    "BAR204": Code(
        "error",
        "A bound claim is not in any text",
        "`claims` names a phrase that stands in no text of the figure, or in which no claim is read.",
        "Copy the phrase, with its number or order, from the title, subtitle, text or caption, or remove it.",
    ),
    "BAR205": Code(
        "error",
        "A claim contradicts another figure",
        "The same page, or release, shows a share that makes the claim false.",
        "Correct one of the two; both places are named.",
    ),
    "BAR206": Code(
        "warning",
        "An order may be chance",
        "A text puts shares in order, or says that most do, and the survey cannot tell them apart (p of 0.05 or more), "
        "or the printed numbers are the same.",
        "Say that they are alike, or leave the order out.",
    ),
    "BAR207": Code(
        "error",
        "A binding does not fit the figure",
        "`claims` names an answer, group or wave that the figure does not have, adds up what is no whole, or says "
        "otherwise than its phrase.",
        "Correct the field at the line and column.",
    ),
    "BAR208": Code(
        "error",
        "A text speaks of a hidden share",
        "Too few answered for the share to be told, so no text may say how large it is, right or wrong: the figures "
        "would confirm it, or deny it.",
        "Take the claim out.",
    ),
    "BAR209": Code(
        "info",
        "The headline is still to be written",
        "The title is the one that a new figure begins with: it says nothing of the numbers.",
        "Write the finding; `barometer suggest` prints true ones.",
    ),
    "BAR301": Code(
        "error",
        "A caption typed by hand is false",
        "A number or statement of `caption.text` is not what the numbers say.",
        "Write what would be true, or let the caption be computed.",
    ),
    "BAR302": Code(
        "warning",
        "A number in a caption typed by hand is not verified",
        "The number belongs to nothing that is known of the figure.",
        "Correct or remove it, or let the caption be computed.",
    ),
    "BAR303": Code(
        "error",
        "Words name other categories than the net holds",
        "A reading aid or the label of a net names categories that are not those it adds up.",
        "Name the categories of the net, or correct the net.",
    ),
    "BAR304": Code(
        "warning",
        "The answers are not what the spec says",
        "`question.answers` says one answer each or several, and the variable or the printed sum says otherwise.",
        "Correct it, `question: {answers: …}`, or leave it out: it is computed.",
    ),
    "BAR305": Code(
        "warning",
        "The shares do not sum to 100, and nothing says why",
        "Neither spec nor data say who is missing, or whether one could give several answers, so the caption cannot.",
        "Say who, `caption: {not_shown: …}`, or how one could answer, `question: {answers: several}`.",
    ),
    "BAR306": Code(
        "error",
        "The words speak of another measure than is drawn",
        "A text calls the numbers a mean, a median or an index, and shares are drawn; or it speaks of shares, and "
        "another measure is drawn.",
        "Draw what the words speak of, or say what is drawn.",
    ),
    "BAR401": Code(
        "error",
        "The same indicator has two values",
        "Two figures show the same category of the same question, asked of the same people, with different per cents.",
        "Draw both from the same data.",
    ),
    "BAR402": Code(
        "error",
        "The same filter words select different people",
        "Two figures say in the same words who was asked, and their conditions on the same data are not the same.",
        "Correct the `where` that was forgotten, or the words that were copied.",
    ),
    "BAR403": Code(
        "warning",
        "The same people are called two things",
        "Two figures select the same rows of the same data, and say in different words who was asked.",
        "Use one wording, or correct the `where` that was copied.",
    ),
    "BAR501": Code(
        "error",
        "The font has no glyph for a character",
        "The character would be drawn as an empty box.",
        "Write the text with other characters.",
    ),
    "BAR502": Code(
        "error",
        "A colour of the theme is too faint",
        "Text has less than 4.5:1 contrast on what it lies on, or a mark less than 3:1.",
        "Change the colour in the theme.",
    ),
    "BAR503": Code(
        "error",
        "A word was read in another encoding than it was written in",
        "Its letters became others, such as Ã¦ for æ: on its way the text was taken for one of another encoding.",
        "Save the file as UTF-8 where it is from, or write the word again.",
    ),
    "BAR504": Code(
        "warning",
        "Two colours of the theme are too much alike",
        "Somebody, with or without red, green or blue, cannot tell marks apart that stand in one figure.",
        "Change one of them in the theme; `barometer theme check` measures it again.",
    ),
    "BAR505": Code(
        "warning",
        "A name has another colour in another figure",
        "Two figures tell the same names apart by colours, and a name does not have the same one in both: who "
        "reads both takes one for another.",
        "Write the names in `colours` of survey.yaml: they then keep their colours everywhere.",
    ),
    "BAR601": Code(
        "error",
        "The sheet cannot be laid out",
        "Headline, labels or note do not fit the sheet.",
        "Shorten what is named, or name in `sheets` the sheets it is drawn on.",
    ),
    "BAR602": Code(
        "error",
        "A text leaves the sheet, or lies on another",
        "The words could not be read in the picture.",
        "Shorten the text; if it is short, report it as a fault of barometer.",
    ),
    "BAR603": Code(
        "error",
        "A text is too small or too faint",
        "Text is under 12 px, on a sheet for social media 14, or has less than 4.5:1 contrast on what it lies on.",
        "Change the theme's sizes or colours.",
    ),
    "BAR604": Code(
        "error",
        "What is written on a sheet is not what was computed",
        "A value, label or other text of the picture is not the figure's, or one that must be there is missing.",
        "Report it as a fault of barometer, or of the kind that was added.",
    ),
    "BAR605": Code(
        "error",
        "Marks are not in proportion",
        "Bars, intervals, brackets or points do not lie on one straight line of share against px, from zero.",
        "Report it as a fault of barometer, or of the kind that was added.",
    ),
    "BAR606": Code(
        "error",
        "A colour or a place tells of another share",
        "A mark is not in the colour of its key, or a text or interval stands at a mark that it is not of.",
        "Report it as a fault of barometer, or of the kind that was added.",
    ),
    "BAR607": Code(
        "error",
        "The picture is not proved",
        "A shown share has no mark, name or interval, or a mark does not say what it is of.",
        "Give every mark of the kind its `of`; in a kind of barometer's own report it as a fault.",
    ),
    "BAR608": Code(
        "warning",
        "A word is cut",
        "It is wider than its line, and the language has no place where it may be broken.",
        "Write a soft hyphen (U+00AD) where it may, or a shorter word.",
    ),
    "BAR701": Code(
        "warning",
        "A number has no source",
        "A numeral in a text is no share, n, level, year or other number that is known of the figure.",
        "Remove it, or say where it is from.",
    ),
    "BAR901": Code(
        "warning",
        "An acknowledgement fits no finding",
        "The spec acknowledges a finding that is not there (any more).",
        "Remove it.",
    ),
}


Faults: TypeAlias = Iterator[tuple[str, str, str]]
"""Code, message and value of what is found on a sheet."""


def finding(
    code: str, place: Location, figure: Identity | None, message: str, hint: str = "", value: str = ""
) -> Finding:
    """A finding of a code, with its severity."""
    return Finding(code, CODES[code].severity, place, figure, message, hint, value)


def explain(code: str) -> str:
    """What a code means and what to do, as text.

    Raises
    ------
    BuildError
        If there is no such code; the hint suggests the nearest.
    """
    name = code.strip().upper()
    if name not in CODES:
        raise BuildError(say("there is no code {code!r}", code=code), suggestion(name, CODES))
    found = CODES[name].told()
    told = f"{name} ({say(SEVERITIES[found.severity])}): {found.title}\n\n{found.why}\n{found.fix}"
    if found.severity == "info":
        return told
    kept = say("To leave it as it is, say why in the spec: `acknowledge: [{{code: {code}, reason: …}}]`.", code=name)
    return f"{told}\n{kept}"
