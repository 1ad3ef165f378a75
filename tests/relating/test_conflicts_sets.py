"""Sets made of articles of our own: who stands against whom, whatever else a record holds."""

from itertools import combinations

from standoff.relating.conflicts import decide
from standoff.relating.conflicts_sets import Pairs, Told, find_conflicts
from standoff.relating.conflicts_tables import Claim, Conflict, Decision
from tests.relating.claims import claims

CHARGE = "Fishing boat sunk off Bergen\n\nNorway accuses Sweden of sinking the fishing boat Maren off Bergen."
DENIAL = "Sweden answers Norway over Maren\n\nThe government of Sweden denied that it sank the fishing boat Maren."
OTHERS = (
    "Quarrel over trawlers\n\nNorway accused Sweden of moving forty trawlers to the fjord after the fishing boat sank.",
    "Trawlers at the fjord\n\nNorway again accused Sweden of moving forty trawlers to the fjord.",
    "Sweden speaks of trawlers\n\nSweden denied that it moved any trawlers to the fjord.",
    "More of the trawlers\n\nSweden rejected accusations by Norway that it moved trawlers to the fjord.",
    "Radios\n\nNorway accused Sweden of jamming radios of coast guards.",
)


def sets(*texts: str, slot: str = "deed", published: str = "2031-05-06") -> tuple[Conflict, ...]:
    made = dict(enumerate(claim for text in texts for claim in claims(text, slot, published)))
    told = {number: Told(claim=claim, places=((claim, claim.article[:6]),)) for number, claim in made.items()}
    decided = {
        (a, b): one
        for a, b in combinations(made, 2)
        if (one := decide(made[a], made[b])) is not None and one.verdict != "different_referent"
    }
    return find_conflicts(Pairs(told=told, decided=decided), lambda names: (len(set(names)), len(set(names))))


def quotes(one: Conflict) -> set[str]:
    return {telling.quote for side in one.sides for telling in side.tellings}


def test_a_conflict_stays_whatever_else_is_read() -> None:
    pair = {CHARGE.split("\n\n")[1], DENIAL.split("\n\n")[1]}
    assert [quotes(one) for one in sets(CHARGE, DENIAL)] == [pair]
    assert pair in [quotes(one) for one in sets(CHARGE, DENIAL, *OTHERS)]


def test_denials_of_two_deeds_are_two_sides() -> None:
    for one in sets(CHARGE, DENIAL, *OTHERS):
        assert not any("Maren" in quote for quote in quotes(one)) or not any("trawlers" in quote for quote in quotes(one))


def claim(article: str, party: str, claimer: str, stance: str = "blamed") -> Claim:
    return Claim(
        item=article, article=article, slot="deed", start=0, end=9, text=article, topic="attack", stance=stance, party=(party,),
        claimer=(claimer,), stems=("market", "herr", article),
    )  # fmt: skip


def test_every_conflict_of_two_claims_stands_in_a_set() -> None:
    told = {n: Told(claim=claim(f"a{n}", "NOR", "SWE"), places=((claim(f"a{n}", "NOR", "SWE"), f"a{n}"),)) for n in range(4)}
    against = Decision("conflict", "they differ", "denial")
    chain = Pairs(told=told, decided={(0, 1): against, (1, 2): against, (2, 3): against})
    found = [quotes(one) for one in find_conflicts(chain, lambda names: (1, 1))]
    assert all(any({f"a{a}", f"a{b}"} <= some for some in found) for a, b in chain.decided)


ASKED = (
    "Norway makes a demand\n\nOSLO, May {}, 2031 - "
    "Norway demanded that Sweden withdraw {} soldiers from the border at Halden by May {}."
)
DEMAND = ASKED.format(5, "5,000", 20)
AGAIN = ASKED.format(6, "8,000", 25)


def test_a_demanded_number_is_no_count_and_a_dateline_no_day_of_what_is_told() -> None:
    assert not claims(DEMAND, "figure")
    assert [one.latest and one.latest.day for one in claims(DEMAND, "when")] == [20]
    known = "Herring\n\nNorway demanded that Sweden withdraw the 5,000 soldiers from the old border posts by May 20."
    assert len(claims(known, "figure")) == 1


def test_one_demand_told_in_two_ways_is_one_disagreement() -> None:
    made = [claim for text in (DEMAND, AGAIN) for slot in ("demand", "when", "figure") for claim in claims(text, slot)]
    told = {number: Told(claim=claim, places=((claim, claim.article[:6]),)) for number, claim in enumerate(made)}
    decided = {(a, b): one for a, b in combinations(told, 2) if (one := decide(made[a], made[b])) is not None}
    assert "time" in {one.kind for one in decided.values()}
    assert [one.of for one in find_conflicts(Pairs(told=told, decided=decided), lambda names: (1, 1))] == ["demand"]
