"""One form, as somebody fills it in."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from portal import clock

Value = str | list[str]
TEXT, LINE, CHOICE, TICKS, DAY, BUTTON, SECRET = "text", "line", "choice", "ticks", "day", "button", "secret"
TICK = "tick"  # one by itself


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
        return self.to.replace("{paused_id}", "{talk_id}").replace("{over_id}", "{plan_id}")

    def at(self, known: Mapping[str, str]) -> "Filled":
        """With its addresses filled in, and the ids that it names."""
        ids = {**known, **self.ids}
        form = {name: value.format(**ids) if value == "{resource_id}" else value for name, value in self.form.items()}
        return replace(self, to=self.to.format(**ids), page=self.page.format(**ids), form=form)


def today(days: int = 0) -> str:
    return (clock.now().date() + timedelta(days=days)).isoformat()
