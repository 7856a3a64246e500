stop=QUIT
prepare() {
    # glibc, musl and the BSDs know `C.UTF-8`; macOS does not.
    locale=C.UTF-8
    [ "$(uname)" != Darwin ] || locale=C
    "$initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale="$locale" --no-sync
}
serve() { exec "$postgres" -D "$folder/data" -k "$folder" "$@"; }
