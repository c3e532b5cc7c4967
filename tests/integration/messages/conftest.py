import pytest

from tests.integration.cast import Cast


@pytest.fixture
def at(cast: Cast) -> str:
    return f"/talks/{cast.talk}/messages"
