SELECT add(1, 2);
