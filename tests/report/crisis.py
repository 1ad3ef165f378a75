"""A planted crisis: positions that change, a text that was copied and altered, figures over time, an event told twice."""

from standoff.core.dates import When
from tests.relating.texts import story, text
from tests.report.conftest import Plant, day

SHARED = story(5, 14)
HEAD = "Norway demanded a limit on herring on Monday. Oslo counts 300 sailors near Bergen."
ALTERED = "Norway demanded a limit on herring on Monday. Oslo counts 450 sailors near Bergen."


def first() -> Plant:
    """The text that another copies: a demand, and a figure."""
    plant = Plant("first.txt", f"{HEAD} {text(SHARED)}", "2030-05-02", outlet="Fjord Post")
    plant.statement("Norway demanded a limit on herring", "demand", "NOR", addressee=("SWE",))
    plant.figure("300 sailors", low=300, high=300, unit="sailors", party=("SWE",), place="near Bergen")
    return plant


def copy() -> Plant:
    """The same text two days later with another figure, and without its last sentence."""
    plant = Plant("second.txt", f"{ALTERED} {text(SHARED[:-1])}", "2030-05-04", outlet="Skerry Times")
    plant.statement("Norway demanded a limit on herring", "demand", "NOR", addressee=("SWE",))
    plant.figure("450 sailors", low=450, high=450, unit="sailors", party=("SWE",), place="near Bergen")
    return plant


def answer() -> Plant:
    """Sweden refuses, and talks are held in Bergen."""
    words = (
        "Sweden rejected a limit on herring. Ministers of Norway and Sweden met in Bergen on 8 May 2030. "
        "900 sailors are near Bergen."
    )
    plant = Plant("third.txt", words, "2030-05-09", outlet="Fjord Post")
    plant.statement("Sweden rejected a limit on herring", "reject", "SWE", addressee=("NOR",))
    plant.meeting(
        "Ministers of Norway and Sweden met in Bergen", "NOR", "SWE", place="Bergen", status="held", date=day("2030-05-08")
    )
    plant.figure("900 sailors", low=900, high=None, modifier="at least", unit="sailors", party=("SWE",), place="near Bergen")
    return plant


def talks() -> Plant:
    """Another outlet tells of the same talks, and of a position that changed."""
    words = "Norway and Sweden met in Bergen on 8 May 2030 for talks. Sweden accepted a limit on herring at last."
    plant = Plant("fourth.txt", words, "2030-05-12", outlet="Harbour News")
    plant.meeting("Norway and Sweden met in Bergen", "NOR", "SWE", place="Bergen", status="held", date=day("2030-05-08"))
    plant.statement("Sweden accepted a limit on herring at last", "accept", "SWE", addressee=("NOR",))
    return plant


def outlook() -> Plant:
    """A forecast over a window of days."""
    plant = Plant("fifth.txt", "Oslo expects boats to leave in June.", "2030-05-03", outlet="Fjord Post")
    window = When(earliest=day("2030-06-01").earliest, latest=day("2030-06-30").latest, precision="window", basis="inferred")
    plant.forecast("Oslo expects boats to leave in June", holder=("NOR",), window=window)
    return plant


def crisis() -> tuple[Plant, ...]:
    return first(), copy(), answer(), talks(), outlook()
