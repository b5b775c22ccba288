select o.name_zh as shown, o.family_name || ' ' || o.given_name, p.number, p.starts_on, p.original_ends_on, p.ends_on,
    p.appointment_document_number, p.appointment_document_on, p.congress_decision_number, host.needs_congress_decision,
    host.title_zh, host_body.name_zh, home.title_zh, home_body.name_zh, home_contact.name_zh, home_contact.phone,
    host_contact.name_zh, host_contact.phone
from placements_placement p join officials_official o on o.id = p.official_id
join officials_post host on host.id = p.host_post_id join officials_organisation host_body on host_body.id = host.organisation_id
join officials_post home on home.id = p.home_post_id join officials_organisation home_body on home_body.id = home.organisation_id
left join officials_contact home_contact on home_contact.id = p.home_contact_id
left join officials_contact host_contact on host_contact.id = p.host_contact_id where p.id = {placement};

select name_zh, name_en as shown from officials_organisation body where kind = 'party organ' and name_zh like '%委组织部'
    and retired_on is null and jurisdiction_id in (
        select unnest(array[p.home_region_id, p.host_region_id]) from placements_placement p where p.id = {placement})
