"""What must hold of the database afterwards: nothing lost, doubled or half done, and all of it in the trail."""

# Where the words of a write stand once it went through.
PROOFS = {
    "early return": "select count(*) from placements_termentry where kind = 'early_return' and note = %s",
    "taken back": "select count(*) from placements_termentry where kind = 'reversal' and note = %s",
    "request": "select count(*) from placements_extensionrequest where number is not null and explanation = %s",
    "approval": "select count(*) from placements_extensionrequest where decided_at is not null and decision_words = %s",
    "reversal": "select count(*) from placements_extensionrequest where state = 'reversed' and reversal_reason = %s",
}

# Each names rows that should not be: one side of an action without the other.
HALF_DONE = {
    "an end that is not that of the latest term record": """
        select p.id from placements_placement p where p.ends_on <>
        (select ends_on from placements_termentry t where t.placement_id = p.id order by serial desc limit 1)""",
    "a gap in a ledger": """
        select placement_id from placements_termentry group by 1
        having max(serial) <> count(*) or count(*) filter (where previous_ends_on is null) <> 1""",
    "a decision without its term record": """
        select id from placements_extensionrequest r where state in ('approved', 'reversed')
        and not exists (select 1 from placements_termentry t where t.request_id = r.id)""",
    "a term record without its decision": """
        select t.id from placements_termentry t join placements_extensionrequest r on r.id = t.request_id
        where r.state not in ('approved', 'reversed')""",
    "a reversed request without its reversal": """
        select r.id from placements_extensionrequest r join placements_termentry t on t.request_id = r.id
        where (r.state = 'reversed') <> exists (select 1 from placements_termentry u where u.undoes_id = t.id)""",
    "a decision without the reason that its warnings asked for": """
        select id from placements_extensionrequest r where state in ('approved', 'reversed')
        and not exists (select 1 from placements_departure d where d.request_id = r.id)""",
    "a request without its notice": """
        select id from placements_extensionrequest r where number is not null and not exists
        (select 1 from placements_notice n where n.request_id = r.id and n.kind = 'received')""",
    "a decision without its notice": """
        select id from placements_extensionrequest r where decided_at is not null and not exists
        (select 1 from placements_notice n where n.request_id = r.id and n.kind = 'decision')""",
    "more changed ends than notices of them": """
        select placement_id from placements_termentry t where kind in ('early_return', 'reversal') group by 1
        having count(*) <> (select count(*) from placements_notice n
                            where n.placement_id = t.placement_id and n.kind = 'dates_changed')""",
    "a number given and not used": """
        select last from placements_series where kind = 'R'
        and last <> (select count(*) from placements_extensionrequest where number is not null)""",
}

AUDITED = """
select event.relname, replace(event.relname, 'event', ''), array(
    select a.attname::text from pg_attribute a join pg_attribute b on b.attname = a.attname
    where a.attrelid = event.oid and b.attrelid = model.oid and a.attnum > 0 and not a.attisdropped)
from pg_class event join pg_class model on model.relname = replace(event.relname, 'event', '')
where event.relname ~ '^placements_.*event$' and event.relkind = 'r'
"""


def troubles(database, stories):
    """A line for each thing that is wrong; none where all is well."""
    return [*_of_writes(database, stories), *_half_done(database), *_of_the_trail(database, stories)]


def _of_writes(database, stories):
    for story in stories:
        for write in story.acknowledged:
            times = _times(database, write)
            if times != 1:
                yield f"{'lost' if not times else f'there {times} times'}: {write.kind}, {write.words}"
        for write in story.unknown:
            if _times(database, write) > 1:
                yield f"there more than once: {write.kind}, {write.words}"


def _times(database, write):
    return database.execute(PROOFS[write.kind], [write.words]).fetchone()[0]


def went_through(database, writes):
    """The writes that nobody acknowledged and that were saved all the same."""
    return [write for write in writes if _times(database, write)]


def _half_done(database):
    for what, query in HALF_DONE.items():
        if rows := database.execute(query).fetchall():
            yield f"{what}: {[row[0] for row in rows][:5]}"


def _of_the_trail(database, stories):
    for event, table, columns in database.execute(AUDITED).fetchall():
        shown = ", ".join(f'"{column}"' for column in columns)
        (differing,) = database.execute(
            f"select count(*) from (select {shown} from {table} except select {shown} from"
            f" (select distinct on (pgh_obj_id) * from {event} order by pgh_obj_id, pgh_id desc) latest) d"
        ).fetchone()
        if differing:
            yield f"{differing} rows of {table} are not as the trail's last word on them"
        made, gone, there = database.execute(
            f"select (select count(*) from {event} where pgh_label = 'insert'),"
            f" (select count(*) from {event} where pgh_label = 'delete'), (select count(*) from {table})"
        ).fetchone()
        if made - gone != there:
            yield f"{table}: {made} made and {gone} deleted in the trail, {there} rows"
    moved, entered = database.execute(
        "select (select count(*) from placements_placementevent where pgh_label = 'update'),"
        " (select count(*) from placements_termentryevent)"
    ).fetchone()
    if moved != entered:  # each term record moved one end; the first came with the confirmation
        yield f"{entered} term records and {moved} changes of placements in the trail"
    known = {number for (number,) in database.execute(
        "select distinct pgh_context->>'request' from placements_termentryevent"
        " union select distinct pgh_context->>'request' from placements_extensionrequestevent"
    )}  # fmt: skip
    for story in stories:
        for write in story.acknowledged:
            if write.request not in known:
                yield f"the trail does not know request {write.request}: {write.kind}, {write.words}"
