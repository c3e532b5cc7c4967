"""One form, as somebody fills it in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from portal import clock

Value = str | list[str]
TEXT, LINE, CHOICE, TICKS, DAY, BUTTON, SECRET = "text", "line", "choice", "ticks", "day", "button", "secret"
TICK = "tick"  # one by itself
NAMED = ("{resource_id}", "{message_id}")  # in a field, by its id
LIKE_ANOTHER = {"paused_id": "talk_id", "over_id": "plan_id", "taken_id": "chat_id", "followed_id": "concern_id"}


@dataclass(frozen=True)
class Filled:
    """`page` is where it stands and `to` where it goes, in the words of the routes; `kinds` says what each field is.

    Whatever `needs` words is asked again without them. A DAY lies between `earliest` and `latest`, in days from today.
    """

    who: str
    to: str
    page: str
    form: Mapping[str, Value]
    kinds: Mapping[str, str]
    needs: frozenset[str] = frozenset()
    root: str = ""  # the id of the piece that htmx puts in its place
    fails: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)  # what else each field will not take
    stands_at: Mapping[str, str] = field(default_factory=dict)  # the ids of fields where they are not their names
    ids: Mapping[str, str] = field(default_factory=dict)  # where it is about another record than the other forms

    @property
    def route(self) -> str:
        """Where some forms are about another record than the others."""
        same = {name: f"{{{name}}}" for name in re.findall(r"{(\w+)}", self.to)}
        return self.to.format(**same | {name: f"{{{other}}}" for name, other in LIKE_ANOTHER.items()})

    def at(self, known: Mapping[str, str]) -> "Filled":
        """With its addresses filled in, and the ids that it names."""
        ids = {**known, **self.ids}
        form = {name: _by_id(value, ids) for name, value in self.form.items()}
        return replace(self, to=self.to.format(**ids), page=self.page.format(**ids), form=form)


def _by_id(value: Value, ids: Mapping[str, str]) -> Value:
    if isinstance(value, list):
        return [one.format(**ids) if one in NAMED else one for one in value]
    return value.format(**ids) if value in NAMED else value


def today(days: int = 0) -> str:
    return (clock.now().date() + timedelta(days=days)).isoformat()
