"""`piccolo_conf.py` as a project has it that stays with Piccolo's own SQLite engine. For the benchmark only."""

from piccolo.conf.apps import AppRegistry
from piccolo.engine.sqlite import SQLiteEngine

from portal.settings import settings

DB = SQLiteEngine(path=str(settings().database_file))

APP_REGISTRY = AppRegistry(apps=["portal.piccolo_app"])
