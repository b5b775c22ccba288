select p.number as shown, o.name_zh, o.family_name || ' ' || o.given_name, o.email, host.title_en, body.name_en, p.ends_on,
    (select max(n.owed_since) from placements_notice n where n.placement_id = p.id and n.kind = 'reminder')
from placements_placement p join officials_official o on o.id = p.official_id
join officials_post host on host.id = p.host_post_id join officials_organisation body on body.id = host.organisation_id
where p.state = 'confirmed' and p.ends_on between '2026-05-09' and '2026-08-07'
    and not exists (select from placements_extensionrequest r where r.placement_id = p.id and r.state in ('submitted', 'returned'))
    and not exists (select from placements_placement f where f.host_post_id = p.host_post_id and f.starts_on > p.ends_on
        and f.state in ('proposed', 'confirmed'))
order by o.pinyin_key, p.id
