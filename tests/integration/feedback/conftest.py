from collections.abc import Iterator

import pytest

from portal.feedback import store


@pytest.fixture(autouse=True)
def an_empty_store() -> Iterator[None]:
    store.forget()
    yield
    store.forget()
