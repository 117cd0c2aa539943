"""Which bodies a release names: places joined under the fullest name, with short forms, kinds and parents."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from pressextract.entities.issuer import issuer_of, means_issuer
from pressextract.entities.nouns import BARE, Nouns
from pressextract.entities.terms import places_of
from pressextract.knowledge.vocabulary import Vocabulary
from pressextract.mentions.body_borders import BOARD_OF_A_TERM
from pressextract.mentions.body_span import BodySpan
from pressextract.mentions.reading import Reading
from pressextract.mentions.short_forms import FormIndex, canonical, declared, is_contracted, is_short_form
from pressextract.schema import MentionKind, OrganisationKind


@dataclass(frozen=True, slots=True)
class FoundBody:
    """One body: its fullest name in the fold, all places with their kind, and how sure this is."""

    key: str
    forms: tuple[str, ...]
    places: tuple[tuple[int, int, MentionKind], ...]
    kind: OrganisationKind
    parent: str | None
    rule: str
    score: float


@dataclass(frozen=True, slots=True)
class Bodies:
    """The bodies of a page; from each form of a name to the key of its body; and where a common noun means a body.

    ``issuer`` is the key of the company whose announcement the page is, where it says so.
    """

    found: tuple[FoundBody, ...]
    keys: dict[str, str]
    by_key: dict[str, FoundBody]
    nominal: frozenset[tuple[int, int]]
    nominal_ends: dict[int, tuple[int, int, str]]
    issuer: str | None

    def key_of(self, form: str) -> str | None:
        """The key of the body that a form of a name means, if it is known."""
        return self.keys.get(form)

    def nominal_before(self, place: int) -> tuple[int, int, str] | None:
        """The common noun for a body that ends here (该中心), and the key of the body that it means."""
        return self.nominal_ends.get(place)


def gather_bodies(reading: Reading, spans: tuple[BodySpan, ...]) -> Bodies:
    """Join the places where bodies are named under the fullest form of each name."""
    fold = reading.fold
    forms: dict[str, list[BodySpan]] = {}
    for span in spans:
        forms.setdefault(fold[span.start : span.end], []).append(span)
    keys = {form: form for form in forms}
    defined = _declared_forms(reading, spans, keys)
    first = {form: found[0].start for form, found in forms.items()}
    _merge_used(list(forms), keys, defined, first, reading.vocabulary)
    _join_latin_heads(reading, spans, keys)
    places: dict[str, list[tuple[int, int, MentionKind]]] = {}
    for form, found in forms.items():
        key = _root(keys, form)
        places.setdefault(key, []).extend((span.start, span.end, "name" if form == key else "alias") for span in found)
    taken: set[int] = set()
    for own in places.values():
        for start, end, _ in own:
            taken.update(range(start, end))
    extra = {alias: key for alias, key in defined.items() if len(alias) > 1}
    for start, end in places_of(extra, fold):
        if taken.isdisjoint(range(start, end)) and _separate(reading, start, end):
            places.setdefault(_root(keys, extra[fold[start:end]]), []).append((start, end, "alias"))
            taken.update(range(start, end))
    issuer = issuer_of(fold, places)
    _nominal(reading, places, taken, issuer)
    best = {form: max(found, key=lambda span: span.score) for form, found in forms.items()}
    found_bodies = []
    members_of: dict[str, list[str]] = {}
    for form in forms:
        members_of.setdefault(_root(keys, form), []).append(form)
    for key, own in places.items():
        members = members_of.get(key, [key])
        top = max((best[form] for form in members if form in best), key=lambda span: span.score)
        sure = min(1.0, top.score + 0.05 * (len(own) > 1) + 0.05 * (len(members) > 1))
        texts = dict.fromkeys(fold[start:end] for start, end, _ in sorted(own))
        found_bodies.append(
            FoundBody(key, tuple(texts), tuple(sorted(own)), reading.vocabulary.kind_of(key), None, top.rule, sure)
        )
    found_bodies.sort(key=lambda body: body.places[0])
    found_bodies = _with_parents(reading.vocabulary, found_bodies, Nouns(places))
    resolved = {form: _root(keys, form) for form in keys} | {alias: _root(keys, key) for alias, key in defined.items()}
    for body in found_bodies:
        for start, end, _ in body.places:
            resolved.setdefault(fold[start:end], body.key)
    nouns = {
        end: (start, end, body.key) for body in found_bodies for start, end, kind in body.places if kind == "nominal"
    }
    nominal = frozenset((start, end) for start, end, _ in nouns.values())
    return Bodies(tuple(found_bodies), resolved, {body.key: body for body in found_bodies}, nominal, nouns, issuer)


def _declared_forms(reading: Reading, spans: tuple[BodySpan, ...], keys: dict[str, str]) -> dict[str, str]:
    """Aliases in brackets, to the form they are declared for; forms that are bodies themselves are joined at once."""
    fold = reading.fold
    defined: dict[str, str] = {}
    for span in spans:
        name = fold[span.start : span.end]
        for start, end in declared(reading, span.end)[0]:
            alias = fold[start:end].strip()
            quoted = fold[start - 1 : start] in "「“\"『‘'"
            cued = quoted or "称" in fold[span.end : start]
            latin = alias[:1].isascii()
            short = is_short_form(alias, name) or is_contracted(alias, name, fold)
            if not cued and not latin and not (short or alias in keys):
                continue
            if (
                not any(char.isalpha() for char in alias)
                or alias in reading.vocabulary.titles
                or len(alias) > 60
                or alias == name
            ):
                continue
            if alias in keys:
                _join(keys, alias, name)
            defined.setdefault(alias, name)
    return defined


def _merge_used(
    forms: list[str], keys: dict[str, str], defined: dict[str, str], first: dict[str, int], vocabulary: Vocabulary
) -> None:
    """Join forms that the text uses without declaring them: 特区政府 with 香港特区政府, 晴川科技 with 晴川科技有限公司."""
    index = FormIndex.of(forms)
    by_canon: dict[str, str] = {}
    for form in forms:
        other = by_canon.setdefault(canonical(form), form)
        if other != form:
            _join(keys, form, other)
    for short in forms:
        if _root(keys, short) != short or short[0].isascii():
            continue
        whole = index.ending_alike(short) or index.written_short(short)
        roots = list(dict.fromkeys(_root(keys, name) for name in whole if _root(keys, name) != short))
        if len(roots) > 1:
            # Of several, the one named last before it is meant.
            earlier = [root for root in roots if first[root] < first[short]]
            roots = [max(earlier, key=lambda root: first[root])] if earlier else []
        if len(roots) == 1:
            name = roots[0]
            if name.endswith(short) and not _proper_head(name[: -len(short)], vocabulary):
                keys[name] = short  # 适逢农田水利署 is no name; the short form is
            else:
                _join(keys, short, name)
    for alias, name in list(defined.items()):
        defined[alias] = _root(keys, name)


def _proper_head(extra: str, vocabulary: Vocabulary) -> bool:
    """Whether what a longer form has in front can be part of a name: a place, a body, 国立, 财团法人."""
    if not extra or extra[-1] in "于在由予应为向被的之和与及":
        return False
    if any(vocabulary.borders.get(extra[at:]) == "stop" for at in range(len(extra) - 1)):
        return False
    return extra[0] not in "0123456789" and not extra[0].isspace()


def _join_latin_heads(reading: Reading, spans: tuple[BodySpan, ...], keys: dict[str, str]) -> None:
    """A Latin name on a line of its own beside the line of a company is that company's other name."""
    page, fold = reading.page, reading.fold
    whole = {}
    for span in spans:
        line = page.line_at(span.start)
        if line is not None and fold[line.start : line.end].strip() == fold[span.start : span.end]:
            whole[line.start] = (line.end, span)
    ordered = sorted(whole.values(), key=lambda pair: pair[1].start)
    for (first_end, first), (_, second) in pairwise(ordered):
        names = fold[first.start : first.end], fold[second.start : second.end]
        if fold[first_end : second.start].strip() == "" and names[0][0].isascii() != names[1][0].isascii():
            han, latin = sorted(names, key=lambda name: name[0].isascii())
            if _root(keys, latin) == latin:
                keys[latin] = _root(keys, han)


def _join(keys: dict[str, str], short: str, name: str) -> None:
    first, second = _root(keys, short), _root(keys, name)
    if first != second:
        long, other = (second, first) if len(second) >= len(first) else (first, second)
        if long[0].isascii() and not other[0].isascii():
            long, other = other, long  # the name is the Chinese one
        keys[other] = long


def _root(keys: dict[str, str], form: str) -> str:
    seen = 0
    while keys.get(form, form) != form and seen < 50:
        form, seen = keys[form], seen + 1
    return form


def _separate(reading: Reading, start: int, end: int) -> bool:
    fold = reading.fold
    before, after = fold[start - 1 : start], fold[end : end + 1]
    if fold[start].isascii():
        return not (before.isascii() and before.isalnum()) and not (after.isascii() and after.isalnum())
    inside = [at for at in range(start + 1, end) if at in reading.starts or at in reading.ends]
    return start in reading.starts or end in reading.ends or bool(inside) or end - start > 2


def _nominal(
    reading: Reading, places: dict[str, list[tuple[int, int, MentionKind]]], taken: set[int], issuer: str | None
) -> None:
    """Places where a body is meant by a common noun: 协会, 本公司, 该校."""
    fold = reading.fold
    nouns = Nouns(places)
    for match in BARE.finditer(fold):
        start, end = match.span()
        lead, noun = match["lead"], match["noun"]
        if not lead and (len(noun) == 1 or start not in reading.starts or reading.starts[start].end != end):
            continue
        if not taken.isdisjoint(range(start, end)):
            continue
        if fold[max(0, start - 2) : start] in _INDEFINITE or fold[start - 1 : start] in ("各", "多", "两"):
            continue
        ours = issuer is not None and means_issuer(match[0])
        meant = issuer if ours else nouns.meant(noun, start, lead or "")
        if meant is not None:
            places[meant].append((start, end, "nominal"))
            taken.update(range(start, end))


_INDEFINITE = frozenset(
    {"其他", "各家", "多家", "各间", "多间", "两家", "有关", "相关", "不同", "各大", "三大", "一间", "一家", "所有"}
)


def _with_parents(vocabulary: Vocabulary, bodies: list[FoundBody], nouns: Nouns) -> list[FoundBody]:
    """Give each body the longest other one whose name its own begins with; a department takes its body's kind.

    A board of a term may begin with a common noun for the body whose board it is: 联盟|首届理事会.
    """
    by_form = {form: body for body in bodies for form in body.forms}
    by_key = {body.key: body for body in bodies}
    out = []
    for body in bodies:
        term = BOARD_OF_A_TERM.search(body.key)
        parent = by_key.get(nouns.meant(body.key[: term.start()], body.places[0][0]) or "") if term else None
        for size in range(len(body.key) - 1, 1, -1):
            above = by_form.get(body.key[:size])
            if above is not None and above.key != body.key:
                parent = above
                break
        kind = body.kind
        ending = vocabulary.ending_of(body.key)
        if parent is not None and ending in vocabulary.units:
            kind = parent.kind
        out.append(body if parent is None else replace(body, kind=kind, parent=parent.key))
    return out
