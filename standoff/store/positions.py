"""Topics and issues in the record: tallied and filed as articles come in, so that views ask an index and read nothing twice."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec
from sqlalchemy import Connection, Engine, and_, delete, func, insert, select, update

from standoff.codebook.dossier import Dossier, Issue
from standoff.core.records import Statement
from standoff.relating.found_issues import Tally, choose_issues, tally_article, words_for
from standoff.relating.placing import Place, place_by_dossier, place_by_topic
from standoff.relating.topics import topics_of
from standoff.store import schema
from standoff.store.database import asking, transaction
from standoff.store.quick import ask_among, ask_each, batches, decoded, encoded, put_rows
from standoff.store.subject import Subject

AT_ONCE = 50  # articles completed in one transaction
METHOD = "positions-5"  # what was filed by another method is filed anew by the next read
FOUND = 0  # the number that stands for issues found, where others are numbers of dossiers
KEY_CHARS = 80  # the width of the column; a longer word is no topic that anybody speaks of
# Issues are chosen anew when the record has grown by a fifth: choosing costs more as it grows, and this keeps the cost an
# article the same. In a small record each article may bring one.
SMALL, GROWN = 40, 1.2
LOOKED_AT = 600  # topics with most articles that issues are chosen among, or that tell nouns from verbs in their names


def put_positions(subject: Subject) -> None:
    """File an article's statements under their topics and issues, once a reading, within the transaction of its connection."""
    p, connection, article, reading = schema.placing, subject.connection, subject.article, subject.reading
    if reading is None:
        return
    dossier = dossier_in_force(connection)
    was = connection.execute(select(p).where(p.c.article == article)).first()
    if was is not None and (was.reading, was.dossier, was.method) == (reading, dossier[0], METHOD):
        return
    statements = subject.statements
    if was is not None and (was.reading, was.method) == (reading, METHOD):
        _file_by_dossier(connection, reading, dossier, statements)
        connection.execute(update(p).where(p.c.number == was.number).values(dossier=dossier[0]))
        return
    if was is not None and was.method == METHOD:
        _take_out(connection, was.reading)
    elif was is not None:
        _start_anew(connection)
    if was is not None:
        connection.execute(delete(p).where(p.c.number == was.number))
    topics = {statement.id: topics_of(statement) for statement in statements}
    _file(connection, reading, FOUND, place_by_topic(statements, topics))
    _file_by_dossier(connection, reading, dossier, statements)
    _tally(connection, tally_article(statements, topics), 1)
    connection.execute(insert(p).values(article=article, reading=reading, dossier=dossier[0], method=METHOD))
    choose(connection)


def _start_anew(connection: Connection) -> None:
    """Drop all filing where some is of another method: what that tallied under its own topics cannot be taken out one by one."""
    p = schema.placing
    if connection.execute(select(p.c.number).where(p.c.method != METHOD).limit(1)).first() is not None:
        for table in (schema.about, schema.topic, p):
            connection.execute(delete(table))


def complete(engine: Engine) -> int:
    """Do the same for articles that were kept without it, or under another dossier; how many there were."""
    with transaction(engine) as connection:
        _start_anew(connection)
    done = after = 0
    while waiting := _waiting(engine, after):
        with transaction(engine) as connection:
            for _, article in waiting:
                put_positions(Subject(connection, article))
        done, after = done + len(waiting), waiting[-1][0]
    return done


def choose(connection: Connection, *, anew: bool = False) -> None:
    """Choose which topics are the issues in force where the record has grown enough since that was done, or `anew`."""
    articles = connection.execute(select(func.coalesce(func.max(schema.placing.c.number), 0))).scalar_one()
    t = schema.issue
    rows = list(connection.execute(select(t).order_by(t.c.place)))
    chosen = max((row.chosen for row in rows), default=0)
    if not anew and articles > SMALL and articles < GROWN * chosen:
        return
    found = choose_issues(_tallies(connection), articles, _Holders(connection), {row.key: row.name for row in rows})
    connection.execute(delete(t))
    if found:
        lines = [{"key": issue.id, "place": place, "name": issue.name, "chosen": articles} for place, issue in enumerate(found)]
        connection.execute(insert(t), lines)


def found_issues(engine: Engine) -> tuple[Issue, ...]:
    """The issues found, as they were last chosen, best first."""
    t = schema.issue
    with asking(engine) as connection:
        rows = connection.execute(select(t.c.key, t.c.name).order_by(t.c.place))
        return tuple(Issue(id=row.key, name=row.name, words=words_for(row.key)) for row in rows)


def statements_of(connection: Connection, reading: int) -> list[Statement]:
    """The statements of one reading, by place."""
    # Asked by reading alone: asked by kind too, SQLite takes the index of kinds and goes through all statements there are.
    query = "SELECT kind, data FROM item WHERE reading = ? ORDER BY start, id"
    return [decoded(data, Statement) for kind, data in next(ask_each(connection, query, [(reading,)])) if kind == "statement"]


class _Holders:
    """The statements that stand under each of some topics by their own words."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def __call__(self, keys: Sequence[str]) -> Mapping[str, set[str]]:
        t = schema.about
        found: dict[str, set[str]] = {key: set() for key in keys}
        for some in batches(keys):
            query = select(t.c.key, t.c.item).where(t.c.dossier == FOUND, t.c.key.in_(some), t.c.tied.is_(False))
            for key, item in self.connection.execute(query):
                found[key].add(item)
        return found


def dossier_in_force(connection: Connection) -> tuple[int, tuple[Issue, ...]]:
    """The number of the dossier in force, FOUND where there is none, with its issues."""
    t = schema.dossier
    row = connection.execute(select(t.c.id, t.c.data).order_by(t.c.id.desc()).limit(1)).first()
    return (FOUND, ()) if row is None else (row.id, msgspec.convert(row.data, Dossier).issues)


def _file_by_dossier(
    connection: Connection, reading: int, dossier: tuple[int, tuple[Issue, ...]], statements: Sequence[Statement]
) -> None:
    """Put a reading's statements under the issues of the dossier in force, and of no other."""
    t = schema.about
    connection.execute(delete(t).where(t.c.reading == reading, t.c.dossier != FOUND))
    if dossier[0] != FOUND:
        _file(connection, reading, dossier[0], place_by_dossier(statements, dossier[1]))


def _file(connection: Connection, reading: int, dossier: int, places: Iterable[Place]) -> None:
    rows = [(dossier, one.key, reading, one.item, one.tied, one.near) for one in places if len(one.key) <= KEY_CHARS]
    put_rows(connection, "INSERT INTO about (dossier, key, reading, item, tied, near) VALUES (?, ?, ?, ?, ?, ?)", rows)


def _take_out(connection: Connection, reading: int) -> None:
    """Undo the filing of a reading that is not in force any more."""
    connection.execute(delete(schema.about).where(schema.about.c.reading == reading))
    _tally(connection, tally_article(statements_of(connection, reading)), -1)


def _tally(connection: Connection, tallies: Mapping[str, Tally], sign: int) -> None:
    fit = [key for key in tallies if len(key) <= KEY_CHARS]
    rows = ask_among(connection, "SELECT key, data FROM topic WHERE key IN", fit)
    kept = {key: decoded(data, Tally) for key, data in rows}
    new = [key for key in fit if key not in kept]
    changed = [key for key in fit if key in kept]
    for key in fit:
        kept.setdefault(key, Tally()).add(tallies[key], sign)
    made = {key: (kept[key].articles, encoded(kept[key]), key) for key in fit}
    put_rows(connection, "INSERT INTO topic (articles, data, key) VALUES (?, ?, ?)", [made[key] for key in new])
    put_rows(connection, "UPDATE topic SET articles = ?, data = ? WHERE key = ?", [made[key] for key in changed])


def _tallies(connection: Connection) -> dict[str, Tally]:
    """The tallies of the topics with most articles."""
    t = schema.topic
    query = select(t.c.key, t.c.data).where(t.c.articles > 0).order_by(t.c.articles.desc(), t.c.key).limit(LOOKED_AT)
    return {row.key: msgspec.convert(row.data, Tally) for row in connection.execute(query)}


def _waiting(engine: Engine, after: int) -> list[tuple[int, str]]:
    """Readings in force, newer than `after`, that are not filed under the dossier in force, each with its article."""
    p, r = schema.placing, schema.reading
    with asking(engine) as connection:
        number, _ = dossier_in_force(connection)
        done = and_(p.c.article == r.c.article, p.c.reading == r.c.id, p.c.dossier == number, p.c.method == METHOD)
        query = select(r.c.id, r.c.article).outerjoin(p, done).where(r.c.current, r.c.id > after, p.c.number.is_(None))
        return [(row.id, row.article) for row in connection.execute(query.order_by(r.c.id).limit(AT_ONCE))]
