"""The files of the world's names in kg/data: countries, regions, cities, seats of power, organizations."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import Any

import pytest

FILES = ("countries", "regions", "cities", "organizations", "seats")
NO_ADJECTIVE = {
    "Dominica",  # "Dominican" means the Dominican Republic
    "Jersey",
    "Guernsey",
    "Saint Pierre and Miquelon",
    "Svalbard",
    "Donetsk People's Republic",
    "Luhansk People's Republic",
}
NO_CAPITAL = {"Tokelau", "Christmas Island", "Antarctica", "England", "Donetsk People's Republic", "Luhansk People's Republic"}
DISPUTED = {"Crimea", "Kashmir", "Gaza Strip", "West Bank", "Golan Heights", "Donbas", "East Jerusalem", "Kuril Islands", "Spratly Islands"}


def read(name: str) -> dict[str, Any]:
    return tomllib.loads((files("kg") / "data" / f"{name}.toml").read_text("utf-8"))


COUNTRIES: list[dict[str, Any]] = read("countries")["country"]
REGIONS: list[dict[str, Any]] = read("regions")["region"]
CITIES: list[list[str]] = read("cities")["city"]
SEATS: list[dict[str, Any]] = read("seats")["seat"]
ORGANIZATIONS: list[dict[str, Any]] = read("organizations")["organization"]
FORM: dict[str, list[dict[str, Any]]] = read("organizations")["form"]
CODES = {country["iso2"] for country in COUNTRIES if "iso2" in country}


def names_of(table: dict[str, Any], *keys: str) -> Iterator[str]:
    for key in keys:
        value = table.get(key, ())
        yield from [value] if isinstance(value, str) else value


def claimed_twice(tables: Iterable[dict[str, Any]], *keys: str) -> dict[str, list[str]]:
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for table in tables:
        for name in names_of(table, *keys):
            owners[name].add(table["name"])
    return {name: sorted(of) for name, of in owners.items() if len(of) > 1}


def known_as(table: dict[str, Any], name: str) -> bool:
    plain = re.sub(r"^St\. ", "Saint ", name.replace(" & ", " and ").replace("’", "'"))
    return plain in {known.replace(" & ", " and ").replace("’", "'") for known in names_of(table, "name", "names")}


def country(name: str) -> dict[str, Any]:
    return next(table for table in COUNTRIES if name in names_of(table, "name", "names"))


@pytest.mark.parametrize("name", FILES)
def test_each_file_says_where_its_content_comes_from(name: str) -> None:
    text = (files("kg") / "data" / f"{name}.toml").read_text("utf-8")
    head = "\n".join(line for line in text.split("\n\n")[0].splitlines())
    assert head.startswith("# ") and "Source:" in head


@pytest.mark.parametrize("keys", [("name", "names"), ("adjectives",), ("people",), ("capital", "capital_names")])
def test_no_name_is_claimed_by_two_countries(keys: tuple[str, ...]) -> None:
    assert claimed_twice(COUNTRIES, *keys) == {}


def test_no_adjective_or_people_is_shared_by_two_countries() -> None:
    assert claimed_twice(COUNTRIES, "adjectives", "people") == {}


def test_iso_codes_are_unique_and_well_formed() -> None:
    for key, form in (("iso2", r"[A-Z]{2}"), ("iso3", r"[A-Z]{3}"), ("wikidata", r"Q[1-9]\d*")):
        codes = [table[key] for table in COUNTRIES if key in table]
        assert len(codes) == len(set(codes))
        assert all(re.fullmatch(form, code) for code in codes)


def test_each_country_has_an_adjective_and_a_capital() -> None:
    present = [table for table in COUNTRIES if table["kind"] != "former"]
    assert {table["name"] for table in present if not table.get("adjectives")} == NO_ADJECTIVE
    assert {table["name"] for table in present if not table.get("capital")} == NO_CAPITAL


def test_each_state_has_an_iso_code_and_former_and_constituent_ones_have_none() -> None:
    for table in COUNTRIES:
        assert table["kind"] in {"country", "territory", "constituent", "disputed", "former"}
        assert ("iso2" in table) == (table["kind"] in {"country", "territory"} or table["name"] == "Western Sahara"), table["name"]


def test_territories_belong_to_a_known_state_and_disputed_ones_to_none() -> None:
    for table in COUNTRIES:
        if table["kind"] in {"territory", "constituent"} and table["name"] != "Antarctica":
            assert table["part_of"] in CODES
        else:
            assert "part_of" not in table


@pytest.mark.parametrize("tables", [COUNTRIES, REGIONS, SEATS, ORGANIZATIONS], ids=["countries", "regions", "seats", "organizations"])
def test_ambiguous_names_are_among_the_names(tables: list[dict[str, Any]]) -> None:
    for table in tables:
        known = set(names_of(table, "name", "names", "adjectives", "people", "capital", "capital_names", "acronyms"))
        assert set(table.get("ambiguous", ())) <= known, table["name"]


@pytest.mark.parametrize(
    "spelling, name",
    [
        ("Kiev", "Ukraine"),
        ("Peking", "China"),
        ("Nur-Sultan", "Kazakhstan"),
        ("Washington, D.C.", "United States"),
        ("Sana'a", "Yemen"),
    ],
)
def test_capitals_are_known_by_their_spellings(spelling: str, name: str) -> None:
    assert spelling in names_of(country(name), "capital", "capital_names")


@pytest.mark.parametrize(
    "word, name",
    [
        ("Emirati", "UAE"),
        ("Saudi Arabian", "Saudi Arabia"),
        ("UK", "Britain"),
        ("Dutch", "Netherlands"),
        ("Nigerien", "Niger"),
        ("Nigerian", "Nigeria"),
        ("South Sudanese", "South Sudan"),
        ("Scottish", "Scotland"),
        ("Soviet", "USSR"),
        ("Philippine", "Philippines"),
    ],
)
def test_adjectives_point_to_their_country(word: str, name: str) -> None:
    assert word in country(name)["adjectives"]


@pytest.mark.parametrize("word", ["Korean", "Korea", "us", "States", "Guiana", "Samoans and Tongans"])
def test_words_that_mean_no_one_country_belong_to_none(word: str) -> None:
    assert all(word not in names_of(table, "name", "names", "adjectives", "people") for table in COUNTRIES)


@pytest.mark.parametrize("word", ["Georgia", "Jordan", "Chad", "Niger", "Congo", "America"])
def test_names_with_other_bearers_are_marked(word: str) -> None:
    assert word in country(word)["ambiguous"]


def test_regions_lie_in_known_countries_and_disputed_ones_in_none() -> None:
    assert all(region.get("country", "US") in CODES for region in REGIONS)
    by_name = {region["name"]: region for region in REGIONS}
    assert not [name for name in DISPUTED if "country" in by_name[name]]


def test_no_name_is_claimed_by_two_regions_or_by_a_region_and_a_country() -> None:
    assert claimed_twice(REGIONS, "name", "names") == {}
    taken = {name for table in COUNTRIES for name in names_of(table, "name", "names", "adjectives", "people", "capital", "capital_names")}
    assert not taken & {name for region in REGIONS for name in names_of(region, "name", "names")}


def test_all_us_states_have_an_abbreviation_and_no_two_share_one() -> None:
    states = [region for region in REGIONS if (region["kind"], region.get("country")) == ("state", "US")]
    assert len(states) == 50
    assert all(states[i].get("abbreviations") for i in range(50))
    assert claimed_twice(states, "abbreviations") == {}


def test_a_region_named_after_its_city_leaves_the_bare_name_to_the_city() -> None:
    cities = {name for row in CITIES for name in (row[0], *row[3:])}
    assert not cities & {name for region in REGIONS for name in names_of(region, "name", "names")}
    assert {"Kharkiv", "Idlib", "Osaka"} <= cities


def test_city_rows_name_a_known_country_and_region() -> None:
    regions = {region["name"]: region.get("country") for region in REGIONS}
    for row in CITIES:
        _name, code, region, *_spellings = row
        assert code == "" or code in CODES, row
        assert region == "" or region in regions, row
        assert not region or regions[region] in (None, code), row


def test_no_city_name_is_claimed_twice_or_is_a_capital_or_a_country() -> None:
    names = [name for row in CITIES for name in {row[0], *row[3:]}]
    assert len(names) == len(set(names))
    taken = {name for table in COUNTRIES for name in names_of(table, "name", "names", "capital", "capital_names")}
    assert not taken & set(names)


@pytest.mark.parametrize("word", ["Nice", "Reading", "Bath", "Split", "Florence", "Nancy", "Mobile"])
def test_cities_that_are_common_words_or_first_names_are_marked(word: str) -> None:
    assert word in read("cities")["ambiguous"]


def test_towns_in_crimea_and_on_the_golan_lie_in_no_country() -> None:
    assert {row[1] for row in CITIES if row[2] in {"Crimea", "Golan Heights"}} == {""}


def test_seats_are_known_by_one_country_and_say_what_they_are() -> None:
    assert claimed_twice(SEATS, "name", "names") == {}
    for seat in SEATS:
        assert isinstance(seat["org"], bool) and seat["kind"]
        assert seat.get("country", "US") in CODES
    kremlin = next(seat for seat in SEATS if seat["name"] == "Kremlin")
    assert (kremlin["country"], kremlin["org"]) == ("RU", True)


def bare(names: Iterable[str]) -> set[str]:
    return {re.sub(r"^[Tt]he ", "", name) for name in names}


def test_no_name_is_claimed_by_two_organizations_or_by_one_and_a_place() -> None:
    assert claimed_twice(ORGANIZATIONS, "name", "acronyms", "names") == {}
    places = {name for table in COUNTRIES for name in names_of(table, "name", "names", "adjectives", "people", "capital", "capital_names")}
    places |= {name for table in (*REGIONS, *SEATS) for name in names_of(table, "name", "names")}
    places |= {name for row in CITIES for name in (row[0], *row[3:])}
    clash = bare(places) & bare(name for table in ORGANIZATIONS for name in names_of(table, "name", "acronyms", "names"))
    assert clash == set()


def test_organizations_have_a_kind_and_a_known_country() -> None:
    ids = [table["wikidata"] for table in ORGANIZATIONS if "wikidata" in table]
    assert len(ids) == len(set(ids)) and all(re.fullmatch(r"Q[1-9]\d*", wikidata) for wikidata in ids)
    for table in ORGANIZATIONS:
        assert table["kind"] and table.get("country", "US") in CODES, table["name"]


@pytest.mark.parametrize(
    "name, code",
    [
        ("FBI", "US"),
        ("SBU", "UA"),
        ("Bundestag", "DE"),
        ("RFE/RL", "US"),
        ("NATO", None),
        ("Treasury", None),
        ("Hezbollah", None),
    ],
)
def test_only_national_bodies_have_a_country(name: str, code: str | None) -> None:
    table = next(table for table in ORGANIZATIONS if name in names_of(table, "name", "acronyms", "names"))
    assert table.get("country") == code


def test_each_word_of_form_stands_once_and_in_lower_case() -> None:
    words = [word for lists in FORM.values() for group in lists for word in group["words"]]
    assert len(words) == len(set(words))
    assert all(word == word.lower() for word in words)
    assert all(group["kind"] for lists in FORM.values() for group in lists)


@pytest.mark.parametrize(
    "word, state, lower",
    [
        ("foreign ministry", True, True),
        ("central bank", True, True),
        ("supreme court", True, True),
        ("upper house", True, True),
        ("party", False, False),
        ("company", False, False),
        ("university", False, False),
    ],
)
def test_heads_say_whether_a_state_has_such_a_body_and_whether_it_needs_capitals(word: str, state: bool, lower: bool) -> None:
    group = next(group for group in FORM["heads"] if word in group["words"])
    assert (group.get("state", False), group.get("lower", False)) == (state, lower)


def test_codes_agree_with_pycountry() -> None:
    pycountry = pytest.importorskip("pycountry")
    for table in COUNTRIES:
        if "iso3" in table:
            assert pycountry.countries.get(alpha_2=table["iso2"]).alpha_3 == table["iso3"], table["name"]


def test_countries_agree_with_babel() -> None:
    babel = pytest.importorskip("babel")
    english = babel.Locale("en").territories
    assert set(english) >= CODES
    odd = {table["iso2"] for table in COUNTRIES if "iso2" in table and not known_as(table, english[table["iso2"]])}
    assert odd <= {"CD", "CG", "HK", "MM", "MO", "VC"}  # "Congo - Kinshasa", "Macao SAR China": no newspaper writes so
