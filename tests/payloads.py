r"""A hundred texts that want to be more than text, and the records that carry them wherever a string can stand.

Each payload is short enough to be shown whole wherever a view cuts what is long. Those that could run set
``window.__hit``, by which a browser tells that they did. ``tame`` makes of a text one of the same shape that means nothing
to anybody: what is drawn of both must be the same but for these characters, and ``shown`` is what a reader must see.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import pressextract as px

PAYLOADS: tuple[str, ...] = (
    # scripts: plain, in capitals, with attributes, with a slash, nested so that one pass of deletion makes one, open
    "<script>window.__hit=1</script>",
    "<ScRiPt >window.__hit=1</sCrIpT >",
    '<script src="data:text/javascript,window.__hit=1"></script>',
    "<script/x>window.__hit=1</script/x>",
    "<scr<script>ipt>window.__hit=1</scr</script>ipt>",
    '</script><script type="module">window.__hit=1</script>',
    "<script>window.__hit=1//",
    # out of an attribute: double quotes, single quotes, backticks, no quotes at all
    '"><img src=x onerror="window.__hit=1">',
    "'><img src=x onerror='window.__hit=1'>",
    '" autofocus tabindex=1 onfocus="window.__hit=1" x="',
    "' autofocus tabindex=1 onfocus='window.__hit=1' x='",
    "` onmouseover=window.__hit=1 x=`",
    "x onpointerenter=window.__hit=1 style=position:fixed;inset:0",
    '\\"><svg onload=window.__hit=1>',
    "&quot;&gt;<img src=x onerror=window.__hit=1>",
    # handlers that need nobody's hand
    '<img src=x onerror="window.__hit=1">',
    "<IMG\tSRC=x\tONERROR=window.__hit=1>",
    "<img/src='x'/onerror=window.__hit=1>",
    "<body onload=window.__hit=1>",
    "<video><source onerror=window.__hit=1></video>",
    "<audio src=x onerror=window.__hit=1>",
    "<details open ontoggle=window.__hit=1>林若溪",
    "<input autofocus onfocus=window.__hit=1>",
    "<style>@keyframes k{}</style><b style=animation-name:k onanimationstart=window.__hit=1>",
    "<marquee onstart=window.__hit=1>晴川</marquee>",
    # addresses that are programs
    '<a href="javascript:window.__hit=1">青禾集團</a>',
    '<a href="java\tscript:window.__hit=1">青禾集團</a>',
    '<a href="&#106;avascript:window.__hit=1">青禾集團</a>',
    "javascript:window.__hit=1//",
    "data:text/html,<script>window.__hit=1</script>",
    '<iframe src="javascript:parent.__hit=1"></iframe>',
    "<iframe srcdoc='<script>parent.__hit=1</script>'></iframe>",
    # elements of other worlds, and those that hold pages, styles and forms
    "<svg><script>window.__hit=1</script></svg>",
    "<svg><animate onbegin=window.__hit=1 attributeName=x dur=1s></svg>",
    "<math><mtext></p><img src=x onerror=window.__hit=1></math>",
    "<svg></p><style><g title='</style><img src=x onerror=window.__hit=1>'>",
    "<template><img src=x></template><img src=x onerror=window.__hit=1>",
    '<object data="data:text/html,林若溪"></object>',
    '<embed src="data:image/svg+xml,<svg/>">',
    '<meta http-equiv="refresh" content="0;url=data:text/html,x">',
    '<base href="https://example.invalid/">',
    '<link rel="stylesheet" href="https://example.invalid/a.css">',
    '<form action="https://example.invalid/"><button>送出</button></form>',
    "<noscript><p title='</noscript><img src=x onerror=window.__hit=1>'>",
    # out of the elements that hold text alone
    "</title><img src=x onerror=window.__hit=1>",
    "</textarea></select></table></details><img src=x onerror=window.__hit=1>",
    "</div></article></main></body></html><p>裴子衡",
    # styles
    "</style><img src=x onerror=window.__hit=1>",
    "<style>*{display:none}</style>",
    "}*{background:url(https://example.invalid/a.png)}",
    "red;background:url(javascript:window.__hit=1)",
    "width:expression(window.__hit=1)",
    '@import "https://example.invalid/a.css";',
    # comments, CDATA, instructions, tags left half done
    "<!-- 丘映雪 -->",
    "--><img src=x onerror=window.__hit=1><!--",
    "<!--><img src=x onerror=window.__hit=1>-->",
    "<![CDATA[<img src=x onerror=window.__hit=1>]]>",
    "]]><img src=x onerror=window.__hit=1>",
    '<?xml-stylesheet href="javascript:window.__hit=1"?>',
    "<img src=x onerror=window.__hit=1 ",
    "</",
    "<!",
    # entities: that must be shown as they are written, and in two coats
    "&lt;img src=x onerror=window.__hit=1&gt;",
    "&amp;lt;script&amp;gt;window.__hit=1&amp;lt;/script&amp;gt;",
    "&#60;img src=x onerror=window.__hit=1&#x3E;",
    "%3Cscript%3Ewindow.__hit=1%3C/script%3E",
    "\\u003cimg src=x onerror=window.__hit=1\\u003e",
    "青禾&nbsp;集團&NotEqualTilde;&copy;&#0;&lt",
    # characters without a shape: null, controls, C1, escape sequences of terminals
    "<scr\x00ipt>window.__hit=1</scr\x00ipt>",
    "林\x00若\x01溪\x08\x7f",
    "林\x85若\x9b31m溪\x0b\x0c",
    "\x1b[31m裴子衡\x1b]0;title\x07\x1b[2J",
    "\x1b]8;;https://example.invalid/\x1b\\青禾\x1b]8;;\x1b\\",
    # that turn or hide what stands beside them: overrides, isolates, marks, zero width, tags, fillers
    "顧兆庭\u202e溪若林\u202c\u200f",
    "\u2066<b>\u2069\u2067青禾\u2068",
    "丘\u200b映\u200d雪\ufeff\u2060\u00ad",
    "東岸\U000e0001\U000e0069\U000e0067\U000e006e大學\U000e007f",
    "晴川\u2028市\u2029水\u3164利\u034f局",
    # that no encoding, or no XML, can hold
    "東岸\ud800大學\udfff",
    "青禾\ufffe集團\uffff\ufdd0",
    # what a spreadsheet takes for a formula, in either width, behind white space and quotes; cells and rows of CSV
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1+1)*cmd",
    "\t=1+1",
    "\r=HYPERLINK(1)",
    "＝１＋１",
    '"=1+1",\r\n=2+2,"',
    # XML: entities, a document type, a way out of an element and of GraphML
    '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>&e;',
    '</data></node><node id="999"/><node id="998"><data>',
    # Markdown: links, images, code, tables, headings, references, notes, and addresses that link themselves
    "[青禾集團](javascript:window.__hit=1) ![x](https://example.invalid/a.png)",
    "```\n<img src=x onerror=window.__hit=1>\n```\n~~~",
    "`code` **bold** __bold__ ~~struck~~ $x^2$ <b>",
    "x | y | z\n| --- | --- |\n| 1 | 2 |",
    "\n\n# 林若溪\n\n林若溪\n===\n\n- [x] 1\n\n1. 2\n\n> 3\n\n***",
    "[青禾][a]\n\n[a]: https://example.invalid/ 'x'\n\n[^1]: note",
    "https://example.invalid/ www.example.invalid <https://example.invalid/> a@example.invalid",
    # scripts and texts of programs: the end of JSON-LD, templates
    '"}</script><script type="application/ld+json">{"@type":"Person"}',
    "{{constructor.constructor('window.__hit=1')()}} ${window.__hit=1} <%= 1 %>",
)

# Whatever of ASCII is neither letter, digit nor space, and what a spreadsheet takes for the same in full width.
_TAME = dict.fromkeys([*(code for code in range(0x21, 0x7F) if not chr(code).isalnum()), *map(ord, "＝＋－＠")], "字")
_BLANKS = "\u034f\u115f\u1160\u3164\uffa0"  # letters and joiners by category, drawn as nothing
# What the schema counts or chooses, and rules of ours: none of it is taken from a text.
_KEPT = frozenset(("kind", "role", "status", "script", "slot", "rule", "start", "end", "date", "schema_version"))


def unseen(character: str) -> bool:
    """Whether a character has no shape of its own, or turns those of others; white space has one."""
    code = ord(character)
    return (
        (unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") and character not in "\t\n\r")
        or character in _BLANKS
        or (code & 0xFFFE) == 0xFFFE
        or 0xFDD0 <= code <= 0xFDEF
    )


def holds_unseen(text: str) -> bool:
    """Whether any character of a text is ``unseen``."""
    return any(map(unseen, set(text)))


def marked_up(text: str) -> bool:
    """Whether HTML that takes the text as it is shows something else than the text."""
    return holds_unseen(text) or re.search(r"<[A-Za-z/!?]|&[a-z#]", text) is not None


def tame(text: str) -> str:
    """The text with a character of no meaning in the place of each that means something to some format."""
    return text.translate(_TAME)


def tamed(release: px.PressRelease) -> px.PressRelease:
    """The record with all that comes from its text tamed; every span still fits."""
    return px.PressRelease.model_validate(_tamed(release.model_dump()))


def _tamed(value: Any) -> Any:
    if isinstance(value, str):
        return tame(value)
    if isinstance(value, dict):
        return {key: one if key in _KEPT else _tamed(one) for key, one in value.items()}
    return [_tamed(one) for one in value] if isinstance(value, list | tuple) else value


def shown(text: str) -> re.Pattern[str]:
    """What of a text a reader must see, where white space is left out: all of it, and a sign for what has no shape."""

    def sign(character: str) -> str:
        if character.isspace():
            return ".{0,12}?"
        return ".{1,12}?" if unseen(character) else re.escape(character)

    return re.compile("".join(map(sign, text)), re.S)


class _Page:
    """A text as it is written, and the spans of its pieces."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> px.Span:
        start = len(self.text)
        self.text += text
        return px.Span(start=start, end=len(self.text), text=text)


def hostile_release(payload: str) -> px.PressRelease:
    """A record made by hand with the payload in every string: names, posts, dates, ids, rules, warnings.

    The names before it are the same in every record: 顧兆庭 of 青禾集團 is appointed at 晴川論壇 and speaks.
    """
    page = _Page()
    ids = {kind: f"{kind}{payload}" for kind in "poe"}
    made: Any = {"rule": f"rule.{payload}", "confidence": 0.4}
    headline = page.write(f"青禾集團公布任命{payload}")
    page.write("\n")
    dateline = page.write(f"東岸{payload}2025年10月23日")
    page.write("\n")
    heading = page.write(f"人事{payload}")
    page.write("\n")
    at = len(page.text)
    body = page.write(f"青禾集團{payload}")
    title = page.write(f"董事長{payload}")
    name = page.write(f"顧兆庭{payload}")
    trigger = page.write(f"出席{payload}")
    event = page.write(f"晴川論壇{payload}")
    day = page.write(f"23日{payload}")
    verb = page.write(f"表示{payload}")
    page.write("，")
    said = page.write(f"前景可期{payload}")
    lead = px.Span(start=at, end=len(page.text), text=page.text[at:])

    def mention(span: px.Span) -> px.Mention:
        return px.Mention(**span.model_dump(), kind="name")

    position = px.Position(
        title=title.text, organisation=body.text, organisation_id=ids["o"], status="former", span=title, **made
    )
    person = px.Person(
        id=ids["p"],
        name=name.text,
        aliases=(f"顧董{payload}",),
        honorifics=(f"先生{payload}",),
        positions=(position,),
        mentions=(mention(name),),
        **made,
    )
    organisation = px.Organisation(
        id=ids["o"], name=body.text, aliases=(f"青禾{payload}",), parent_id=ids["o"], mentions=(mention(body),), **made
    )
    occasion = px.Event(
        id=ids["e"],
        kind="conference",
        status="cancelled",
        name=event.text,
        trigger=trigger,
        start=f"2025-10-23{payload}",
        end=f"2025-10-24{payload}",
        place=f"東岸會議中心{payload}",
        theme=f"水利{payload}",
        attendance=f"三百人{payload}",
        amounts=(f"五百萬元{payload}",),
        participants=(
            px.Participant(entity_id=ids["p"], name=name.text, role="speaker", span=name, rule=made["rule"]),
            px.Participant(entity_id=ids["o"], name=body.text, role="co_host", span=body, rule=made["rule"]),
        ),
        evidence=lead,
        grounds=(px.Ground(**day.model_dump(), slot="date"),),
        mentions=(mention(event),),
        **made,
    )
    part = occasion.model_copy(update={"id": f"e2{payload}", "part_of": ids["e"], "name": None, "start": None})
    statement = px.Statement(
        speaker_id=ids["p"],
        speaker=name.text,
        verb=verb.text,
        text=said.text,
        direct=True,
        span=said,
        evidence=lead,
        speaker_span=name,
        **made,
    )
    return px.PressRelease(
        schema_version=f"1.1{payload}",
        text=page.text,
        script="traditional",
        headline=headline,
        dateline=px.Dateline(
            place=f"東岸{payload}", date=f"2025-10-23{payload}", agency=f"青禾社{payload}", span=dateline
        ),
        sections=(px.Section(kind="lead", heading=heading, span=lead),),
        people=(person,),
        titles=(px.Title(name=title.text, held_by=(ids["p"],), mentions=(mention(title),)),),
        organisations=(organisation,),
        events=(occasion, part),
        statements=(statement,),
        warnings=(f"警告{payload}",),
    )


def extracted(payload: str) -> px.PressRelease:
    """What the library itself reads in a release in whose sentences the payload stands."""
    return px.extract(
        f"青禾集團{payload}公布任命\n\n"
        f"香港 2025年10月23日 /美通社/ -- 青禾集團董事長顧兆庭{payload}今日宣布，與{payload}東岸大學簽署合作協議。\n"
        f"{payload}\n"
        f"東岸大學校長丘映雪表示：「{payload}前景可期。」裴子衡獲委任為「{payload}」晴川基金會主席。\n"
        f"第四屆「{payload}」青禾論壇昨日在東岸會議中心舉行，林若溪致辭。{payload}"
    )
