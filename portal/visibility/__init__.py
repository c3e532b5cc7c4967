"""Who may see what: one table, and the sentences that are made from it."""

from portal.visibility.sentences import SENTENCES, sign_of, who_can_see
from portal.visibility.table import OPENS, SEES, As, Sight, Who, alone, opens, sees

__all__ = ["OPENS", "SEES", "SENTENCES", "As", "Sight", "Who", "alone", "opens", "sees", "sign_of", "who_can_see"]
