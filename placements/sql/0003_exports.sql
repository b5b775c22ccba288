-- Exports are kept as they were written; no session switches the guards off.
create trigger office_kept before update or delete on placements_export
  for each row execute function office_keep_row();
create trigger office_kept_whole before truncate on placements_export
  for each statement execute function office_keep_row();
alter table placements_export enable always trigger office_kept, enable always trigger office_kept_whole;
