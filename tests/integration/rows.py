"""All that is stored, to see that nothing changed."""

from typing import Any

from portal.database import engine
from portal.piccolo_app import APP_CONFIG


async def all_rows() -> dict[str, list[dict[str, Any]]]:
    return {table._meta.tablename: await _rows(table) for table in APP_CONFIG.table_classes}


async def _rows(table: Any) -> list[dict[str, Any]]:
    key = table._meta.primary_key._meta.name
    return await engine().rows(f'SELECT * FROM "{table._meta.tablename}" ORDER BY "{key}"', ())  # noqa: S608 - our own names
