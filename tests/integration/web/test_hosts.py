"""Which names the portal answers to: a request for another one gets nowhere, whatever it asks for."""

import pytest

from tests.integration.browser import alike
from tests.integration.conftest import Enter


@pytest.mark.parametrize(
    "host", ["elsewhere.example", "127.0.0.1.elsewhere.example", "elsewhere.example:8000", "", "127.0.0.1@elsewhere"]
)
async def test_other_names_are_not_ours(host: str, enter: Enter) -> None:
    maya = await enter("maya")

    answer = await maya.get("/home", host=host)

    assert (answer.status_code, answer.text) == (421, "Not here.\n")


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8000", "localhost:9000"])
async def test_these_are(host: str, enter: Enter) -> None:
    assert (await (await enter("maya")).get("/home", host=host)).status_code == 200


async def test_what_a_proxy_says_of_the_host_is_not_asked(enter: Enter) -> None:
    maya = await enter("maya")

    answer = await maya.get("/home", x_forwarded_host="elsewhere.example", forwarded="host=elsewhere.example")

    assert alike(answer) == alike(await maya.get("/home"))
