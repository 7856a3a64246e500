//! Text to statements: splitting, tokens, and the server's grammar.
