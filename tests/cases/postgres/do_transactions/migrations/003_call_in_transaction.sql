CALL pc();
