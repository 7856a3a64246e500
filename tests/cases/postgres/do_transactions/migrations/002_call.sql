-- no-transaction
CALL pc();
