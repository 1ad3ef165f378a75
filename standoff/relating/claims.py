"""Claims of an article: what its reading says in slots that other articles may fill differently. Pure: text and reading in."""

from standoff.core.records import Reading
from standoff.relating.claims_deeds import deed_claims
from standoff.relating.claims_demands import demand_claims
from standoff.relating.claims_figures import figure_claims
from standoff.relating.claims_quotes import quotation_claims
from standoff.relating.claims_scene import ClaimScene
from standoff.relating.claims_when import when_claims
from standoff.relating.conflicts_tables import Claim


def claims_of(text: str, reading: Reading) -> tuple[Claim, ...]:
    """The claims of an article's text as its reading has it, in the order of the text."""
    scene = ClaimScene(text, reading)
    found = [*figure_claims(scene), *quotation_claims(scene), *deed_claims(scene), *demand_claims(scene), *when_claims(scene)]
    return tuple(sorted(found, key=lambda claim: (claim.start, claim.end, claim.slot)))
