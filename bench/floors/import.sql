select row ->> 'name' as shown, row ->> 'number', row ->> 'verdict', row ->> 'changes', row ->> 'notes'
from placements_import i, jsonb_array_elements(i.outcome -> 'rows') row where i.id = {import}
