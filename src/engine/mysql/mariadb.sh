stop=KILL
prepare() {
    "$install_db" --no-defaults --basedir="$base" --datadir="$folder/data" --auth-root-authentication-method=normal \
        --skip-test-db --tmpdir="$folder" "$@"
}
serve() {
    exec "$server" --no-defaults --basedir="$base" --datadir="$folder/data" --socket="$folder/s.sock" --pid-file="$folder/pid" \
        --tmpdir="$folder" --secure-file-priv="$folder" "$@"
}
