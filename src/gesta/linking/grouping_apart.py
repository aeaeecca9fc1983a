"""Constructions that set two events of one report apart as two incidents, whatever else speaks for one.

Each is one function, true where its words stand; `left` stands before `right`. They are too rare for a weight to be
fitted, and too plain to need one: on the training bundles each is right in at least nine of ten pairs of mentions. The
words themselves stand in cues.toml.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import cache, lru_cache

from gesta.lexicon import pattern, words
from gesta.linking.scene import SAID_LATELY, Scene, Sight, days_meet, has_cue
from gesta.linking.words import stem
from gesta.nouns.referent import Resolved, When

SHORT_LEAD, LONG_LEAD = 45, 60  # characters in front of a trigger, in which what it answers or follows is named
AN_HOUR = timedelta(hours=1)
NEWS = timedelta(days=7)  # before publication, in which what a report does not date may have happened

Construction = Callable[[Scene, Sight, Sight], bool]

_HERE = "gesta.linking"
_NOUN_PHRASE = r"(?:(?:the|an?|this|that|those|these|last|\w+['’]s)\s+)?(?:[\w'’-]+\s+){0,2}$"
_KNOWN_PHRASE = r"(?:the|an?|this|that|those|these|last|\w+['’]s)\s+(?:[\w'’-]+\s+){0,2}$"
_ANSWERED = r"\b(?:{})\b(?:\W+\w+){{0,2}}?\W+(?:to|for|of|following|after)?\W*(?:\w+\W+){{0,4}}$"
_GONE_BEFORE = r"\b(?:{})\s+" + _NOUN_PHRASE.replace("{", "{{").replace("}", "}}")
_FOLLOWING = r"\b(?:{})\s+" + _KNOWN_PHRASE.replace("{", "{{").replace("}", "}}")
_CAUSE = r"\b(?:{})\s+(?:of|for|to|behind)\s+(?:[\w'’-]+\s+){{0,3}}$"
# "Hours after Monday's", at the head of a sentence.
_FRONTED = re.compile(
    r"^\W*(?:\w+\W+){0,3}?(?:hours?|days?|minutes|weeks?|months?|shortly|soon)\s+(?:after|before|following)\W+"
    r"(?:[\w'’-]+\W+){0,4}$",
    re.I,
)
_RELATIVE = re.compile(r"\b(?:which|that|who|whom|whose|when|where)\b", re.I)
# Two nouns that one preposition each sets beside: "of the blast in Ayo and of the attempt in Bura".
_BESIDE = re.compile(
    r"\b(?:and|or|nor)\s+(?:of|to|in|on|for|against|about|by|with|from)\s+(?:the|an?|that|this|those|these|\w+['’]s)\b",
    re.I,
)
# "in shelling of one village and two in rocket fire on another".
_SHARED_OUT = re.compile(
    r"\band\s+(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|another|several|dozens)"
    r"(?:\s+(?:others?|more|people|civilians|soldiers))?\s+(?:in|at|near|by)\b",
    re.I,
)


def told_apart(scene: Scene, left: Sight, right: Sight) -> bool:
    """True when one of the constructions sets the two apart."""
    return any(construction(scene, left, right) for construction in CONSTRUCTIONS)


def answered(scene: Scene, left: Sight, right: Sight) -> bool:
    """The earlier is answered by what else is told: "in response to the massacre, …". "The massacre" may come back."""
    known = right.noun == "old" and not _together(left, right)
    return not known and pattern(_HERE, "cues", "answered", _ANSWERED).search(scene.lead(left, LONG_LEAD)) is not None


def gone_before(scene: Scene, left: Sight, right: Sight) -> bool:
    """The later one went before, and is told as new: "… as they left the scene of a massacre"."""
    new = right.noun == "new" and not _tells_dying(right)
    return _together(left, right) and new and _ends("gone_before", _GONE_BEFORE, scene, left, right)


def followed(scene: Scene, left: Sight, right: Sight) -> bool:
    """A deed after another: "shells rained on the camp after the operation". The dead of an attack do die after it."""
    deed = left.event.type != "HARM"
    return _together(left, right) and deed and _ends("following", _FOLLOWING, scene, left, right)


def fronted(scene: Scene, left: Sight, right: Sight) -> bool:
    """The earlier only dates what the sentence tells: "Hours after Monday's blast, six shells landed"."""
    if not _together(left, right) or not _FRONTED.search(scene.lead(left, len(scene.coded.report.text))):
        return False
    between = scene.between(left, right)
    return "," in between and not _RELATIVE.search(between)


def dated_behind(scene: Scene, left: Sight, right: Sight) -> bool:
    """Words behind the later one move it: "… that killed passengers the following day". Who dies later dies of it."""
    return _together(left, right) and not _tells_dying(right) and has_cue("moved", scene.tail(right))


def culprits(scene: Scene, left: Sight, right: Sight) -> bool:
    """The later is what those are blamed for whom the earlier struck: "killed four men involved in the blast"."""
    return _together(left, right) and _ends("blamed", _FOLLOWING, scene, left, right)


def cause(scene: Scene, left: Sight, right: Sight) -> bool:
    """The earlier is called the cause of the later: "what officials call the trigger of the violence"."""
    return _together(left, right) and _ends("causes", _CAUSE, scene, left, right)


def and_then(scene: Scene, left: Sight, right: Sight) -> bool:
    """One sentence goes on from the one to the other: "killed ten villagers and then abducted …"."""
    return _together(left, right) and has_cue("and_then", scene.between(left, right))


def beside(scene: Scene, left: Sight, right: Sight) -> bool:
    """Two nouns side by side: "of the blast and of the killing", "links the murder with the massacre"."""
    if not _together(left, right):
        return False
    between = scene.between(left, right)
    linked = has_cue("set_beside", scene.lead(left, SHORT_LEAD) + between)
    both_nouns = left.noun != "" and right.noun != ""
    return (both_nouns and (linked or bool(_BESIDE.search(between[-SHORT_LEAD:])))) or bool(_SHARED_OUT.search(between))


def another(scene: Scene, left: Sight, right: Sight) -> bool:
    """The later is told with words for another one: "In a separate attack", "another raid". Another man is none."""
    text, start = scene.coded.report.text, left.event.trigger.end
    if right.sentence - left.sentence not in (0, 1, 2) and right.sentence >= 0:
        start = scene.starts(right)
    return _tells_another(text[start : right.event.trigger.start])


def other_dates(scene: Scene, left: Sight, right: Sight) -> bool:
    """One is dated to a longer stretch, "in May", that the date of the other does not meet. An undated one has the date
    told last before it, else it is news: of the days before publication."""
    one, other = (_stretch(scene, sight) for sight in (left, right))
    if not (one and left.days is None) and not (other and right.days is None):
        return False
    news = _news(scene)
    return not days_meet(one or left.carried_days or news, other or right.carried_days or news)


def other_hours(scene: Scene, left: Sight, right: Sight) -> bool:
    """Two attacks of which the hours are told, one or more apart: "at about 2 am", "at 3.15 am"."""
    one, other = (_when(scene, sight) for sight in (left, right))
    if one is None or other is None or not {one.precision, other.precision} <= {"hour", "minute"}:
        return False
    attacks = left.event.type == right.event.type == "ASSAULT"
    return attacks and one.start is not None and other.start is not None and abs(one.start - other.start) >= AN_HOUR


CONSTRUCTIONS: tuple[Construction, ...] = (
    answered, gone_before, followed, fronted, dated_behind, culprits, cause, and_then, beside, another, other_dates,
    other_hours,
)  # fmt: skip


def _together(left: Sight, right: Sight) -> bool:
    return left.sentence == right.sentence


def _ends(key: str, around: str, scene: Scene, left: Sight, right: Sight) -> bool:
    """True when the words between the two, within one sentence, end with such a construction."""
    return pattern(_HERE, "cues", key, around).search(scene.between(left, right)[-LONG_LEAD:]) is not None


def _tells_dying(sight: Sight) -> bool:
    return bool(sight.stems & {stem(word) for word in words(_HERE, "cues", "dying")})


@lru_cache(maxsize=SAID_LATELY)
def _tells_another(text: str) -> bool:
    """True for words for another one that is no person, number or stretch of time."""
    cues = pattern(_HERE, "cues", "another", r"\b(?:{})\s+([\w-]+)")
    return any(_names_deed(found.group(1).lower()) for found in cues.finditer(text))


def _names_deed(word: str) -> bool:
    return not word[0].isdigit() and stem(word) not in _no_deeds()


@cache
def _no_deeds() -> frozenset[str]:
    return frozenset(stem(word) for word in words(_HERE, "cues", "no_deed"))


def _when(scene: Scene, sight: Sight) -> When | None:
    answer = scene.coded.resolution.when.get(sight.event.id)
    return answer.value if isinstance(answer, Resolved) and answer.value.basis != "report" else None


def _stretch(scene: Scene, sight: Sight) -> tuple[date, date] | None:
    when = _when(scene, sight)
    return (when.start.date(), when.end.date()) if when and when.start and when.end else None


def _news(scene: Scene) -> tuple[date, date] | None:
    published = scene.coded.report.published
    day = published.date() if isinstance(published, datetime) else published
    return (day - NEWS, day) if day else None
