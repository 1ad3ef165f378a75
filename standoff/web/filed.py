"""Files of an index by their names: under what its lines are filed, each file in the order of their days."""

from collections.abc import Mapping, Sequence
from typing import Any

from standoff.web.lines import Line
from standoff.web.passing import Cell

File = Mapping[Any, Sequence[Line]]


class Filed:
    """What has files, by the names that `passing.FILES` gives them."""

    files: Mapping[str, File]

    @property
    def kinds(self) -> File:
        """The lines of each kind."""
        return self.files["kinds"]

    @property
    def by_party(self) -> File:
        """The lines that each party acts in."""
        return self.files["by_party"]

    @property
    def by_part(self) -> Mapping[Cell, Sequence[Line]]:
        """The lines of each party and kind."""
        return self.files["by_part"]

    @property
    def by_state(self) -> File:
        """The meetings of each status."""
        return self.files["by_state"]

    @property
    def announced(self) -> File:
        """What was told before the day that it gives, by its kind and each month between the two."""
        return self.files["announced"]

    @property
    def by_act(self) -> File:
        """The statements of each act."""
        return self.files["by_act"]

    @property
    def by_issue(self) -> File:
        """The statements about each issue."""
        return self.files["by_issue"]

    @property
    def by_article(self) -> File:
        """The lines of each article, by its id."""
        return self.files["by_article"]

    @property
    def by_speaker(self) -> File:
        """The statements and forecasts of each person."""
        return self.files["by_speaker"]

    @property
    def by_voice(self) -> Mapping[Cell, Sequence[Line]]:
        """The statements of each party and person that speaks for it."""
        return self.files["by_voice"]

    @property
    def by_person(self) -> File:
        """The meetings of each person."""
        return self.files["by_person"]

    @property
    def by_outlet(self) -> File:
        """The lines of each outlet."""
        return self.files["by_outlet"]

    @property
    def by_turn(self) -> File:
        """The statements that demand, reply or threaten, of each issue and (issue "") of all."""
        return self.files["by_turn"]
