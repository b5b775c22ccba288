select f.name as shown, f.path, f.asked, f.is_shared, f.saved_at, u.username
from placements_savedfilter f join officials_user u on u.id = f.saved_by_id order by f.path, f.name, f.id
