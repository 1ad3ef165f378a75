"""Planted attributions in sentences of our own: one behaviour each."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.core.ids import text_id
from standoff.core.records import Article, Attribution, spans_of
from standoff.core.spans import check
from standoff.reading.attribution import Convention, Options, find_attributions
from standoff.reading.context import Context
from standoff.reading.tokens import DEFAULT_MODEL, masked, parse


def read(text: str, options: Options | None = None) -> tuple[Attribution, ...]:
    doc = next(iter(parse([masked(text, [])], DEFAULT_MODEL)))
    return find_attributions(Context(article=Article(id=text_id(text), name="x", text=text), doc=doc), options)


def told(text: str) -> list[tuple[str | None, str | None, tuple[str, ...]]]:
    return [
        (a.source.text if a.source else None, a.cue.text if a.cue else None, tuple(c.text for c in a.content)) for a in read(text)
    ]


ONE = [
    ("a clause with that", "The minister said that the talks had failed.", ("The minister", "said", ("the talks had failed",))),
    (
        "a clause without that",
        "The ministry insists the talks have failed.",
        ("The ministry", "insists", ("the talks have failed",)),
    ),
    (
        "a clause after whoever was told",
        "The general told reporters on Monday that his troops were ready.",
        ("The general", "told", ("his troops were ready",)),
    ),
    ("a belief", "The minister believes that the talks will fail.", ("The minister", "believes", ("the talks will fail",))),
    (
        "a quotation with its tag",
        "“The talks have failed,” the minister said.",
        ("the minister", "said", ("The talks have failed,",)),
    ),
    (
        "an inverted tag",
        "“The talks have failed,” said Peter Brandt, the foreign minister.",
        ("Peter Brandt, the foreign minister", "said", ("The talks have failed,",)),
    ),
    (
        "a quotation led in by a colon",
        "The minister added: “The talks have failed.”",
        ("The minister", "added", ("The talks have failed.",)),
    ),
    (
        "a quotation led in by a verb of no clause",
        "The minister dismissed the report: “Nothing of the sort was ever agreed.”",
        ("The minister", "dismissed", ("Nothing of the sort was ever agreed.",)),
    ),
    (
        "a quotation led in by that",
        "The minister warned that “the talks will fail this week.”",
        ("The minister", "warned", ("the talks will fail this week.",)),
    ),
    (
        "mixed speech",
        "The envoy said the talks were “not easy” for either side.",
        ("The envoy", "said", ("the talks were “not easy” for either side",)),
    ),
    (
        "a quotation in two pieces",
        "“The talks have failed,” the minister said, “and we are going home.”",
        ("the minister", "said", ("The talks have failed,", "and we are going home.")),
    ),
    (
        "a tag at the end of the sentence",
        "The talks have failed, the minister said on Monday.",
        ("the minister", "said", ("The talks have failed",)),
    ),
    (
        "a tag that interrupts a sentence",
        "The talks, the minister said, would fail without a truce.",
        ("the minister", "said", ("The talks, the minister said, would fail without a truce",)),
    ),
    (
        "a tag between dashes in a quotation",
        "“There are points – she conceded – on which we can agree.”",
        ("she", "conceded", ("There are points – she conceded – on which we can agree.",)),
    ),
    (
        "a quotation whose closing mark is lost",
        "The plan offers “a way out of the crisis, Brandt told reporters in the capital.",
        ("Brandt", "told", ("a way out of the crisis,",)),
    ),
    (
        "according to, after",
        "The army has lost two ships, according to the ministry.",
        ("the ministry", "according to", ("The army has lost two ships",)),
    ),
    (
        "according to, before",
        "According to the ministry, the army has lost two ships.",
        ("the ministry", "According to", ("the army has lost two ships",)),
    ),
    (
        "an accusation",
        "The envoy accused the army of shelling a school.",
        ("The envoy", "accused", ("shelling a school",)),
    ),
    ("a denial", "The army denied shelling the school.", ("The army", "denied", ("shelling the school",))),
    (
        "a noun that holds a clause",
        "Nobody took up the ministry's claim that the pact was dead.",
        ("the ministry", "claim", ("the pact was dead",)),
    ),
    (
        "an infinitive that holds a quotation",
        "The army threatened to “strike every port” in the south.",
        ("The army", "threatened", ("“strike every port” in the south",)),
    ),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in ONE], ids=[case[0] for case in ONE])
def test_one_attribution(text: str, expected: tuple[str, str, tuple[str, ...]]) -> None:
    assert told(text) == [expected]


MORE = [
    (
        "a name with appositions between quotation and verb",
        "“It is over,” Anna Brandt, often called the boss, said in a letter.",
        ("Anna Brandt, often called the boss", "said", ("It is over,",)),
    ),
    (
        "a quotation after a colon in the next paragraph",
        "The minister called the plan unwise, and added:\n\n“Nobody needs another war in the south.”",
        ("The minister", "added", ("Nobody needs another war in the south.",)),
    ),
    (
        "a quotation that goes on in small letters",
        "The envoy claimed that “the army burns the villages” and “they never warn the people.”",
        ("The envoy", "claimed", ("the army burns the villages", "they never warn the people.")),
    ),
    (
        "a concern that is voiced",
        "The envoy has voiced concern that the truce would break.",
        ("The envoy", "concern", ("the truce would break",)),
    ),
    (
        "a compound with a hyphen",
        "“It is over,” said Geneva-based analyst Anna Brandt.",
        ("Geneva-based analyst Anna Brandt", "said", ("It is over,",)),
    ),
    (
        "the title of a broadcast beside a tag",
        "“It is over,” the minister said on the “Morning Hour” show.",
        ("the minister", "said", ("It is over,",)),
    ),
    (
        "a tag that the parser takes for a participle",
        "“Spent a useful hour over tea with the mayor,” Brandt tweeted.",
        ("Brandt", "tweeted", ("Spent a useful hour over tea with the mayor,",)),
    ),
    (
        "a closing mark that the parser hangs on the speaker",
        "“Our policy toward the south has been unsuccessful for years,” Anna Brandt, an expert at the university, said.",
        ("Anna Brandt, an expert at the university", "said", ("Our policy toward the south has been unsuccessful for years,",)),
    ),
    (
        "a verb that the parser takes for a noun",
        "Meanwhile, Moscow denounces that the army is preparing an attack.",
        ("Moscow", "denounces", ("the army is preparing an attack",)),
    ),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in MORE], ids=[case[0] for case in MORE])
def test_one_attribution_all_the_same(text: str, expected: tuple[str, str, tuple[str, ...]]) -> None:
    assert told(text) == [expected]


NONE = [
    ("a condition of what is asked for", "Norway would ask the council to step in if Sweden acts alone."),
    ("an infinitive", "The minister urged both sides to leave the town."),
    ("a wish", "The minister demands that the army leave the town."),
    ("a refusal to say", "The minister declined to say which proposals were acceptable."),
    ("a thing not said", "The minister did not say which proposals were acceptable."),
    ("an object", "The minister announced a plan."),
    ("a turn of phrase", "The minister spoke of a “grave mistake” in the capital."),
    ("an intransitive use", "After the army crossed the river, the ministry responded."),
    ("the reporter's own view", "We think that the talks will fail."),
]


@pytest.mark.parametrize("text", [case[1] for case in NONE], ids=[case[0] for case in NONE])
def test_no_attribution(text: str) -> None:
    assert told(text) == []


def test_a_participle_tells_on_for_the_same_source() -> None:
    assert told("The minister said the talks had failed, adding that troops would stay.") == [
        ("The minister", "said", ("the talks had failed",)),
        ("The minister", "adding", ("troops would stay",)),
    ]


def test_what_the_reporter_coordinates_is_no_content() -> None:
    (one,) = read("The minister warned that she does not agree and condemned the raid.")
    assert [c.text for c in one.content] == ["she does not agree"]


def test_a_second_clause_with_that_belongs_to_the_first() -> None:
    (one,) = read("The envoy said the talks were hard but that both sides would meet again.")
    assert one.content[0].text == "the talks were hard but that both sides would meet again"


def test_a_quotation_after_a_tag_goes_on_without_a_cue() -> None:
    (one,) = read("“The talks have failed,” the minister said. “We are going home.”")
    assert [c.text for c in one.content] == ["The talks have failed,", "We are going home."]


def test_a_quotation_after_indirect_speech_is_one_of_its_own() -> None:
    first, second = read("The minister said that the talks had failed. “We are going home tonight.”")
    assert (first.direct, second.direct) == (False, True)
    assert second.source == first.source
    assert "no_cue" in second.doubts
    assert second.text == "We are going home tonight."


def test_a_paragraph_that_is_a_quotation_goes_on_from_the_one_before() -> None:
    (one,) = read("“The talks have failed,” the minister said.\n\n“We are going home.”")
    assert len(one.content) == 2


def test_an_unnamed_quotation_far_from_any_cue_is_left_alone() -> None:
    assert len(read("“The talks have failed,” the minister said.\n\nThe town was calm.\n\n“We are going home.”")[0].content) == 1


def test_a_quotation_over_two_paragraphs_is_one_attribution() -> None:
    (one,) = read("“The talks have failed, the minister said. “We are going home.\n\n“Nobody will stay behind.”")
    assert [c.text for c in one.content][-1] == "Nobody will stay behind."


def test_both_sides_of_a_nested_attribution_are_found() -> None:
    outer, inner = read("The minister said that the army believes the bridge is mined.")
    assert (outer.source.text, inner.source.text) == ("The minister", "the army")  # type: ignore[union-attr]
    assert outer.content[0].end == inner.content[0].end


def test_a_source_takes_in_the_clause_that_describes_it() -> None:
    (one,) = read("“It is over,” a senior official, who spoke on condition of anonymity, said.")
    assert one.source is not None
    assert one.source.text == "a senior official, who spoke on condition of anonymity"


def source_of(text: str) -> str | None:
    source = read(text)[0].source
    return source.text if source is not None else None


def test_the_source_of_a_clause_on_it_is_its_antecedent() -> None:
    assert source_of("Leaders of the union, who said that talks had failed, went home.") == "Leaders of the union"


def test_whoever_issued_a_statement_is_its_source() -> None:
    assert source_of("The ministry issued a statement saying that talks had failed.") == "The ministry"


def test_a_dateline_is_no_source() -> None:
    assert source_of("GENEVA (Reuters) - North Korea said on Monday that talks had failed.") == "North Korea"


def test_a_sentence_cut_off_takes_the_source_of_the_one_before() -> None:
    assert source_of("The army moved in. And said that it would stay.") == "The army"


def test_a_source_is_not_cut_at_a_hyphen() -> None:
    assert source_of("Foreign Minister Adel al-Harbi said that talks had failed.") == "Foreign Minister Adel al-Harbi"


def test_a_headline_tells() -> None:
    assert told("Army says the bridge is mined")[0][1:] == ("says", ("the bridge is mined",))


def test_direct_speech_is_told_from_indirect() -> None:
    assert [a.direct for a in read("“It is over,” he said.\n\nShe said that it was over.")] == [True, False]


def test_an_attribution_without_a_source_says_so() -> None:
    (one,) = read("It is said that the bridge is mined.")
    assert one.certainty < 1 or one.source is not None


def test_the_item_spans_source_cue_and_content() -> None:
    text = "On Monday the minister said that the talks had failed."
    (one,) = read(text)
    assert one.text == "the minister said that the talks had failed"


def test_damage_is_read_through() -> None:
    text = "“The bridge is shut, ”said Anna Brandt, the mayor, to the local press."
    (one,) = read(text)
    assert one.content[0].text == "The bridge is shut,"
    assert one.source is not None
    assert one.source.text.startswith("Anna Brandt")


def test_the_same_text_gives_the_same_attributions() -> None:
    text = "The minister said that the talks had failed. “We are going home tonight,” she added."
    assert read(text) == read(text)


_PIECES = [
    *("the minister", "said", "told reporters", "that", "talks failed", "according", "to", "warned", "adding", "she", "had"),
    *("denied", "accused", "of", "claim", "was quoted by Reuters as saying", "says", ",", ".", ":", "(", "…", "-", "–", "\n\n"),
    *("“", "”", '"', "'"),
]
_WORDS = st.sampled_from(_PIECES)


@settings(max_examples=120, deadline=None)
@given(st.lists(_WORDS, max_size=25).map(" ".join) | st.text(max_size=60))
def test_any_text_is_read_and_every_span_holds(text: str) -> None:
    conventions: tuple[Convention, ...] = ("house", "polnear")
    for convention in conventions:
        for item in read(text, Options(convention=convention)):
            for span in spans_of(item):
                check(text, span)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The envoy called the plan “a farce”.", ("The envoy", "called", ("the plan “a farce”",))),
        ("The envoy called it “a farce”.", ("The envoy", "called", ("a farce",))),
        ("Chile rejected what the envoy called a “farce”.", ("the envoy", "called", ("a “farce”",))),
        ("The army seized a boat it said had strayed into the bay.", ("it", "said", ("had strayed into the bay",))),
        ("Chile blamed the outage on rebels in the north.", ("Chile", "blamed", ("the outage on rebels in the north",))),
        (
            "The delay was a shame and “a lasting stain,” the envoy said.",
            ("the envoy", "said", ("The delay was a shame and “a lasting stain,”",)),
        ),
        (
            "The envoy said the talks had failed, later telling reporters that nobody was to blame.",
            ("The envoy", "said", ("the talks had failed",)),
        ),
        ("The paper quoted the envoy as saying that the talks had failed.", ("the envoy", "saying", ("the talks had failed",))),
        ("The envoy described the plan as “a farce”, an aide left.", ("The envoy", "described", ("the plan as “a farce”",))),
        ("The army showed films which it said showed a camp.", ("it", "said", ("showed a camp",))),
        ("Chile denied reports it had sold arms to rebels.", ("Chile", "denied", ("it had sold arms to rebels",))),
        ("The aide persuaded the king that war was near.", ("The aide", "persuaded", ("war was near",))),
        (
            "The ministry said while they respect the vote, the offer stands.",
            ("The ministry", "said", ("while they respect the vote, the offer stands",)),
        ),
    ],
)
def test_names_given_and_what_is_told_in_other_ways(text: str, expected: tuple[str, str, tuple[str, ...]]) -> None:
    assert expected in told(text)


@pytest.mark.parametrize(
    "text",
    ["The envoy called for a “new start”.", "Asked whether talks were dead, the envoy left.", "Chile denied the report."],
)
def test_a_call_for_something_or_a_question_put_to_somebody_is_none(text: str) -> None:
    assert told(text) == []


def test_who_only_carried_it_goes_on_with_nothing() -> None:
    text = "“We have the means,” the envoy told a briefing, according to Reuters. “Our new ships show it.”"
    assert [a.source.text if a.source else None for a in read(text)] == ["the envoy"]


def test_a_clause_ends_with_its_paragraph() -> None:
    assert told("Brandt says envoys will stay\n\nAnn Lee, Oslo Daily\n\nThe envoys left.")[0][2] == ("envoys will stay",)


def test_a_second_cue_ends_the_first_ones_clause() -> None:
    contents = [c for _, _, c in told("Chile insists the plan is sound and says it wants talks.")]
    assert contents == [("the plan is sound",), ("it wants talks",)]


def test_reports_carry_what_somebody_said() -> None:
    text = "The king on Monday vowed that “nobody will pass” the border, according to media reports."
    assert [a.source.text if a.source else None for a in read(text)] == ["The king"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chile accused Norway of espionage against its army.", ("Chile", "accused", ("espionage against its army",))),
        ("The envoy criticized Norway for shelling a school.", ("The envoy", "criticized", ("shelling a school",))),
        ("Norway denied any role in the raid.", ("Norway", "denied", ("any role in the raid",))),
        ("The envoy wondered aloud if the king would come.", ("The envoy", "wondered", ("if the king would come",))),
    ],
)
def test_what_somebody_is_accused_of_denies_or_wonders(text: str, expected: tuple[str, str, tuple[str, ...]]) -> None:
    assert expected in told(text)


@pytest.mark.parametrize("text", ["Norway denied access to the port.", "The envoy asked that they leave."])
def test_what_is_refused_or_asked_for_is_told_by_nobody(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The envoy says Norway has “no wish to fight,” the AP writes.",
        "“We will stay,” the envoy said, according to Reuters and The Guardian.",
    ],
)
def test_an_agency_behind_the_speaker_is_who_carried_it(text: str) -> None:
    found = read(text)
    assert [a.source.text if a.source else None for a in found] == ["The envoy" if "writes" in text else "the envoy"]
    assert found[0].via


def test_what_somebody_was_asked_is_told_by_nobody() -> None:
    contents = [
        part
        for _, _, parts in told("Asked what the treaty meant, the envoy said: “It means that we will stay.”")
        for part in parts
    ]
    assert contents == ["It means that we will stay."]


def test_what_will_go_on_is_no_tag() -> None:
    assert ("the rift", "continue") not in [(who, cue) for who, cue, _ in told("Even if the talks fail, the rift will continue.")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The port may stay shut in March, Hanna Larsen Berg, chairman of the harbour committee, said.",
            ("Hanna Larsen Berg, chairman of the harbour committee", "said", ("The port may stay shut in March",)),
        ),
        (
            "“For Chile,” she went on, “there is no way back.”",
            ("she", "went", ("For Chile,", "there is no way back.")),
        ),
        (
            "The envoy declared that the port was “no longer safe,” which could lead to a strike.",
            ("The envoy", "declared", ("the port was “no longer safe,”",)),
        ),
        (
            "The envoy says the army does not want to move, but “all choices are open”.",
            ("The envoy", "says", ("the army does not want to move, but “all choices are open”",)),
        ),
    ],
)
def test_where_a_clause_begins_and_ends(text: str, expected: tuple[str, str, tuple[str, ...]]) -> None:
    assert expected in told(text)


def test_that_said_is_said_by_nobody() -> None:
    assert [who for who, _, _ in told("That said, “we do not promise that it will work,” the envoy warned.")] == ["the envoy"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Chile said it would leave the rock provided that Peru paid for the lamp.",
            ("Chile", "said", ("it would leave the rock provided that Peru paid for the lamp",)),
        ),
        ("Chile has let it be known that it will not leave.", ("Chile", "known", ("it will not leave",))),
        (
            "Reports that Chile had sold the rock were denied by the ministry.",
            ("the ministry", "denied", ("Chile had sold the rock",)),
        ),
        ("As the Chilean minister put it, the rock has no owner.", ("the Chilean minister", "put", ("the rock has no owner",))),
        (
            "In the words of the Chilean minister, the rock is a gift of the sea.",
            ("the Chilean minister", "words", ("the rock is a gift of the sea",)),
        ),
        ("Chile all but accused Peru of arson.", ("Chile", "accused", ("arson",))),
    ],
)
def test_what_is_told_in_a_roundabout_way(text: str, expected: tuple[str, str, tuple[str, ...]]) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    "text", ["Chile stopped short of accusing Peru of arson.", "Chile fell short of saying that it would leave."]
)
def test_what_was_nearly_said_is_told_by_nobody(text: str) -> None:
    assert told(text) == []


def test_a_quotation_goes_to_who_stands_behind_its_comma_not_to_who_spoke_before() -> None:
    text = (
        'Peru may talk, the envoy said on Tuesday. "We never give up this rock," Reyes, the Chilean minister, had said on Monday.'
    )
    assert [content for _, _, content in told(text)] == [("Peru may talk",), ("We never give up this rock,",)]
    assert [source for source, _, _ in told(text)] == ["the envoy", "Reyes, the Chilean minister"]
