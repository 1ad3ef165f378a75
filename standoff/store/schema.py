"""The record's tables, the same in SQLite and PostgreSQL.

`article` is immutable. `reading` is only ever added to: a new reader version adds a reading, and the newest one of an
article is its current one. Items keep their whole record as JSON in `data`; the other columns are what views filter by.

Which articles have one origin is kept as pairs: `fingerprint` holds an article's words as copies are told by (made once,
without what its first reading found to be noise), `gram` is the index from picked 5-grams to fingerprints, `overlap` each
pair that shares much. All three are only added to; origins are computed from the pairs.

Which articles tell of one thing is kept likewise: `story_sheet` holds the weights of an article's words as they were when
it came, and what else stories are told by; `story_word` leads from its heaviest words and its day to it, `story_count` says how
many articles hold a word, `story_pair` holds each pair that is told alike, or nearly, with its evidence.

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
    Column("url", Text),
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
    Column("name", Text, nullable=False, index=True),
    Column("code", String(16), index=True),
    Column("data", JSON, nullable=False),
)

passage = Table(
    "passage",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article", String(64), ForeignKey("article.id"), nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
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

judgement = Table(
    "judgement",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String(40), nullable=False, unique=True),
    Column("made", DateTime(timezone=True), nullable=False),
    Column("data", JSON, nullable=False),
)
