"""All that one extractor knows of words: the built-in lexicons with the user's terms laid over them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Literal, cast

from pressextract.knowledge.lexicon import load
from pressextract.schema import OrganisationKind

Border = Literal["stop", "inner", "opener", "former", "incoming", "current"]


@dataclass(frozen=True, slots=True)
class TitleHead:
    """What is known of the word a title ends in.

    Attributes:
        bodies: The kinds of organisation that have such a post.
        alone: It is held without a body (记者, 市长), so none is to be looked for in the context.
        weak: It is also a common noun, so it needs a name or a body beside it.
        swallows: The ending of a body which the title may swallow (部 in 经济部长).
    """

    bodies: tuple[OrganisationKind, ...]
    alone: bool
    weak: bool
    swallows: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The lexicons as lookups; every term is in the fold."""

    titles: dict[str, TitleHead] = field(repr=False)
    modifiers: dict[str, str] = field(repr=False)
    cues: dict[str, str] = field(repr=False)
    fields: frozenset[str] = field(repr=False)
    endings: dict[str, tuple[OrganisationKind, bool]] = field(repr=False)
    ending_exceptions: frozenset[str] = field(repr=False)
    latin_endings: frozenset[str] = field(repr=False)
    units: frozenset[str] = field(repr=False)
    bodies: dict[str, OrganisationKind] = field(repr=False)
    ambiguous_bodies: frozenset[str] = field(repr=False)
    governments: frozenset[str] = field(repr=False)
    honorifics: dict[str, str] = field(repr=False)
    surnames: dict[str, str] = field(repr=False)
    compound_surnames: frozenset[str] = field(repr=False)
    word_surnames: frozenset[str] = field(repr=False)
    japanese_surnames: frozenset[str] = field(repr=False)
    places: dict[str, str] = field(repr=False)
    common_words: frozenset[str] = field(repr=False)
    borders: dict[str, Border] = field(repr=False)
    generic: frozenset[str] = field(repr=False)
    speech_verbs: frozenset[str] = field(repr=False)
    title_followers: frozenset[str] = field(repr=False)
    people: frozenset[str] = frozenset()

    def with_terms(
        self, *, people: Iterable[str] = (), titles: Iterable[str] = (), organisations: Iterable[str] = ()
    ) -> Vocabulary:
        """The same vocabulary with a user's terms (already folded) added; the built-in one is left as it is."""
        heads = {term: self.titles.get(term, TitleHead((), False, False, "")) for term in titles}
        bodies = {term: self.bodies.get(term, self.kind_of(term)) for term in organisations}
        return replace(
            self, titles=self.titles | heads, bodies=self.bodies | bodies, people=self.people | frozenset(people)
        )

    def is_other_word(self, text: str) -> bool:
        """Whether the lexicons know this as something that is no name of a person.

        >>> builtin_vocabulary().is_other_word("主席"), builtin_vocabulary().is_other_word("方向")
        (True, False)
        """
        return (
            text in self.titles or text in self.bodies or text in self.borders or text in self.modifiers
            or text in self.cues or text in self.fields or text in self.generic or text in self.honorifics
            or text in self.endings
        )  # fmt: skip

    def begins_with_place(self, text: str) -> bool:
        """Whether a place stands first: 新加坡总理."""
        return any(text[:size] in self.places for size in (2, 3, 4, 5))

    def ending_of(self, name: str) -> str | None:
        """The longest ending of organisations that this name ends in, or None."""
        for size in range(min(len(name), _LONGEST_ENDING), 0, -1):
            if name[-size:] in self.endings:
                return name[-size:]
        return None

    def kind_of(self, name: str) -> OrganisationKind:
        """What sort of body this name tells of: the name itself if it is known, else its ending."""
        if name in self.bodies:
            return self.bodies[name]
        ending = self.ending_of(name)
        return self.endings[ending][0] if ending else "other"


_LONGEST_ENDING = 12


@cache
def builtin_vocabulary() -> Vocabulary:
    """The vocabulary that comes with the library, read once."""
    titles, endings, bodies = load("titles"), load("organisation_endings"), load("organisation_names")
    surnames, modifiers = load("surnames"), load("title_modifiers")
    classes = modifiers.column("class")
    kinds = {term: tuple(cell.split()) for term, cell in titles.column("body").items()}

    def kinds_of(term: str) -> tuple[str, ...]:
        # 永远荣誉会长 is held where a 会长 is.
        return next((kinds[term[at:]] for at in range(len(term) - 1) if kinds.get(term[at:])), ())

    return Vocabulary(
        titles={
            term: TitleHead(
                cast("tuple[OrganisationKind, ...]", kinds_of(term)),
                titles[term]["alone"] == "yes",
                titles[term]["weak"] == "yes",
                titles[term]["haplology"],
            )
            for term in titles
        },
        modifiers={term: kind for term, kind in classes.items() if kind != "cue"},
        cues={term: status for term, status in modifiers.column("status").items() if classes[term] == "cue"},
        fields=frozenset(load("title_fields")),
        endings={
            term: (cast("OrganisationKind", endings[term]["kind"]), endings[term]["strength"] == "strong")
            for term in endings
        },
        ending_exceptions=frozenset(load("ending_exceptions")),
        latin_endings=frozenset(term.casefold() for term in load("latin_organisation_endings")),
        units=frozenset(endings.select("unit", "yes")),
        ambiguous_bodies=frozenset(bodies.select("ambiguous", "yes")),
        governments=frozenset(term for term in bodies if term.endswith("政府")),
        bodies=cast("dict[str, OrganisationKind]", bodies.column("kind")),
        honorifics=load("honorifics").column("side"),
        surnames={term: surnames[term]["weight"] for term in surnames if surnames[term]["kind"] != "compound"},
        compound_surnames=frozenset(surnames.select("kind", "compound")),
        word_surnames=frozenset(surnames.select("word", "yes")),
        japanese_surnames=frozenset(load("japanese_surnames")),
        places=load("places").column("kind"),
        common_words=frozenset(load("common_words")),
        borders=cast("dict[str, Border]", load("border_words").column("effect")),
        generic=frozenset(load("generic_words")),
        speech_verbs=frozenset(load("speech_verbs").select("kind", "say")),
        title_followers=frozenset((*load("title_followers"), *load("speech_verbs"))),
    )
