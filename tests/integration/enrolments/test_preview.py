"""What an applicant is shown as what the other will read, is what the other reads: to the byte."""

import re

import pytest

from portal.enrolments.tables import Enrolment
from tests.integration.cast import Cast
from tests.integration.conftest import Enter


def figure(page: str) -> str:
    [found] = re.findall(r"<figure class=\"card stack\">.*?</figure>", page, flags=re.DOTALL)
    return re.sub(r"\s+", " ", found)


@pytest.mark.parametrize(("writer", "reader"), [("theo", "noor"), ("noor", "theo")], ids=["mentor", "mentee"])
async def test_the_preview_is_what_the_other_reads(writer: str, reader: str, cast: Cast, enter: Enter) -> None:
    mine = Enrolment.id == cast.enrolments[writer]
    read = await (await enter(reader)).get(f"/proposals/{cast.proposal}")
    await Enrolment.update({Enrolment.state: "draft"}).where(mine)
    before_sending = await (await enter(writer)).get(f"/enrolments/{cast.enrolments[writer]}/send")
    await Enrolment.update({Enrolment.state: "active"}).where(mine)

    assert figure(before_sending.text) == figure(read.text)
