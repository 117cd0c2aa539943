"""Names of bodies: known ones, those the recogniser sees, and those an ending gives away.

A name of a body ends in a word that tells what it is (局, 有限公司, 大学) and begins where ``borders.walk_left`` stops.
Where two readings overlap the longer one stands, so that a department is found with the body it belongs to.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import regex

from pressextract.mentions.borders import begins_properly, walk_left
from pressextract.mentions.lexical import TermScanner
from pressextract.mentions.reading import Reading

_LATIN_WORDS = regex.compile(
    r"(?<![\p{Latin}\p{N}])\p{Lu}[\p{Latin}\p{N}.'’-]*(?:[ ](?:\p{Lu}[\p{Latin}\p{N}.'’-]*|&|of|and|for|the|de|plc)){1,8}"
)
_PROPER = frozenset({"ORG", "LOC", "nz", "PER", "nt", "ns", "nw", ""})
_NAME_LIKE = frozenset({"n", "vn", "nz", "ORG", "LOC", "an", "PER", "nw", "s", "f", "a", "m", "", "nt", "v"})
_GOES_ON = frozenset({"n", "nz", "vn", "ORG", "nt"})
# Bodies of a whole country have no place before them: 澳区|全国人大.
_NATIONAL = ("全国", "国务院", "中共", "中国", "中华", "国家", "中央")
_DESCRIPTOR = regex.compile(
    r"(?:大厂|厂商|企业|开发商|供应商|制造商|服务商|运营商|营运商|不动产商|龙头|品牌|公司(?!.{0,3}[分子]公司)|机构|平台|旗下|附属|子公司|卖方|买方|收购人|日商|美商|"
    r"德商|英商|法商|港商|台商)(?!集团|有限|股份)"
)
_COMPANY = regex.compile(r"(?:公司|集团|控股|科技|企业|资本|创投|银行|地产|会社)$")
_JUNK_LEAD = frozenset("由于予代幸假在向与和及至赴到对为是按据使让经从该本此其各")
# A place where something is held is no body that takes part.
_VENUE = (
    "酒店",
    "饭店",
    "中心",
    "厅",
    "堂",
    "馆",
    "校园",
    "园",
    "大厦",
    "码头",
    "广场",
    "教室",
    "剧院",
    "会所",
    "总部",
    "校区",
)
_AT_PLACE = regex.compile(r"(?:在|假|假座|于|至|前往|位于|设于|抵达|走进|进驻)$")
_HELD = regex.compile(
    r"[^，。；]{0,8}(?:举行|举办|召开|开幕|揭幕|筵开|登场|宴|签署|签约|会见|办理|启动|展出|开展|落成|开馆)"
)
_OUR_OWN = frozenset(
    {"我校", "我院", "我会", "我市", "我省", "我县", "本校", "本会", "本院", "本市", "该校", "该院", "该会"}
)
_DIVISIONS = frozenset("市县区省州镇乡")
_GOVERNMENT = regex.compile(r"(?<![\p{Han}])政府(?=今日|昨日|今天|发言人|公布|宣布|委任|会继续|已于|，)")
_OFFICE_ENDS = frozenset("局处署所府司厅院")
_CONNECTING = frozenset("由予于应为向被托邀请率勉定谢达")
_SHORTEST_REST = 4
_SURE_UNENDED = 0.75
_SURE_ENDED = 0.6
_WEAK_NAME = 0.55


@dataclass(frozen=True, slots=True)
class BodySpan:
    """A place where the name of a body stands."""

    start: int
    end: int
    score: float
    rule: str


def find_bodies(
    reading: Reading, endings: TermScanner, known: TermScanner, people: frozenset[int], title_starts: frozenset[int]
) -> tuple[BodySpan, ...]:
    """Every place where a body is named.

    Args:
        reading: The page.
        endings: Scanner of the endings of organisations.
        known: Scanner of the names that are known.
        people: Ends of the names of people, which no name of a body reaches over.
        title_starts: Where titles begin: what stands directly before one is likelier a body.
    """
    found = [
        *_known(reading, known, people),
        *_recognised(reading, people, title_starts),
        *_ended(reading, endings, people, title_starts),
        *_latin(reading),
    ]
    found += [BodySpan(match.start(), match.end(), 0.7, "known") for match in _GOVERNMENT.finditer(reading.fold)]
    found = [_cleaned(reading, body) for body in found]
    found = [body for body in found if _is_name(reading, body, title_starts)]
    found += _offices(reading, found)
    settled = _longest(found)
    return tuple(sorted(settled + _listed(reading, settled, people), key=lambda body: body.start))


def _offices(reading: Reading, found: list[BodySpan]) -> list[BodySpan]:
    """Offices called by a short word (水利局, 文资处): shown to be bodies in one place, they are bodies in all."""
    fold, vocabulary = reading.fold, reading.vocabulary
    taken = {at for body in found for at in range(body.start, body.end)}
    words = [
        word
        for word in reading.words
        if word.tag == "n"
        and 2 < word.end - word.start <= 4
        and fold[word.end - 1] in _OFFICE_ENDS
        and word.start not in taken
    ]
    shown = {
        fold[word.start : word.end]
        for word in words
        if _acts(reading, word.start, word.end) and not vocabulary.is_other_word(fold[word.start : word.end])
    }
    return [BodySpan(word.start, word.end, 0.65, "office") for word in words if fold[word.start : word.end] in shown]


def _known(reading: Reading, known: TermScanner, people: frozenset[int]) -> list[BodySpan]:
    """Names that are known, with the place before them (香港|立法会) and what goes on after a company's (太古|地产)."""
    fold, vocabulary, found = reading.fold, reading.vocabulary, []
    for start, end in known.find(fold):
        if not _whole(reading, start, end) or not _begins_word(reading, start, end):
            continue
        left = start if fold.startswith(_NATIONAL, start) else _over_places(reading, start, people)
        if left == start and fold[start] in _DIVISIONS:
            left = _over_unknown_place(reading, start, people)
        right = end
        if vocabulary.kind_of(fold[start:end]) == "company" and vocabulary.ending_of(fold[start:end]) is None:
            word = reading.starts.get(end)
            if (
                word is not None
                and word.tag in ("n", "nz", "LOC", "ORG")
                and vocabulary.ending_of(fold[start : word.end])
            ):
                right = word.end
        found.append(BodySpan(left, right, 0.9, "known"))
    return found


def _begins_word(reading: Reading, start: int, end: int) -> bool:
    """Whether a known name begins where a word does; one that is also a common word must be a word of its own."""
    if reading.fold[start:end] in reading.vocabulary.ambiguous_bodies:
        word = reading.starts.get(start)
        if word is None or word.end != end:
            return False
        if reading.fold[end - 1] in "局署" or word.tag in ("ORG", "nz", "nt"):
            return True
        return word.tag == "n" and _acts(reading, start, end)
    if start in reading.starts or reading.fold[start].isascii():
        return True
    over = reading.word_over(start)
    return over is None or over.tag in ("ORG", "nt", "nz", "LOC")


def _acts(reading: Reading, start: int, end: int) -> bool:
    """Whether a word stands where only a body can: as the sender of a release, or before a verb of saying."""
    if reading.fold[max(0, start - 5) : start].rstrip(" ：:").endswith(("单位", "机关")):
        return True
    word = reading.starts.get(end)
    if word is not None and word.tag == "d":
        word = reading.starts.get(word.end)
    return (
        word is not None and word.tag == "v" and reading.fold[word.start : word.end] in reading.vocabulary.speech_verbs
    )


def _over_places(reading: Reading, start: int, people: frozenset[int]) -> int:
    """The start with the places and governments before it: 香港特区政府|劳工及福利局."""
    fold, vocabulary, at = reading.fold, reading.vocabulary, start
    floor = reading.sentence_start(start)
    while at > floor and at not in people:
        size = next(
            (
                size
                for size in range(min(12, at - floor), 1, -1)
                if fold[at - size : at] in vocabulary.places or fold[at - size : at] in vocabulary.governments
            ),
            0,
        )
        if not size or (at - size not in reading.starts and at - size not in reading.ends and at - size != floor):
            break
        at -= size
    return at


def _over_unknown_place(reading: Reading, start: int, people: frozenset[int]) -> int:
    """The start with a place that no list has: 南汀|市委."""
    word = reading.ends.get(start)
    if (
        word is None
        or start in people
        or not 2 <= word.end - word.start <= 3
        or word.tag not in ("PER", "LOC", "nz", "n", "ns")
    ):
        return start
    text = reading.fold[word.start : word.end]
    opened = word.start == 0 or not reading.fold[word.start - 1].isalpha() or word.start in reading.date_ends
    other = (
        text in reading.vocabulary.borders
        or text in reading.vocabulary.common_words
        or reading.vocabulary.is_other_word(text)
    )
    return word.start if opened and not other else start


def _recognised(reading: Reading, people: frozenset[int], title_starts: frozenset[int]) -> list[BodySpan]:
    found = []
    for word in reading.words:
        if word.tag != "ORG" or word.end - word.start < 2:
            continue
        floor = reading.sentence_start(word.start)
        proper = begins_properly(reading, word.start, word.end)
        left = walk_left(reading, word.start, floor, closed=people, proper=proper).start
        end = word.end
        bracket = _PLACE_NOTE.match(reading.fold, end)
        if bracket and (bracket[1] in reading.vocabulary.places or bracket[1] in ("海外", "集团", "控股", "国际")):
            end = bracket.end()
        ended = reading.vocabulary.ending_of(reading.fold[left : word.end]) is not None
        score = 0.5 + 0.4 * word.score
        if score >= (_SURE_ENDED if ended or end in title_starts else _SURE_UNENDED):
            found.append(BodySpan(left, end, score, "recogniser"))
    return found


_PLACE_NOTE = regex.compile(r"[（(](\p{Han}{2,5})[）)]")


def _ended(
    reading: Reading, endings: TermScanner, people: frozenset[int], title_starts: frozenset[int]
) -> list[BodySpan]:
    found = []
    for start, end in endings.find_by_end(reading.fold):
        body = _by_ending(reading, start, end, people, title_starts)
        if body is not None:
            found.append(body)
    return found


def _by_ending(
    reading: Reading, start: int, end: int, people: frozenset[int], title_starts: frozenset[int]
) -> BodySpan | None:
    fold, vocabulary = reading.fold, reading.vocabulary
    if not _whole(reading, start, end):
        return None
    if any(
        fold[end - size : end] in vocabulary.honorifics or fold[end - size : end] in vocabulary.titles
        for size in (2, 3, 4)
    ):
        return None  # 总警司 is a rank and no 司
    kind, strong = vocabulary.endings[fold[start:end]]
    last = reading.starts.get(start)
    if last is not None and last.end == end == start + 1 and last.tag in ("v", "u", "d", "p"):
        return None  # 市政府会尽力, 报社所称
    left = walk_left(reading, start, reading.sentence_start(start), closed=people).start
    left = min(_trimmed(reading, left, start), start)
    quoted = _quoted_from(reading, start, end)
    if strong and quoted is not None:
        left = quoted
    bracket = _PLACE_NOTE.match(fold, end)
    right = bracket.end() if bracket and bracket[1] in vocabulary.places else end
    if left >= start:
        whole = fold[start:end]
        bare = start in reading.starts and (whole in _BARE_BODIES or (kind == "committee" and len(whole) > 3))
        return BodySpan(start, end, 0.65, "bare") if bare else None
    before = fold[left:start]
    if before in vocabulary.borders or before in vocabulary.generic:
        return None
    tags = reading.tags(left, start)
    proper = bool(_PROPER & set(tags)) or not tags or fold[left].isascii()
    titled = end in title_starts
    if strong:
        if (
            not proper
            and not titled
            and kind in ("company", "university", "school", "hospital", "media", "team", "other")
        ):
            return None
        if not proper and len(before) < 2:
            return None
        return BodySpan(left, right, 0.8 if proper else 0.65, "ending")
    if end - left <= 2 or not (proper or titled):
        return None
    seen = {"ORG", "nt"} & set(reading.tags(left, end))
    if kind == "company" and not titled and not seen and not _in_company(reading, left, end):
        return None  # an industry is not yet a company: 量子点发光|材料
    following = reading.starts.get(end)
    if following is not None and following.tag in _GOES_ON and not titled:
        return None
    word = reading.starts.get(left)
    if word is not None and word.end >= end and word.tag not in ("ORG", "nz", "nt") and not titled:
        return None
    return BodySpan(left, right, 0.7 if titled and proper else _WEAK_NAME, "weak_ending")


def _in_company(reading: Reading, start: int, end: int) -> bool:
    """Whether a stretch stands as an item of a list, or before a verb that only companies have."""
    fold = reading.fold
    opened = fold[start - 1 : start] in ("、", "由", "与", "和", "及", "：")
    return opened and (
        fold[end : end + 1] in ("、", "和", "及", "与")
        or fold.startswith(("领投", "跟投", "联合领投", "参投", "独家"), end)
    )


# Boards that releases name without their company's name.
_BARE_BODIES = frozenset({"董事会", "监事会", "会董会", "理监事会"})


def _quoted_from(reading: Reading, start: int, end: int) -> int | None:
    """Where a quotation begins that is all one name: 「台湾网路暨电子商务产业发展协会」."""
    fold = reading.fold
    if fold[end : end + 1] not in ("」", "”", "》"):
        return None
    opened = max(fold.rfind("「", max(0, start - 24), start), fold.rfind("“", max(0, start - 24), start))
    if opened < 0 or any(char in "，。；：！？、」”" for char in fold[opened + 1 : end]):
        return None
    return opened + 1


def _latin(reading: Reading) -> list[BodySpan]:
    """Runs of Latin words that end in a word only bodies have: Calder Freight plc."""
    found = []
    for match in _LATIN_WORDS.finditer(reading.fold):
        words = match[0].split()
        last = words[-1].strip(".").casefold()
        if last in reading.vocabulary.latin_endings:
            found.append(BodySpan(match.start(), match.end(), 0.8, "latin"))
    return found


def _whole(reading: Reading, start: int, end: int) -> bool:
    """Whether no word of the text goes on past the end."""
    fold = reading.fold
    if fold[start].isascii():
        before, after = fold[start - 1 : start], fold[end : end + 1]
        return not (before.isascii() and before.isalnum()) and not (after.isascii() and after.isalnum())
    return end in reading.ends or end >= len(fold) or end in reading.starts


def _trimmed(reading: Reading, left: int, limit: int) -> int:
    """The left border without list signs, spaces and dashes."""
    fold = reading.fold
    while left < limit and not fold[left].isalnum() and not (fold[left] in "（(" and _closes(fold, left, limit)):
        left += 1
    return left


def _closes(fold: str, left: int, limit: int) -> bool:
    """Whether the bracket that opens here closes before the limit: （新加坡）亚太科学技术协会."""
    return any(char in "）)" for char in fold[left:limit])


def _cleaned(reading: Reading, body: BodySpan) -> BodySpan:
    """The body without words before it that the walk or the recogniser took along: 假冒|户政事务所, 由|环境及生态局."""
    fold, vocabulary = reading.fold, reading.vocabulary
    start = _trimmed(reading, body.start, body.end)
    if fold[start] == "国" and fold[start - 1 : start] == "我" and fold[start + 1 : start + 2] != "家":
        start += 1
    if fold[start : start + 2] in _OUR_OWN and body.end - start > 4:
        start += 2
    if fold[start : start + 2] == "联络" and fold[start - 1 : start] == "请":
        start += 2
    for _ in range(3):
        text = fold[start : body.end]
        size = next((size for size in (4, 3, 2) if vocabulary.borders.get(text[:size]) == "stop"), 0)
        if not size and text[0] in _JUNK_LEAD and len(text) > 4 and text not in vocabulary.bodies:
            size = 1 if begins_properly(reading, start + 1, body.end) else 0
        if not size:
            cut = next((at for at in range(1, min(7, len(text) - 4)) if text[at] in _CONNECTING), 0)
            size = cut + 1 if cut and begins_properly(reading, start + cut + 1, body.end) else 0
        if not size or body.end - start - size < 2:
            break
        start = _trimmed(reading, start + size, body.end)
    if fold[start] in "前原" and body.end - start > 4 and fold[start : body.end] not in vocabulary.bodies:
        start += 1
    text = fold[start : body.end]
    for match in list(_DESCRIPTOR.finditer(text))[::-1]:
        if len(text) - match.end() >= _SHORTEST_REST and _COMPANY.search(text):
            start = _trimmed(reading, start + match.end(), body.end)
            break
    return replace(body, start=start)


def _is_name(reading: Reading, body: BodySpan, title_starts: frozenset[int]) -> bool:
    """Whether this is a name and not a common noun, an event, or the place where something is held."""
    fold, vocabulary = reading.fold, reading.vocabulary
    text = fold[body.start : body.end]
    if len(text) < 2 or text[-1] in "之的" or text[0] in "各该本" or text in vocabulary.generic:
        return False
    if body.rule != "known" and any(
        text[-size:] in vocabulary.ending_exceptions for size in range(2, min(8, len(text)) + 1)
    ):
        return False
    if body.rule in ("ending", "weak_ending", "recogniser") and text in vocabulary.endings and text not in _BARE_BODIES:
        return False
    venue = text.endswith(_VENUE) and body.end not in title_starts
    return not (venue and _AT_PLACE.search(fold, max(0, body.start - 3), body.start) and _HELD.match(fold, body.end))


def _longest(found: list[BodySpan]) -> list[BodySpan]:
    kept: list[BodySpan] = []
    last_end = -1
    for body in sorted(found, key=lambda b: (b.start, -b.end, -b.score)):
        if body.start >= last_end:
            kept.append(body)
            last_end = body.end
        elif body.end > last_end:
            # Two that overlap: the one that ends later has the ending of the whole name.
            previous = kept.pop()
            kept.append(BodySpan(previous.start, body.end, max(previous.score, body.score), body.rule))
            last_end = body.end
    return kept


def _listed(reading: Reading, bodies: list[BodySpan], people: frozenset[int]) -> list[BodySpan]:
    """Items of a list most of which are bodies: A、x、B、y, which need no ending to be bodies themselves."""
    fold, found = reading.fold, []
    starts = {body.start: body for body in bodies}
    ends = {body.end for body in bodies}
    for match in _LIST.finditer(fold):
        at, items = match.start(), []
        for item in regex.split("[、]", match[0]):
            items.append((at, at + len(item)))
            at += len(item) + 1
        items = [(start, _cut_item(reading, start, end)) for start, end in items]
        known = [
            item for item in items if item[1] in ends or (item[0] in starts and starts[item[0]].end >= item[1] - 1)
        ]
        open_items = [item for item in items[1:] if item not in known and not _overlaps(item, bodies)]
        if len(known) >= 2 and 2 * len(known) >= len(items) and open_items:
            found += [BodySpan(*item, 0.6, "in_list") for item in open_items if _nameable(reading, *item, people)]
    return found


# A run of items that are parted by 、 alone.
_LIST = regex.compile(r"[^、，。；：！？\n「」“”]{2,30}(?:、[^、，。；：！？\n「」“”]{2,30}){2,80}")
_AFTER_LIST = regex.compile(r"的|等|和|及|与|(?:联合|共同)?(?:主办|承办|协办|支持|赞助|参展|出席|参加|代表)")


def _cut_item(reading: Reading, start: int, end: int) -> int:
    """Where the last item of a list ends, before what is said of all: …、维港通|的大力支持."""
    match = _AFTER_LIST.search(reading.fold, start + 2, end)
    return match.start() if match and match.start() in reading.starts else end


def _overlaps(item: tuple[int, int], bodies: list[BodySpan]) -> bool:
    return any(body.start < item[1] and item[0] < body.end for body in bodies)


def _nameable(reading: Reading, start: int, end: int, people: frozenset[int]) -> bool:
    text = reading.fold[start:end]
    if (
        not 2 <= len(text) <= 24
        or any(char in "，。；：" for char in text)
        or any(at in people for at in range(start, end + 1))
    ):
        return False
    if (
        any(mark in text for mark in ("一", "第"))
        or reading.vocabulary.is_other_word(text)
        or text in reading.vocabulary.common_words
        or text in reading.vocabulary.places
    ):
        return False
    return set(reading.tags(start, end)) <= _NAME_LIKE
