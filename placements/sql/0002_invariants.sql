-- What must never be false of the exchange, whatever door a write comes through.
-- Run once by migration 0002; a later change comes as a file and a migration of its own.
-- No trigger reads the clock: Django's connection is in UTC, the office in Asia/Shanghai.

-- 1. Home and host region are those of the two posts (that they differ is a check constraint).
alter table placements_placement
  add constraint placement_home_region_is_its_posts
    foreign key (home_post_id, home_region_id) references officials_post (id, region_id),
  add constraint placement_host_region_is_its_posts
    foreign key (host_post_id, host_region_id) references officials_post (id, region_id);

-- 2. A placement's moves, what freezes with confirmation, and its end.
create function office_placement_guard() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare latest date;
begin
  if tg_op = 'DELETE' then
    perform office_refuse('placement_is_kept', tg_table_name, 'a placement is never deleted');
  end if;
  if tg_op = 'INSERT' then
    if NEW.state <> 'proposed' or NEW.ends_on <> NEW.original_ends_on then
      perform office_refuse('placement_begins_proposed', tg_table_name,
                            'a placement begins as proposed, with its original end');
    end if;
    return NEW;
  end if;
  if NEW.state <> OLD.state and (OLD.state || '>' || NEW.state) not in
     ('proposed>confirmed', 'proposed>withdrawn', 'confirmed>cancelled') then
    perform office_refuse('placement_moves_by_the_table', tg_table_name, OLD.state || ' does not become ' || NEW.state);
  end if;
  if OLD.state in ('withdrawn', 'cancelled') and to_jsonb(NEW) <> to_jsonb(OLD) then
    perform office_refuse('placement_closed_stays', tg_table_name,
                          'a withdrawn or cancelled placement no longer changes');
  end if;
  if (NEW.number, NEW.cycle_id) is distinct from (OLD.number, OLD.cycle_id) then
    perform office_refuse('placement_keeps_its_number', tg_table_name, 'a placement keeps its number and its cycle');
  end if;
  if OLD.state = 'confirmed'
     and (NEW.official_id, NEW.home_post_id, NEW.host_post_id, NEW.home_region_id, NEW.host_region_id,
          NEW.starts_on, NEW.original_ends_on, NEW.confirmed_by_id, NEW.confirmed_at)
         is distinct from
         (OLD.official_id, OLD.home_post_id, OLD.host_post_id, OLD.home_region_id, OLD.host_region_id,
          OLD.starts_on, OLD.original_ends_on, OLD.confirmed_by_id, OLD.confirmed_at) then
    perform office_refuse('placement_confirmed_is_fixed', tg_table_name,
                          'who, where and when of a confirmed placement no longer change');
  end if;
  if NEW.state in ('confirmed', 'cancelled') then
    select t.ends_on into latest from placements_termentry t
      where t.placement_id = NEW.id order by t.serial desc limit 1;
    if latest is distinct from NEW.ends_on then
      perform office_refuse('placement_end_is_of_latest_term_entry', tg_table_name,
                            'the current end is that of the latest term entry');
    end if;
  elsif NEW.ends_on <> NEW.original_ends_on then
    perform office_refuse('placement_end_is_of_latest_term_entry', tg_table_name,
                          'a placement that was not confirmed has no other end');
  end if;
  return NEW;
end $$;
create trigger office_placement_guard before insert or update or delete on placements_placement
  for each row execute function office_placement_guard();

-- 3. The ledger: numbered without gaps, each entry built on the end before it, never changed.
--    "Builds on the latest" is the compare-and-swap of two people who decide at once.
create function office_term_entry_guard() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
  p placements_placement;
  r placements_extensionrequest;
  l placements_termentry;
begin
  if tg_op <> 'INSERT' then
    perform office_refuse('term_entry_is_kept', tg_table_name, 'a term entry is never changed or deleted');
  end if;
  -- Under a stricter isolation level the snapshot is older than the lock, and the count below is stale.
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'the ledger is written under READ COMMITTED only' using errcode = '25000';
  end if;
  select * into p from placements_placement where id = NEW.placement_id for no key update;
  select * into l from placements_termentry where placement_id = NEW.placement_id order by serial desc limit 1;
  if NEW.serial is distinct from coalesce(l.serial, 0) + 1 or NEW.previous_ends_on is distinct from l.ends_on then
    perform office_refuse('term_entry_builds_on_the_latest', tg_table_name, 'somebody else entered a term record first');
  end if;
  if (NEW.kind = 'original') <> (l.id is null) then
    perform office_refuse('term_entry_original_is_first', tg_table_name, 'the original end is the first entry, once');
  end if;
  if NEW.kind = 'original' then
    if p.state <> 'proposed' or NEW.ends_on <> p.original_ends_on then
      perform office_refuse('term_entry_original_is_first', tg_table_name,
                            'the first entry is the original end, made at confirmation');
    end if;
    return NEW;
  end if;
  if p.state <> 'confirmed' then
    perform office_refuse('term_entry_is_of_a_confirmed_placement', tg_table_name,
                          'only a confirmed placement changes its end');
  end if;
  if NEW.kind = 'extension' then
    select * into r from placements_extensionrequest where id = NEW.request_id for no key update;
    if r.placement_id <> p.id or r.state <> 'submitted' or r.current_ends_on <> p.ends_on or NEW.ends_on <= p.ends_on then
      perform office_refuse('term_entry_extension_follows_its_request', tg_table_name,
                            'an extension moves the end on, from a submitted request made on this end');
    end if;
  elsif NEW.kind = 'early_return' then
    if NEW.ends_on >= p.ends_on or NEW.ends_on < p.starts_on then
      perform office_refuse('term_entry_early_return_is_within', tg_table_name,
                            'an early return lies between the start and the day before the current end');
    end if;
  elsif NEW.kind = 'reversal' then
    if NEW.undoes_id is distinct from l.id or l.kind not in ('extension', 'early_return')
       or NEW.ends_on is distinct from l.previous_ends_on then
      perform office_refuse('term_entry_reversal_undoes_the_latest', tg_table_name,
                            'only the latest entry is reversed, and the end before it comes back');
    end if;
  end if;
  return NEW;
end $$;
create trigger office_term_entry_guard before insert or update or delete on placements_termentry
  for each row execute function office_term_entry_guard();

-- The entry moves the end itself; nobody else does.
create function office_term_entry_moves_the_end() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if NEW.kind <> 'original' then
    update placements_placement set ends_on = NEW.ends_on where id = NEW.placement_id;
  end if;
  return null;
end $$;
create trigger office_term_entry_moves_the_end after insert on placements_termentry
  for each row execute function office_term_entry_moves_the_end();

-- The other side of each entry, checked at commit, when both sides are there.
create function office_term_entry_has_its_cause() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if NEW.kind = 'original'
     and (select state from placements_placement where id = NEW.placement_id) not in ('confirmed', 'cancelled') then
    perform office_refuse('term_entry_is_of_a_confirmed_placement', tg_table_name,
                          'the ledger opens with confirmation');
  end if;
  if NEW.kind = 'extension'
     and (select state from placements_extensionrequest where id = NEW.request_id) not in ('approved', 'reversed') then
    perform office_refuse('request_in_the_ledger_is_approved', tg_table_name,
                          'an extension in the ledger has an approved request');
  end if;
  if NEW.kind = 'reversal'
     and (select r.state from placements_termentry e join placements_extensionrequest r on r.id = e.request_id
          where e.id = NEW.undoes_id) <> 'reversed' then
    perform office_refuse('request_in_the_ledger_is_reversed', tg_table_name,
                          'a reversal in the ledger has a reversed request');
  end if;
  return null;
end $$;
create constraint trigger office_term_entry_has_its_cause after insert on placements_termentry
  deferrable initially deferred for each row execute function office_term_entry_has_its_cause();

-- 4. Requests: their moves, what is fixed once sent, and that a decision is final.
create function office_request_guard() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
  undo constant text[] := array['state', 'reversed_by_id', 'reversed_at', 'reversal_reason'];
begin
  if tg_op = 'DELETE' then
    if OLD.state <> 'draft' then
      perform office_refuse('request_is_kept', tg_table_name, 'a request that was sent is kept');
    end if;
    return OLD;
  end if;
  if tg_op = 'INSERT' then
    if NEW.state <> 'draft' then
      perform office_refuse('request_begins_as_draft', tg_table_name, 'a request begins as a draft');
    end if;
    return NEW;
  end if;
  if NEW.placement_id <> OLD.placement_id or (OLD.number is not null and NEW.number is distinct from OLD.number) then
    perform office_refuse('request_stays_with_its_placement', tg_table_name,
                          'a request stays with its placement and keeps its number');
  end if;
  if NEW.state <> OLD.state and (OLD.state || '>' || NEW.state) not in
     ('draft>submitted', 'submitted>approved', 'submitted>declined', 'submitted>returned', 'submitted>withdrawn',
      'returned>submitted', 'returned>withdrawn', 'approved>reversed') then
    perform office_refuse('request_moves_by_the_table', tg_table_name, OLD.state || ' does not become ' || NEW.state);
  end if;
  if OLD.state in ('approved', 'declined', 'withdrawn', 'reversed') then
    if OLD.state = 'approved' and NEW.state = 'reversed' and to_jsonb(NEW) - undo = to_jsonb(OLD) - undo then
      null;
    elsif to_jsonb(NEW) <> to_jsonb(OLD) then
      perform office_refuse('request_decided_is_final', tg_table_name, 'a decided request no longer changes');
    end if;
  end if;
  if OLD.state = 'submitted'
     and (NEW.asked_ends_on, NEW.current_ends_on, NEW.reason, NEW.explanation, NEW.submitted_at, NEW.submitted_by_id)
         is distinct from
         (OLD.asked_ends_on, OLD.current_ends_on, OLD.reason, OLD.explanation, OLD.submitted_at, OLD.submitted_by_id) then
    perform office_refuse('request_sent_is_fixed', tg_table_name, 'what was sent is not changed; return it first');
  end if;
  if NEW.state = 'approved' and OLD.state = 'submitted' and not exists
     (select 1 from placements_termentry
      where request_id = NEW.id and kind = 'extension' and ends_on = NEW.approved_ends_on) then
    perform office_refuse('request_approved_is_in_the_ledger', tg_table_name, 'an approval stands in the ledger');
  end if;
  if NEW.state = 'reversed' and OLD.state = 'approved' and not exists
     (select 1 from placements_termentry t join placements_termentry e on t.undoes_id = e.id
      where e.request_id = NEW.id) then
    perform office_refuse('request_reversed_is_in_the_ledger', tg_table_name, 'a reversal stands in the ledger');
  end if;
  return NEW;
end $$;
create trigger office_request_guard before insert or update or delete on placements_extensionrequest
  for each row execute function office_request_guard();

-- 5. What a decision rests on does not change after it.
create function office_opinion_guard() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
  request bigint := case when tg_op = 'DELETE' then OLD.request_id else NEW.request_id end;
begin
  if tg_op = 'UPDATE' and NEW.request_id <> OLD.request_id then
    perform office_refuse('opinion_stays_with_its_request', tg_table_name, 'an opinion stays with its request');
  end if;
  if tg_op = 'DELETE' then
    perform office_refuse('opinion_is_kept', tg_table_name, 'an opinion is never deleted');
  end if;
  if (select state from placements_extensionrequest where id = request for no key update) not in ('submitted', 'returned') then
    perform office_refuse('opinion_is_of_an_open_request', tg_table_name,
                          'opinions are recorded while the request is not decided');
  end if;
  return NEW;
end $$;
create trigger office_opinion_guard before insert or update or delete on placements_opinion
  for each row execute function office_opinion_guard();

-- 6. Departures are kept as they were written.
create trigger office_kept before update or delete on placements_departure
  for each row execute function office_keep_row();

-- 7. None of these guards can be switched off by a session, and none is gone round by TRUNCATE.
do $$
declare
  tab text;
  name text;
begin
  foreach tab in array array['placements_placement', 'placements_termentry', 'placements_extensionrequest',
                             'placements_opinion', 'placements_departure'] loop
    execute format('create trigger office_kept_whole before truncate on %I
                    for each statement execute function office_keep_row()', tab);
    for name in select tgname from pg_trigger where tgrelid = tab::regclass and tgname like 'office%' loop
      execute format('alter table %I enable always trigger %I', tab, name);
    end loop;
  end loop;
end $$;
