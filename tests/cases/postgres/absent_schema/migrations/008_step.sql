UPDATE nowhere.t SET a = 1;
