SELECT note_new();
