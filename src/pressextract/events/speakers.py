"""Who says it: the subject of a clause, by name, by title, as a body, as a pronoun, or left out.

Nothing is guessed: a subject that is nobody of the release (專家, 與會者), or several at once, is told apart from one
that was left out, because only the latter may be taken from the words before.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Literal

import regex

from pressextract.entities.entity import Entities, Organisation, Person
from pressextract.events.sentences import BRACKETED, Mask
from pressextract.events.words_at import WordIndex

SubjectKind = Literal["name", "title", "organisation", "spokesperson", "pronoun", "none", "unknown", "several"]

Entity = Person | Organisation


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject of a clause; ``end`` is where it ends, ``candidates`` those whom a title or pronoun may mean."""

    kind: SubjectKind
    start: int
    end: int
    entity: Entity | None = None
    candidates: tuple[Person, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Naming:
    """A place where somebody is named."""

    start: int
    end: int
    entity: Entity


@dataclass(frozen=True, slots=True, eq=False)
class Cast:
    """Everybody in a release, by where they are named and by their titles."""

    mask: Mask
    words: WordIndex
    namings: tuple[Naming, ...]
    titles: dict[str, tuple[Person, ...]] = field(repr=False)
    _starts: list[int] = field(repr=False)
    _in_titles: frozenset[int] = field(repr=False)
    _title: regex.Pattern[str] | None = field(repr=False)

    @classmethod
    def of(cls, fold: str, mask: Mask, words: WordIndex, entities: Entities) -> Cast:
        """Everybody of a release."""
        namings = _namings(entities)
        titles = _titles(fold, entities.people)
        longest = sorted(titles, key=lambda title: (-len(title), title))
        pattern = regex.compile("(?:" + "|".join(map(regex.escape, longest)) + ")") if longest else None
        spans = (post.title_span for person in entities.people for post in person.posts if post.title_span)
        inside = frozenset(at for span in spans for at in range(*span))
        return cls(mask, words, namings, titles, [naming.start for naming in namings], inside, pattern)

    def named_in(self, start: int, end: int) -> tuple[Naming, ...]:
        """Those named in this stretch, outside of quotations and brackets."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        text = self.mask.text
        return tuple(n for n in self.namings[low:high] if n.end <= end and text[n.start] >= " ")

    def named_among(self, people: tuple[Person, ...], before: int) -> tuple[Naming, ...]:
        """Where these were named, not too far, before an offset."""
        wanted = {person.id for person in people}
        high = bisect_left(self._starts, before)
        return tuple(n for n in self.namings[max(0, high - _REACH) : high] if n.entity.id in wanted)

    def names_at(self, start: int, end: int) -> bool:
        """Whether a name covers any of this: 祝福 may be a person, 保證 part of a body."""
        low = bisect_left(self._starts, end)
        return any(naming.end > start for naming in self.namings[max(0, low - 3) : low])

    def skip(self, start: int, end: int) -> int:
        """Like ``skip_adjuncts``, and over every word that is an adverb by its class."""
        at = start
        while True:
            at = skip_adjuncts(self.mask.text, at, end)
            word = self.words.at(at)
            if word is None or word.tag not in ("d", "ad") or word.end > end or at >= end:
                return at
            at = word.end

    def subject(self, start: int, end: int) -> Subject:
        """The subject of the words from the beginning of a clause to its verb, or of a whole clause."""
        text = self.mask.text
        named = self.named_in(start, end)
        people = [naming for naming in named if isinstance(naming.entity, Person)]
        head = self.skip(start, end)
        for number, naming in enumerate(people):
            if not self._may_act(start, naming.start):
                continue
            after = _skip_brackets(text, naming.end)
            if text.startswith(_OWNERS, after) or self._owned(after, end):
                continue
            if self._several(start, naming, people[number + 1 :], end):
                return Subject("several", naming.start, naming.end)
            titled = self._titled(head, naming.start) if head < naming.start else None
            if titled is not None and titled.end < naming.start:
                return titled
            return Subject("name", naming.start, naming.end, naming.entity)
        if people and _GROUPED.search(text, start, end):
            return Subject("several", start, end)
        pronoun = PRONOUN.match(text, head, end)
        if pronoun:
            return Subject("pronoun", pronoun.start(), pronoun.end(), text=pronoun[1])
        for naming in named:
            if isinstance(naming.entity, Organisation) and self._may_act(start, naming.start):
                after = _skip_brackets(text, naming.end)
                spokesman = _SPOKESPERSON.match(text, after, end)
                if spokesman:
                    return Subject("spokesperson", naming.start, spokesman.end(), naming.entity)
        titled = self._titled(head, end)
        if titled is not None:
            return titled
        spokesman = _SPOKESPERSON.match(text, head, end)
        if spokesman:
            return Subject("spokesperson", spokesman.start(), spokesman.end())
        for naming in named:
            if isinstance(naming.entity, Organisation) and self._may_act(start, naming.start):
                after = _skip_brackets(text, naming.end)
                if self._acts(after, end):
                    return Subject("organisation", naming.start, after, naming.entity)
        if _GROUP.match(text, head, end):
            return Subject("several", head, end)
        if head >= end or _CONJOINED.search(text, start, end):
            return Subject("none", start, end)
        return Subject("unknown", start, end)

    def _may_act(self, start: int, end: int) -> bool:
        """Whether what stands before a name leaves it free to be a subject: no 由, 向, 邀請 governs it."""
        text = self.mask.text
        governors: list[str] = []
        for word in self.words.between(start, end):
            if word.end > end:
                break
            if text[word.start] < " " or word.start in self._in_titles:
                continue
            token = text[word.start : word.end]
            if token in ("的", "之"):
                # closes a relative clause, and what the clause itself hangs on, but not 給 or 向 before it
                if governors:
                    governors.pop()
                while governors and governors[-1] in _WITHIN:
                    governors.pop()
            elif token in _CLOSERS_OF_PHRASES:
                governors.clear()
            elif token in _GOVERNORS:
                governors.append(token)
            elif word.tag == "v" and token not in _TITLE_VERBS and len(token) > 1:
                if not _BODY_NOUN.match(text, word.end, end):
                    governors.append(token)
            elif token in ("、", "和", "及", "与") and not governors and self._person_before(start, word.start):
                return False
        return not governors

    def _person_before(self, start: int, end: int) -> bool:
        words = self.words.between(max(start, end - 12), end)
        return any(word.tag == "PER" for word in words[-3:])

    def _owned(self, at: int, end: int) -> bool:
        """Whether a noun of somebody else follows a name: 張三的夫人 or 張三夫人."""
        return bool(_RELATIVES.match(self.mask.text, at, end))

    def _several(self, start: int, first: Naming, others: list[Naming], end: int) -> bool:
        text = self.mask.text
        if _ETC.match(text, _skip_brackets(text, first.end), end):
            return True
        for other in others[:3]:
            between = text[first.end : other.start]
            if len(between) > 60 or not _JOINED.match(between):
                return False
            if between.startswith("、") or not _MEETING.search(text, other.end, end):
                return True
        return False

    def _titled(self, head: int, end: int) -> Subject | None:
        """A title without a name at this place."""
        if self._title is None:
            return None
        text = self.mask.text
        match = self._title.match(text, head, end)
        if match is None or not self.words.ends(match.end()) or _NO_HOLDER.match(text, match.end(), end):
            return None
        after = _skip_brackets(text, match.end())
        word = self.words.at(after)
        if after < end and self.skip(after, end) == after and not (word and word.tag in _ACTING):
            return None
        return Subject("title", head, match.end(), candidates=self.titles[match[0]], text=match[0])

    def _acts(self, at: int, end: int) -> bool:
        """Whether a body is followed by what it does, and not by somebody or something of its own."""
        text = self.mask.text
        if self.skip(at, end) >= end:
            return True
        if text.startswith(_OWNERS, at) or _RANK.search(text, at, min(end, at + 30)):
            return False
        word = self.words.at(at)
        return word is not None and word.tag in _ACTING


def _namings(entities: Entities) -> tuple[Naming, ...]:
    """All names in order; the longer one stands where two overlap."""
    found = [
        Naming(reference.start, reference.end, entity)
        for group in (entities.people, entities.organisations)
        for entity in group
        for reference in entity.references
        if reference.kind != "pronoun"
    ]
    found.sort(key=lambda n: (n.start, -n.end))
    kept: list[Naming] = []
    for naming in found:
        if not kept or naming.start >= kept[-1].end:
            kept.append(naming)
        elif naming.end > kept[-1].end and naming.end - naming.start > kept[-1].end - kept[-1].start:
            kept[-1] = naming
    return tuple(kept)


def _titles(fold: str, people: tuple[Person, ...]) -> dict[str, tuple[Person, ...]]:
    """Whom each title may mean: as its post has it, its head (體育局長 -> 局長), or as it stands beside a name."""
    holders: dict[str, dict[str, Person]] = {}
    for person in people:
        forms: set[str] = set()
        for post in person.posts:
            if post.title_span is not None and post.status != "former":
                forms.add(fold[post.title_span[0] : post.title_span[1]])
        for reference in person.references:
            behind = _TITLE_BEHIND.match(fold, reference.end)
            if behind:
                forms.add(behind[0])
            before = _TITLE_BEFORE.search(fold, max(0, reference.start - 6), reference.start)
            if before and fold[before.start() - 1 : before.start()] not in ("前", "原"):
                forms.add(before[0])
        heads = {head[0] for form in forms if (head := _TITLE_BEFORE.search(form))}
        for form in forms | heads:
            if len(form) > 1:
                holders.setdefault(form, {})[person.id] = person
    return {title: tuple(people.values()) for title, people in sorted(holders.items())}


_RANKS = (
    r"(?:副|总|署理|代理|执行|首席|常务副)?(?:[局部会校院署处厅所馆社市县区州省司董理监组队站台科团镇乡里村]长|秘书长|董事长|理事长|总统|副?总裁|总监|主席|主任|主委"
    r"|总经理|书记|总理|首相|议员|委员|教授|特首|行政长官|发言人|大使|专员|总干事|执行长|董事|干事长|知事|司令|院士|博士)"
)
_RANK = regex.compile(_RANKS)
_TITLE_BEHIND = regex.compile(_RANKS)
_TITLE_BEFORE = regex.compile(_RANKS + "$")


def skip_adjuncts(text: str, start: int, end: int) -> int:
    """The offset behind adverbs and phrases of time, place and occasion that stand before a subject or a verb.

    >>> text = "隨後在致辭中，"
    >>> skip_adjuncts("随后在致辞中指出", 0, 6)
    6
    """
    at = start
    while at < end:
        match = _ADJUNCT.match(text, at, end)
        if match is None or match.end() == at:
            return at
        at = match.end()
    return at


def _skip_brackets(text: str, at: int) -> int:
    while text.startswith((BRACKETED, " "), at):
        at += 1
    return at


_SPEAKING = "致辞|致词|致谢辞|致谢词|致欢迎辞|致欢迎词|开幕致辞|闭幕致辞|开幕致词|致答词|发言|讲话|演讲|演说|受访|受勋|答辞|答词|专访|采访|访问|回应|总结|裁示|结语"
_OCCASIONS = "会上|会中|会后|会前|席间|席上|现场|活动上|典礼上|仪式上|论坛上|信中|文中|报告中|函中|其间|期间|台上|场上|会议上|会议中"
_ADVERBS = (
    "并不|不忘|不约而同|一一|进一步|更进一步|首先|最后|其次|再次|再度|特别|特地|另外|此外|同时|随后|随即|其后|接着|接下来|之后|然后|其中|最終|最终|今天|今日|昨天|昨日|昨晚|明天|同日|当日|当天|当晚|日前|近日"
    "|今早|今晨|晚间|上午|下午|中午|傍晚|凌晨|早上|晚上|今晚|欣然|谨此|谨|兹|特此|借此|藉此|借机|也|亦|又|并|還|还|则|且|再|更|均|都|皆|另|续|仍|就|便|即|先|遂|乃|也就|只|曾|曾经|已|已经|正式|联合|共同|一致|强烈|再三|一再|多次|反复|诚挚|真诚|由衷|衷心|深切|热情|热切|殷切|诚恳|郑重|公开|明确|坦率|谦虚|感性|幽默|风趣|笑着|动情|兴奋|激动|自豪|欣慰|感慨|语重心长|开心|高兴|骄傲|热烈"
    "|对此|就此|因此|为此|故此|所以|但|但是|不过|然而|而|而且|至于|尤其|尤其是|当然|事实上|其实|同样|分别|相继|先后|依次|透过视讯|以视像形式|书面|致信|来函|赛后|试用后|会谈中|过程中|一路|持续|一直|始终|向来|除此之外|与此同时|在此同时|屆時|届时|未来|今后|另一方面|一方面|此行|此次|这次|本次|当时|同场|总括来说|总的来看|自己|本身|个人|充分|高度|"
    "要|想|想要|愿意|预先|稍后|接受媒体访问|接受媒体采访|非常|十分|很|相当|殷殷|也期|都能|由此|同步|特|亲自|不讳言地|期间"
)
_CLOSED = "时|後|后|中|上|下|内|期间|之际|之余|以来|过程中|环节|里|间"
_ADJUNCT = regex.compile(
    rf"[\s　]+|{BRACKETED}+|第[一二三四五六七八九十]|[今昨明本][ 　]*[日天晚早晨]?{BRACKETED}*[日天晚早晨]|(?:\d+年)?(?:\d+月)?\d+[日号]{BRACKETED}*(?:上午|下午|晚上?|中午|凌晨)?"
    rf"|[二○〇零一三四五六七八九十]+月[一二三四五六七八九十]+日{BRACKETED}*|本?周[一二三四五六日]{BRACKETED}*"
    rf"|(?:{_SPEAKING})(?:结束)?(?:时|中|后|後|指|并)?(?!人)|(?:{_OCCASIONS})"
    r"|(?:在|于|自|从|当|经|应|随着|通过|透过|借由|借着|藉由|针对|面对|关于|有关|对于|对|就|向|与|和|同|以|用|为|代表|接受|回应|回复|回覆|答复|谈及|谈到|谈起|提到|提及|说到|出席|主持|会见|接见|参加|引述|根据|依据|据|除|除了|因应|抵达|参观|视察|听取|回顾|展望|被问及|问及|检视|聆听|听完|看完|结束)"
    rf"[^，。；！？]{{1,60}}?(?:{_CLOSED}|访问|采访|查询|提问|为例|为题|语|形式|方式|身份|角度|外|起|前|主题演讲|演讲)(?!人|心|方|国|长|将|任|海|面|级|述|市|央|华|文|环|山|学|小|大|间|续|游|部|等|年|台|北|南|东|西|期)"
    r"|(?:对|向|与|和)(?:记者|传媒|媒体|外界|与会者|在场人士|大家|本报|各界|来宾|公众|股东|市民|民众|国人)"
    rf"|(?:{_ADVERBS})|[\u4e00-\u9fff]{{2,4}}地(?!方|区|点|址|产|位|球|铁|热|下|域|板|震|标|图|带)"
)
_REACH = 200  # names looked back for the holder of a title
_ACTING = frozenset({"v", "d", "p", "vd", "ad", "TIME", "c"})
_OWNERS = ("的", "之", "们")
PRONOUN = regex.compile(r"([他她]|本人)(?![们的国方日乡人之])")
_GOVERNORS = frozenset(
    "由 向 对 对于 与 和 跟 同 为 给 在 于 从 被 获 获得 将 把 让 使 令 请 邀 邀请 经 应 随 随着 通过 透过 针对 关于 有关 就 至于 除 除了 包括 包含 如 例如 像 以 因 因为 因应 "
    "陪同 协同 偕 偕同 会同 联同 以及 及 或 听 听取 看 见 问 谢 谢谢 感谢 接见 会见 是 有 即 到 至 致 自 比 按 按照 并由 则由 迎 接 率 授 代 替 祝 据悉".split()
)
_WITHIN = frozenset("由 被 获 获得 在 于 从 经 应 以 随 随着 按 按照".split())
_CLOSERS_OF_PHRASES = frozenset("时 后 後 上 中 下 内 里 间 期间 之际 之余 以来 起 前 会上 会中 会后 ， ： 环节 为例 外 :".split())
_TITLE_VERBS = frozenset(
    "任 联席 现任 新任 前任 原任 候任 署理 代理 创会 创办 创始 卸任 离任 时任 兼 兼任 荣任 续任 主持 负责 当选 领军 执行 监事 理事 指挥 发言 指导 管理 发展 研究 教育 合作 投资 服务 规划 建设 交流 推广 促进 统筹 监察 审计 监督 咨询 "
    "协调 策划 设计 保安 行政 立法 司法 检察 交通 运输 环境 卫生 食物 开发 营运 营销 运营 技术 传播 公关 策展 编辑 采购 培训 常任 非执行 候补 名誉 退休 退任 荣休 就任 客座 分管 表示 指出 说 认为 担任 出任 荣誉 主管 已故 兼职 驻".split()
)
_BODY_NOUN = regex.compile(r"[\u4e00-\u9fff]{0,4}(?:企业|公司|机构|平台|集团|厂商|品牌|供应商|开发商|服务商|运营商|商|团队|组织|学者|专家|主席|会长|专员|名家|人|家|者|员|手)")
_RELATIVES = regex.compile(r"(?:在?任内|任期|所(?!长)|夫人|太太|妻子|丈夫|伉俪|夫妇|家属|家人|遗孀|女儿|儿子|一行人?(?:表示|说)|办公室|团队|基金会|组合|工作室|等人|们)")
_GROUPED = regex.compile(r"[一二三四五六七八九十两数多各\d]+(?:位|名|人|家)|等(?:人|嘉宾|领导|代表|专家)?[，\s]*$|双方|一致|分别")
_GROUP = regex.compile(r"(?:[一二三四五六七八九十两数多各\d]+余?(?:位|名|家|方|大|个)|双方|各方|与会|大家|众人|彼等|他们|她们|各界|业界|专家|学者|嘉宾|委员们|代表们|市民|民众|有人|部分|不少|许多|众多)")
_ETC = regex.compile(r"[\w·]{0,8}?(?:等[^候待于级一]|等$)")
_JOINED = regex.compile(r"[^，。；：]{0,12}?(?:、|和|及|与|暨|以及|跟|同)[^，。；：]*$")
_MEETING = regex.compile(r"(?:会面|会谈|会晤|交流|座谈|通话|见面|对谈|交接|合影)[^，。；]{0,6}(?:时|中|后)")
_SPOKESPERSON = regex.compile(r"[ ]*(?:新闻)?(?:发言人|(?:有关|相关)?(?:部门)?负责人|(?:有关|相关)人士|方面|公关部)(?![\u4e00-\u9fff]{2,3}(?:表示|说))")
_NO_HOLDER = regex.compile(r"[府室办们级选职之的、和及与或兼]|一职|职[务位]|候选|夫人|伉俪|任内|任期|杯|奖|团队|人选|座|令")
_CONJOINED = regex.compile(r"[并並且]$|，并[^，]{0,4}$")
