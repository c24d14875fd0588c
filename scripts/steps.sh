# Sourced by check: runs named steps, shows what a failing one said, and counts.
failed=0

step() {
    name=$1
    shift
    if said=$("$@" 2>&1); then
        echo "ok      $name"
    else
        echo "FAILED  $name"
        echo "$said" | sed 's/^/        /'
        failed=$((failed + 1))
    fi
}

in_folder() {
    (cd "$1" && shift && "$@")
}

finish() {
    [ "$failed" -eq 0 ] || echo "$failed failed." >&2
    exit "$((failed > 0))"
}
