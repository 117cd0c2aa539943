"""The report on a release as Markdown, for wikis, mails and repositories: headings, tables, lists, quotations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import regex

from pressextract.collection import Item, as_items
from pressextract.markup import flat, visible
from pressextract.schema import Event, Failure, Outcome, PressRelease
from pressextract.views.labels import post_in_words, roles_of
from pressextract.views.releases import facts_of, headline_of
from pressextract.views.report import shared_language
from pressextract.views.words import Language, Words, words_of

# Whatever means something to CommonMark or to the dialects of GitHub and pandoc, where it can mean it: inside a line,
# and at the beginning of one.
_INSIDE = regex.compile(r"[\\`*_{}\[\]#|~^$@]|:(?=//|[\w+-]+:)|(?<=www)\.|(?<=://)")
_AT_FIRST = regex.compile(r"^(\d{1,9})(?=[.)](?:\s|$))|^(?=[-+=:>])")


def to_markdown(
    releases: PressRelease | Iterable[PressRelease | Outcome | Failure | Item],
    *,
    title: str | None = None,
    language: Language | None = None,
) -> str:
    """A report on a release, or on many, as Markdown (CommonMark with the tables of GitHub).

    Args:
        releases: A release, or releases and what stands in the place of those that could not be read.
        title: What the page is called; the headline of the release if not said.
        language: The language of headings: ``en``, ``zh-Hant`` or ``zh-Hans``; that of the releases if not said.

    Raises:
        TypeError: Among the releases is what is neither a release nor what stands in the place of one.
        ValueError: There are no words in this language.

    >>> import pressextract as px
    >>> print(px.to_markdown(px.extract("青禾集團董事長林致遠宣布辭任。"), language="en"))
    # 青禾集團董事長林致遠宣布辭任。
    <BLANKLINE>
    Traditional · 15 characters
    <BLANKLINE>
    ## Who is who
    <BLANKLINE>
    | Name | Posts | Also |
    | --- | --- | --- |
    | **林致遠** | 青禾集團 董事長 |  |
    <BLANKLINE>
    ## What happened when
    <BLANKLINE>
    - no date given: **辭任** (departure)
      - subject: 林致遠
    <BLANKLINE>
    ## Organisations and their roles
    <BLANKLINE>
    | Name | Kind | Also |
    | --- | --- | --- |
    | **青禾集團** | company |  |
    <BLANKLINE>
    """
    items = as_items(releases)
    words = words_of(language or shared_language(items))
    if isinstance(releases, PressRelease):
        return "\n".join(_article(releases, words, title or headline_of(releases) or words("no_text"), level=1))
    lines = [f"# {escape_markdown(title or words('report'))}", ""]
    for item in items:
        lines += _entry(item, words)
    return "\n".join(lines)


def escape_markdown(text: str) -> str:
    r"""The text on one line, as Markdown that says just this.

    >>> escape_markdown("[青禾](x) 1*2")
    '\\[青禾\\](x) 1\\*2'
    """
    line = flat(visible(text))
    line = _AT_FIRST.sub(lambda found: f"{found[0]}\\", _INSIDE.sub(lambda found: f"\\{found[0]}", line))
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _entry(item: Item, words: Words) -> list[str]:
    if item.release is not None:
        return _article(item.release, words, headline_of(item.release) or words("no_text"), level=2)
    return [f"## {escape_markdown(item.name)}", "", f"{words('failed')}: {escape_markdown(item.error)}", ""]


def _article(release: PressRelease, words: Words, name: str, *, level: int) -> list[str]:
    lines = [f"{'#' * level} {escape_markdown(name)}", "", escape_markdown(" · ".join(facts_of(release, words))), ""]
    people = [
        (
            f"**{escape_markdown(' '.join([one.name, *one.honorifics]))}**",
            "; ".join(escape_markdown(post_in_words(position, words)) for position in one.positions),
            escape_markdown(words.listed(one.aliases)),
        )
        for one in release.people
    ]
    bodies = [
        (
            f"**{escape_markdown(one.name)}**",
            words.of("organisation", one.kind),
            escape_markdown(words.listed(one.aliases)),
        )
        for one in release.organisations
    ]
    said = [
        f"> {escape_markdown(f'「{one.text}」' if one.direct else one.text)}\n>\n"
        f"> — **{escape_markdown(one.speaker)}** {escape_markdown(one.verb or '')}".rstrip()
        + "\n"
        for one in release.statements
    ]
    parts = (
        ("who", _table([words("name"), words("posts"), words("also")], people)),
        ("when", [line for event in release.events for line in _event(event, words)]),
        ("said", said),
        ("bodies", _table([words("name"), words("kind"), words("also")], bodies)),
        ("notes", [f"- {escape_markdown(warning)}" for warning in release.warnings]),
    )
    for heading, part in parts:
        if part:
            lines += [f"{'#' * (level + 1)} {words(heading)}", "", *part]
            lines += [] if part is said else [""]
    return lines


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    if not rows:
        return []
    lines = [columns, ["---"] * len(columns), *rows]
    return [f"| {' | '.join(cells)} |" for cells in lines]


def _event(event: Event, words: Words) -> list[str]:
    days = [(one or "").removeprefix("--") for one in (event.start, event.end)]
    when = " – ".join(dict.fromkeys(one for one in days if one)) or words("no_date")
    kind = words.of("event", event.kind)
    if event.status != "reported":
        kind += f", {words.of('status', event.status)}"
    facts = [one for one in (event.place, event.theme, event.attendance, *event.amounts) if one]
    told = f"; {escape_markdown(' · '.join(facts))}" if facts else ""
    lines = [f"- {escape_markdown(when)}: **{escape_markdown(event.name or event.trigger.text)}** ({kind}){told}"]
    lines += [
        f"  - {words.of('role', role)}: {escape_markdown(words.listed(names))}"
        for role, names in roles_of(event).items()
    ]
    return lines
