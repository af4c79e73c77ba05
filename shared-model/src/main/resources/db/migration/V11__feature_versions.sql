-- Another, larger number after every change of an SAE's features, and which ones changed, so that who keeps them in memory
-- sees that and what to read again.
create sequence features_versions;
alter table saes add column features_version bigint not null default nextval('features_versions');

create table feature_changes (
    sae_id        uuid   not null references saes (id) on delete cascade,
    version       bigint not null,
    feature_index integer -- null: so many that all have to be read again
);
create index feature_changes_by_version on feature_changes (sae_id, version);

create function features_changed() returns trigger language plpgsql as $$
declare
    own    record;
    number bigint;
begin
    for own in select sae_id, count(*) as features from changed group by sae_id loop
        update saes set features_version = nextval('features_versions') where id = own.sae_id
            returning features_version into number;
        continue when not found; -- it is being deleted, and its features with it
        if own.features > 500 then
            delete from feature_changes where sae_id = own.sae_id;
            insert into feature_changes (sae_id, version) values (own.sae_id, number);
        else
            insert into feature_changes (sae_id, version, feature_index)
                select sae_id, number, feature_index from changed where sae_id = own.sae_id;
        end if;
    end loop;
    return null;
end $$;
create trigger features_inserted after insert on features
    referencing new table as changed for each statement execute function features_changed();
create trigger features_updated after update on features
    referencing new table as changed for each statement execute function features_changed();
create trigger features_deleted after delete on features
    referencing old table as changed for each statement execute function features_changed();

-- Pages are chosen in memory, so nothing searches, filters or orders here.
drop index features_by_max_activation;
drop index features_by_frequency;
drop index features_by_rareness;
alter table features drop column search_text;
alter table features drop constraint features_pkey;
alter table features add primary key (sae_id, feature_index);
