-- Notices: their moves, what is fixed once one is owed, and that none disappears.
-- Run once by migration 0005.

create function office_notice_guard() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    perform office_refuse('notice_is_kept', tg_table_name, 'a notice is never deleted');
  end if;
  if tg_op = 'INSERT' then
    if NEW.state <> 'owed' then
      perform office_refuse('notice_begins_owed', tg_table_name, 'a notice begins as owed');
    end if;
    return NEW;
  end if;
  if (NEW.key, NEW.kind, NEW.official_id, NEW.user_id, NEW.placement_id, NEW.request_id, NEW.owed_since)
     is distinct from
     (OLD.key, OLD.kind, OLD.official_id, OLD.user_id, OLD.placement_id, OLD.request_id, OLD.owed_since) then
    perform office_refuse('notice_stays_what_it_is', tg_table_name, 'what a notice tells, and to whom, does not change');
  end if;
  if OLD.state in ('sent', 'dropped') and to_jsonb(NEW) <> to_jsonb(OLD) then
    perform office_refuse('notice_settled_is_final', tg_table_name, 'a notice that was sent or dropped no longer changes');
  end if;
  if NEW.state <> OLD.state and (OLD.state || '>' || NEW.state) not in
     ('owed>sending', 'owed>failed', 'owed>dropped', 'sending>handed', 'sending>owed', 'sending>failed',
      'handed>sent', 'handed>owed', 'handed>failed', 'failed>owed', 'failed>dropped') then
    perform office_refuse('notice_moves_by_the_table', tg_table_name, OLD.state || ' does not become ' || NEW.state);
  end if;
  -- Sent is what this attempt handed over, and nothing else.
  if NEW.state in ('handed', 'sent') and (NEW.attempt, NEW.address, NEW.subject, NEW.text)
     is distinct from (OLD.attempt, OLD.address, OLD.subject, OLD.text) then
    perform office_refuse('notice_is_sent_as_written', tg_table_name, 'what is being sent no longer changes');
  end if;
  return NEW;
end $$;
create trigger office_notice_guard before insert or update or delete on placements_notice
  for each row execute function office_notice_guard();
create trigger office_kept_whole before truncate on placements_notice
  for each statement execute function office_keep_row();
alter table placements_notice enable always trigger office_notice_guard, enable always trigger office_kept_whole;
