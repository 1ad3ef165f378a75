"""The record's tables, the same in SQLite and PostgreSQL.

`article` is immutable; `sighting` holds each time that its text was given, told apart by name and by `mark`, a digest of what
was said of it (url, outlet, and in `data` author, date, flags). `reading` is only ever added to: a new reader version adds a
reading, and the newest one of an article is its current one. Items keep their whole record as JSON in `data`; the other
columns are what views filter by.

Which articles have one origin is kept as pairs: `fingerprint` holds an article's words as copies are told by (made once,
without what its first reading found to be noise), `gram` is the index from picked 5-grams to fingerprints, `overlap` each
pair that shares much, `shared_line` the sentences (places in either text) of two that are no copies. All four are only added
to; origins are computed from the pairs, and a sentence taken over counts as told where it was taken from.

What statements are about: `topic` holds a running tally of each topic of all statements in force, as JSON; `about` which
statement stands under which topic (dossier 0) or issue of a dossier; `placing` which reading of an article that was done for,
and under which dossier; `issue` which topics are the issues in force, chosen anew as the record grows. Positions and demands
are computed from the statements that `about` points to.

Which articles tell of one thing is kept likewise: `story_sheet` holds the weights of an article's words as they were when
it came, and what else stories are told by; `story_word` leads from its heaviest words and its day to it, `story_count` says how
many articles hold a word, `story_pair` holds each pair that is told alike, or nearly, with its evidence.

Which mentions tell of one event is kept as pairs too: `event_page` is a reading as events are told by, `mention` each of
its statements and meetings, `mention_key` the index from who, where, when and what to mentions, `mention_pair` two that may
tell of one event. All four are only added to; events are computed from the pairs.

What articles claim is kept likewise: `claim` holds what a reading says slot by slot (`echo`: a claim that the record held
already in the same words or numbers), `claim_key` leads from what it is about and its day to it, `claim_pair` holds each two
that were decided, with the reason, `claimed` which readings that was done for. Conflicts and series are computed from the pairs.

`judgement` is the log of what people decided: only ever added to, each row its whole judgement as JSON.
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

article = Table(
    "article",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("text", Text, nullable=False),
    Column("outlet", Text),
    Column("url", Text),
    Column("data", JSON, nullable=False),
    Column("added", DateTime(timezone=True), nullable=False),
)

sighting = Table(
    "sighting",
    metadata,
    Column("article", String(64), ForeignKey("article.id"), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("mark", String(16), primary_key=True, default=""),
    Column("url", Text),
    Column("outlet", Text),
    Column("data", JSON),
    Column("seen", DateTime(timezone=True), nullable=False),
)

reading = Table(
    "reading",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article", String(64), ForeignKey("article.id"), nullable=False, index=True),
    Column("reader", Text, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("language", String(16), nullable=False),
    Column("published_earliest", Date),
    Column("published_latest", Date),
    Column("data", JSON, nullable=False),
    Column("made", DateTime(timezone=True), nullable=False),
    UniqueConstraint("article", "reader"),
    Index("ix_reading_replaced", "id", sqlite_where=text("NOT current"), postgresql_where=text("NOT current")),
)

item = Table(
    "item",
    metadata,
    Column("reading", Integer, ForeignKey("reading.id"), primary_key=True),
    Column("id", String(40), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("article", String(64), ForeignKey("article.id"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("act", String(24)),
    Column("earliest", Date),
    Column("latest", Date),
    Column("data", JSON, nullable=False),
    Index("ix_item_id", "id"),
    Index("ix_item_kind_act", "kind", "act"),
    Index("ix_item_article_start", "article", "start"),
)

party = Table(
    "party",
    metadata,
    Column("reading", Integer, ForeignKey("reading.id"), primary_key=True),
    Column("item", String(40), primary_key=True),
    Column("role", String(12), primary_key=True),
    Column("actor", String(200), primary_key=True),
    Index("ix_party_actor_role", "actor", "role"),
)

local_actor = Table(
    "local_actor",
    metadata,
    Column("reading", Integer, ForeignKey("reading.id"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("code", String(16)),
    Column("data", JSON, nullable=False),
    Index("ix_local_actor_name_reading", "name", "reading", "place"),
    Index("ix_local_actor_code_reading", "code", "reading", "place"),
)

passage = Table(
    "passage",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article", String(64), ForeignKey("article.id"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Index("ix_passage_article_start", "article", "start", "end"),
)

failure = Table(
    "failure",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("seen", DateTime(timezone=True), nullable=False),
    UniqueConstraint("name", "reason"),
)

dossier = Table(
    "dossier",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("data", JSON, nullable=False),
    Column("added", DateTime(timezone=True), nullable=False),
)

fingerprint = Table(
    "fingerprint",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article", String(64), ForeignKey("article.id"), nullable=False),
    Column("method", String(16), nullable=False),
    Column("size", Integer, nullable=False),
    Column("words", LargeBinary, nullable=False),
    Column("made", DateTime(timezone=True), nullable=False),
    UniqueConstraint("article", "method"),
)

gram = Table(
    "gram",
    metadata,
    Column("hash", BigInteger, primary_key=True, autoincrement=False),
    Column("fingerprint", Integer, ForeignKey("fingerprint.id"), primary_key=True),
    sqlite_with_rowid=False,
)

overlap = Table(
    "overlap",
    metadata,
    Column("a", Integer, ForeignKey("fingerprint.id"), primary_key=True),
    Column("b", Integer, ForeignKey("fingerprint.id"), primary_key=True),
    Column("verdict", String(12), nullable=False),
    Column("data", JSON, nullable=False),
    Index("ix_overlap_b", "b"),
)

shared_line = Table(
    "shared_line",
    metadata,
    Column("a", Integer, ForeignKey("fingerprint.id"), primary_key=True),
    Column("b", Integer, ForeignKey("fingerprint.id"), primary_key=True),
    Column("data", JSON, nullable=False),
)

story_sheet = Table(
    "story_sheet",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article", String(64), ForeignKey("article.id"), nullable=False),
    Column("method", String(16), nullable=False),
    Column("weights", LargeBinary, nullable=False),
    Column("data", JSON, nullable=False),
    Column("made", DateTime(timezone=True), nullable=False),
    UniqueConstraint("article", "method"),
)

story_word = Table(
    "story_word",
    metadata,
    Column("word", BigInteger, primary_key=True, autoincrement=False),
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("sheet", Integer, ForeignKey("story_sheet.id"), primary_key=True),
    sqlite_with_rowid=False,
)

story_count = Table(
    "story_count",
    metadata,
    Column("word", BigInteger, primary_key=True, autoincrement=False),
    Column("articles", Integer, nullable=False),
    sqlite_with_rowid=False,
)

story_pair = Table(
    "story_pair",
    metadata,
    Column("a", Integer, ForeignKey("story_sheet.id"), primary_key=True),
    Column("b", Integer, ForeignKey("story_sheet.id"), primary_key=True),
    Column("score", Float, nullable=False),
    Column("form", Boolean, nullable=False),
    Column("data", JSON, nullable=False),
    Index("ix_story_pair_b", "b"),
)

claimed = Table(
    "claimed",
    metadata,
    Column("reading", Integer, ForeignKey("reading.id"), primary_key=True),
    Column("method", String(16), primary_key=True),
    Column("made", DateTime(timezone=True), nullable=False),
)

claim = Table(
    "claim",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("reading", Integer, ForeignKey("reading.id"), nullable=False, index=True),
    Column("method", String(16), nullable=False),
    Column("slot", String(12), nullable=False),
    Column("echo", Integer, ForeignKey("claim.id"), index=True),
    Column("data", JSON, nullable=False),
)

claim_key = Table(
    "claim_key",
    metadata,
    Column("key", String(80), primary_key=True),
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("claim", Integer, ForeignKey("claim.id"), primary_key=True),
    sqlite_with_rowid=False,
)

claim_pair = Table(
    "claim_pair",
    metadata,
    Column("a", Integer, ForeignKey("claim.id"), primary_key=True),
    Column("b", Integer, ForeignKey("claim.id"), primary_key=True),
    Column("verdict", String(20), nullable=False),
    Column("of", String(12), nullable=False),
    Column("reason", Text, nullable=False),
    Index("ix_claim_pair_b", "b"),
)

judgement = Table(
    "judgement",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String(40), nullable=False, unique=True),
    Column("made", DateTime(timezone=True), nullable=False),
    Column("data", JSON, nullable=False),
)

topic = Table(
    "topic",
    metadata,
    Column("key", String(80), primary_key=True),
    Column("articles", Integer, nullable=False, index=True),
    Column("data", JSON, nullable=False),
)

about = Table(
    "about",
    metadata,
    Column("dossier", Integer, primary_key=True),
    Column("key", String(80), primary_key=True),
    Column("reading", Integer, ForeignKey("reading.id"), primary_key=True),
    Column("item", String(40), primary_key=True),
    Column("tied", Boolean, nullable=False),
    Column("near", Integer, nullable=False, server_default="2"),
    Index("ix_about_reading", "reading"),
    sqlite_with_rowid=False,
)

placing = Table(
    "placing",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("article", String(64), ForeignKey("article.id"), nullable=False, unique=True),
    Column("reading", Integer, ForeignKey("reading.id"), nullable=False),
    Column("dossier", Integer, nullable=False),
    Column("method", String(16), nullable=False, server_default="positions-1"),
)

issue = Table(
    "issue",
    metadata,
    Column("key", String(80), primary_key=True),
    Column("place", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("chosen", Integer, nullable=False),
)

event_page = Table(
    "event_page",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("reading", Integer, ForeignKey("reading.id"), nullable=False),
    Column("method", String(16), nullable=False),
    Column("data", JSON, nullable=False),
    Column("made", DateTime(timezone=True), nullable=False),
    UniqueConstraint("reading", "method"),
)

mention = Table(
    "mention",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("page", Integer, ForeignKey("event_page.id"), nullable=False, index=True),
    Column("item", String(40), nullable=False, index=True),
    Column("family", String(40), nullable=False),
    Column("data", JSON, nullable=False),
)

mention_key = Table(
    "mention_key",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("mention", Integer, ForeignKey("mention.id"), primary_key=True),
    sqlite_with_rowid=False,
)

mention_pair = Table(
    "mention_pair",
    metadata,
    Column("a", Integer, ForeignKey("mention.id"), primary_key=True),
    Column("b", Integer, ForeignKey("mention.id"), primary_key=True),
    Column("score", Float, nullable=False),
    Index("ix_mention_pair_b", "b"),
)
