select o.name_zh as shown, o.family_name, o.given_name, o.personnel_number, body.name_en, home.title_en, o.rank_id, o.is_active
from officials_official o join officials_post home on home.id = o.home_post_id
join officials_organisation body on body.id = home.organisation_id order by o.pinyin_key, o.id limit 50;

select count(*) from officials_official
