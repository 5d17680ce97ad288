#!/bin/sh
# Tests what ./mvnw -Prelease package has made, in two checkouts of the same commit.
#
#   sh src/test/sh/package.sh ONE OTHER
set -u
one=$1/target
other=$2/target
sources=$1
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
jar=${JAVA_HOME:+$JAVA_HOME/bin/}jar
scratch=$(mktemp -d) || exit
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

passed=0
failed=0
check() { # WHAT TEST-COMMAND ...
  what=$1
  shift
  if "$@"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    printf 'FAILED: %s\n' "$what" >&2
  fi
}

for file in chainrule-all.jar chainrule.jar chainrule-sources.jar chainrule-javadoc.jar chainrule-bom.json chainrule-bom.xml; do
  check "two builds give the same bytes: $file" cmp "$one/$file" "$other/$file"
done

# --- the parts, and what their licences ask for; NOTICE names both

"$jar" tf "$one/chainrule-all.jar" | grep -v '/$' >"$scratch/entries"
mkdir "$scratch/jar"
(cd "$scratch/jar" && "$jar" xf "$one/chainrule-all.jar" META-INF) || exit
parts=$(tr -s ' ' '\n' <"$sources/NOTICE" | grep '^[a-z/]*/$')
foreign() { # entries that are of no part
  grep -v -e ^org/chainrule/ -e ^META-INF/MANIFEST.MF -e ^META-INF/services/ "$scratch/entries" >"$scratch/rest"
  for known in $parts $(cd "$scratch/jar" && find META-INF -name '*LICENSE' -o -name '*NOTICE' -o -path '*/licenses/*'); do
    grep -v "^$known" "$scratch/rest" >"$scratch/less"
    mv "$scratch/less" "$scratch/rest"
  done
  cat "$scratch/rest"
}
check "every entry is of a part that NOTICE names: $(foreign | head -n 3 | tr '\n' ' ')" [ -z "$(foreign)" ]
for part in $parts; do
  check "NOTICE names no part that is not there: $part" grep -q "^$part" "$scratch/entries"
done
check "no part is there for the sake of another: org/apache" [ "$(grep -c ^org/apache/ "$scratch/entries")" -eq 0 ]
for text in "$sources"/src/main/licenses/*; do
  check "the text goes with the part: ${text##*/}" cmp "$text" "$scratch/jar/META-INF/licenses/${text##*/}"
  check "NOTICE names the text: ${text##*/}" grep -q "${text##*/}" "$sources/NOTICE"
done
for text in LICENSE NOTICE; do
  check "ours, too: $text" cmp "$sources/$text" "$scratch/jar/META-INF/$text"
  for file in chainrule.jar chainrule-sources.jar; do
    check "$text in $file" eval "\"\$jar\" tf \"\$one/\$file\" | grep -q '^META-INF/$text\$'"
  done
done
for text in $(tr -s ', ' '\n\n' <"$sources/NOTICE" | grep ^META-INF/.); do
  [ "$text" = META-INF/licenses/ ] || check "NOTICE names what is there: $text" [ -s "$scratch/jar/$text" ]
done

# --- what is in the others

check "sources" eval '"$jar" tf "$one/chainrule-sources.jar" | grep -q ^org/chainrule/Chainrule.java'
check "the name of the module" eval '"$jar" --describe-module --file "$one/chainrule.jar" | grep -q "^org[.]chainrule.* automatic"'
check "Javadoc" eval '"$jar" tf "$one/chainrule-javadoc.jar" | grep -q "^org.chainrule/org/chainrule/Chainrule.html"'
names() {
  grep -o '"bom-ref" : "pkg:maven/[^@]*' "$one/chainrule-bom.json" | sed 's,.*pkg:maven/,,' | sort | tr '\n' ' '
}
expected='com.fasterxml.jackson.core/jackson-core de.siegmar/fastcsv org.antlr/antlr4-runtime org.chainrule/chainrule '
expected="${expected}org.jline/jline-native org.jline/jline-reader org.jline/jline-terminal org.jline/jline-terminal-jni "
check "the bill of materials names the parts, and no more: $(names)" [ "$(names)" = "$expected" ]

# --- the jar alone runs

printf '# weights\n0.1, 0.5\n\n"-0.3", "+8e-1" \n' >"$scratch/w.csv"
(cd "$scratch" && "$java" -jar "$one/chainrule-all.jar" 'sum((W @ x)^2)' W=@w.csv 'x=[0.2, 0.4]') >"$scratch/out"
# By hand: W @ x = (0.22, 0.26), and dW = 2 (W @ x) x'.
check "reads numbers from a file" grep -qF 'df/dW = [0.088, 0.176; 0.104, 0.208]' "$scratch/out"
check "says its version" [ "$("$java" -jar "$one/chainrule-all.jar" --version)" = "chainrule $(
  sed -n 's,^  <version>\(.*\)</version>$,\1,p' "$sources/pom.xml"
)" ]

echo "package: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
