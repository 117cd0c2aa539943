"""Lines and sections: a release drawn as (kind, line) pairs; what the page says must be what is drawn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressextract.text.page import read_page

RELEASES = {
    "Hong Kong notice": [
        ("noise", "新聞公報"),
        ("headline", "青禾海濱發展委員會成員名單公布"),
        ("noise", "＊＊＊＊＊＊＊＊＊＊＊＊"),
        ("lead", "　　政府今日（十二月十九日）公布青禾海濱發展委員會的人事安排，由林致遠出任主席。"),
        ("body", "　　發言人補充，成員名單兼顧各個界別。"),
        ("heading", "委員會的成員名單如下："),
        ("heading", "主席"),
        ("noise", "──"),
        ("roster", "林致遠，GBS，JP"),
        ("heading", "非官方成員"),
        ("noise", "─────"),
        ("roster", "何安博士"),
        ("roster", "周平，MH，JP"),
        ("roster", "陸　晴 *"),
        ("contact", "　　傳媒查詢，請聯絡青禾署高級主任何樂先生（電話：3919 0000）。"),
        ("noise", "完"),
        ("dateline", "2025年12月19日（星期五）"),
        ("noise", "香港時間16時00分"),
    ],
    "Taiwan city": [
        ("headline", "青禾港燈節登場　林致遠邀民眾賞燈"),
        ("dateline", "發稿單位：新聞及國際關係處"),
        ("dateline", "發稿時間：112年8月15日 14:58"),
        ("credits", "發稿人：何安 06-2990000"),
        ("lead", "青禾港燈節今（15）日登場，市長林致遠親臨現場，與鄉親一同點燈。"),
        ("body", "文化局表示，燈節為期30天，歡迎民眾參觀。"),
        ("caption", "▲市長林致遠（中）主持典禮。（文化局提供）"),
        ("contact", "聯絡電話：06-2990000"),
    ],
    "wire with boilerplate": [
        ("headline", "青禾科技完成逾8億元融資，加速晶片量產"),
        ("lead", "杭州2025年8月27日 /美通社/ -- 青禾科技今日宣布完成融資，由東岸資本領投。"),
        ("heading", "业务进展"),
        ("body", "公司二期产线已于今年六月投产，年底前将形成产能，并拿下六家车企的定点。"),
        ("heading", "关于青禾科技"),
        ("boilerplate", "青禾科技成立于2016年，总部位于杭州，在上海设有研发中心。"),
        ("heading", "关于东岸资本"),
        ("boilerplate", "东岸资本是硬科技投资机构，在管规模超过200亿元。"),
        ("contact", "媒体联络"),
        ("contact", "青禾科技公共事务部　周平　pr@qinghe.example"),
    ],
    "mainland notice": [
        ("noise", "首页 > 政务公开 > 市政服务"),
        ("headline", "青禾集团与东岸大学签署战略合作协议"),
        ("dateline", "来源：青禾市政　发布时间：2024-10-16　访问量："),
        ("lead", "10月14日上午，青禾集团董事长林致远一行来到东岸大学，双方举行签约仪式。"),
        ("caption", "会议现场（集团总部　伍晖摄）"),
        ("body", "林致远表示，期待双方结成紧密的伙伴。"),
        ("heading", "出席签约仪式的其他领导和嘉宾："),
        ("roster", "市委常委、秘书长　　　　何安"),
        ("roster", "市商务局局长　　　　　　周平"),
        ("roster", "东岸大学科学技术处处长　陆晴"),
        ("noise", "END"),
        ("credits", "供稿：何安"),
        ("credits", "编辑：伍   晖"),
        ("credits", "责任编辑：周平　　来源：青禾网"),
    ],
    "exchange announcement": [
        ("boilerplate", "香港交易及結算所有限公司與香港聯合交易所有限公司毋須為本公告之內容承擔任何責任。"),
        ("heading", "青禾控股有限公司"),
        ("heading", "QINGHE HOLDINGS LIMITED"),
        ("heading", "（股份代號：0000）"),
        ("headline", "須予披露及關連交易"),
        ("lead", "青禾控股有限公司董事會謹此公佈，買方已訂立買賣協議，收購目標公司餘下45%股權。"),
        ("heading", "進行收購事項之理由"),
        ("body", "董事會相信，全資持有目標公司有助本集團整合資源，並合乎全體股東之利益。"),
        ("roster", "承董事會命"),
        ("roster", "青禾控股有限公司"),
        ("roster", "主席"),
        ("roster", "林致遠"),
        ("dateline", "香港，二零二五年十一月十八日"),
        ("body", "於本公告日期，本公司執行董事為林致遠先生；非執行董事為何安女士。"),
    ],
}


def drawn(page):
    return [(line.kind, page.original[slice(*page.to_original(line.start, line.end))]) for line in page.lines]


@pytest.mark.parametrize("name", RELEASES)
def test_kinds(name):
    rows = RELEASES[name]
    page = read_page("\n\n".join(text for _, text in rows).replace("主席\n\n──", "主席\n──"))
    assert drawn(page) == [(kind, text.strip()) for kind, text in rows]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("图为市长林致远（右三）与何安合影。", "caption"),
        ("（图一）左起：何安、周平和林致远。", "caption"),
        ("圖書館昨日啟用，市長林致遠主持儀式。", "body"),
        ("会上，林致远指出，要加快建设。", "body"),
        ("（编辑 何安）", "credits"),
        ("（市发改委 供稿）", "credits"),
        ("记者从市商务局获悉，展会将于明年举行。", "body"),
        ("如欲索取照片，请联络青禾集团传讯部：", "contact"),
        ("查询详情可浏览网页，费用全免，欢迎公众参加。", "body"),
        ("活动时间：2025年10月5日", "body"),
        ("* 何安获委任为青禾集团总监，于十二月一日履新。", "body"),
        ("关于申办的问题，林致远回应说，会尽快公布。", "body"),
        ("＝＝＝＝＝＝", "noise"),
        ("上一篇：青禾集团换帅", "noise"),
        ("来源：青禾网", "dateline"),
    ],
)
def test_one_line_in_the_story(line, kind):
    before = "青禾集团换帅\n\n青禾集团今日宣布，林致远任主席，即日起生效。"
    page = read_page(f"{before}\n\n{line}\n\n他感谢各界多年来的支持，并期待与同事共事。")
    assert page.lines[2].kind == kind


def test_sections():
    page = read_page("\n\n".join(text for _, text in RELEASES["wire with boilerplate"]))
    fold = page.fold
    found = [
        (
            section.kind,
            fold[slice(*section.heading)] if section.heading else None,
            fold[section.start : section.end][:6],
        )
        for section in page.sections
    ]
    assert found == [
        ("lead", None, "杭州2025"),
        ("body", "业务进展", "公司二期产线"),
        ("boilerplate", "关于青禾科技", "青禾科技成立"),
        ("boilerplate", "关于东岸资本", "东岸资本是硬"),
        ("contact", None, "媒体联络\n\n"),
    ]


@given(st.text(alphabet="林致远主席，。：、\n 　（）关于图A1─•", max_size=80))
def test_lines_cover_the_text(text):
    page = read_page(text)
    at = 0
    for line in page.lines:
        assert not page.fold[at : line.start].strip()
        assert page.fold[line.start : line.end].strip() == page.fold[line.start : line.end] != ""
        at = line.end
    assert not page.fold[at:].strip()
    at = 0
    for section in page.sections:
        assert at <= section.start < section.end
        at = section.end
    assert [line.kind for line in page.lines].count("headline") <= 1
    assert [line.kind for line in page.lines].count("lead") <= 1
