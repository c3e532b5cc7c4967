"""The ways an act can end other than well."""


class NotPossible(Exception):
    """The rules do not allow it now. The sentence is shown to the person who asked, as it stands."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotAsTyped(NotPossible):
    """The same of what was typed into one field: the sentence stands there, and what was typed stays."""

    def __init__(self, sentence: str, field: str) -> None:
        super().__init__(sentence)
        self.field = field


class NotFound(Exception):
    """It is not there, or not there for this person: both look the same from outside."""


class SignedOut(Exception):
    """Nobody is signed in here, or not any more. `back_to` is where they were."""

    def __init__(self, back_to: str = "/home") -> None:
        super().__init__()
        self.back_to = back_to
