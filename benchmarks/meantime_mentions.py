"""Given mentions as the linker takes them: head, sides, words, day and figures, from our own pipeline's parse and cast."""

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec
from spacy.tokens import Doc, Span, Token

from benchmarks.meantime import Marked, Told, scenes
from standoff.codebook.events import family_of, is_repeated
from standoff.core.dates import When
from standoff.reading.scene import Scene
from standoff.relating.events_match import Window
from standoff.relating.events_mentions import Mention, Page, Placed

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
NOUNS = frozenset({"NOUN", "PROPN"})
RELATIVE = frozenset({"WDT", "WP"})
REACH = 12  # tokens from its head that still belong to a mention
PAGE_WORDS = 24


def mentions(told: Sequence[Told]) -> Iterator[tuple[Placed, str]]:
    """Every mention with its article, and the group that the corpus puts it in."""
    for one, scene in scenes(told):
        made = [_mention(one, scene, number, marked) for number, marked in enumerate(one.marked)]
        families = dict(Counter(mention.family for mention in made))
        published = scene.context.published
        page = Page(
            article=one.name, words=_page_words(scene), families=families, earliest=published.earliest, latest=published.latest
        )
        for mention, marked in zip(made, one.marked, strict=True):
            yield Placed(mention, page), marked.group


def _page_words(scene: Scene) -> frozenset[str]:
    counted = Counter(token.lemma_.lower() for token in scene.context.doc if token.pos_ in CONTENT and not token.is_stop)
    return frozenset(word for word, _ in sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:PAGE_WORDS])


def _mention(told: Told, scene: Scene, number: int, marked: Marked) -> Mention:
    doc = scene.context.doc
    head = _meant(_span(doc, marked).root)
    sentence = head.sent
    sides = {name: _names(scene, tokens) for name, tokens in zip(("agents", "patients", "others"), _sides(head), strict=True)}
    own = [token for token in head.subtree if abs(token.i - head.i) < REACH and token.i != head.i]
    found = Mention(
        id=f"{told.name}/{number}",
        head=head.lemma_.lower(),
        family=family_of(head.lemma_.lower()),
        repeated=is_repeated(head.lemma_.lower()),
        sentence=list(doc.sents).index(sentence),
        own=_words(own),
        words=_words([token for token in sentence if token.i != head.i]),
        figures=frozenset(token.text for token in own if token.like_num),
        day=_day(scene, sentence, marked.start),
        definite=any(child.lower_ in ("the", "this", "that", "these", "those") for child in head.children if child.dep_ == "det"),
        negated=any(child.dep_ == "neg" for child in head.children),
        title=sentence.start_char < told.article.text.find("\n\n"),
        start=marked.start,
        end=marked.end,
    )
    return msgspec.structs.replace(found, **sides)


def _span(doc: Doc, marked: Marked) -> Span:
    span = doc.char_span(marked.start, marked.end, alignment_mode="expand")
    return doc[:1] if span is None else span


def _meant(head: Token) -> Token:
    """The head, or, of a relative pronoun, the noun that it stands for."""
    if head.tag_ not in RELATIVE:
        return head
    return next((one.head for one in head.ancestors if one.dep_ == "relcl"), head)


def _words(tokens: Sequence[Token] | Span) -> frozenset[str]:
    return frozenset(token.lemma_.lower() for token in tokens if token.pos_ in CONTENT and not token.is_stop)


def _day(scene: Scene, sentence: Span, start: int) -> Window | None:
    """The window of the time that stands nearest in the sentence."""
    near = [when for when in scene.context.times_in(sentence.start_char, sentence.end_char) if when.earliest or when.latest]

    def distance(when: When) -> int:
        return abs((when.start or 0) - start)

    best = min(near, key=distance, default=None)
    return None if best is None else (best.earliest, best.latest)


def _sides(head: Token) -> tuple[list[Token], list[Token], list[Token]]:
    """Who acts, who is acted upon, and who stands beside it, as heads of noun phrases."""
    agents: list[Token] = []
    patients: list[Token] = []
    others: list[Token] = []
    for child in head.children:
        _sort(head, child, agents, patients, others)
    passive = any(child.dep_ == "nsubjpass" for child in head.children)
    if head.pos_ in ("VERB", "AUX") and not agents and not passive:
        _borrowed(head, agents, patients)
    if head.pos_ in NOUNS and head.dep_ == "dobj" and not agents:
        agents += [child for child in head.head.children if child.dep_ == "nsubj"]
    return [_meant(token) for token in agents], [_meant(token) for token in patients], others


def _sort(head: Token, child: Token, agents: list[Token], patients: list[Token], others: list[Token]) -> None:
    inner = [token for token in child.children if token.dep_ == "pobj"]
    noun = head.pos_ in NOUNS
    if child.dep_ in ("nsubj", "csubj", "poss"):
        agents.append(child)
    elif child.dep_ in ("nsubjpass", "dobj", "attr", "oprd") or (noun and child.dep_ in ("compound", "amod", "nmod")):
        patients.append(child)
    elif child.dep_ == "agent" or (noun and child.dep_ == "prep" and child.lower_ == "by"):
        agents += inner
    elif child.dep_ == "prep":
        (patients if noun and child.lower_ == "of" else others).extend(inner)


def _borrowed(head: Token, agents: list[Token], patients: list[Token]) -> None:
    """The subject of the verb that governs an infinitive or a participle, or the noun that one stands with."""
    token = head
    for _ in range(3):
        if token.dep_ not in ("xcomp", "conj", "advcl", "ccomp", "acl") or token.head is token:
            return
        token = token.head
        if token.pos_ in NOUNS and head.dep_ == "acl":
            (patients if head.tag_ == "VBN" else agents).append(token)
            return
        subjects = [child for child in token.children if child.dep_ in ("nsubj", "nsubjpass")]
        if subjects:
            agents += subjects
            return


def _names(scene: Scene, tokens: Sequence[Token]) -> frozenset[str]:
    """The actors behind noun phrases as our reader resolves them, the noun itself where it knows none."""
    found: set[str] = set()
    for token in tokens:
        party, speaker = scene.party(token), scene.speaker(token)
        found.update(party)
        if speaker:
            found.add(speaker.split()[-1].lower())
        if not party and not speaker and token.pos_ in CONTENT:
            found.add(token.lemma_.lower())
    return frozenset(found)
