REINDEX INDEX nothing_here;
