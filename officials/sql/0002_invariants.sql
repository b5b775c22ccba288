-- What the registers may never get wrong, whatever door a write comes through.
-- Run once by migration 0002; a later change comes as a file and a migration of its own.

-- A rule refuses like a constraint does: the same error class, with the rule's name and table.
create function office_refuse(rule text, tab text, words text) returns void
language plpgsql set search_path = public, pg_temp as $$
begin
  raise exception '%', words using errcode = '23514', constraint = rule, table = tab;
end $$;

-- Rows that are kept for ever: never changed, never deleted, never truncated.
create function office_keep_row() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  raise exception '% on append-only %', tg_op, tg_table_name
    using errcode = '42501', constraint = 'audit_is_append_only', table = tg_table_name;
end $$;

-- Guards an audit table, and notes the database role of each writer (raw SQL has no other "who").
-- ENABLE ALWAYS: a session that sets session_replication_role does not switch the guard off.
create function office_keep_for_ever(tab text) returns void
language plpgsql set search_path = public, pg_temp as $$
begin
  execute format('alter table %I add column pgh_role name not null default session_user', tab);
  execute format('create trigger office_kept before update or delete on %I
                  for each row execute function office_keep_row()', tab);
  execute format('create trigger office_kept_whole before truncate on %I
                  for each statement execute function office_keep_row()', tab);
  execute format('alter table %I enable always trigger office_kept, enable always trigger office_kept_whole', tab);
end $$;

-- An organisation lies in the region of its jurisdiction, a post in that of its organisation.
alter table officials_organisation
  add constraint organisation_region_is_its_jurisdictions
  foreign key (jurisdiction_id, region_id) references officials_jurisdiction (code, region_id);
alter table officials_post
  add constraint post_region_is_its_organisations
  foreign key (organisation_id, region_id) references officials_organisation (id, region_id);
