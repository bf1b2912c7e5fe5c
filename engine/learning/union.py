"""The union of logs: what another log has and this one has not."""

from collections.abc import Iterable

from engine.learning import admission, exchange
from engine.learning.entry import Row


def missing(here: list[Row], there: Iterable[Row]) -> list[Row]:
    """The rows from elsewhere that are not here, in the order of events.

    Raises `StoreError` when both have an entry with different contents, or together name a place that a sitting does not have.
    """
    known = {row.uid: row for row in here}
    fresh: dict[str, Row] = {}
    for row in there:
        if row.uid in known:
            exchange.agree(known[row.uid], row, "the log to take in")
        else:
            exchange.agree(fresh.setdefault(row.uid, row), row, "the log to take in")
    admission.check_places([*here, *fresh.values()])
    return [fresh[uid] for uid in sorted(fresh)]
