"""Where the guide says how long, how often or how many, that is what the rules of those rooms say."""

import pytest

from portal.chats.rules import NIGHT_ENDS, STAY
from portal.concerns.rules import READ_WITHIN
from portal.feedback.rules import FEWEST
from portal.guide.sections import sections
from portal.web.dates import in_words

ORDER = {2: "second", 3: "third", 4: "fourth"}
NIGHT_OVER = f"{NIGHT_ENDS:%-I:%M}\u00a0am"


@pytest.mark.parametrize(
    ("section", "says"),
    [
        ("over-by-itself", f"About {STAY.days} days later it is deleted"),
        ("over-by-itself", f"At night most members are told at {NIGHT_OVER}".replace("\u00a0", " ")),
        ("what-may-happen", f"If nobody has read it by the {ORDER[READ_WITHIN.days]} day"),
        ("say-how-it-was", f"with what at least {in_words(FEWEST - 1)} others said"),
    ],
)
def test_it_is_as_the_rules_have_it(section: str, says: str) -> None:
    [one] = [one for one in sections() if one.id == section]
    assert says in one.text
