"""PLOVER's own shape: one JSON object a line, one event of one report each, with the fields of the manual."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from gesta.exporting.exporter import Exporter
from gesta.exporting.shaping import spots
from gesta.exporting.shaping.accounts import given, report_day
from gesta.exporting.shaping.stories import Object, Story, lines_writer
from gesta.nouns.coded import Coded
from gesta.nouns.event import Role
from gesta.nouns.referent import When
from gesta.ontologies import load
from gesta.ontologies.codes.tables import state

CODER = "Gesta"
# The manual's resolution, 1 country to 5 within a city, by our precision; the finest is never claimed.
RESOLUTION: Mapping[int, int] = {1: 4, 2: 4, 3: 3, 4: 2, 6: 1}
TIMED = frozenset({"minute", "hour"})


def line(story: Story) -> Object:
    """The event with every field of the manual; what is not known is null, or an empty list. Of a fight between two
    sides all parties are actors, as the manual has it."""
    ontology = load()
    return {
        "id": story.id,
        "has_event": True,
        **_time(story.when),
        "actor": list(_entities(story, "actor", *(("target",) if story.mutual else ()))),
        "recipient": list(_entities(story, *(() if story.mutual else ("target",)), "victim")),
        "event": [story.type],
        "event_loc": _location(story),
        "event_text": list(filter(given, (m.trigger.of(story.coded.report.text) for m in story.happening.mentions))),
        "quad_code": ontology.quad(story.type),
        "event_scale": ontology.intensity(story.type, story.mode),
        "mode": [story.mode] if story.mode else [],
        "context": [],
        "size": {"dead": story.exact("killed"), "injured": story.exact("injured"), "arrested": None},
        "link": [],
        **_text(story),
        "cite_info": _citation(story.coded),
        "coder": CODER,
        **dict.fromkeys(("coded_date", "coded_time", "comment")),
    }


def _time(when: When | None) -> Object:
    start, end = (when.start, when.end) if when is not None else (None, None)
    timed = when is not None and when.precision in TIMED
    return {
        "date": _day(start),
        "time": start.strftime("%H:%M") if timed and start else None,
        "enddate": _day(end),
        "endtime": end.strftime("%H:%M") if timed and end else None,
    }


def _day(moment: datetime | None) -> str | None:
    return None if moment is None else moment.date().isoformat()


def _entities(story: Story, *roles: Role) -> Iterator[Object]:
    """Each party with its codes; religion, ethnicity, office, gender and age are not worked out."""
    for _, words, actor in story.fillers(*roles):
        yield {
            "code": actor.country if actor else None,
            "sector": actor.sector if actor else None,
            "entity_text": given(words),
            "identifier_id": actor.id if actor else None,
            "identifier_text": actor.name if actor else None,
            **dict.fromkeys(("religion", "ethnicity", "office", "gender", "age")),
        }


def _location(story: Story) -> Object | None:
    """The place; null where it is not known."""
    place = story.where
    said = next((filler.span for filler in story.happening.roles.get("place", ())), None)
    if place is None:
        return None
    return {
        "extracted_place": given(said.of(story.coded.report.text)) if said else None,
        "resolved_place": place.name,
        "geonameid": spots.geonames(place),
        "lat": spots.latitude(place),
        "lon": spots.longitude(place),
        "city": place.name if RESOLUTION.get(place.precision) == RESOLUTION[1] else None,
        "district": spots.division(place, 2) or None,
        "province": spots.division(place, 1) or None,
        "country": state(place.country).name or None,
        "country_code": spots.country(place),
        "feature_class": None,
        "feature_code": None,
        "resolution": RESOLUTION.get(place.precision),
    }


def _text(story: Story) -> Object:
    """The sentence that tells it, and where it stands in the whole text."""
    text, found = story.coded.report.text, story.sentence
    if found is None:
        return {"text": None, "text_info": None}
    sequence, sentence = found
    stands = {"sequence": sequence, "start": sentence.span.start, "end": sentence.span.end, "text_story": given(text)}
    return {"text": given(sentence.span.of(text)), "text_info": stands}


def _citation(coded: Coded) -> Object:
    report = coded.report
    day = report_day(report.published)
    return {
        "corpus": None,
        "citation": ", ".join(part for part in (report.title, report.publisher, day) if part) or None,
        "url": report.url,
        "title": report.title,
        "language": report.language,
        "publication": report.publisher,
        "license": None,
        "copyright": None,
        "coder": CODER,
        "codebook": coded.versions.get("ontology"),
        "version": coded.versions.get("gesta"),
    }


EXPORTER = Exporter(
    name="plover",
    title="PLOVER, JSON lines of the manual",
    row="event",
    reads="reports",
    suffix=".jsonl",
    loss=(
        "HARM is no type of PLOVER: exact figures of dead and injured go into size, all others are lost.",
        "Modes of Gesta's own become the type without a mode.",
        "Nothing possible or denied; of what is planned only meetings, aid, cooperation and pull-outs to come.",
        "Claims and their speakers, weapons, links and scores of events have no field.",
        "Contexts are empty; an event without a date has null there, though the manual wants one.",
    ),
    write=lines_writer(lambda _, stories: map(line, stories)),
)
