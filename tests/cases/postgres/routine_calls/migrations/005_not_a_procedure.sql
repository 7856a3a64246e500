CALL plus_one(1);
