# Finds a JDK 25; sourced by ./ganz and ./check. Starts no program where a JDK is where it usually is.
# shellcheck shell=sh

# Is $1 the home of a JDK 25? Sets jdk and jdk_build if so.
jdk_at() {
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
    jdk_build=
    jdk_matches=no
    while IFS= read -r jdk_line || [ -n "$jdk_line" ]; do
        case $jdk_line in
        'JAVA_VERSION="25"' | 'JAVA_VERSION="25.'*) jdk_matches=yes ;;
        'JAVA_RUNTIME_VERSION="'*)
            jdk_build=${jdk_line#*\"}
            jdk_build=${jdk_build%\"*}
            ;;
        esac
    done <"$1/release"
    [ "$jdk_matches" = yes ] && jdk=$1
}

# The file behind any number of symbolic links.
jdk_follow() {
    jdk_file=$1
    while [ -h "$jdk_file" ]; do
        jdk_link=$(readlink "$jdk_file") || return 1
        case $jdk_link in
        /*) jdk_file=$jdk_link ;;
        *) jdk_file=${jdk_file%/*}/$jdk_link ;;
        esac
    done
}

# Sets jdk to the home of the first JDK 25 found, and jdk_build to its version; fails if there is none.
# A GANZ_JAVA_HOME that is none fails too: who sets it wants no other.
find_jdk() {
    if [ -n "${GANZ_JAVA_HOME:-}" ]; then
        jdk_at "$GANZ_JAVA_HOME"
        return
    fi
    if [ -n "${JAVA_HOME:-}" ] && jdk_at "$JAVA_HOME"; then
        return
    fi
    jdk_command=$(command -v java) || jdk_command=
    if [ -n "$jdk_command" ] && jdk_follow "$jdk_command" && jdk_at "${jdk_file%/bin/java}"; then
        return
    fi
    find_jdk_in /usr/lib/jvm/* "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* /opt/* /opt/*/* /usr/java/* \
        /usr/local/*jdk* /Library/Java/JavaVirtualMachines/*/Contents/Home && return
    if [ -x /usr/libexec/java_home ] && jdk_home=$(/usr/libexec/java_home -F -v 25 2>/dev/null) && jdk_at "$jdk_home"; then
        return
    fi
    # A java that is a script of a version manager says itself where it lives.
    [ -n "$jdk_command" ] &&
        jdk_home=$("$jdk_command" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p') &&
        [ -n "$jdk_home" ] && jdk_at "$jdk_home"
}

# The first JDK 25 among directories.
find_jdk_in() {
    for jdk_home; do
        if jdk_at "$jdk_home"; then
            return
        fi
    done
    return 1
}

# One sentence on why find_jdk failed.
no_jdk() {
    if [ -n "${GANZ_JAVA_HOME:-}" ]; then
        echo "GANZ_JAVA_HOME is $GANZ_JAVA_HOME, where there is no JDK 25."
    else
        echo "Ganz needs a JDK 25 and found none: install one (for example from adoptium.net) or set GANZ_JAVA_HOME to its directory."
    fi
}

# Sets maven to the command that runs Maven; fails if there is none.
find_maven() {
    maven=$(command -v mvn) && return
    for maven in "${MAVEN_HOME:-}/bin/mvn" "${M2_HOME:-}/bin/mvn" /usr/share/maven/bin/mvn \
        "${HOME:-}/.sdkman/candidates/maven/current/bin/mvn" /opt/*maven*/bin/mvn /opt/homebrew/bin/mvn /usr/local/bin/mvn; do
        if [ -x "$maven" ]; then
            return
        fi
    done
    return 1
}

no_maven() {
    echo "Ganz needs Maven 3.8 or later to build itself and found none: install it (Debian: apt install maven)."
}

# Runs Maven on the project in $1 with the JDK that was found; what follows are Maven's arguments.
run_maven() (
    cd "$1" || exit
    shift
    # Maven's own libraries use what JDK 25 warns about.
    MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow"
    JAVA_HOME=$jdk
    export MAVEN_OPTS JAVA_HOME
    exec "$maven" "$@"
)
