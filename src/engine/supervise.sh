
# Runs one scratch server and removes it: rebaseline holds the other end of standard input, and however rebaseline ends
# (normally, by Ctrl-C, by a panic, by kill -9), that end closes, `read` returns, and the server and its folder go.
# Arguments: the server's folder, then options of the server. Before this stand `stop`, `prepare` and `serve` of the engine.
folder=$1
shift
trap '' HUP INT TERM
exec 3<&0 </dev/null

prepare "$@" >/dev/null || {
    rm -rf "$folder"
    exit 1
}
serve "$@" 3<&- &
server=$!
{ read -r _ <&3; kill -"$stop" "$server"; } &
waiter=$!
wait "$server"
kill -KILL "$waiter" 2>/dev/null
rm -rf "$folder"
