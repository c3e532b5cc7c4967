"""Dates as people say them, on the reader's own clock. The exact time goes into `<time datetime>`."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def in_words(number: int) -> str:
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


@dataclass(frozen=True, slots=True)
class Dates:
    """How one reader, in their zone and at this moment, would say a date."""

    now: datetime
    zone: str = "UTC"

    @property
    def today(self) -> date:
        return self.local(self.now).date()

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(ZoneInfo(self.zone))

    def greeting(self) -> str:
        hour = self.local(self.now).hour
        if 5 <= hour < 12:
            return "Good morning"
        return "Good afternoon" if 12 <= hour < 18 else "Good evening"

    def clock(self, moment: datetime) -> str:
        """7:30 pm, with a space that does not break."""
        local = self.local(moment)
        return f"{local.hour % 12 or 12}:{local.minute:02}\u00a0{'am' if local.hour < 12 else 'pm'}"

    def day(self, day: date) -> str:
        """Today, Yesterday, Last Thursday, Thursday, 3 November."""
        away = (day - self.today).days
        if -1 <= away <= 1:
            return ("Yesterday", "Today", "Tomorrow")[away + 1]
        if -7 <= away < 0:
            return f"Last {day:%A}"
        if 0 < away < 7:
            return f"{day:%A}"
        return self.full(day)

    def within(self, when: date | datetime) -> str:
        """The same in the middle of a sentence: yesterday, last Thursday, on Thursday, 3 November."""
        day = self.local(when).date() if isinstance(when, datetime) else when
        words = self.day(day)
        if words.split()[0] in ("Today", "Yesterday", "Tomorrow", "Last"):
            return words[0].lower() + words[1:]
        return f"on {words}"

    def full(self, day: date) -> str:
        year = "" if day.year == self.today.year else f" {day.year}"
        return f"{day:%A}, {day.day} {day:%B}{year}"

    def plain(self, day: date) -> str:
        """3 November, for the middle of a sentence."""
        year = "" if day.year == self.today.year else f" {day.year}"
        return f"{day.day} {day:%B}{year}"

    def month(self, day: date) -> str:
        return f"{day:%B}" if day.year == self.today.year else f"{day:%B} {day.year}"

    def day_of(self, moment: datetime) -> str:
        return self.day(self.local(moment).date())

    def by(self, moment: datetime) -> str:
        """Monday 8:00 pm, today 8:00 pm: until when something is open."""
        return f"{self.within(moment).removeprefix('on ')} {self.clock(moment)}"

    def written(self, moment: datetime) -> str:
        """Above a line: last Thursday 8:00 pm; once a week has gone by, 2 September, 7:19 am."""
        day = self.local(moment).date()
        return f"{self.plain(day)}, {self.clock(moment)}" if (self.today - day).days > 7 else self.by(moment)

    def until(self, moment: datetime) -> str:
        """The same where it is soon: 6:10 am, noon, tomorrow 1:00 am."""
        clock = "noon" if f"{self.local(moment):%H:%M}" == "12:00" else self.clock(moment)
        day = self.within(moment).removeprefix("on ")
        return clock if day == "today" else f"{day} {clock}"

    def ago(self, moment: datetime) -> str:
        passed = self.now - moment
        if passed < timedelta(minutes=2):
            return "Just now"
        if passed < timedelta(hours=1):
            return f"{in_words(int(passed.total_seconds() // 60)).capitalize()} minutes ago"
        if passed < timedelta(hours=2):
            return "An hour ago"
        if passed < timedelta(hours=12) and self.local(moment).date() == self.today:
            return f"{in_words(int(passed.total_seconds() // 3600)).capitalize()} hours ago"
        return self.day_of(moment)
