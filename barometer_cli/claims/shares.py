"""The shares that a binding names: as they are, all but them, or several added up."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from barometer_cli.claims.agree import Around
from barometer_cli.claims.compare import waves_of
from barometer_cli.claims.denial import rest
from barometer_cli.claims.labels import is_residual, is_whole
from barometer_cli.claims.words import fold
from barometer_cli.errors import BindingError, suggestion
from barometer_cli.messages import say, template
from barometer_cli.model.claim import Subject
from barometer_cli.model.number import percent
from barometer_cli.model.spec import EachSpec, ShareClaimSpec

HIDDEN = template("Take the claim out: what is hidden must not be told.")


class Shares(Struct, frozen=True):
    """The shares of a figure, to be chosen by name; every error says where in the binding it stands.

    Attributes
    ----------
    subjects
        The cells and nets.
    around
        What the figure says besides the text.
    """

    subjects: tuple[Subject, ...]
    around: Around

    @property
    def labels(self) -> list[str]:
        """Answers and nets by name, each once."""
        return list(dict.fromkeys(subject.label for subject in self.subjects))

    @property
    def groups(self) -> list[str]:
        """Groups of the breakdown by name, the whole base aside; waves from the earliest."""
        names = dict.fromkeys(subject.group for subject in self.subjects if subject.group)
        waves = waves_of(self.subjects)
        totals = self.around.vocabulary.totals
        return list(waves) if set(waves) == set(names) else [name for name in names if fold(name) not in totals]

    def one(self, label: str, group: str | None, *where: str | int, whose: str = "group") -> Subject:
        """The share of a label in a group; without a group that of the whole base, or of the only group there is.

        Parameters
        ----------
        label, group
            Their names.
        where, whose
            The fields of the binding that name the label, and the group.

        Raises
        ------
        BindingError
            If there is none, or several.
        """
        labelled = [subject for subject in self.subjects if fold(subject.label) == fold(label)]
        if fold(label) in map(fold, self.around.hidden):
            raise BindingError(say("{label!r} is hidden, because too few answered", label=label), say(HIDDEN), where)
        if not labelled:
            raise BindingError(say("the figure has no {label!r}", label=label), suggestion(label, self.labels), where)
        if group is None:
            found = [subject for subject in labelled if subject.group is None] or labelled
            if len(found) > 1:
                groups = ", ".join(subject.group or "" for subject in found)
                raise BindingError(
                    say("{label!r} stands in several groups", label=label),
                    say("Add `{field}: …`: {groups}.", field=whose, groups=groups),
                    where,
                )
            return found[0]
        self.prove_group(group, *where[:-1], whose)
        found = [subject for subject in labelled if fold(subject.group or "") == fold(group)]
        if not found:
            raise BindingError(
                say("{label!r} is not told of {group!r}, where too few answered", label=label, group=group),
                say(HIDDEN),
                where,
            )
        return found[0]

    def prove_group(self, group: str, *where: str | int) -> None:
        """Prove that the figure has a group.

        Raises
        ------
        BindingError
            If it has none of that name.
        """
        known = list(dict.fromkeys(subject.group for subject in self.subjects if subject.group))
        if fold(group) not in map(fold, known):
            hint = suggestion(group, known) if known else say("It has no groups: leave the field out.")
            raise BindingError(say("the figure has no group {name!r}", name=group), hint, where)

    def meant(self, spec: ShareClaimSpec | EachSpec, group: str | None, *within: str) -> Subject:
        """The share that a binding is of, in a group.

        Raises
        ------
        BindingError
            If the figure does not have it, or its parts cannot be added up.
        """
        if spec.of is not None:
            return self.one(spec.of, group, *within, "of")
        field, names = ("not", spec.not_) if spec.not_ else ("sum", spec.sum)
        parts = [self.one(name, group, *within, field, place) for place, name in enumerate(names)]
        if len(parts) == 1:
            return self.rest(parts[0])
        added = self._added(parts, *within, field)
        return added if field == "sum" else self.rest(added)

    def rest(self, subject: Subject) -> Subject:
        """All but a share: its error is the same, its limits change places."""
        label = self.around.vocabulary.wording.rest.format(label=subject.label)
        return replace(rest(subject, (), self.around.vocabulary)[0], label=label)

    def _added(self, parts: Sequence[Subject], *where: str | int) -> Subject:
        """Shares that are parts of one whole, added up unrounded."""
        held: set[str] = set()
        for place, part in enumerate(parts):
            inside = set(part.parts) if part.kind == "net" else {part.label}
            if twice := inside & held:
                message = say("{label!r} counts {answer!r} once more", label=part.label, answer=min(twice))
                raise BindingError(message, say("Add up answers, each once."), (*where, place))
            held |= inside
        cells = [other for other in self.subjects if other.kind == "cell" and other.group == parts[0].group]
        if self.around.several or not (self.around.exclusive or is_whole(cells)):
            raise BindingError(
                say("these answers are not known to be parts of one whole: who gave two would be counted twice"),
                say(
                    "Make a net of them in the data; or write `question: {answers: one}`, where one could give "
                    "only one."
                ),
                where,
            )
        *first, last = labels = tuple(part.label for part in parts)
        return replace(
            parts[0],
            label=self.around.vocabulary.wording.both.format(first=", ".join(first), last=last),
            share=(share := sum(part.share for part in parts)),
            printed=percent(share),
            kind="net",
            parts=labels,
            shown=all(part.shown for part in parts),
            interval=None,
        )

    def everywhere(self, spec: ShareClaimSpec | EachSpec, *within: str) -> tuple[Subject, ...]:
        """The share that a binding is of in every group, the whole base aside."""
        return tuple(self.meant(spec, group, *within) for group in self.groups)

    def beside(self, subject: Subject) -> tuple[Subject, ...]:
        """The drawn answers of a share's kind and group, among which it has its place; "Andet" only as itself."""
        if not subject.shown or subject.kind == "rest":
            return (subject,)
        alike = [o for o in self.subjects if o.shown and o.kind == subject.kind and o.group == subject.group]
        vocabulary = self.around.vocabulary
        return tuple(other for other in alike if other == subject or not is_residual(other.label, vocabulary))
