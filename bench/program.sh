# Builds the benchmarks; sourced by the scripts beside it, which set root and name.
# shellcheck shell=sh disable=SC2154

. "$root/.ci/jdk.sh"

fail() {
    echo "$name: $1" >&2
    exit 2
}

# Sets program to a directory whose lib/ has all classes.
build_program() {
    find_jdk || fail "$(no_jdk)"
    find_maven || fail "$(no_maven)"
    program=$root/.ganz/bench
    rm -rf "$program"
    run_maven "$root" -q -B -ntp -Dprogram -Dganz.program="$program" -pl bench -am package ||
        fail "the build failed, see above."
    rm -rf "$program/build"
}
