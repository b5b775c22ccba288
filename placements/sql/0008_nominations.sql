-- Who is put forward, which posts are offered, and which created posts go on.
-- Run once by migration 0008; a later change comes as a file and a migration of its own.

-- 1. A nomination's moves; who and for what never change, and a withdrawn one no longer changes at all.
create function office_nomination_guard() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    perform office_refuse('nomination_is_kept', tg_table_name, 'a nomination is never deleted');
  end if;
  if tg_op = 'INSERT' then
    if NEW.state <> 'put_forward' then
      perform office_refuse('nomination_begins_put_forward', tg_table_name, 'a nomination begins as put forward');
    end if;
    return NEW;
  end if;
  if NEW.state <> OLD.state and (OLD.state || '>' || NEW.state) not in
     ('put_forward>checked', 'put_forward>withdrawn', 'checked>withdrawn') then
    perform office_refuse('nomination_moves_by_the_table', tg_table_name, OLD.state || ' does not become ' || NEW.state);
  end if;
  if OLD.state = 'withdrawn' and to_jsonb(NEW) <> to_jsonb(OLD) then
    perform office_refuse('nomination_withdrawn_stays', tg_table_name, 'a withdrawn nomination no longer changes');
  end if;
  if (NEW.cycle_id, NEW.official_id, NEW.entered_by_id, NEW.entered_at)
     is distinct from (OLD.cycle_id, OLD.official_id, OLD.entered_by_id, OLD.entered_at) then
    perform office_refuse('nomination_keeps_who_and_what_for', tg_table_name,
                          'a nomination keeps its official and its cycle');
  end if;
  if OLD.state = 'checked'
     and (NEW.checked_by_id, NEW.checked_at) is distinct from (OLD.checked_by_id, OLD.checked_at) then
    perform office_refuse('nomination_check_stays', tg_table_name, 'who checked it, and when, no longer changes');
  end if;
  return NEW;
end $$;
create trigger office_nomination_guard before insert or update or delete on placements_nomination
  for each row execute function office_nomination_guard();

-- 2. An offered post's moves. Only what was carried over and never touched goes again, with the cycle it was made for.
create function office_offer_guard() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    if OLD.carried_from_id is null or OLD.changed_at is not null or OLD.state <> 'open' then
      perform office_refuse('offer_is_kept', tg_table_name, 'an offered post is never deleted once somebody worked on it');
    end if;
    return OLD;
  end if;
  if tg_op = 'INSERT' then
    if NEW.state <> 'open' then
      perform office_refuse('offer_begins_open', tg_table_name, 'an offered post begins as open');
    end if;
    return NEW;
  end if;
  if NEW.state <> OLD.state and (OLD.state || '>' || NEW.state) not in ('open>withdrawn', 'open>closed') then
    perform office_refuse('offer_moves_by_the_table', tg_table_name, OLD.state || ' does not become ' || NEW.state);
  end if;
  if OLD.state <> 'open' and to_jsonb(NEW) <> to_jsonb(OLD) then
    perform office_refuse('offer_closed_stays', tg_table_name, 'a withdrawn or closed offer no longer changes');
  end if;
  if (NEW.number, NEW.cycle_id, NEW.post_id, NEW.carried_from_id, NEW.entered_by_id, NEW.entered_at)
     is distinct from
     (OLD.number, OLD.cycle_id, OLD.post_id, OLD.carried_from_id, OLD.entered_by_id, OLD.entered_at) then
    perform office_refuse('offer_keeps_its_post', tg_table_name, 'an offer keeps its number, its cycle and its post');
  end if;
  return NEW;
end $$;
create trigger office_offer_guard before insert or update or delete on placements_postoffer
  for each row execute function office_offer_guard();

-- 3. A renewal stays as it was written.
create trigger office_kept before update or delete on placements_postrenewal
  for each row execute function office_keep_row();

-- 4. None of these guards can be switched off by a session, and none is gone round by TRUNCATE.
do $$
declare
  tab text;
  name text;
begin
  foreach tab in array array['placements_nomination', 'placements_postoffer', 'placements_postrenewal'] loop
    execute format('create trigger office_kept_whole before truncate on %I
                    for each statement execute function office_keep_row()', tab);
    for name in select tgname from pg_trigger where tgrelid = tab::regclass and tgname like 'office%' loop
      execute format('alter table %I enable always trigger %I', tab, name);
    end loop;
  end loop;
end $$;
