select i.file_name as shown, i.kind, i.new_rows, i.changed_rows, i.unchanged_rows, i.refused_rows, checked.username, i.checked_at,
    imported.username, i.imported_at
from placements_import i join officials_user checked on checked.id = i.checked_by_id
left join officials_user imported on imported.id = i.imported_by_id order by i.checked_at desc, i.id desc limit 50;

select count(*) from placements_import
