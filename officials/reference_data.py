"""The reference data: bringing the registers in step with its files, and organisations made by template."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pghistory
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, connection, transaction

from officials.models import (
    Expertise,
    FormerJurisdiction,
    Jurisdiction,
    Organisation,
    ProfessionalTitle,
    Rank,
)
from officials.models.geography import Kind, Level
from officials.reference_files import Row, read

REFERENCE = Path(__file__).parent / "reference"
COMMAND = "load_reference"
ADVISORY_LOCK = 5_100_247_001  # any number of our own; two loaders wait for each other by it
PARKED = 20_000  # above every order in use

ORGANISATION_COLUMNS = [
    "code",
    "record",
    "level",
    "scope",
    "jurisdiction_code",
    "name_en",
    "name_zh",
    "kind",
    "tier",
    "expertise_code",
    "note",
]


# Bringing the registers in step --------------------------------------------------------------


@dataclass
class Tally:
    """What became of the rows of one kind."""

    kind: str
    counts: Counter[str] = field(default_factory=Counter)
    remarks: list[str] = field(default_factory=list)

    def __str__(self):
        return f"{self.kind}: " + ", ".join(
            f"{self.counts[what]} {what}" for what in ("new", "changed", "unchanged", "skipped")
        )


def load(folder=REFERENCE):
    """Bring the registers in step with the files: all of them or, where one has a fault, nothing.

    A row that says what the register says is not written, so running it again leaves no trace. A
    row that the office changed by hand is the office's: it stays as it is, and is named.
    Raises ReferenceFileError.
    """
    with pghistory.context(command=COMMAND), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [ADVISORY_LOCK])
        return [load_one(folder) for load_one in (_divisions, _former, _expertise, _ranks, _titles, _organisations)]


def _divisions(folder):
    tally = Tally("divisions")
    columns = ["code", "parent_code", "level", "name_en", "name_zh", "kind", "latitude", "longitude"]
    rows = read(folder, "jurisdictions.csv", columns)
    known = Jurisdiction.objects.in_bulk()
    order = {level: at for at, level in enumerate(Level.values)}
    for row in sorted(rows, key=lambda row: order.get(row["level"], 0)):  # parents first
        _one_of(row, "level", Level)
        _one_of(row, "kind", Kind)
        parent = _of(row, "parent_code", known)
        if (parent is None) != (row["level"] == Level.PROVINCE):
            raise row.fault("a province-level division has no parent_code, every other one has.")
        facts = {
            **_names(row),
            "level": row["level"],
            "kind": row["kind"],
            "parent": parent,
            "latitude": row.coordinate("latitude"),
            "longitude": row.coordinate("longitude"),
        }
        known[row["code"]] = _keep(tally, row, Jurisdiction, known.get(row["code"]), facts, code=row["code"])
    return tally


def _former(folder):
    tally = Tally("former divisions")
    columns = ["code", "parent_code", "level", "name_en", "name_zh", "kind", "changed_in", "successor_codes"]
    rows = read(folder, "jurisdictions_former.csv", columns, key=("code", "changed_in"))
    divisions = Jurisdiction.objects.in_bulk()
    known = {
        (former.code, former.changed_in): former for former in FormerJurisdiction.objects.prefetch_related("successors")
    }
    for row in rows:
        _one_of(row, "level", Level)
        _one_of(row, "kind", Kind)
        key = {"code": row["code"], "changed_in": row.number("changed_in")}
        parent = _of(row, "parent_code", divisions)
        if parent is None:
            raise row.fault("the parent_code is missing.")
        facts = {**_names(row), "level": row["level"], "kind": row["kind"], "parent": parent}
        if unknown := [code for code in row.codes("successor_codes") if code not in divisions]:
            raise row.fault(f"successor_codes: there is no division {unknown[0][:20]}.")
        successors = {divisions[code] for code in row.codes("successor_codes")}
        before = known.get((row["code"], key["changed_in"]))
        changes_successors = before is not None and set(before.successors.all()) != successors
        was = tally.counts["unchanged"]
        former = _keep(tally, row, FormerJurisdiction, before, facts, **key)
        if before is None or changes_successors:
            former.successors.set(successors)
        if changes_successors and tally.counts["unchanged"] > was:
            tally.counts.update(unchanged=-1, changed=1)
    return tally


def _expertise(folder):
    tally = Tally("fields of expertise")
    known = Expertise.objects.in_bulk()
    rows = read(folder, "expertise.csv", ["code", "name_en", "name_zh", "group"])
    for position, row in enumerate(rows, 1):
        facts = {**_names(row), "group": row["group"], "order": position}
        _keep(tally, row, Expertise, known.get(row["code"]), facts, code=row["code"])
    return tally


def _ranks(folder):
    columns = ["code", "name_en", "name_zh", "order", "track", "tier", "level_from", "level_to", "former_name_zh"]
    return _ordered(
        Tally("ranks"),
        read(folder, "ranks.csv", columns),
        Rank,
        lambda row: {
            "track": row["track"],
            "tier": row["tier"],
            "level_from": row.number("level_from"),
            "level_to": row.number("level_to"),
            "former_name_zh": row["former_name_zh"],
        },
    )


def _titles(folder):
    rows = read(folder, "professional_titles.csv", ["code", "name_en", "name_zh", "order"])
    return _ordered(Tally("professional titles"), rows, ProfessionalTitle, lambda _row: {})


def _ordered(tally, rows, model, more: Callable[[Row], dict[str, Any]]):
    """A vocabulary whose order is unique: a row that stands where another one goes steps aside first."""
    known = model.objects.in_bulk()
    wanted = {row["code"]: row.number("order") for row in rows}
    for code, count in Counter(wanted.values()).items():
        if count > 1:
            row = next(row for row in reversed(rows) if row.number("order") == code)
            raise row.fault(f"the order {code} stands in the file already.")
    for at, held in enumerate(sorted(known.values(), key=lambda held: held.order)):
        claimed = {code for code, order in wanted.items() if order == held.order} - {held.pk}
        moves = wanted.get(held.pk, held.order) != held.order
        if claimed and moves and not _is_changed_by_hand(held):
            held.order = PARKED + at
            held.save(update_fields=["order"])
    for row in rows:
        facts = {**_names(row), "order": wanted[row["code"]], **more(row)}
        _keep(tally, row, model, known.get(row["code"]), facts, code=row["code"])
    return tally


def _organisations(folder):
    tally = Tally("organisations")
    divisions, fields = Jurisdiction.objects.in_bulk(), Expertise.objects.in_bulk()
    known = {organisation.code: organisation for organisation in Organisation.objects.all()}
    for position, row in enumerate(read(folder, "organisations.csv", ORGANISATION_COLUMNS), 1):
        if row["record"] not in ("named", "template"):
            raise row.fault(f"record must be named or template, not “{row['record'][:40]}”.")
        if row["record"] == "template":
            if "{en}" not in row["name_en"] or "{zh}" not in row["name_zh"]:
                raise row.fault("a template has {en} in its English name and {zh} in its Chinese one.")
            continue
        if not row["jurisdiction_code"]:
            tally.counts["skipped"] += 1
            tally.remarks.append(f"{row['code']} ({row['name_zh']}) has no jurisdiction of its own: not loaded.")
            continue
        facts = {
            **_names(row),
            "jurisdiction": _of(row, "jurisdiction_code", divisions),
            "kind": row["kind"],
            "tier": row["tier"],
            "expertise": _of(row, "expertise_code", fields),
            "standing_order": position,
            "note": row["note"],
        }
        _keep(tally, row, Organisation, known.get(row["code"]), facts, code=row["code"])
    return tally


def _names(row):
    return {"name_en": row["name_en"], "name_zh": row["name_zh"]}


def _of(row, column, known):
    """The record that a column names, or None where it is empty."""
    if not row[column]:
        return None
    if row[column] not in known:
        raise row.fault(f"{column}: there is no {row[column][:40]}.")
    return known[row[column]]


def _one_of(row, column, choices):
    if row[column] not in choices.values:
        raise row.fault(f"{column} must be one of {', '.join(choices.values)}, not “{row[column][:40]}”.")


def _keep(tally, row, model, record, facts, **key):
    """Make the record, or change what differs; count what became of it."""
    new = record is None
    if new:
        record = model(**key)
    changed = [name for name, value in facts.items() if new or getattr(record, name) != value]
    if not new and not changed:
        tally.counts["unchanged"] += 1
        return record
    if not new and _is_changed_by_hand(record):
        tally.counts["skipped"] += 1
        what = ", ".join(changed)
        tally.remarks.append(
            f"{' '.join(map(str, key.values()))} was changed in the office; {what} stays as it is there."
        )
        return record
    for name in changed:
        setattr(record, name, facts[name])
    try:
        _save(record, new=new)
    except ValidationError as error:
        raise row.fault(_in_words(error)) from error
    tally.counts["new" if new else "changed"] += 1
    return record


FOLLOWS = ["region", "city"]  # from the parent or the jurisdiction, when the record is saved


def _save(record, *, new):
    """Save what holds. Raises ValidationError.

    To ask every rule first takes five seconds for all the files; the database holds them in any
    case, so new records ask the fields alone, and the rules once the database has refused.
    """
    if new:
        record.clean_fields(exclude=[*FOLLOWS, "parent", "jurisdiction", "expertise"])
    else:
        record.full_clean(exclude=FOLLOWS)
    try:
        with transaction.atomic():
            record.save(force_insert=new)
    except IntegrityError as error:
        record.full_clean(exclude=FOLLOWS)
        raise ValidationError(f"the database refuses it ({str(error).splitlines()[0]}).") from error


def _in_words(error):
    said = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    return " ".join(
        f"{'' if name == NON_FIELD_ERRORS else f'{name}: '}{' '.join(words)}" for name, words in said.items()
    )


def _is_changed_by_hand(record):
    """Whether the audit trail's last word on the record is not this loader's."""
    last = record.events.order_by("-pgh_id").values_list("pgh_context", flat=True).first()
    return (last or {}).get("command") != COMMAND


# Organisations by template -------------------------------------------------------------------


@cache
def _templates():
    """The templates of organisations by code, each with its place in the file."""
    rows = read(REFERENCE, "organisations.csv", ORGANISATION_COLUMNS)
    return {row["code"]: (at, row) for at, row in enumerate(rows, 1) if row["record"] == "template"}


def as_template_means(code, jurisdiction):
    """The unsaved organisation that the template means in that division: `PREF-DRC` in Chengde is `PREF-DRC-130800`.

    Raises ValueError where there is no such template or it is not for such a division.
    """
    if code not in _templates():
        raise ValueError(f"There is no template {code}.")
    position, template = _templates()[code]
    if template["level"] != jurisdiction.level or jurisdiction.region_id not in template.codes("scope"):
        raise ValueError(
            f"The template {code} is for divisions at {template['level']} level"
            f" of {' and '.join(template.codes('scope'))}; {jurisdiction.full_name} ({jurisdiction.code}) is none."
        )
    english = f"{jurisdiction.name_en} Municipal" if jurisdiction.kind == Kind.COUNTY_CITY else jurisdiction.name_en
    return Organisation(
        code=f"{code}-{jurisdiction.code}",
        name_en=template["name_en"].replace("{en}", english),
        name_zh=template["name_zh"].replace("{zh}", jurisdiction.name_zh),
        jurisdiction=jurisdiction,
        region_id=jurisdiction.region_id,
        kind=template["kind"],
        tier=template["tier"],
        expertise_id=template["expertise_code"] or None,
        standing_order=position,
    )


def organisation_from_template(code, jurisdiction):
    """The organisation that the template means in that division, made where it is not there yet.

    An organisation that has its Chinese name already is the one. Raises ValueError as above.
    """
    meant = as_template_means(code, jurisdiction)
    organisation, _made = Organisation.objects.get_or_create(
        jurisdiction=jurisdiction,
        name_zh=meant.name_zh,
        defaults={
            name: getattr(meant, name) for name in ("code", "name_en", "kind", "tier", "expertise_id", "standing_order")
        },
    )
    return organisation
