"""The columns of tables that are read by position, because some of their files have no header line."""

from __future__ import annotations

# UCDP GED, 49 columns in the order of release 26.1; some Candidate files come without a header.
UCDP_GED = tuple(
    (
        "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name "
        "dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id "
        "side_b number_of_sources source_article source_office source_date source_headline source_original "
        "where_prec where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid "
        "country country_id region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians "
        "deaths_unknown best high low gwnoa gwnob"
    ).split()
)

_ACTOR = (
    "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code".split()
)
_GEO = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID".split()
_GEO_OF_1 = tuple(part for part in _GEO if part != "ADM2Code")
_BEFORE = (
    *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
    *(f"Actor{n}{part}" for n in (1, 2) for part in _ACTOR),
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"),
    *("NumMentions", "NumSources", "NumArticles", "AvgTone"),
)
_PLACES = ("Actor1", "Actor2", "Action")
_AFTER = ("DATEADDED", "SOURCEURL")

# GDELT's table of events: version 2.0 has 61 columns, 1.0 has 58, without the ADM2Code of its three places; its files
# of days before April 2013 end with DATEADDED.
GDELT_EVENTS = (*_BEFORE, *(f"{whose}Geo_{part}" for whose in _PLACES for part in _GEO), *_AFTER)
GDELT_EVENTS_1 = (*_BEFORE, *(f"{whose}Geo_{part}" for whose in _PLACES for part in _GEO_OF_1), *_AFTER)
GDELT_EVENTS_OLDEST = GDELT_EVENTS_1[:-1]
