"""Blocking, features and the matcher: which episodes are compared, and what speaks for and against one incident."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gesta.linking.blocking import block_keys, meet, pairs
from gesta.linking.features import FEATURES
from gesta.linking.marking import marked
from gesta.linking.matcher import Matcher, features
from gesta.linking.rarity import RAREST, rarity
from gesta.linking.sketches import WORTH, common, sketch
from gesta.nouns.episode import Episode, Setting
from gesta.nouns.referent import Resolved
from tests.weighing.accounts import actor, card, day, episode, party, place, toll

WIRE, LOCAL = card("wire", "Delta Wire", 3), card("local", "Tal Ward Post", 4)
ALIKE, UNLIKE = 3.0, -2.0  # log-odds of two reports
LAND = {"admin": ("Gao",), "latitude": 16.27, "longitude": -0.05}


def bombing(report: object = WIRE, **known: object) -> Episode:
    told = {"when": day(2), "where": place("Tal Ward", 1, **LAND), "names": frozenset({"tal ward"}), **known}
    told.setdefault("places", (told["where"],) if isinstance(told["where"], Resolved) else ())
    return episode(report, toll(report, 14), **told)  # type: ignore[arg-type]


def said(left: Episode, right: Episode, common: float = ALIKE) -> dict[str, float]:
    return {feature.__name__: value for feature, value in features(left, right, common).items()}


def test_every_feature_has_a_weight_and_words_for_people() -> None:
    weights = Matcher.load().weights
    assert {feature.__name__ for feature in FEATURES} == set(weights)
    assert all(feature.__doc__ and feature.__doc__[0].islower() for feature in FEATURES)


def test_what_agrees_speaks_for_one_incident() -> None:
    values = said(bombing(), bombing(LOCAL))
    assert {"same_day", "same_place", "same_large_toll", "same_family", "both_violent", "same_means"} <= set(values)


def test_what_differs_speaks_against_it() -> None:
    other = bombing(
        LOCAL, when=day(9), where=place("Ras Ayn", 1, admin=("Kidal",), latitude=18.4, longitude=1.4),
        kind=("ASSAULT", "aerial"),
    )  # fmt: skip
    assert {"days_apart", "other_place", "distant", "other_division", "other_means"} <= set(said(bombing(), other))


def test_what_is_left_open_speaks_neither_way() -> None:
    open_ended = replace(bombing(LOCAL), when=episode(LOCAL).when, where=episode(LOCAL).where)
    named = {"same_day", "day_apart", "days_apart", "same_place", "other_place", "distant"}
    assert not named & set(said(bombing(), open_ended))


def test_a_date_after_the_other_was_published_speaks_against_it() -> None:
    assert "dated_later" in said(bombing(when=day(2)), bombing(LOCAL, when=day(8)))


def test_words_that_mark_another_incident_of_the_report_speak_against_it() -> None:
    mine = replace(bombing(), marks=frozenset({"gashing"}))
    theirs = replace(bombing(LOCAL), marks=frozenset({"kwirafin"}), beside=frozenset({"gashing"}))
    assert "marks_elsewhere" in said(mine, theirs)
    assert "marks_in_common" in said(mine, replace(theirs, marks=frozenset({"gashing"}), beside=frozenset()))


def test_words_next_to_both_and_the_title_speak_for_it() -> None:
    titled = replace(LOCAL, title="Mortar fire kills shoppers at Qwirafin market")
    mine = replace(bombing(), setting=Setting(own="Mortar shells fell on Qwirafin", lead=True))
    theirs = replace(bombing(titled), setting=Setting(own="mortar rounds hit the Qwirafin market", lead=True))
    values = said(mine, theirs)
    assert {"like_words_near", "rare_words_near", "names_near", "like_title", "both_leads"} <= set(values)
    assert "rare_words_near" not in said(mine, replace(theirs, setting=Setting(own="a bus was burned")))


def test_what_was_told_before_is_a_hint_where_nothing_is_said() -> None:
    bare = episode(LOCAL, setting=Setting(days=(date(2031, 5, 2), date(2031, 5, 2)), places=frozenset({"ward"})))
    dated = bombing(place_words=frozenset({"ward"}))
    assert {"day_told_before", "place_told_before"} <= set(said(dated, bare))
    elsewhere = replace(bare, setting=replace(bare.setting, places=frozenset({"kidal"})))
    assert "other_place_told_before" in said(dated, elsewhere)
    assert not {"day_told_before", "place_told_before"} & set(said(dated, bombing(LOCAL)))


def test_reports_that_have_little_in_common_speak_against_it() -> None:
    assert "little_in_common" not in said(bombing(), bombing(LOCAL))
    assert said(bombing(), bombing(LOCAL), UNLIKE)["little_in_common"] == pytest.approx(3.0)
    matcher = Matcher.load()
    alike, unlike = (matcher.judge(bombing(), bombing(LOCAL), common) for common in (ALIKE, UNLIKE))
    assert alike is not None
    assert unlike is not None
    assert unlike.score < alike.score


def test_the_judgement_is_one_whichever_order_they_are_given_in() -> None:
    matcher = Matcher.load()
    assert matcher.judge(bombing(), bombing(LOCAL), ALIKE) == matcher.judge(bombing(LOCAL), bombing(), ALIKE)


def test_a_judgement_says_why() -> None:
    found = Matcher.load().judge(bombing(), bombing(LOCAL), ALIKE)
    assert found is not None
    assert found.verdict == "same"
    assert found.by == f"model:{Matcher.load().version}"
    assert "both give one large figure for one outcome" in [reason.words for reason in found.reasons]
    assert [abs(r.weight) for r in found.reasons] == sorted((abs(r.weight) for r in found.reasons), reverse=True)


def test_plainly_different_incidents_are_not_kept() -> None:
    talks = {"kind": ("CONSULT", None), "trigger": "talks", "places": (RAS_AYN["where"],)}
    other = episode(LOCAL, when=day(9), **{**RAS_AYN, **talks})
    assert Matcher.load().judge(bombing(), other, ALIKE) is None


def test_another_set_of_weights_is_another_version() -> None:
    matcher = Matcher.load()
    assert Matcher.of({**matcher.weights, "same_day": 9.0}, matcher.bias).version != matcher.version


def compared(left: Episode, right: Episode) -> bool:
    """True when the reports of two episodes share a key and enough words, and the episodes meet."""
    keys = block_keys([left]) & block_keys([right])
    odds = common(sketch([left]), sketch([right]))
    return bool(keys) and odds >= WORTH and meet(left, right, odds)


def test_episodes_of_one_week_that_share_a_rare_name_are_compared() -> None:
    assert compared(bombing(), bombing(LOCAL, where=episode(LOCAL).where))


def test_an_undated_episode_is_compared_with_what_happened_before_its_publication() -> None:
    undated = replace(bombing(LOCAL), when=episode(LOCAL).when)
    assert compared(bombing(), undated)


RAS_AYN = {"names": frozenset({"ras ayn"}), "where": place("Ras Ayn", 1, admin=("Kidal",))}


@pytest.mark.parametrize("change", [{"when": day(28)}, RAS_AYN])
def test_other_weeks_and_other_names_are_not_compared(change: dict[str, object]) -> None:
    bare = {"when": day(2), "names": frozenset({"tal ward"})}
    mine, theirs = episode(WIRE, **bare), episode(LOCAL, **{**bare, **change})
    assert not block_keys([mine]) & block_keys([theirs])
    assert not meet(mine, theirs, UNLIKE)


def test_of_reports_that_are_plainly_of_one_matter_all_of_one_time_are_compared() -> None:
    mine, theirs = episode(WIRE, when=day(2)), episode(LOCAL, when=day(2))
    assert meet(mine, theirs, ALIKE)
    assert not meet(mine, theirs, UNLIKE)
    assert not meet(mine, replace(theirs, when=day(28)), ALIKE)


def test_the_same_actor_in_the_same_week_is_worth_a_look() -> None:
    mine = episode(WIRE, when=day(2), parties=(party(WIRE, "actor", "the Front", actor("Sahel Front", "sahel-front")),))
    theirs = episode(
        LOCAL, when=day(3), parties=(party(LOCAL, "actor", "the Front", actor("Sahel Front", "sahel-front")),)
    )
    assert block_keys([mine]) & block_keys([theirs])
    assert meet(mine, theirs, UNLIKE)


def test_nothing_telling_gives_no_keys() -> None:
    assert block_keys([episode(replace(WIRE, published=None))]) == frozenset()


def test_plurals_and_common_names_written_together_are_no_keys() -> None:
    said = episode(WIRE, when=day(2), names=frozenset({"palestinians", "united nations", "labbezanga"}))
    assert {key.partition("|")[2] for key in block_keys([said])} == {"~lbsnk"}


def test_a_rare_name_is_a_key_in_one_word_or_two() -> None:
    apart = episode(WIRE, when=day(2), names=frozenset({"yar kofoji"}))
    joined = episode(LOCAL, when=day(2), names=frozenset({"yarkofoji"}))
    assert block_keys([apart]) & block_keys([joined])


def test_two_long_reports_that_share_a_rare_word_by_chance_are_not_compared() -> None:
    mine, theirs = "|".join(f"gao{n}word" for n in range(60)), "|".join(f"kidal{n}word" for n in range(60))
    assert common(f"{mine}|labbezanga", f"{theirs}|labbezanga") < WORTH
    assert common(f"{mine}|labbezanga", "ansongo|labezzanga") >= WORTH
    assert common(mine, mine) >= WORTH


def test_pairs_of_a_heap_are_those_that_are_compared_each_once() -> None:
    heap = [bombing(), bombing(LOCAL), episode(LOCAL, when=day(28), names=frozenset({"ras ayn"}))]
    assert [{pair.left.id, pair.right.id} for pair in pairs(heap)] == [{heap[0].id, heap[1].id}]
    assert pairs(heap) == pairs(heap[::-1])


def test_common_words_are_not_rare() -> None:
    assert rarity("polic") < 3 < rarity("mortar") < rarity("qwirafin") == RAREST


def test_marks_set_the_episodes_of_a_report_apart() -> None:
    market = episode(WIRE, context="Gunmen stormed the market of Gashing in Plateau.")
    hotel = episode(WIRE, at=90, context="A bomb went off outside a hotel in Plateau.")
    one, other = marked([market, hotel])
    assert "gash" in one.marks or "gashing" in one.marks
    assert not one.marks & other.marks
    assert one.beside == other.marks
    assert other.beside == one.marks


@given(st.lists(st.sampled_from(["Gashing", "hotel", "mortar", "Plateau", "convoy"]), max_size=5))
def test_a_single_episode_has_nothing_beside_it(words: list[str]) -> None:
    (alone,) = marked([episode(WIRE, context=" ".join(words))])
    assert alone.beside == frozenset()


@pytest.mark.parametrize(("count", "apart"), [(14, False), (20, False), (28, True), (7, True)])
def test_figures_that_differ_by_a_factor_of_two_speak_against_it(count: int, apart: bool) -> None:
    told = {"when": day(2), "where": place("Tal Ward", 1, **LAND)}
    other = episode(LOCAL, toll(LOCAL, count), **told)
    assert ("tolls_far_apart" in said(bombing(), other)) == apart
