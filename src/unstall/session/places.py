"""Where public holidays are known: countries and parts of them, by their codes in ISO 3166.

`DE` is Germany; `DE-BY` is Bavaria, which has holidays that others have not.
"""

from __future__ import annotations

import re

from unstall.suggest import did_you_mean

_FORM = re.compile(r"([A-Z]{2})(?:-([A-Z0-9]{1,4}))?")


def country_and_part(place: str) -> tuple[str, str | None]:
    """Divide a place such as `DE-BY` into country and part, which need not be there.

    Raises `ValueError` for a place without known holidays, with what to write instead.
    """
    found = _FORM.fullmatch(place)
    if found is None:
        raise ValueError("a place is a code such as DE, or DE-BY for a part of the country")
    # Its registry of 250 countries is only loaded where somebody wants holidays.
    from holidays import list_supported_countries

    country, part = found[1], found[2]
    known = list_supported_countries(include_aliases=True)
    if country not in known:
        like = did_you_mean(country, known) or "codes are those of ISO 3166, such as DE, US and IN"
        raise ValueError(f"no holidays are known for {country}: {like}")
    if part is not None and part not in known[country]:
        parts = ", ".join(known[country])
        where = f"its parts are {parts}" if parts else "it is not divided"
        raise ValueError(f"no holidays are known for {part} in {country}: {where}")
    return country, part


def checked_place(place: str) -> str:
    """Give a place back if its holidays are known; see `country_and_part` for what is raised."""
    country_and_part(place)
    return place
