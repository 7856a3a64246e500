ALTER INDEX events_pkey ATTACH PARTITION animals_pkey;
