-- Who is suggested for which offered post, and what somebody decided.
-- Run once by migration 0009; a later change comes as a file and a migration of its own.

-- 1. A plan stays as it was suggested; only the agreement of a meeting is entered later.
create function office_plan_guard() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    perform office_refuse('plan_is_kept', tg_table_name, 'a plan is never deleted');
  end if;
  if to_jsonb(NEW) - array['agreed_on', 'agreeing_body', 'agreed_by_id', 'agreed_at']
     <> to_jsonb(OLD) - array['agreed_on', 'agreeing_body', 'agreed_by_id', 'agreed_at'] then
    perform office_refuse('plan_stays_as_suggested', tg_table_name, 'a plan stays as it was suggested');
  end if;
  if OLD.agreed_on is not null and NEW.agreed_on is null then
    perform office_refuse('plan_agreement_stays', tg_table_name, 'an agreement is put right, never taken away');
  end if;
  return NEW;
end $$;
create trigger office_plan_guard before update or delete on placements_plan
  for each row execute function office_plan_guard();

-- 2. A row pairs two of the plan's own cycle, keeps whom it pairs and why, and moves by the table.
create function office_plan_row_guard() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    perform office_refuse('plan_row_is_kept', tg_table_name, 'a row of a plan is never deleted');
  end if;
  if tg_op = 'INSERT' then
    if NEW.state = 'proposed' then
      perform office_refuse('plan_row_begins_open', tg_table_name, 'a row is accepted before a placement is proposed');
    end if;
    if not exists (
      select from placements_plan p
      join placements_nomination n on n.id = NEW.nomination_id and n.cycle_id = p.cycle_id
      join placements_postoffer o on o.id = NEW.offer_id and o.cycle_id = p.cycle_id
      where p.id = NEW.plan_id
    ) then
      perform office_refuse('plan_row_is_of_one_cycle', tg_table_name,
                            'nomination, offered post and plan are of one cycle');
    end if;
    return NEW;
  end if;
  if to_jsonb(NEW) - array['state', 'is_fixed', 'by_hand', 'decided_by_id', 'decided_at', 'placement_id']
     <> to_jsonb(OLD) - array['state', 'is_fixed', 'by_hand', 'decided_by_id', 'decided_at', 'placement_id'] then
    perform office_refuse('plan_row_keeps_its_pair', tg_table_name, 'a row keeps whom it pairs, and why');
  end if;
  if NEW.state <> OLD.state and (OLD.state || '>' || NEW.state) not in
     ('suggested>accepted', 'suggested>skipped', 'suggested>set_aside',
      'accepted>suggested', 'accepted>proposed', 'accepted>set_aside',
      'skipped>suggested', 'skipped>accepted', 'skipped>set_aside',
      'set_aside>accepted') then
    perform office_refuse('plan_row_moves_by_the_table', tg_table_name, OLD.state || ' does not become ' || NEW.state);
  end if;
  if OLD.state = 'proposed' and to_jsonb(NEW) <> to_jsonb(OLD) then
    perform office_refuse('plan_row_proposed_stays', tg_table_name, 'a row with its placement no longer changes');
  end if;
  if NEW.state = 'proposed' and not exists (
    select from placements_placement p
    join placements_nomination n on n.id = NEW.nomination_id and n.official_id = p.official_id
    join placements_postoffer o on o.id = NEW.offer_id and o.post_id = p.host_post_id
    where p.id = NEW.placement_id and p.cycle_id = n.cycle_id
  ) then
    perform office_refuse('plan_row_has_the_placement_of_its_pair', tg_table_name,
                          'the placement is that of the official at the offered post');
  end if;
  return NEW;
end $$;
create trigger office_plan_row_guard before insert or update or delete on placements_planrow
  for each row execute function office_plan_row_guard();

-- 3. None of these guards can be switched off by a session, and none is gone round by TRUNCATE.
do $$
declare
  tab text;
  name text;
begin
  foreach tab in array array['placements_plan', 'placements_planrow'] loop
    execute format('create trigger office_kept_whole before truncate on %I
                    for each statement execute function office_keep_row()', tab);
    for name in select tgname from pg_trigger where tgrelid = tab::regclass and tgname like 'office%' loop
      execute format('alter table %I enable always trigger %I', tab, name);
    end loop;
  end loop;
end $$;
