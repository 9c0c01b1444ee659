"""Every page of the preview as HTML; what is put into a page is text, never markup."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from functools import partial
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from barometer_cli.checks import CODES
from barometer_cli.errors import BuildError
from barometer_cli.languages import Language, called
from barometer_cli.model.characters import DECEIVING
from barometer_cli.preview.desk import Card, Overview, Shelf, Suggested, View


class Pages:
    """The pages in the words of one language.

    Parameters
    ----------
    language
        The one in which all is told besides the figures.
    """

    def __init__(self, language: Language) -> None:
        words = language.preview
        self._severities = tuple(words.severities)
        self._cards: dict[int, tuple[Card, Markup]] = {}
        self._environment = Environment(
            loader=PackageLoader("barometer_cli.preview", "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=_shown,
        )
        self._environment.globals |= {
            "language": language.code,
            "called": partial(called, within=language),
            "words": words,
            "sheet_words": language.sheet,
            "quote": quote,
            "severities": self._severities,
        }

    def overview(self, generation: str, overview: Overview, shelf: Shelf | None = None) -> str:
        """The list of all figures, or of those of one page."""
        shelves = (shelf,) if shelf else overview.shelves
        cards = [card for each in shelves for card in each.cards]
        problems = overview.problems if shelf is None else ()
        opened = [(card, finding) for card in cards for finding in card.open]
        page = self._rendered(
            "overview.html",
            generation,
            shelves=shelves,
            shelf=shelf,
            cards=cards,
            problems=problems,
            found=sorted(opened, key=lambda each: self._severities.index(each[1].severity)),
            listed=self._listed,
        )
        if shelf is None:
            self._cards = {id(card): self._cards[id(card)] for card in cards}
        return page

    def _listed(self, card: Card) -> Markup:
        """A card of the list; of one that is the same object as before what was written then."""
        if id(card) not in self._cards:
            written = self._environment.get_template("card.html").render(card=card)
            self._cards[id(card)] = card, Markup(written)
        return self._cards[id(card)][1]

    def figure(self, generation: str, view: View) -> str:
        """One figure with all there is to know of it."""
        return self._rendered("figure.html", generation, view=view, card=view.card)

    def suggested(self, suggested: Sequence[Suggested]) -> str:
        """Headlines that a figure could have, as a part of its page."""
        return self._environment.get_template("suggested.html").render(suggested=suggested)

    def code(self, generation: str, name: str) -> str:
        """What a code of a finding means."""
        return self._rendered("code.html", generation, name=name, code=CODES[name].told())

    def missing(self, generation: str, address: str, overview: Overview) -> str:
        """There is no such page: what was probably meant, and what there is."""
        names = {card.address: card for card in overview.cards}
        near = get_close_matches(address.strip("/").casefold(), list(names), n=1, cutoff=0.5)
        nearest = names[near[0]] if near else None
        return self._rendered("missing.html", generation, address=address, overview=overview, nearest=nearest)

    def fault(self, generation: str, error: BuildError) -> str:
        """What was not foreseen."""
        return self._rendered("fault.html", generation, error=error)

    def _rendered(self, template: str, generation: str, **values: object) -> str:
        return self._environment.get_template(template).render(generation=generation, **values)


def _shown(value: object) -> object:
    """Text with what would deceive the eye made visible: a mark that turns the direction of text as ⟨U+202E⟩."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return DECEIVING.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", value)
