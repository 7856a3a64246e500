CALL doubled(4);
