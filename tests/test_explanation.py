"""Why a record is there: every rule has words, every value a place, and the shell shows the same."""

from __future__ import annotations

import json
import pickle

import pytest

import pressextract as px
from pressextract.errors import LexiconError
from pressextract.knowledge.frames import load_frames
from pressextract.knowledge.rules import load_rules
from tests.test_cli import run

TEXT = "青禾集團董事長林致遠今日與東岸大學校長周平簽署《海洋研究合作協議》。林致遠表示，雙方將共建實驗室。\n"
FRAMES = """
[[frame]]
id = "flood.warning"
kind = "measure"
needs = ["subject"]
patterns = ["<subject:O>…{發出}[^，。]{0,6}警報"]
[[frame.example]]
text = "[青禾市水利局|o]今日發出紅色警報。"
expect = { kind = "measure", subject = ["青禾市水利局"] }

[[occasion]]
kind = "festival"
heads = ["燈船巡遊"]
[[occasion.example]]
text = "[青禾市政府|o]昨日舉辦第三屆珠江燈船巡遊。"
expect = { kind = "festival" }
"""
FLOOD = "青禾市水利局今日上午發出橙色警報。青禾市政府昨日舉辦第三屆珠江燈船巡遊。"


def test_every_rule_of_the_fixtures_has_words(samples):
    frames, rules = load_frames(), load_rules()
    known = {frame.id for frame in (*frames.acts, *frames.roles)}
    for sample in samples:
        release = sample.release
        assert {person.rule for person in release.people} <= rules["people"].keys()
        assert {post.rule for person in release.people for post in person.positions} <= rules["positions"].keys()
        assert {body.rule for body in release.organisations} <= rules["organisations"].keys()
        assert {event.rule for event in release.events} <= rules["events"].keys() | known
        roles = {one.rule for event in release.events for one in event.participants}
        assert roles <= rules["roles"].keys() | known | {event.rule for event in release.events}
        for said in release.statements:
            words, _, speaker = said.rule.partition(":")
            assert words in rules["words"]
            assert speaker in rules["speakers"]


def test_every_record_is_explained_and_every_value_has_a_place(sample):
    release = sample.release
    found = px.explain(release)
    records = (*release.people, *release.organisations, *release.events, *release.statements)
    assert len(found) == len(records)
    assert [one.rule for one in found] == [record.rule for record in records]
    for one in found:
        assert one.evidence is not None
        spans = [one.evidence, *(reason.span for reason in one.reasons if reason.span)]
        assert all(release.text[span.start : span.end] == span.text for span in spans)
        assert px.Explanation.model_validate_json(one.model_dump_json()) == one
    for event in release.events:
        slots = {ground.slot for ground in event.grounds}
        told = {"name": event.name, "date": event.start, "place": event.place, "theme": event.theme}
        told |= {"attendance": event.attendance, "amount": event.amounts}
        # A year in the name dates an event too, and so does a day that another event of the release bears.
        assert {slot for slot, value in told.items() if value} - {"date"} == slots - {"date"}
        assert ("date" in slots) <= bool(event.start)
        assert event.evidence.start <= event.trigger.start or event.rule.endswith((".list", ".form", ".line"))
    for said in release.statements:
        assert said.evidence is not None
        assert said.evidence.start <= said.span.start <= said.span.end <= said.evidence.end


def test_one_record_can_be_asked_for():
    release = px.extract(TEXT)
    (why,) = px.explain(release, "s1")
    assert (why.what, why.name, why.rule) == ("statement", "林致遠", "reported:name")
    speaker = why.reasons[0]
    assert speaker.span is not None
    assert (speaker.value, speaker.span.text, speaker.why) == ("林致遠", "林致遠", "the speaker is named")
    with pytest.raises(ValueError, match=r"no.*'e9'; it has p1"):
        px.explain(release, "e9")


def test_an_explanation_reads_as_text():
    text = str(px.explain(px.extract(TEXT), "e1")[0])
    assert text.splitlines()[0].startswith("e1  signing  海洋研究合作協議")
    assert "signing: the frame signing, as in: " in text
    assert "\n  signatory: 青禾集團 [0:4]" in text


def test_frames_of_a_user_hold_for_one_extractor():
    own = px.Extractor(frames=FRAMES)
    events = own.extract(FLOOD).events
    assert [(e.kind, e.rule, e.name) for e in events] == [
        ("measure", "flood.warning", None),
        ("festival", "occasion.named", "第三屆珠江燈船巡遊"),
    ]
    assert [p.name for p in events[0].participants] == ["青禾市水利局"]
    assert px.extract(FLOOD).events == ()
    again = pickle.loads(pickle.dumps(own))
    assert again.extract(FLOOD).events == events
    assert "青禾市水利局今日發出紅色警報" in px.convert(own.explain(own.extract(FLOOD), "e1")[0].meaning, to="t")


def test_frames_of_a_user_can_be_a_file(tmp_path):
    path = tmp_path / "frames.toml"
    path.write_text(FRAMES, "utf-8")
    assert len(px.Extractor(frames=path).extract(FLOOD).events) == 2


def test_a_frame_with_the_id_of_a_built_in_one_stands_in_its_place():
    speech = (
        "[[frame]]\nid = 'speech'\nkind = 'speech'\npatterns = ['<speaker:P>…{開腔}']\n[[frame.example]]\ntext = '說'"
    )
    release = px.Extractor(frames=speech).extract("會長林致遠致辭。隨後會長周平開腔。")
    assert [(e.kind, e.trigger.text) for e in release.events] == [("speech", "開腔")]


@pytest.mark.parametrize(
    ("frames", "complaint"),
    [
        ("nowhere.toml", "nowhere.toml"),
        ("[[frame]]\nid = 'x'\nkind = 'other'\npatterns = ['{說}']", "frame x has no examples"),
        ("[[frame]]\nid = 'x'\nkind = 'other'\npatterns = ['({說}']\n[[frame.example]]\ntext = '說'", "frame x"),
        ("[[frame]\n", "frames: "),
    ],
)
def test_frames_that_cannot_be_read_are_named(frames, complaint):
    with pytest.raises(LexiconError, match=complaint):
        px.Extractor(frames=frames)


def test_the_shell_explains(tmp_path):
    path = tmp_path / "r.txt"
    path.write_text(TEXT, "utf-8")
    done = run("explain", str(path), "--item", "e1")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == f"{px.explain(px.extract(TEXT), 'e1')[0]}\n\n"
    lines = run("explain", str(path), "--json").stdout.splitlines()
    assert [json.loads(line)["item"] for line in lines] == [one.item for one in px.explain(px.extract(TEXT))]
    wrong = run("explain", str(path), "--item", "e9")
    assert wrong.returncode == 2
    assert "'e9'" in wrong.stderr.decode()


def test_the_shell_takes_frames(tmp_path):
    text, frames = tmp_path / "r.txt", tmp_path / "f.toml"
    text.write_text(FLOOD, "utf-8")
    frames.write_text(FRAMES, "utf-8")
    done = run("explain", str(text), "--frames", str(frames), "--item", "e1")
    assert "flood.warning" in done.stdout.decode()
    wrong = run("explain", str(text), "--frames", str(tmp_path / "no.toml"))
    assert wrong.returncode == 1
    assert b"Traceback" not in wrong.stderr
    assert "no.toml" in wrong.stderr.decode()
