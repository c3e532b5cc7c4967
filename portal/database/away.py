"""The one error for a database that cannot be reached or does not answer."""


class DatabaseAway(Exception):
    """Nothing was lost that had been acknowledged, and the same thing can be tried again a little later."""
