"""Which judgements connect two episodes: along these, and no others, clusters form and sums are attached.

In a store with many reports of one week chance makes pairs that look a little alike; were all of them followed, they
would tie one week's incidents to the next's, until everything hangs together and each new report costs as much as all
before it. So a doubtful pair connects only where neither chance nor choice speaks against it: when one of the two
resembles no other episode as much.
"""

from __future__ import annotations

from collections.abc import Iterable

from gesta.linking.matcher import NOT
from gesta.nouns.judgement import Judgement

# Scores from which a pair connects by itself, and from which it does when it is the best of one of its two. On held-out
# training bundles B³ is .783 when every pair from .25 on connects, .777 with .3 and .762 with .45; in a crowd of them
# (evaluation/crowded.py) an episode hangs together with 3.6, 2.6 and 1.7, itself included.
SURE_ENOUGH = 0.3
DOUBTFUL = NOT


def connecting(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Those of the models' judgements that connect, in the same order.

    All judgements on an episode must be among those given for those on it to be told right.
    """
    known = [judgement for judgement in judgements if not judgement.personal and judgement.score >= DOUBTFUL]
    best: dict[str, float] = {}
    for judgement in known:
        for end in (judgement.left, judgement.right):
            best[end] = max(best.get(end, 0.0), judgement.score)
    return [j for j in known if j.score >= min(SURE_ENOUGH, best[j.left], best[j.right])]
