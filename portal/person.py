"""Who is asking. Built once per request from the session; everything below the routes is handed it by name."""

from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Person:
    account: str
    member: str
    name: str
    zone: str = "UTC"
    home: str = "open"
    belongs: bool = True  # to a group, as a member of it
    is_coordinator: bool = False
    facilitates: frozenset[str] = field(default_factory=frozenset)  # ids of the groups they run
    session: str = ""  # hash of the session's token
    over: bool = False  # the session has ended by the clock: good for keeping what was typed, and for nothing else

    @property
    def is_staff(self) -> bool:
        return self.is_coordinator or bool(self.facilitates)

    @property
    def covers_home(self) -> bool:
        return self.home == "hidden"

    def runs(self, group: str) -> bool:
        return self.is_coordinator or group in self.facilitates

    def local(self, moment: datetime) -> datetime:
        """The moment on this person's own clock."""
        return moment.astimezone(ZoneInfo(self.zone))

    def today(self, now: datetime) -> date:
        return self.local(now).date()
