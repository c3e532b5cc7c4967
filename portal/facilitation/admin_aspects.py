"""What the coordinator keeps for bringing people together: aspects, their options, what a suggestion must come up to.

Nobody's answers are here: what members said of an aspect is theirs, and is read by nobody in the admin.
"""

from typing import Any

from piccolo.columns.readable import Readable

from portal.aspects.tables import Aspect, AspectOption
from portal.columns import new_id
from portal.facilitation.admin_columns import Typed, one_of
from portal.facilitation.admin_people import ForTheCoordinator, seen_in
from portal.facilitation.tables import SuggestionRule
from portal.matching.fit import FLOORS


class ShownAspect(ForTheCoordinator, tablename=Aspect._meta.tablename, help_text=Aspect._meta.help_text):
    id = Aspect.id
    name = Aspect.name
    question = Aspect.question
    shared_as = Aspect.shared_as
    why = Aspect.why
    position = Aspect.position
    weight = Aspect.weight
    is_sensitive = Aspect.is_sensitive
    across_only_if_both_agree = Aspect.across_only_if_both_agree
    once = Typed(default=new_id)

    @classmethod
    def get_readable(cls) -> Readable:
        return Readable(template="%s", columns=[cls.name])

    @classmethod
    def offered_first(cls) -> Any:
        return cls.position


class ShownAspectOption(
    ForTheCoordinator, tablename=AspectOption._meta.tablename, help_text=AspectOption._meta.help_text
):
    id = AspectOption.id
    aspect = seen_in(ShownAspect, required=True, help_text="Stays as it is once the option is added.")
    words = AspectOption.words
    position = AspectOption.position
    once = Typed(default=new_id)


class ShownSuggestionRule(
    ForTheCoordinator, tablename=SuggestionRule._meta.tablename, help_text=SuggestionRule._meta.help_text
):
    id = SuggestionRule.id
    floor = one_of(SuggestionRule.floor, FLOORS)
