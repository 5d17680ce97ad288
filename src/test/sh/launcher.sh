#!/bin/sh
# Tests the launcher, with each shell that is here and each JDK of JDKS (else that of JAVA_HOME, else all below
# /usr/lib/jvm), on a copy with blanks in its path.
#
#   sh src/test/sh/launcher.sh      after ./mvnw package, which makes the jar that the copy is given
#
# Most of it runs on a stand-in for Maven, which copies that jar, and one for java, which notes how it was called:
# what the launcher decides shows there, at once. What only a JVM can show is run on real ones.
set -u
here=$(cd -- "$(dirname -- "$0")/../../.." && pwd -P) || exit
jar=$here/target/chainrule-all.jar
[ -f "$jar" ] || {
  echo "no $jar: run ./mvnw package first" >&2
  exit 1
}
jdks=${JDKS-${JAVA_HOME-}}
unset CHAINRULE_CDS CHAINRULE_JAVA_OPTS XDG_CACHE_HOME JAVA_HOME JAVA_TOOL_OPTIONS
scratch=$(mktemp -d) || exit
scratch=$(cd -- "$scratch" && pwd -P)
clean_up() {
  rm -rf "$scratch" 2>/dev/null || { sleep 5 && rm -rf "$scratch"; } # an archive may still be in the making
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

passed=0
failed=0
behaviour=

it() { # DESCRIPTION: the checks that follow are of this behaviour, on a fresh copy
  behaviour=$1
  fresh
}

check() { # WHAT TEST-COMMAND ...
  what=$1
  shift
  if "$@"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    printf 'FAILED: %s: %s: %s\n' "$shell" "$behaviour" "$what" >&2
    head -n 5 "$out" | sed 's/^/  out: /' >&2
    head -n 5 "$err" | sed 's/^/  err: /' >&2
    cut -c 1-2000 "$calls" | tail -n 3 | sed 's/^/  java: /' >&2
  fi
}

out=$scratch/out
err=$scratch/err
calls=$scratch/calls
broken=$scratch/broken
: >"$out"
: >"$err"
: >"$calls"
export CALLS="$calls" BROKEN="$broken" JAR="$jar"
copy="$scratch/a copy"
home="$scratch/a home"

stand_in_for_java() {
  mkdir -p "$scratch/a jdk/bin"
  printf 'IMPLEMENTOR="stand-in"\nJAVA_RUNTIME_VERSION="21+1"\nJAVA_VERSION="21"\n' >"$scratch/a jdk/release"
  cat >"$scratch/a jdk/bin/java" <<'EOF'
#!/bin/sh
printf '%s\n' "$*" >>"$CALLS"
archive=
dump=
for argument; do
  case $argument in
    -XX:DumpLoadedClassList=*) echo java/lang/Object >"${argument#*=}" ;;
    -XX:SharedArchiveFile=*) archive=${argument#*=} ;;
    -Xshare:dump) dump=yes ;;
  esac
done
[ -n "$dump" ] || exit 0
if [ -e "$BROKEN" ]; then
  read -r how <"$BROKEN"
  [ "$how" != sleep ] || exec sleep 30
  exit 1
fi
echo "an archive" >"$archive"
EOF
  chmod +x "$scratch/a jdk/bin/java"
}
stand_in_for_java

fresh() {
  eventually settled
  chmod -R u+w "$home" 2>/dev/null
  rm -rf "$copy" "$home" "$broken" 2>/dev/null || { # an archive was just begun
    sleep 1
    rm -rf "$copy" "$home" "$broken"
  }
  mkdir -p "$copy/src/main/java" "$copy/grammar" "$copy/target" "$home"
  cp "$here/chainrule" "$copy/chainrule"
  : >"$copy/pom.xml"
  : >"$copy/grammar/G.g4"
  : >"$copy/src/main/java/A.java"
  cat >"$copy/mvnw" <<'EOF'
echo built >>target/builds
for argument; do
  case $argument in -Dshaded.name=*) cp "$JAR" "target/${argument#*=}.jar" ;; esac
done
EOF
  touch -t 202601010000 "$copy/pom.xml" "$copy/grammar/G.g4" "$copy/src/main/java/A.java" \
    "$copy/grammar" "$copy/src/main/java" "$copy/src/main"
  : >"$calls"
  path="$scratch/a jdk/bin:$PATH"
}

tick() { # for a shell that sees only the seconds of a date (busybox; bash 3.2), and a build that takes none
  [ -n "$precise" ] || sleep 1
}

sees_fractions() {
  for attempt in 1 2 3; do
    : >"$scratch/earlier"
    sleep 0.1
    : >"$scratch/later"
    "$shell_path" $shell_applet -c "[ '$scratch/later' -nt '$scratch/earlier' ]" || return 1
  done
}

run() { # ARGUMENT ...: leaves $out, $err and $status
  status=0
  HOME=$home PATH=$path "$shell_path" $shell_applet "$copy/chainrule" "$@" >"$out" 2>"$err" || status=$?
}

builds() {
  if [ -e "$copy/target/builds" ]; then grep -c . "$copy/target/builds"; else echo 0; fi
}

built() { # TIMES
  [ "$(builds)" -eq "$1" ]
}

attempted() { # TIMES an archive was begun
  [ "$(grep -c DumpLoadedClassList "$calls")" -eq "$1" ]
}

archives() {
  find "$home" -name '*.jsa' ! -name '*.[0-9]*'
}

# The last run of the program used an archive.
used_archive() {
  grep -v -e DumpLoadedClassList -e Xshare:dump "$calls" | tail -n 1 | grep -q SharedArchiveFile
}

no_archive() {
  ! used_archive
}

silent() {
  ! [ -s "$err" ]
}

eventually() { # TEST-COMMAND ...
  waited=0
  until "$@"; do
    [ "$waited" -lt 1500 ] || return 1
    waited=$((waited + 1))
    sleep 0.1
  done
}

settled() { # nothing is in the making
  [ -z "$(find "$home" -name '*.lock' 2>/dev/null)" ]
}

note() {
  find "$home" -name java.jvm 2>/dev/null | tail -n 1
}

noted() { # LINE
  [ -n "$(note)" ] && [ "$(tail -n 1 "$(note)" 2>/dev/null)" = "$1" ] && settled
}

made() {
  noted made
}

replaced() { # $archive, which was written to just now
  made && [ "$archive" -ot "$jar" ]
}

with_archive() {
  run x
  check "an archive is made" eventually made
}

decisions() {
  it "the first run builds, the second does not"
  run x
  check "builds" built 1
  check "says so" grep -q 'building (first use)' "$err"
  run x
  check "does not build again" built 1
  check "is silent" silent

  it "an archive is made once, in the background, and used from then on, without any other program"
  run x &
  run x &
  run x &
  run x
  wait
  check "is made" eventually made
  check "is made once" attempted 1
  path="$scratch/a jdk/bin"
  run x
  check "is used" used_archive
  check "is silent" silent

  it "an attempt that failed is followed by three others, later and later"
  echo fail >"$broken"
  run x
  check "the first" eventually noted 'tried 1'
  check "without an archive" no_archive
  run x
  check "the second at the next start" eventually noted 'tried 2'
  run x
  run x
  check "the third not at once" attempted 2
  touch -t 202601010000 "$(note)"
  run x
  check "but later" eventually noted 'tried 3'
  run x
  check "the fourth not at once" attempted 3
  touch -t 202601010000 "$(note)"
  run x
  check "but later" eventually noted none
  touch -t 202601010000 "$(note)"
  run x
  check "no other follows" attempted 4
  check "runs all the same" no_archive
  check "leaves nothing behind" [ -z "$(find "$home" -name '*.list' -o -name '*.jsa')" ]

  it "an attempt that was killed is followed by another"
  echo sleep >"$broken"
  run x
  check "it is in the making" eventually grep -q Xshare:dump "$calls"
  owner=$(cat "$(find "$home" -name '*.lock')/owner")
  run x
  check "while it is made, no other begins" attempted 1
  kill -9 "$owner"
  rm "$broken"
  run x
  check "then another does" eventually made
  run x
  check "it is used" used_archive
  check "leaves nothing behind" [ -z "$(find "$home" -name '*.list' -o -name '*.[0-9]*.jsa')" ]

  for change in 'printf x >>' 'printf x 1<>' ': >' 'touch -t 202601010000' 'touch -t 203701010000'; do
    it "an archive that is not as it was made is not used but made again ($change)"
    with_archive
    archives | while IFS= read -r archive; do
      chmod u+w "$archive"
      eval "$change \"\$archive\""
    done
    run x
    check "is not used" no_archive
    check "is silent" silent
    check "is made again" eventually attempted 2
    check "to the end" eventually made
    run x
    check "is used again" used_archive
  done

  it "a session's archive is looked at, too"
  with_archive
  run --digits 3
  check "is used" used_archive
  find "$home" -name '*-session.jsa' | while IFS= read -r archive; do
    chmod u+w "$archive"
    echo x >>"$archive"
  done
  run --digits 3
  check "is not used" no_archive

  it "a truncated jar is built again"
  for kept in 100000 0; do
    run x
    tick
    head -c "$kept" "$jar" >"$copy/target/chainrule-all.jar"
    before=$(builds)
    run x
    check "is built ($kept bytes kept)" built $((before + 1))
    check "says so" grep -q 'building (the jar is damaged)' "$err"
    run x
    check "once" built $((before + 1))
  done
  tick
  head -c 100000 "$jar" >"$copy/target/chainrule-all.jar"
  CHAINRULE_CDS=off run x
  check "without archives, too" built 4
  check "it is whole" cmp -s "$jar" "$copy/target/chainrule-all.jar"

  it "a jar that Maven built is taken as it is"
  run x
  check "with an archive for the first" eventually attempted 1
  tick
  cp "$jar" "$copy/target/chainrule-all.jar"
  run x
  check "no build" built 1
  check "is silent" silent
  check "with an archive of its own" eventually attempted 2

  it "a build that fails says why, and leaves the old jar"
  run x
  tick
  echo 'echo because; exit 3' >"$copy/mvnw"
  echo '//' >"$copy/src/main/java/A.java"
  run x
  check "says why" grep -q because "$err"
  check "exit code" [ "$status" -eq 70 ]
  check "the old jar is there" cmp -s "$jar" "$copy/target/chainrule-all.jar"
  check "nothing else is" [ -z "$(find "$copy/target" -name 'chainrule-all-*' -o -name '*.lock')" ]

  for future in pom.xml src/main/java/A.java src/main/java; do
    it "a source dated in the future is built once ($future)"
    run x
    touch -t 203701010000 "$copy/$future"
    run x
    check "is built" built 2
    run x
    run x
    check "once" built 2
    check "is silent" silent
    touch -t 203601010000 "$copy/$future"
    run x
    check "again when its date changes" built 3
    tick
    echo '// more' >>"$copy/grammar/G.g4"
    run x
    check "again when another source changes" built 4
    run x
    check "once" built 4
  done

  it "a place for the archives that is none is done without"
  run x
  check "made" eventually made
  real_home=$home
  for home in '' relative /dev/null "$copy/pom.xml" "$copy/no/such/place"; do
    run x
    check "HOME='$home' runs" [ "$status" -eq 0 ]
    check "HOME='$home' is silent" silent
    check "HOME='$home' has no archive" no_archive
  done
  home=$real_home
  status=0
  (unset HOME && PATH=$path "$shell_path" $shell_applet "$copy/chainrule" x) >"$out" 2>"$err" || status=$?
  check "HOME unset runs" [ "$status" -eq 0 ]
  check "HOME unset is silent" silent
  check "nothing was built" built 1

  if [ "$(id -u)" -eq 0 ] && command -v setpriv >/dev/null; then
    it "somebody else's checkout and a HOME that only may be read"
    run x
    check "made" eventually made
    chmod -R go+rX "$scratch"
    as_nobody="setpriv --reuid=65534 --regid=65534 --clear-groups"
    find "$home" -exec chmod go-w {} +
    : >"$calls"
    chmod 666 "$calls"
    status=0
    (cd / && HOME=$home/none PATH=$path $as_nobody "$shell_path" $shell_applet "$copy/chainrule" x) >"$out" 2>"$err" || status=$?
    check "runs" [ "$status" -eq 0 ]
    check "is silent" silent
    check "without an archive" no_archive
    tick
    head -c 100000 "$jar" >"$copy/target/chainrule-all.jar"
    (cd / && HOME=$home PATH=$path $as_nobody "$shell_path" $shell_applet "$copy/chainrule" x) >"$out" 2>"$err" || status=$?
    check "a damaged jar is named" grep -q 'is damaged, and .*/target cannot be written' "$err"
    check "exit code" [ "$status" -eq 70 ]
  fi

  it "notes that are rubbish are made again"
  with_archive
  head -c 300 "$jar" >"$(note)"
  head -c 300 "$jar" >"$copy/target/chainrule-all.id"
  run x
  check "is silent" silent
  check "no build" built 1
  check "is made again" eventually made
}

closed_input() { # JDK
  it "$1: standard input closed is empty input"
  path=$1/bin:$PATH
  export CHAINRULE_CDS=off
  run --version # builds
  for arguments in '' '--digits 3' 'pipe' 'x x=1'; do
    # shellcheck disable=SC2086
    run $arguments <&-
    cp "$out" "$scratch/closed"
    check "chainrule $arguments: exit code" [ "$status" -eq 0 ]
    check "chainrule $arguments: is silent" silent
    # shellcheck disable=SC2086
    run $arguments </dev/null
    check "chainrule $arguments: as of an empty file" cmp -s "$out" "$scratch/closed"
  done
  unset CHAINRULE_CDS
}

# What only a JVM shows, and no shell has a part in.
archives_of() { # JDK
  it "$1: with an archive and without, the answers are the same"
  path=$1/bin:$PATH
  run '(x+y)*z' x=-2 y=5 z=-4
  cp "$out" "$scratch/expected"
  check "answers" grep -q 'df/dx = -4' "$out"
  check "an archive is made" eventually made
  run '(x+y)*z' x=-2 y=5 z=-4
  check "the same" cmp -s "$out" "$scratch/expected"
  check "is silent" silent

  behaviour="$1: an archive whose bytes were changed crashes no run"
  archives | grep -v session >"$scratch/archive"
  read -r archive <"$scratch/archive"
  chmod u+w "$archive"
  size=$(wc -c <"$archive")
  for eighth in 0 1 2 3 4 5 6 7; do
    dd if="$jar" of="$archive" conv=notrunc bs=4096 count=64 seek=$((size / 8 / 4096 * eighth)) 2>/dev/null
  done
  run '(x+y)*z' x=-2 y=5 z=-4
  check "the same answer" cmp -s "$out" "$scratch/expected"
  check "is silent" silent
  check "is made again" eventually replaced
  run '(x+y)*z' x=-2 y=5 z=-4
  check "the same answer" cmp -s "$out" "$scratch/expected"

  behaviour="$1: nor does one whose date and size are what they were"
  archives | grep -v session >"$scratch/archive"
  read -r archive <"$scratch/archive"
  chmod u+w "$archive"
  touch -r "$archive" "$scratch/date"
  for eighth in 1 2 3 4 5 6 7; do
    dd if="$jar" of="$archive" conv=notrunc bs=256 count=1 seek=$((size / 8 / 256 * eighth)) 2>/dev/null
  done
  touch -r "$scratch/date" "$archive"
  run '(x+y)*z' x=-2 y=5 z=-4
  check "the same answer" cmp -s "$out" "$scratch/expected"
  check "is silent" silent
}

if [ -z "$jdks" ]; then
  for jdk in /usr/lib/jvm/*; do
    [ -x "$jdk/bin/java" ] && ! [ -L "$jdk" ] && [ -r "$jdk/release" ] && jdks="$jdks $jdk"
  done
fi
if [ -z "$jdks" ]; then
  found=$(command -v java)
  while [ -L "$found" ]; do
    link=$(readlink "$found")
    case $link in
      /*) found=$link ;;
      *) found=${found%/*}/$link ;;
    esac
  done
  jdks=${found%/bin/java}
fi

for shell in sh dash bash ksh 'busybox sh'; do
  shell_path=$(command -v "${shell%% *}") || {
    echo "-- $shell: not here"
    continue
  }
  shell_applet=${shell#"${shell%% *}"}
  shell_applet=${shell_applet# }
  precise=
  sees_fractions && precise=yes
  echo "-- $shell"
  decisions
  for jdk in $jdks; do
    closed_input "$jdk"
    [ "$shell" != sh ] || archives_of "$jdk"
  done
done
echo "launcher: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
