"""The front door."""

from typing import Self

from playwright.sync_api import expect

from e2e.pages.page import Shown

DEMO_PASSWORD = "quiet-harbour"
NAME = "The name you sign in with"


class SignIn(Shown):
    address = "/sign-in"

    def sign_in_as(self, name: str, password: str = DEMO_PASSWORD) -> Self:
        self.fill(NAME, name)
        self.fill("Password", password)
        self.press("Sign in")
        return self.is_in()

    def is_in(self) -> Self:
        """*Leave* is on every page of somebody who is signed in, and on no other."""
        expect(self.button("Leave")).to_be_visible()
        return self
