"""NGEC's output: one JSON object a line, one event of one story each, as its formatter writes events_processed.jsonl.

Read from the NGEC repository (formatter.py, utilities.py). Where NGEC writes the publication date for want of another,
`date_resolved` is null here, and `date_raw` says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from gesta.exporting.exporter import Exporter
from gesta.exporting.shaping import spots
from gesta.exporting.shaping.accounts import given, report_day, version
from gesta.exporting.shaping.stories import Object, Story, lines_writer
from gesta.nouns.coded import Coded
from gesta.nouns.event import Role
from gesta.nouns.referent import Place
from gesta.nouns.report import Report
from gesta.ontologies.codes.tables import state

NO_DATE = "No date detected"
NO_PLACE = "No LOC attribute found"
RESOLVED = "Resolved by Gesta"
PEOPLE, BODIES, PLACES = ("PER",), ("ORG",), ("GPE", "LOC", "FAC")


def line(story: Story) -> Object:
    """The event with the keys of NGEC's output."""
    report = story.coded.report
    return {
        "id": f"{story.id}_{story.type}_{story.mode or ''}",
        "date": report_day(report.published),
        "event_type": story.type,
        "event_mode": story.mode or "",
        "event_text": given(report.text) or "",
        **particulars(report),
        "contexts": [],
        "version": version(story.coded.versions),
        "orig_id": report.key,
        **_named(story.coded),
        "attributes": {
            "ACTOR": list(_parties(story, "actor")),
            "RECIP": list(_parties(story, "target", "victim")),
            "LOC": list(_words(story, "place")),
            "DATE": list(_words(story, "time")),
        },
        "event_geolocation": _geolocation(story.where),
        **_date(story),
    }


def particulars(report: Report) -> Object:
    """The report's own particulars under NGEC's names."""
    return {
        "story_id": report.id,
        "publisher": report.publisher,
        "headline": report.title,
        "pub_date": report_day(report.published),
    }


def _named(coded: Coded) -> Object:
    """Every name of the story once, in order of its text."""
    text = coded.report.text
    groups = {"story_people": PEOPLE, "story_organizations": BODIES, "story_places": PLACES}
    return {
        key: list(dict.fromkeys(w for m in coded.entities if m.label in labels and (w := given(m.span.of(text)))))
        for key, labels in groups.items()
    }


def _parties(story: Story, *roles: Role) -> Iterator[Object]:
    """Each party with its words, offsets and codes; code_2 and wiki are not worked out."""
    for filler, words, actor in story.fillers(*roles):
        country = (actor.country if actor else None) or ""
        yield {
            "text": given(words) or "",
            "qa_start_char": filler.span.start,
            "qa_end_char": filler.span.end,
            "qa_score": round(float(filler.score), 4),
            "wiki": "",
            "country": country,
            "country_name": state(country).name,
            "code_1": (actor.sector if actor else None) or "",
            "code_2": "",
        }


def _words(story: Story, role: Role) -> Iterator[Object]:
    """The words of a role with their offsets."""
    for filler in story.happening.roles.get(role, ()):
        span = filler.span
        score = round(float(filler.score), 4)
        yield {
            "text": given(span.of(story.coded.report.text)) or "",
            "qa_start_char": span.start,
            "qa_end_char": span.end,
            "qa_score": score,
        }


def _geolocation(place: Place | None) -> Object:
    """NGEC's pair of reason and place."""
    if place is None:
        return {"reason": NO_PLACE, "geo": None}
    geo = {
        "resolved_placename": place.name,
        "geonameid": spots.geonames(place),
        "lat": spots.latitude(place),
        "lon": spots.longitude(place),
        "country_code3": spots.country(place) or "",
        "admin1_name": spots.division(place, 1),
        "admin2_name": spots.division(place, 2),
    }
    return {"reason": RESOLVED, "geo": geo}


def _date(story: Story) -> Object:
    when = story.when
    said = next((filler.span for filler in story.happening.roles.get("time", ())), None)
    known = when.start.date().isoformat() if when is not None and when.start is not None else None
    words = given(said.of(story.coded.report.text)) if said else None
    return {"date_resolved": known, "date_raw": words or ("" if known else NO_DATE)}


EXPORTER = Exporter(
    name="ngec",
    title="NGEC, its output of events",
    row="event",
    reads="reports",
    suffix=".jsonl",
    loss=(
        "HARM is no type of PLOVER: dead and injured are lost; modes of Gesta's own become the type without a mode.",
        "Nothing possible or denied; of what is planned only meetings, aid, cooperation and pull-outs to come.",
        "Claims, tolls, weapons and links have no key; contexts, wiki, code_2 and numbers of divisions are empty.",
        "Without a date date_resolved is null: NGEC would write the date of publication.",
    ),
    write=lines_writer(lambda _, stories: map(line, stories)),
)
