"""Lines between the two of a pair: live on an open page, and by loading it anew where there is no JavaScript."""

from contextlib import AbstractContextManager
from typing import Any, Self

from playwright.sync_api import Locator, Response, expect

from e2e.pages.page import Shown

WORDS = "Write to"
AT_ONCE = 1000  # milliseconds, once the sender's own answer is there


class Messages(Shown):
    def is_with(self, name: str) -> Self:
        expect(self.page.get_by_role("heading", level=1, name=f"Messages with {name}")).to_be_visible()
        return self

    def send(self, words: str) -> Self:
        """Until it is answered. Then it stands on the sender's own page as well."""
        self.fill(WORDS, words)
        with self.page.expect_response(_is_a_send):
            self.press("Send")
        return self

    def has(self, *lines: str) -> Self:
        for words in lines:
            expect(self._line(words)).to_be_visible()
        return self

    def has_times(self, words: str, times: int) -> Self:
        expect(self._line(words)).to_have_count(times)
        return self

    def has_at_once(self, words: str) -> Self:
        """On a page that is open, without anybody touching it."""
        expect(self._line(words)).to_be_visible(timeout=AT_ONCE)
        return self

    def is_read_by_itself(self) -> AbstractContextManager[Any]:
        """On an open page, what is shown is read: until that is known."""
        return self.page.expect_response(lambda answer: answer.url.endswith("/messages/reading"))

    def says_it_is_read(self) -> Self:
        """Where no script says so by itself."""
        self.press("I have read this")
        expect(self.button("I have read this")).to_have_count(0)
        return self

    def will_answer(self, by: str) -> Self:
        """*Tomorrow*, *In three days*, *Within a week*."""
        self.page.get_by_text("Read. I will answer later").click()
        self.press(by)
        return self.sees("knows that you answer by")

    def can_only_be_read(self) -> Self:
        self.sees("A goodbye has been said, so nothing new is written.")
        expect(self.button("Send")).to_have_count(0)
        return self

    def _line(self, words: str) -> Locator:
        return self.page.get_by_role("list", name="What you wrote to each other").get_by_text(words)


def _is_a_send(answer: Response) -> bool:
    return answer.request.method == "POST" and answer.url.endswith("/messages")
