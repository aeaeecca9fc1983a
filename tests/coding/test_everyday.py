"""Sport and accidents hold no violence; a conflict among them does."""

import pytest

from gesta.coding.everyday import is_everyday


@pytest.mark.parametrize(
    ("text", "everyday"),
    [
        ("The striker's shot hit the bar before the goalkeeper saved the match for the team.", True),
        ("An explosion of methane killed six miners in a coal mine, rescuers said.", True),
        ("Rebels attacked the stadium during the league match; two players of the team were killed.", False),
        ("The plane crashed after a bomb exploded on board, the airline said.", False),
        ("Ministers met in Ashkol for talks on the border.", False),
        ("Two men were shot dead in Velina on Sunday.", False),
    ],
)
def test_a_report_of_sport_or_accident_is_known(text: str, everyday: bool) -> None:
    assert is_everyday(text) is everyday
