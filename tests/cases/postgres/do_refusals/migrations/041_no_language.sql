DO LANGUAGE nope 'x';
