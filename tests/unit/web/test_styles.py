"""What the looks at every page in the browser rely on."""

import re

from portal.web.pages import STATIC

REM = 16  # pixels, where nobody has asked for larger letters
ON_A_PHONE = (320, 390)  # the widths that every page is looked at in


def test_nothing_changes_between_the_two_widths_of_a_phone() -> None:
    """One of them is looked at by day and the other by night: that is enough as long as they show the same."""
    asked = [
        float(size) * (1 if unit == "px" else REM)
        for sheet in sorted((STATIC / "css").glob("*.css"))
        for size, unit in re.findall(r"@(?:media|container)[^{]*width[^{\d]*([\d.]+)(px|r?em)", sheet.read_text())
    ]
    assert asked
    narrow, wide = ON_A_PHONE
    assert [width for width in asked if narrow <= width < wide] == []
