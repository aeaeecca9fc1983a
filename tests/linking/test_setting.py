"""How the episodes of a report stand among each other: whose words are whose, kinship, what was told before."""

from __future__ import annotations

import pytest

from gesta.linking.episodes import episodes
from gesta.nouns.episode import Episode
from tests.linking.test_grouping import told

TEXT = "In response to the massacre of herders in Ayo, gunners pounded the camp at Bura.\nA mule died in Ceri."


@pytest.fixture
def three(monkeypatch: pytest.MonkeyPatch) -> tuple[Episode, ...]:
    """The three events of the text as three episodes: how they are grouped is tested beside it."""
    monkeypatch.setattr("gesta.linking.grouping.joined", lambda *_: [[0], [1], [2]])
    return episodes(told(TEXT, "massacre", "pounded", "died", kinds="hah"))


def test_a_word_belongs_to_the_nearest_trigger_of_its_sentence(three: tuple[Episode, ...]) -> None:
    massacre, answer, mule = three
    assert {"herders", "Ayo"} <= set(massacre.setting.own.split())
    assert {"gunners", "camp", "Bura"} <= set(answer.setting.own.split())
    assert not {"herders", "Ayo"} & set(answer.setting.own.split())
    assert mule.setting.own == "A mule died in Ceri."


def test_no_word_is_two_episodes_own(three: tuple[Episode, ...]) -> None:
    words = [word.strip(".,") for each in three for word in each.setting.own.split()]
    assert len(words) == len(TEXT.split())


def test_the_first_sentence_is_the_lead(three: tuple[Episode, ...]) -> None:
    assert [each.setting.lead for each in three] == [True, True, False]


def test_kinship_is_told_of_every_other_episode_and_is_mutual(three: tuple[Episode, ...]) -> None:
    kin = {each.id: dict(each.setting.kin) for each in three}
    for one in three:
        assert set(kin[one.id]) == {other.id for other in three if other is not one}
        assert all(kin[one.id][other] == kin[other][one.id] for other in kin[one.id])
    massacre, answer, _ = three
    assert kin[massacre.id][answer.id] < -2
