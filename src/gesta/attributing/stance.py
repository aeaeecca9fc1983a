"""The stance of a speech: the network's scores, checked by the words of the cue."""

from __future__ import annotations

from collections.abc import Mapping

from gesta.attributing.lexicon import StanceWord, folded, lexicon
from gesta.attributing.page import Page
from gesta.nouns.claim import STANCES, Stance
from gesta.spans import Span

# Characters to the left of a cue in which an auxiliary may change it ("did not immediately" + "respond").
LEFT_CONTEXT = 40
RIGHT_CONTEXT = 30


def stance_of(page: Page, cue: Span, scores: Mapping[str, float]) -> Stance:
    """The likeliest stance once the cue's own words have had their say.

    A word of the lexicon ("denied", "declined to comment") multiplies the network's score for its stance by the
    word's weight, so a sure network is not overruled and an unsure one is. Without scores and without a word the
    stance is "asserts": the cue says that somebody said it, and nothing more.
    """
    word = stance_word(page, cue)
    weighed = {stance: _weighed(stance, scores.get(stance, 0.0), word, bool(scores)) for stance in STANCES}
    return max(STANCES, key=lambda stance: weighed[stance])


def stance_word(page: Page, cue: Span) -> StanceWord | None:
    """The first entry of the lexicon that matches words of the cue, or None."""
    sentence = page.around(cue)
    start = max(sentence.start, cue.start - LEFT_CONTEXT)
    end = min(max(sentence.end, cue.end), cue.end + RIGHT_CONTEXT)
    window = folded(page.text[start:end])
    for word in lexicon().stances:
        for match in word.pattern.finditer(window):
            if match.start() + start < cue.end and cue.start < match.end() + start:
                return word
    return None


def _weighed(stance: Stance, score: float, word: StanceWord | None, scored: bool) -> float:
    if word is not None and word.stance == stance:
        return score * word.weight if scored else word.weight
    return score
