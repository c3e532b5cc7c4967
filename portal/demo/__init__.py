"""The demo community: made-up people whose story is told by the portal's own acts, in the present."""

from portal.demo.community import fill, lives_here, people_to_sign_in_as

__all__ = ["fill", "lives_here", "people_to_sign_in_as"]
