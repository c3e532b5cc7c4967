"""Where Piccolo and its command line look for the database and its tables."""

from piccolo.conf.apps import AppRegistry

from portal.database import engine

DB = engine()

APP_REGISTRY = AppRegistry(apps=["portal.piccolo_app"])
