# Runs one scratch server and removes it: rebaseline holds the other end of standard input, and however rebaseline ends
# (normally, by Ctrl-C, by a panic, by kill -9), that end closes, `read` returns, and the server and its folder go.
# Arguments: the folder of the programs, the server's folder, the locale, then options of the server.
bin=$1 folder=$2 locale=$3
shift 3
trap '' HUP INT TERM
exec 3<&0 </dev/null

"$bin/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale="$locale" --no-sync >/dev/null || {
    rm -rf "$folder"
    exit 1
}
"$bin/postgres" -D "$folder/data" -k "$folder" "$@" 3<&- &
server=$!
{ read -r _ <&3; kill -QUIT "$server"; } &
waiter=$!
wait "$server"
kill -KILL "$waiter" 2>/dev/null
rm -rf "$folder"
