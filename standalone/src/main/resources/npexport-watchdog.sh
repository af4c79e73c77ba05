# Argument: the file in which PostgreSQL keeps its process id.
# Reads orders, one a line: "watch PID", "forget PID", "done".
# The end of input without "done" means that the launcher is gone.
trap '' INT HUP TERM
pid_file="$1"
watched=
while read -r order pid; do
  case "$order" in
    watch) watched="$watched $pid" ;;
    forget)
      kept=
      for one in $watched; do
        [ "$one" = "$pid" ] || kept="$kept $one"
      done
      watched="$kept"
      ;;
    done) exit 0 ;;
  esac
done

signal_all() {
  for one in $watched; do
    kill -s "$1" "$one" 2>/dev/null
  done
}

# INT is PostgreSQL's fast shutdown. It may still be starting, so it is looked for again and again.
signal_postgres() {
  if [ -f "$pid_file" ]; then
    read -r postgres <"$pid_file" && kill -s "$1" "$postgres" 2>/dev/null
  fi
}

any_alive() {
  for one in $watched; do
    kill -0 "$one" 2>/dev/null && return 0
  done
  [ -f "$pid_file" ]
}

signal_all TERM
second=0
quiet=0
while [ "$second" -lt 15 ] && [ "$quiet" -lt 2 ]; do
  signal_postgres INT
  sleep 1
  second=$((second + 1))
  if any_alive; then quiet=0; else quiet=$((quiet + 1)); fi
done
signal_all KILL
signal_postgres QUIT
