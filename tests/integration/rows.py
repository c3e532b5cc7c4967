"""All that is stored, to see that nothing changed."""

from typing import Any

from portal.piccolo_app import APP_CONFIG


async def all_rows() -> dict[str, list[dict[str, Any]]]:
    return {table._meta.tablename: await _rows(table) for table in APP_CONFIG.table_classes}


async def _rows(table: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = await table.select().order_by(table._meta.primary_key)
    return rows
