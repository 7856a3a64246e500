SELECT nothing FROM a;
