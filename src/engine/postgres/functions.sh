stop=QUIT
prepare() {
    # glibc, musl and the BSDs know `C.UTF-8`; macOS does not.
    locale=C.UTF-8
    [ "$(uname)" != Darwin ] || locale=C
    "$bin/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale="$locale" --no-sync
}
serve() { exec "$bin/postgres" -D "$folder/data" -k "$folder" "$@"; }
