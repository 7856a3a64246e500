stop=KILL
prepare() {
    "$server" --no-defaults --basedir="$base" --datadir="$folder/data" --tmpdir="$folder" --initialize-insecure "$@"
}
serve() {
    exec "$server" --no-defaults --basedir="$base" --datadir="$folder/data" --socket="$folder/s.sock" --pid-file="$folder/pid" \
        --tmpdir="$folder" --secure-file-priv="$folder" "$@"
}
