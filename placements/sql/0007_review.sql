-- What lies beside a request: its files, and the paper of its decision.
-- Run once by migration 0007; a later change comes as a file and a migration of its own.

-- 1. A file is put to a request while it is being written, and taken away only before it was sent.
create function office_attachment_guard() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
  request bigint := case when tg_op = 'DELETE' then OLD.request_id else NEW.request_id end;
  request_state text;
begin
  select state into request_state from placements_extensionrequest where id = request for no key update;
  if tg_op = 'DELETE' then
    if OLD.is_sent or request_state not in ('draft', 'returned') then
      perform office_refuse('attachment_sent_is_kept', tg_table_name, 'a file that was sent is kept');
    end if;
    return OLD;
  end if;
  if tg_op = 'UPDATE' and to_jsonb(NEW) - 'is_sent' <> to_jsonb(OLD) - 'is_sent' or tg_op = 'UPDATE' and OLD.is_sent then
    perform office_refuse('attachment_is_fixed', tg_table_name, 'a file no longer changes; it is only marked as sent');
  end if;
  if request_state not in ('draft', 'returned') then
    perform office_refuse('attachment_is_of_an_open_request', tg_table_name,
                          'files are put to a request while it is being written');
  end if;
  if tg_op = 'INSERT' and NEW.is_sent then
    perform office_refuse('attachment_is_fixed', tg_table_name, 'a file begins as not sent');
  end if;
  return NEW;
end $$;
create trigger office_attachment_guard before insert or update or delete on placements_attachment
  for each row execute function office_attachment_guard();

-- 2. The paper of a decision follows the decision, and stays as it was written.
create function office_decision_paper_guard() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if (select state from placements_extensionrequest where id = NEW.request_id for no key update)
     not in ('approved', 'declined', 'reversed') then
    perform office_refuse('decision_paper_is_of_a_decision', tg_table_name,
                          'the paper is recorded once the request is decided');
  end if;
  return NEW;
end $$;
create trigger office_decision_paper_guard before insert on placements_decisionpaper
  for each row execute function office_decision_paper_guard();
create trigger office_kept before update or delete on placements_decisionpaper
  for each row execute function office_keep_row();

-- 3. None of these guards can be switched off by a session, and none is gone round by TRUNCATE.
do $$
declare
  tab text;
  name text;
begin
  foreach tab in array array['placements_attachment', 'placements_decisionpaper'] loop
    execute format('create trigger office_kept_whole before truncate on %I
                    for each statement execute function office_keep_row()', tab);
    for name in select tgname from pg_trigger where tgrelid = tab::regclass and tgname like 'office%' loop
      execute format('alter table %I enable always trigger %I', tab, name);
    end loop;
  end loop;
end $$;
