"""The account of an incident: what all reports say of it, question by question, with agreement and conflict told.

The terminal and the pages of the web draw this one value, so they say the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from gesta.nouns.episode import QUESTIONS, Card, Evidence, Question, Statement
from gesta.nouns.incident import Incident
from gesta.nouns.judgement import Judgement
from gesta.nouns.referent import Resolved
from gesta.nouns.toll import Outcome
from gesta.telling.account import readable
from gesta.telling.denoting import date_line, date_words, place_line
from gesta.telling.naming import parties_line, party_line, speaker_line
from gesta.telling.reviewing import reason_words
from gesta.telling.vocabulary import kind, words
from gesta.weighing.frame import day_of
from gesta.weighing.headline import unplaced

# Kinds of answers that are told on their own: everybody who tells of an incident says what it was.
ASKED: tuple[Question, ...] = tuple(question for question in QUESTIONS if question != "how many")
QUOTED = 160  # characters of a quotation: two lines of a window
UNSAID = "–"


@dataclass(frozen=True, slots=True)
class Telling:
    """One voice on one answer: who speaks, who carried it when, in which stance, in which words."""

    speaker: str
    publisher: str
    published: str
    stance: str
    quoted: tuple[str, ...]
    statement: str
    report: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a question, those who give it, those who deny it, and how many copies only repeat it."""

    value: str
    given: tuple[Telling, ...]
    denied: tuple[Telling, ...]
    copies: int

    @property
    def origins(self) -> int:
        """How many publishers give it, copies left out."""
        return len({telling.publisher for telling in self.given})


@dataclass(frozen=True, slots=True)
class Section:
    """A question and its answers, the most told first; `standing` says in words whether they agree."""

    question: str
    answers: tuple[Answer, ...]
    standing: str
    agreed: bool


@dataclass(frozen=True, slots=True)
class TollRow:
    """What one voice says of the human cost at one time: a figure as said for each outcome."""

    published: str
    publisher: str
    speaker: str
    figures: Mapping[Outcome, str]
    copy: bool


@dataclass(frozen=True, slots=True)
class TollTable:
    """The figures of each voice over time, and what the rule makes of them: lowest, best and highest."""

    outcomes: tuple[Outcome, ...]
    rows: tuple[TollRow, ...]
    rule: str
    ranges: Mapping[Outcome, tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around an incident: the headlines of those it relates to, by id, and the judgements that hold it
    together, with the reports that their ends lie in, by key."""

    headlines: Mapping[str, str] = field(default_factory=dict)
    judgements: Sequence[Judgement] = ()
    reports: Mapping[str, Card] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bond:
    """One reason why two reports are held to be of one incident: whose word it is, and on what it rests."""

    reports: str
    verdict: str
    reasons: tuple[str, ...]
    comment: str | None


@dataclass(frozen=True, slots=True)
class IncidentAccount:
    """An incident as it is told; `facts` are its particulars, label and words."""

    id: str
    headline: str
    status_line: str
    grade: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    tolls: TollTable | None
    relations: tuple[tuple[str, str], ...]
    bonds: tuple[Bond, ...]


def incident_account(incident: Incident, around: Surroundings) -> IncidentAccount:
    """The account of an incident; nothing that is said in it is left out but what copies only repeat.

    Of what machines hold of one pair of reports the strongest is told: a long report tells an incident in many places,
    and each place was compared with each. What a person said is always told.
    """
    return IncidentAccount(
        id=incident.id,
        headline=readable(incident.headline),
        status_line=readable(incident.status_line),
        grade=incident.grade,
        facts=tuple(_facts(incident)),
        sections=tuple(s for question in ASKED if (s := _section(incident, question)).answers),
        tolls=_toll_table(incident),
        relations=tuple(_relations(incident, around)),
        bonds=tuple(_bond(judgement, around) for judgement in _strongest(around)),
    )


def toll_words(low: int | None, best: int | None, high: int | None) -> str:
    """A range of a toll in a few letters: "11", "8–11", "11 (8–14)"; a dash where nobody says."""
    if low is None and high is None:
        return UNSAID if best is None else str(best)
    span = str(low) if low == high else f"{_bound(low)}–{_bound(high)}"
    return span if best is None or low == high else f"{best} ({span})"


def day_words(moment: date | datetime | None) -> str:
    """A date of publication as ISO 8601, with the time where it is known; "undated" without one."""
    if moment is None:
        return "undated"
    return moment.isoformat(timespec="minutes") if isinstance(moment, datetime) else moment.isoformat()


def place_words(incident: Incident) -> str:
    """Where it happened, in one line; otherwise what the reports call it, if they name it, and why it is not placed."""
    if isinstance(incident.where, Resolved):
        return readable(place_line(incident.where.value))
    said = unplaced(incident.statements)
    return readable(f"“{said}” – not placed: {incident.where.reason}" if said else incident.where.reason)


def when_words(incident: Incident) -> str:
    """When it happened; why it is not known otherwise, and since when it is reported."""
    if isinstance(incident.when, Resolved):
        return readable(date_words(incident.when) or UNSAID)
    days = [day for card in incident.cards if (day := day_of(card.published))]
    reported = f"; first reported {date_line(min(days))}" if days else ""
    return readable(f"{incident.when.reason}{reported}")


# --------------------------------------------------------------------------------------------------------- parts


def _facts(incident: Incident) -> Iterator[tuple[str, str]]:
    yield "what", f"{kind(incident.type, incident.mode)} – {words('status')[incident.status]}"
    yield "when", when_words(incident)
    yield "where", place_words(incident)
    for role, label in (("actor", "who"), ("target", "to whom"), ("victim", "harmed"), ("ordered_by", "ordered by")):
        named = [p for p in incident.participants if p.role == role]
        if named:
            yield label, parties_line(p.name for p in named)
    if incident.weapons:
        yield "with what", readable("; ".join(weapon.text for weapon in incident.weapons))
    copies = f", {_number(incident.copies, 'copy', 'copies')}" if incident.copies else ""
    origins = _number(incident.origins, "independent origin", "independent origins")
    yield "known from", f"{_number(incident.reports, 'report', 'reports')}: {origins}{copies}"
    yield "reviewed", f"by {readable(incident.reviewed)}" if incident.reviewed else "by nobody yet"


def _section(incident: Incident, question: Question) -> Section:
    """The answers to one question, those that most origins give first."""
    values: dict[str, list[Statement]] = {}
    for statement in incident.statements:
        if statement.question == question:
            values.setdefault(_value(statement), []).append(statement)
    answers = sorted((_answer(v, said, incident) for v, said in values.items()), key=lambda a: (-a.origins, a.value))
    standing, agreed = _standing(answers)
    return Section(question, tuple(answers), standing, agreed)


def _answer(value: str, said: Sequence[Statement], incident: Incident) -> Answer:
    own = [statement for statement in said if statement.card.key not in incident.originals]
    copied = {statement.card.key for statement in said} - {statement.card.key for statement in own}
    heard = own or said
    return Answer(
        value,
        tuple(_telling(statement) for statement in heard if not statement.denied),
        tuple(_telling(statement) for statement in heard if statement.denied),
        len(copied) if own else 0,
    )


def _value(statement: Statement) -> str:
    """An answer as it is told: a type and mode in plain words, an unknown party without the capital of a sentence."""
    value = " ".join(statement.value.split())
    if statement.question == "what":
        type_, _, mode = value.partition(" ")
        return readable(kind(type_, mode or None))
    known = statement.actor is not None and statement.actor.value.id is not None
    return party_line(value) if statement.question == "who" and not known else readable(value)


def _telling(statement: Statement) -> Telling:
    card = statement.card
    return Telling(
        speaker_line(statement.voice),
        readable(card.label),
        day_words(card.published),
        words("stances")[statement.stance],
        tuple(dict.fromkeys(_quoted(words_.text) for words_ in statement.evidence if not _names(words_, statement))),
        statement.id,
        card.id,
    )


def _names(evidence: Evidence, statement: Statement) -> bool:
    """True when the words only name the speaker, who is told anyway."""
    return statement.voice is not None and evidence == statement.voice.words


def _quoted(text: str) -> str:
    line = " ".join(readable(text).split())
    return line if len(line) <= QUOTED else line[:QUOTED].rsplit(" ", 1)[0] + " …"


def _standing(answers: Sequence[Answer]) -> tuple[str, bool]:
    """Whether the answers agree, in words."""
    denied = any(answer.denied for answer in answers)
    publishers = {telling.publisher for answer in answers for telling in (*answer.given, *answer.denied)}
    if denied:
        return "contested: somebody denies it", False
    if len(answers) > 1:
        return f"{len(answers)} different answers", False
    return ("all agree", True) if len(publishers) > 1 else ("one origin", True)


def _toll_table(incident: Incident) -> TollTable | None:
    """Who said which figure when; None where nobody gives one."""
    figured = [statement for statement in incident.statements if statement.figure is not None]
    if not figured:
        return None
    outcomes = tuple(dict.fromkeys(s.figure.outcome for s in figured if s.figure))
    rows: dict[tuple[str, ...], dict[Outcome, list[str]]] = {}
    copies = incident.originals
    for s in sorted(figured, key=lambda s: (day_words(s.card.published), s.card.key)):
        place = (day_words(s.card.published), readable(s.card.label), speaker_line(s.voice))
        key = (*place, "copy" if s.card.key in copies else "")
        if s.figure:
            rows.setdefault(key, {}).setdefault(s.figure.outcome, []).append(_figure(s))
    told = tuple(
        TollRow(when, publisher, speaker, {o: "; ".join(dict.fromkeys(f)) for o, f in figures.items()}, bool(copy))
        for (when, publisher, speaker, copy), figures in rows.items()
    )
    ranges = {o: (_bound(r.low), _bound(r.best), _bound(r.high)) for o, r in incident.tolls.items()}
    return TollTable(outcomes, told, incident.versions.get("tolls", ""), ranges)


def _figure(statement: Statement) -> str:
    """The figure as short words, with who it counts when it is only a part, and "denied" where the voice denies it."""
    value = statement.value.partition(": ")[2] or statement.value
    figure = statement.figure
    part = f" {figure.who}" if figure and figure.part and figure.who else ""
    return readable(" ".join(f"{value}{part}{' denied' if statement.denied else ''}".split()))


def _relations(incident: Incident, around: Surroundings) -> Iterator[tuple[str, str]]:
    """Each relation in words, and the words that make it."""
    for relation in incident.relations:
        named = readable(around.headlines.get(relation.to, ""))
        quoted = "; ".join(f"“{_quoted(evidence.text)}”" for evidence in relation.evidence)
        yield f"{words('relations')[relation.type]} {relation.to} {named}".rstrip(), quoted


def _strongest(around: Surroundings) -> Iterator[Judgement]:
    """Every judgement of a person, and of each pair of reports that a machine judged the first, which is the best."""
    seen: set[frozenset[str]] = set()
    for judgement in around.judgements:
        pair = frozenset(_key(anchor) for anchor in (judgement.left, judgement.right))
        if judgement.personal or pair not in seen:
            yield judgement
        seen.add(pair)


def _key(anchor: str) -> str:
    """The key of the report that an anchor lies in."""
    return anchor.rpartition(":")[0] or anchor


def _bond(judgement: Judgement, around: Surroundings) -> Bond:
    ends = (_report(anchor, around.reports) for anchor in (judgement.left, judgement.right))
    who = judgement.by.partition(":")[2]
    verdict = words("verdicts")[judgement.verdict]
    told = f"{verdict}, says {who}" if judgement.personal else f"{verdict}, score {judgement.score:.2f}, by {who}"
    return Bond(" – ".join(ends), told, reason_words(judgement), judgement.comment)


def _report(anchor: str, reports: Mapping[str, Card]) -> str:
    """The report that an anchor lies in, by its publisher and the id it came with."""
    key = _key(anchor)
    card = reports.get(key)
    return readable(" ".join(part for part in (card.publisher, f"({card.id})") if part)) if card else key


def _bound(figure: int | None) -> str:
    return UNSAID if figure is None else str(figure)


def _number(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
