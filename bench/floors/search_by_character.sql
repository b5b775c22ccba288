select o.family_name || ' ' || o.given_name as shown, o.name_zh, b.name_en, p.title_en, t.number, t.ends_on
    from officials_official o join officials_post p on p.id = o.home_post_id join officials_organisation b on
    b.id = p.organisation_id left join placements_placement t on t.official_id = o.id and t.state =
    'confirmed' where o.name_zh like '%庭%' order by o.pinyin_key, o.id limit 50;

select title_en from officials_post where title_zh like '%庭%' limit 10;

select name_en from officials_organisation where name_zh like '%庭%' limit 10;

select name_en from officials_jurisdiction where name_zh like '%庭%'
