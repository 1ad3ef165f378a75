from pathlib import Path

from benchmarks.events import across, below, grouped, linked
from benchmarks.meantime import load
from benchmarks.meantime_mentions import mentions

ARTICLE = """<?xml version="1.0" ?><Document doc_id="{name}" doc_name="{name}" lang="en">
{tokens}
<Markables>
<EVENT_MENTION m_id="1"><token_anchor t_id="{title}"/></EVENT_MENTION>
<EVENT_MENTION m_id="2"><token_anchor t_id="{lead}"/></EVENT_MENTION>
<EVENT_MENTION m_id="3"><token_anchor t_id="{other}"/></EVENT_MENTION>
<TIMEX3 functionInDocument="CREATION_TIME" m_id="9" type="DATE" value="2031-03-05"></TIMEX3>
<EVENT instance_id="{instance}" m_id="20"/><EVENT m_id="21"/>
</Markables>
<Relations>
<REFERS_TO r_id="1"><source m_id="1"/><source m_id="2"/><target m_id="20"/></REFERS_TO>
<REFERS_TO r_id="2"><source m_id="3"/><target m_id="21"/></REFERS_TO>
</Relations>
</Document>"""
SENTENCES = [
    "Norsk Fisk buys Lysning",
    "March 5 , 2031",
    "Norsk Fisk buys the rival Lysning for 40 million crowns .",
    "Sailors waited .",
]


def plant(folder: Path, name: str) -> None:
    """One article of four sentences: two mentions of one purchase, one of waiting."""
    words = [(number, word) for number, sentence in enumerate(SENTENCES) for word in sentence.split()]
    tokens = "\n".join(
        f'<token number="{place}" sentence="{sentence}" t_id="{place}">{word}</token>'
        for place, (sentence, word) in enumerate(words, 1)
    )
    buys = [place for place, (_, word) in enumerate(words, 1) if word == "buys"]
    waited = next(place for place, (_, word) in enumerate(words, 1) if word == "waited")
    folder.mkdir(exist_ok=True)
    text = ARTICLE.format(name=name, tokens=tokens, title=buys[0], lead=buys[1], other=waited, instance="EVE1")
    (folder / f"{name}.xml").write_text(text, encoding="utf-8")


def test_the_corpus_is_read_with_its_places_and_its_groups(tmp_path: Path) -> None:
    plant(tmp_path / "corpus_gm", "one")
    (told,) = load(tmp_path, "dev")
    assert [told.article.text[one.start : one.end] for one in told.marked] == ["buys", "buys", "waited"]
    assert [one.group for one in told.marked] == ["EVE1", "EVE1", "one 21"]
    assert str(told.article.published_given.earliest) == "2031-03-05"


def test_mentions_are_made_by_our_own_pipeline(tmp_path: Path) -> None:
    plant(tmp_path / "corpus_gm", "one")
    title, lead, other = (placed.mention for placed, _ in mentions(load(tmp_path, "dev")))
    assert title.head == lead.head == "buy"
    assert title.title and not lead.title
    assert "40" in lead.figures
    assert other.family != lead.family


def test_the_two_mentions_of_one_purchase_are_linked(tmp_path: Path) -> None:
    plant(tmp_path / "corpus_gm", "one")
    placed = [one for one, _ in mentions(load(tmp_path, "dev"))]
    assert sorted(map(sorted, linked(placed))) == [[0, 1], [2]]


def test_pairs_across_articles_are_told_apart(tmp_path: Path) -> None:
    for name in ("one", "two"):
        plant(tmp_path / "corpus_gm", name)
    told = list(mentions(load(tmp_path, "dev")))
    placed, gold = [one for one, _ in told], grouped([key for _, key in told])
    assert across(placed, gold, gold) == {"gold": 4, "joined": 4, "right": 4}
    assert across(placed, [[place] for place in range(6)], gold) == {"gold": 4, "joined": 0, "right": 0}


def test_what_is_below_its_floor_is_told() -> None:
    assert below({"dev": {"standoff": {"conll_f1": 0.5}}}) == ["dev: CoNLL F1 0.500 is below the floor of 0.802"]
    assert below({"dev": {"standoff": {"conll_f1": 0.9}}}) == []
