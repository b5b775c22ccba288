"""The floor: the same rows by raw SQL and string formatting, with no framework. Nobody could ship it."""

import datetime as dt
from html import escape

import psycopg

MONTHS = ["", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


class Floor:
    """A connection of its own, statements prepared at their first use."""

    def __init__(self, world):
        self.connection = psycopg.connect(world.conninfo, autocommit=True, prepare_threshold=0)

    @property
    def pid(self):
        return self.connection.info.backend_pid

    def close(self):
        self.connection.close()

    def page(self, statements):
        """A table for each statement, as bytes."""
        tables = []
        for statement in statements:
            found = self.connection.execute(statement)
            line = "<tr>" + "<td>{}</td>" * len(found.description) + "</tr>\n"
            tables.append("".join([line.format(*map(written, row)) for row in found]))
        return f"<!doctype html><title>Floor</title><table>{'</table><table>'.join(tables)}</table>".encode()

    def shown(self, statements):
        """What the page must show too: the column `shown` of each row."""
        shown = []
        for statement in statements:
            found = self.connection.execute(statement)
            columns = [column.name for column in found.description]
            if "shown" in columns:
                shown += [row[columns.index("shown")] for row in found]
        return shown


def written(value):
    """A value as a table has it."""
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, dt.date):
        return f"{value.day} {MONTHS[value.month]} {value.year}"
    if isinstance(value, list):
        return escape(", ".join(value))
    return "–" if value is None else str(value)
