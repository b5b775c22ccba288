-- The one list of the audit trail: a line for each event of each record, whatever table it stands in.
-- Run once by migration 0006; a later change comes as a file and a migration of its own.

-- 1. After each event its line. A context that no page of ours wrote must not stop a change: it is cut, never cast.
create function office_list_event() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
  context jsonb := coalesce(NEW.pgh_context, '{}');
  account text := coalesce(context ->> 'by', context ->> 'user');
begin
  insert into officials_auditevent (at, kind, record, event, deed, by_id, command, role, action, address, request)
  values (NEW.pgh_created_at, left(tg_table_name, -5), left(to_jsonb(NEW) ->> tg_argv[0], 60), NEW.pgh_id,
          NEW.pgh_label, case when account ~ '^[0-9]{1,18}$' then account::bigint end,
          left(coalesce(context ->> 'command', ''), 60), NEW.pgh_role, left(coalesce(context ->> 'action', ''), 60),
          left(coalesce(context ->> 'address', ''), 45), left(coalesce(context ->> 'request', ''), 20));
  return null;
end $$;

-- 2. Puts an event table into the list. The key of the record is pgh_obj_id; proxies and links have but their own.
create function office_key_of(tab text) returns text
language sql stable set search_path = public, pg_temp as $$
  select case when exists (
    select from pg_attribute where attrelid = tab::regclass and attname = 'pgh_obj_id' and not attisdropped
  ) then 'pgh_obj_id' else 'id' end
$$;
create function office_list(tab text) returns void
language plpgsql set search_path = public, pg_temp as $$
begin
  execute format('create trigger office_listed after insert on %I
                  for each row execute function office_list_event(%L)', tab, office_key_of(tab));
  execute format('alter table %I enable always trigger office_listed', tab);
end $$;

-- 3. From now on whatever is guarded is listed too: a new record's migration calls this, as before.
create or replace function office_keep_for_ever(tab text) returns void
language plpgsql set search_path = public, pg_temp as $$
begin
  execute format('alter table %I add column pgh_role name not null default session_user', tab);
  execute format('create trigger office_kept before update or delete on %I
                  for each row execute function office_keep_row()', tab);
  execute format('create trigger office_kept_whole before truncate on %I
                  for each statement execute function office_keep_row()', tab);
  execute format('alter table %I enable always trigger office_kept, enable always trigger office_kept_whole', tab);
  perform office_list(tab);
end $$;

-- 4. The tables that stand already, and what they hold, in the order in which it was written.
do $$
declare
  tab text;
begin
  create temporary table office_earlier (
    at timestamptz, kind text, record text, event bigint, deed text, context jsonb, role name
  ) on commit drop;
  for tab in
    select relname from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace and relname ~ '^(officials|placements)_.*event$'
      and exists (select from pg_attribute where attrelid = pg_class.oid and attname = 'pgh_role')
    order by relname
  loop
    perform office_list(tab);
    execute format('insert into office_earlier
                    select pgh_created_at, %L, %I::text, pgh_id, pgh_label, coalesce(pgh_context, %L), pgh_role from %I',
                   left(tab, -5), office_key_of(tab), '{}', tab);
  end loop;
  insert into officials_auditevent (at, kind, record, event, deed, by_id, command, role, action, address, request)
  select at, kind, left(record, 60), event, deed,
         case when coalesce(context ->> 'by', context ->> 'user') ~ '^[0-9]{1,18}$'
              then coalesce(context ->> 'by', context ->> 'user')::bigint end,
         left(coalesce(context ->> 'command', ''), 60), role, left(coalesce(context ->> 'action', ''), 60),
         left(coalesce(context ->> 'address', ''), 45), left(coalesce(context ->> 'request', ''), 20)
  from office_earlier order by at, event, kind;
end $$;

-- 5. The list is kept for ever, like what it lists, and is written from event tables alone.
create function office_only_from_events() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if pg_trigger_depth() < 2 then
    raise exception 'lines of the audit trail are written by events alone'
      using errcode = '42501', constraint = 'audit_is_written_by_events', table = tg_table_name;
  end if;
  return NEW;
end $$;
create trigger office_from_events before insert on officials_auditevent
  for each row execute function office_only_from_events();
create trigger office_kept before update or delete on officials_auditevent
  for each row execute function office_keep_row();
create trigger office_kept_whole before truncate on officials_auditevent
  for each statement execute function office_keep_row();
alter table officials_auditevent enable always trigger office_from_events,
  enable always trigger office_kept, enable always trigger office_kept_whole;
