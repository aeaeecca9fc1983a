"""What divisions are called, on names as the packages have them."""

from __future__ import annotations

import pytest

from gesta.places.calling import called


@pytest.mark.parametrize(
    ("name", "others", "shown"),
    [
        ("Ḩalab", ("Aleppo", "Aleppo Governorate", "حلب"), "Aleppo"),
        ("Nangarhār", ("Nangarhor",), "Nangarhar"),
        ("Khūzestān", ("Khuzestan Province", "The 6th Province"), "Khuzestan"),
        ("Zaporizka oblast", ("Zaporizhzhia", "Zaporizhzhia Oblast"), "Zaporizhzhia Oblast"),
        ("Dagestan, Respublika", ("Республика Дагестан",), "Dagestan"),
        ("Madrid, Comunidad de", (), "Comunidad de Madrid"),
        ("Woody Point, Bonne Bay", (), "Woody Point, Bonne Bay"),
        ("Ash Sharqīyah", ("Eastern Province",), "Ash Sharqiyah"),
        ("Córdoba", ("Cordoba Department",), "Córdoba"),
        ("Rakhine", ("Rakhine State", "Arakan"), "Rakhine"),
    ],
)
def test_a_division_is_called_as_reports_call_it(name: str, others: tuple[str, ...], shown: str) -> None:
    assert called(name, others) == shown
