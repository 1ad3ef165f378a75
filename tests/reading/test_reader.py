import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from standoff.core.dates import Published, When
from standoff.core.errors import ModelMissing
from standoff.core.ids import text_id
from standoff.core.records import Article, Reading, items_of, spans_of
from standoff.core.spans import Span
from standoff.intake import Failure, take_in
from standoff.reading.reader import ReaderOptions, preset, read, read_articles, version

HARBOUR = (
    "Harbour talks stall\n\n"
    "Chile demanded on Monday that Peru open the harbour. Peru rejected the demand, its envoy said.\n\n"
    '"We will not sign," a Chilean spokesman told AFP. About 300 to 400 people waited at the gates.\n\n'
    "Subscribe to our newsletter\n"
)
SPANISH = (
    "Las conversaciones sobre el puerto se estancan\n\n"
    "Chile exigió el lunes que Perú abriera el puerto, y el portavoz peruano rechazó la exigencia ante los periodistas. "
    "El gobierno de Chile dijo que no firmaría el acuerdo mientras sigan las maniobras en la frontera.\n"
)


def article(text: str, name: str = "x.txt") -> Article:
    return Article(id=text_id(text), name=name, text=text)


def all_spans(reading: Reading) -> Iterator[Span]:
    """Every span of a reading, in items and beside them."""
    for item in items_of(reading):
        yield from spans_of(item)
    if reading.title is not None:
        yield reading.title
    for actor in reading.actors:
        yield from actor.mentions
        yield from (Span(role.start, role.end, role.title) for role in actor.roles)
    yield from (span for when in reading.times if (span := placed(when)) is not None)


def placed(when: When) -> Span | None:
    if when.start is None or when.end is None or when.text is None:
        return None
    return Span(when.start, when.end, when.text)


def check(one: Article, reading: Reading) -> None:
    """Fail unless every span of the reading holds, and every id stands once."""
    for span in all_spans(reading):
        assert 0 <= span.start < span.end <= len(one.text)
        assert one.text[span.start : span.end] == span.text
    for start, end in reading.sentences:
        assert one.text[start:end].strip() == one.text[start:end] != ""
    assert list(reading.sentences) == sorted(reading.sentences)
    identifiers = [item.id for item in items_of(reading)]
    assert len(identifiers) == len(set(identifiers))
    assert all(item.article == one.id for item in items_of(reading))


PIECES = [
    *("Chile", "the United States", "Moscow", "Foreign Minister Ana Reyes", "a senior official", "he", "we", "the envoy said"),
    *("demanded that", "rejected", "threatened to", "told reporters", "will meet", "agreed", "if", "unless", "by Friday", "not"),
    *("300", "1.5 million troops", "between 10 and 20", "half", "dozens of", "0", "-5", "1,000,000,000,000,000,000,000"),
    *('"', "“", "”", "'", "’", "(", ")", "—", "...", ".", ",", ";", ":", "?", "!", "\n", "\n\n", "\t", " ", "\u00a0"),
    *(
        "on Monday",
        "Jan. 31",
        "February 30, 2022",
        "2014",
        "last week",
        "tomorrow",
        "GENEVA (Reuters) -",
        "Share",
        "By A. Writer",
    ),
    *("مرحبا", "שלום", "Привет", "你好", "🙂", "👩‍👩‍👧", "e\u0301", "\u202e", "\ufeff", "\u200b", "ﬁ", "İ", "ß"),
]
news = st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join)
glued = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
characters = st.characters(exclude_categories=["Cs"])
any_text = st.text(characters, max_size=200) | news | glued
SCRAPS = [
    "",
    " ",
    "\n",
    "\0",
    '"',
    '""' * 50,
    "“" * 30,
    "0 " * 200,
    "9" * 400,
    "a" * 5000,
    ". " * 100,
    "\u2028\u2029\x85",
    "\r\r\n",
]


@settings(max_examples=100, deadline=None)
@given(any_text)
@example("".join(chr(number) for number in range(256)))
@example('"'.join(["We will not sign"] * 40))
@example("he said she said " * 100)
def test_any_text_is_read_and_every_span_holds(text: str) -> None:
    check(article(text), read(article(text)))


@pytest.mark.parametrize("scrap", SCRAPS, ids=range(len(SCRAPS)))
def test_a_scrap_is_read(scrap: str) -> None:
    check(article(scrap), read(article(scrap)))


@pytest.mark.parametrize("piece", ["Chile rejected the demand of Peru, ", "said ", "“We", "300 ", "\n\n", "Related\n", "مرحبا "])
def test_a_huge_line_is_read(piece: str) -> None:
    text = piece * (6_000 // len(piece))
    check(article(text), read(article(text)))


@settings(max_examples=50, deadline=None)
@given(raw=st.binary(max_size=300) | any_text.map(str.encode) | any_text.map(lambda text: text.encode("utf-16")))
def test_any_bytes_are_refused_or_read(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    path = tmp_path_factory.mktemp("bytes") / "x.txt"
    path.write_bytes(raw)
    for taken in take_in([path]):
        if isinstance(taken, Failure):
            assert taken.reason
        else:
            check(taken, read(taken))


@settings(max_examples=25, deadline=None)
@given(any_text)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert read(article(text)) == read(article(text))


@settings(max_examples=20, deadline=None)
@given(st.lists(any_text, min_size=2, max_size=6))
def test_an_article_reads_the_same_alone_as_among_others(texts: list[str]) -> None:
    together = list(read_articles([article(text) for text in [HARBOUR, *texts]]))
    assert together == [read(article(text)) for text in [HARBOUR, *texts]]


def test_many_articles_come_back_in_order() -> None:
    texts = [f"Chile rejected demand number {number}." for number in range(30)]
    assert [reading.article for reading in read_articles(map(article, texts))] == [text_id(text) for text in texts]


def test_readings_are_handed_on_before_all_articles_are_taken() -> None:
    taken: list[int] = []

    def articles() -> Iterator[Article]:
        for number in range(100):
            taken.append(number)
            yield article(f"Chile rejected demand number {number}.")

    next(read_articles(articles()))
    assert len(taken) < 50


def test_no_articles_give_no_readings() -> None:
    assert list(read_articles([])) == []


def test_the_name_of_an_article_changes_nothing_that_is_read() -> None:
    assert read(article(HARBOUR, "a.txt")) == read(article(HARBOUR, "b.txt"))


@pytest.fixture(scope="module")
def harbour() -> Reading:
    return read(article(HARBOUR))


def test_a_reading_has_a_title(harbour: Reading) -> None:
    assert harbour.title == Span(0, 19, "Harbour talks stall")


def test_noise_is_set_apart_and_nothing_is_found_in_it(harbour: Reading) -> None:
    start = HARBOUR.index("Subscribe")
    assert [noise.text for noise in harbour.noise] == ["Subscribe to our newsletter"]
    assert all(span.end <= start for item in items_of(harbour) if item.id != harbour.noise[0].id for span in spans_of(item))
    assert all(end <= start for _, end in harbour.sentences)


def test_nothing_is_found_in_a_story_behind_the_first_and_its_credits_are_its_own() -> None:
    first = HARBOUR.rsplit("\n\n", 1)[0] + "\n\nThe gates stay shut until the talks go on in the spring, both of them said.\n\n"
    first += (
        "The storm broke the outer wall of the old port in three places, and the pilots have refused to go out since then.\n\n"
    )
    first += "Fishermen who have waited for a year told the mayor that they would sail without leave if nothing came of it.\n\n"
    second = (
        "Kenya threatens to close its border\n\nNAIROBI (AP) - Kenya threatened on Friday to close its border with Uganda.\n\n"
    )
    second += (
        "Uganda accused Kenya of breaking the pact, its minister said. About 900 lorries stood at Malaba.\n\n(Source: Reuters)\n"
    )
    found = read(article(first + second))
    assert next(noise.reason for noise in found.noise if noise.start >= len(first)) == "appended_story"
    assert all(span.end <= len(first) for item in items_of(found) if item not in found.noise for span in spans_of(item))
    assert found.carried_by == ()


def test_statements_have_their_parties(harbour: Reading) -> None:
    assert ("demand", ("CHL",), ("PER",)) in [(s.act, s.party, s.addressee) for s in harbour.statements]


def test_figures_are_ranges(harbour: Reading) -> None:
    assert (300, 400) in [(figure.low, figure.high) for figure in harbour.figures]


def test_a_reading_carries_the_readers_version(harbour: Reading) -> None:
    assert harbour.reader == version(ReaderOptions())


def test_the_network_of_attributions_adds_to_the_rules_where_it_is_asked() -> None:
    text = "The mayor blasted the governor’s “reckless and shameful” order."
    plain, asked = (read(article(text), ReaderOptions(attribution_model=on)) for on in (False, True))
    assert plain.attributions == ()
    assert [one.cue and one.cue.text for one in asked.attributions] == ["blasted"]
    assert plain.reader != asked.reader


def test_a_given_date_is_kept() -> None:
    given_date = Published(earliest=dt.date(2031, 3, 4), latest=dt.date(2031, 3, 4), basis="given")
    one = msgspec.structs.replace(article(HARBOUR), published_given=given_date)
    published = read(one).published
    assert (published.earliest, published.latest) == (given_date.earliest, given_date.latest)


def test_a_reading_survives_json(harbour: Reading) -> None:
    assert msgspec.json.decode(msgspec.json.encode(harbour), type=Reading) == harbour


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (SPANISH, "es"),
        ("Переговоры о порте зашли в тупик. Чили потребовала в понедельник, чтобы Перу открыло порт.", "ru"),
        ("Die Gespräche über den Hafen stocken. Chile forderte am Montag, dass Peru den Hafen öffnet.", "de"),
        ("تعثرت المحادثات حول الميناء وطالبت تشيلي يوم الاثنين بأن تفتح بيرو الميناء أمام السفن.", "ar"),
        ("港口谈判陷入僵局。智利周一要求秘鲁开放港口，秘鲁特使拒绝了这一要求。", "zh"),
    ],
)
def test_another_language_is_kept_flagged_and_not_coded(text: str, language: str) -> None:
    reading = read(article(text))
    assert (reading.language, reading.flags) == (language, (f"not_coded:{language}",))
    assert (reading.statements, reading.attributions, reading.figures, reading.meetings, reading.forecasts) == ((),) * 5


def test_a_text_of_no_language_is_flagged() -> None:
    assert read(article("12 345 67,8 9\n" * 10)).flags == ("not_coded:und",)


def test_other_languages_among_english_do_not_shift_what_is_read() -> None:
    texts = [SPANISH, HARBOUR, SPANISH + "!", HARBOUR + "!"]
    assert [reading.language for reading in read_articles(map(article, texts))] == ["es", "en", "es", "en"]


def test_intakes_flags_are_kept() -> None:
    one = msgspec.structs.replace(article(SPANISH), flags=("published_unreadable:x",))
    assert read(one).flags == ("published_unreadable:x", "not_coded:es")


def test_a_model_that_is_not_installed_is_said() -> None:
    with pytest.raises(ModelMissing, match="not installed"):
        read(article(HARBOUR), ReaderOptions(model="no_such_model"))


def test_reading_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    read(article(HARBOUR))
    assert list(tmp_path.iterdir()) == []


def test_presets_ask_more_and_more_networks() -> None:
    asked = [
        (options.act_model, options.attribution_model) for options in (preset("fast"), preset("standard"), preset("thorough"))
    ]
    assert asked == [(False, False), (True, False), (True, True)]


def test_readings_of_different_presets_are_of_different_versions() -> None:
    assert len({version(preset("fast")), version(preset("standard")), version(preset("thorough"))}) == 3
