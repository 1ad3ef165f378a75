"""What relating is given of an article is what was read of it."""

import pytest
from sqlalchemy import Engine

from standoff.store.database import asking
from standoff.store.subject import Subject
from standoff.store.write import put
from tests.store.planted import HARBOUR, article, harbour_reading


def test_the_reading_in_force_comes_back_whole(engine: Engine) -> None:
    one = article()
    put(engine, one, harbour_reading(one, "reader-1"))
    put(engine, one, harbour_reading(one, "reader-2"))
    with asking(engine) as connection:
        subject = Subject(connection, one.id)
        assert subject.whole == harbour_reading(one, "reader-2")
        assert subject.text == HARBOUR


def test_noise_is_blanked_in_the_body(engine: Engine) -> None:
    one = article()
    put(engine, one, harbour_reading(one))
    with asking(engine) as connection:
        assert Subject(connection, one.id).body == HARBOUR.replace("Subscribe to our newsletter", " ")


def test_an_article_without_a_reading_has_none(engine: Engine) -> None:
    with asking(engine) as connection:
        subject = Subject(connection, "nowhere")
        assert subject.reading is None
        with pytest.raises(LookupError, match="nowhere"):
            _ = subject.outline
