CALL nope(1);
