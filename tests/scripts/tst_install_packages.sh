#!/usr/bin/env bash
# scripts/install-packages against a dpkg-query, an apt-get and a sudo that only pretend.
# shellcheck disable=SC2016,SC2317 # the pretended programs expand their own variables; `expect` calls the functions
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

# A copy of the script beside a list of its own, and a PATH where nothing real can be installed.
mkdir "$work/bin" "$work/scripts"
cp "$root/scripts/install-packages" "$work/scripts"
for program in bash env awk grep dirname; do ln -s "$(command -v "$program")" "$work/bin/$program"; done
printf '# list\n[build]\n g++ # compiler\ncmake\n\n[run]\nfonts-inter\n' >"$work/scripts/packages.txt"

fake() {
  printf '#!/usr/bin/env bash\n%s\n' "$2" >"$work/bin/$1"
  chmod +x "$work/bin/$1"
}

# Starts the script with the arguments; its output, exit status and what apt-get was asked go to files.
start() {
  : >"$work/log"
  status=0
  PATH="$work/bin" "$work/scripts/install-packages" "$@" >"$work/out" 2>&1 </dev/null || status=$?
}

expect() {
  local what="$1"
  shift
  "$@" && return
  printf 'FAIL: %s\n  status %s, output:\n%s\n  apt-get:\n%s\n' "$what" "$status" "$(cat "$work/out")" "$(cat "$work/log")"
  failures=$((failures + 1))
}
says() { grep -qF -- "$1" "$work/out"; }
logged() { grep -qxF -- "$1" "$work/log"; }
install_line="apt-get noninteractive -o DPkg::Lock::Timeout=120 install -q -y --no-install-recommends"
record="echo \"apt-get \$DEBIAN_FRONTEND \$*\" >>'$work/log'"

fake id 'if [[ $1 == -u ]]; then echo 0; else echo root; fi'
fake apt-get "$record"

fake dpkg-query 'printf "%s\n" "installed g++, c++-compiler" "installed cmake, " "installed fonts-inter, "'
start build run
expect "nothing is asked of apt-get when nothing is missing" test "$status" -eq 0 -a ! -s "$work/log" -a ! -s "$work/out"

fake dpkg-query 'printf "%s\n" "installed toolchain, c++ (= 12), g++ (= 12), libg++" "installed cmake, " "installed fonts-inter, "'
start build run
expect "what another package provides is there" test "$status" -eq 0 -a ! -s "$work/log"

fake dpkg-query 'printf "%s\n" "installed g++, c++-compiler" "config-files cmake, "'
start --missing build run
expect "a removed package with its settings left and an unknown one are missing" \
  test "$status" -eq 0 -a "$(cat "$work/out")" == $'cmake\nfonts-inter'
expect "--missing installs nothing" test ! -s "$work/log"
start build
expect "only the asked sections are installed" logged "$install_line cmake"
expect "the list is updated first" test "$(head -n 1 "$work/log")" == \
  "apt-get noninteractive -o DPkg::Lock::Timeout=120 update -q"

fake dpkg-query 'printf "%s\n" "installed g++-12, "'
start build run
expect "root installs all that is missing" logged "$install_line g++ cmake fonts-inter"

fake id 'if [[ $1 == -u ]]; then echo 1000; else echo student; fi'
start build
expect "without root and sudo the command to run is named" \
  says "apt-get update && apt-get install --no-install-recommends g++ cmake"
expect "without root and sudo it fails" test "$status" -eq 1 -a ! -s "$work/log"

fake sudo "echo sudo >>'$work/log'; exec \"\$@\""
start run
expect "without root sudo is used" test "$(head -n 1 "$work/log")" == sudo
expect "sudo keeps apt-get from asking" logged "$install_line fonts-inter"

fake apt-get "$record; exit 100"
start run
expect "a failed update is an error" test "$status" -eq 1
expect "a failed update says what to look at" says "apt-get update failed"

rm "$work/bin/apt-get"
start build
expect "another system is named as such, with what to install" says "this system has no apt-get"
expect "another system fails" test "$status" -eq 1
start nothing
expect "an unknown section is refused" says "no section [nothing]"
start
expect "no section is refused" test "$status" -eq 2

[[ $failures -eq 0 ]] && echo "all passed"
exit $((failures > 0))
