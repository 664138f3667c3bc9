#!/usr/bin/env bash
# Installs what building, testing and serving Mockhaus needs. Safe to run again: it does only what
# is missing, and costs a few milliseconds when nothing is.
#
#   scripts/setup.sh             compiler, tools and libraries: Debian packages and third_party/
#   scripts/setup.sh --clients   also .venv/: the Snowflake clients that tests and examples drive
#
# Works on Debian 12 as root or with sudo. Every file that comes from a package registry is pinned
# by its SHA-256 below. An edit of this script makes it check everything again.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

debian_packages=(
  # tools
  ca-certificates ccache clang-format cmake g++ git mold ninja-build python3 python3-venv
  # libraries
  doctest-dev libboost1.81-dev libbz2-dev libcctz-dev libcli11-dev libfmt-dev libicu-dev
  libre2-dev libsodium-dev libspdlog-dev libssl-dev tzdata zlib1g-dev
)

duckdb_version=1.5.5
duckdb_library_package="@duckdb/node-bindings-linux-x64@1.5.5-r.5"
duckdb_library_sha256=86d2bda909785550e8a14a57a8a4584827aff0e268d8f1a58c3fd48559f7020e
duckdb_source_sha256=72f33ee57ca7595b23957671a2cc7f7fe2be0ecc2d68f63abedcfcaa3a5c1238
nanoarrow_version=0.9.0
nanoarrow_source_sha256=1ce15bbed8532839347faa78824c5dbd3769bff60661003e34c6fba5dd881bd3

# One virtual environment each, because two versions of a connector cannot share one. The first
# also has the DuckDB that examples and benchmarks compare with.
client_environments=(
  "py4 snowflake-connector-python[pandas]==4.8.1 duckdb==1.5.5 duckdb-extension-tpch==1.5.5 \
duckdb-extension-tpcds==1.5.5 pytest"
  "py5 snowflake-connector-python[pandas]==5.2.0 pytest"
  "dbt dbt-core==1.10.23 dbt-snowflake==1.10.8 SQLAlchemy==2.0.58 snowflake-sqlalchemy==1.11.1 \
snowflake-snowpark-python[pandas]==1.56.0 pytest"
)

say() { echo "setup: $*" >&2; }

# Runs a command without its output, which is shown only when the command fails.
quietly() {
  local log
  log=$(mktemp)
  if ! "$@" >"$log" 2>&1; then
    cat "$log" >&2
    say "failed: $*"
    rm -f "$log"
    exit 1
  fi
  rm -f "$log"
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

install_debian_packages() {
  local missing=() package
  for package in "${debian_packages[@]}"; do
    if [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" != installed ]; then
      missing+=("$package")
    fi
  done
  command -v npm >/dev/null || missing+=(npm)
  [ ${#missing[@]} = 0 ] && return
  say "installing Debian packages: ${missing[*]}"
  quietly as_root apt-get update
  quietly as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y --no-install-recommends "${missing[@]}"
}

check_sha256() {  # FILE EXPECTED
  echo "$2  $1" | sha256sum --check --status || { say "$1 is not the pinned file"; exit 1; }
}

make_environment() {  # FOLDER
  [ -x "$1/bin/pip" ] || quietly python3 -m venv "$1"
}

# Downloads a source archive from PyPI. pip insists on asking the archive's build system for the
# package's name, which would first install that build system and then configure the project
# (minutes); these stand-ins answer from the PKG-INFO file that every such archive carries.
download_source() {  # NAME VERSION FOLDER
  local stand_ins=$3/stand_ins
  mkdir -p "$stand_ins/scikit_build_core"
  cat >"$stand_ins/mesonpy.py" <<'PYTHON'
import pathlib

def prepare_metadata_for_build_wheel(directory, settings=None):
    about = pathlib.Path("PKG-INFO").read_text(encoding="utf-8")
    name = next(line[6:] for line in about.splitlines() if line.startswith("Name: "))
    info = pathlib.Path(directory, name + ".dist-info")
    info.mkdir()
    (info / "METADATA").write_text(about, encoding="utf-8")
    return info.name

def get_requires_for_build_wheel(settings=None):
    return []

def __getattr__(name):
    return None
PYTHON
  touch "$stand_ins/scikit_build_core/__init__.py"
  cp "$stand_ins/mesonpy.py" "$stand_ins/scikit_build_core/build.py"
  quietly env PYTHONPATH="$stand_ins" .venv/tools/bin/python -m pip download --quiet --no-deps \
    --no-build-isolation --no-binary "$1" --dest "$3" "$1==$2"
}

fetch_duckdb() {
  say "fetching DuckDB $duckdb_version"
  quietly npm pack --silent --pack-destination "$scratch" "$duckdb_library_package"
  mv "$scratch"/duckdb-node-bindings-*.tgz "$scratch/library.tgz"
  check_sha256 "$scratch/library.tgz" "$duckdb_library_sha256"
  download_source duckdb "$duckdb_version" "$scratch"
  local source=$scratch/duckdb-$duckdb_version.tar.gz
  check_sha256 "$source" "$duckdb_source_sha256"

  local out=$scratch/duckdb
  mkdir "$out"
  tar -xzf "$scratch/library.tgz" -C "$out" --strip-components=1 \
    package/libduckdb.so package/LICENSE
  tar -xzOf "$source" "duckdb-$duckdb_version/external/duckdb/src/include/duckdb.h" \
    >"$out/duckdb.h"
  touch "$out"/*
  install_folder "$out" third_party/duckdb
}

fetch_nanoarrow() {
  say "fetching nanoarrow $nanoarrow_version"
  download_source nanoarrow "$nanoarrow_version" "$scratch"
  local source=$scratch/nanoarrow-$nanoarrow_version.tar.gz
  check_sha256 "$source" "$nanoarrow_source_sha256"
  tar -xzf "$source" -C "$scratch"

  local projects=$scratch/nanoarrow-$nanoarrow_version/subprojects
  local arrow=$projects/arrow-nanoarrow/src/nanoarrow out=$scratch/nanoarrow flatcc
  flatcc=$(echo "$projects"/flatcc-*)
  mkdir -p "$out"/include/nanoarrow/{common,ipc,hpp} "$out/src"
  cp "$arrow"/nanoarrow{,_ipc}.{h,hpp} "$out/include/nanoarrow/"
  cp "$arrow"/common/*.h "$out/include/nanoarrow/common/"
  cp "$arrow"/ipc/*.h "$out/include/nanoarrow/ipc/"
  cp "$arrow"/hpp/*.hpp "$out/include/nanoarrow/hpp/"
  cp -r "$flatcc/include/flatcc" "$out/include/"
  cp "$arrow"/common/{array,array_stream,schema,utils}.c "$out/src/"
  cp "$arrow"/ipc/{codecs,decoder,encoder,reader,writer}.c "$out/src/"
  cp "$flatcc"/src/runtime/{builder,emitter,refmap,verifier}.c "$out/src/"
  cp "$flatcc/LICENSE" "$out/LICENSE.flatcc"
  local major minor patch
  IFS=. read -r major minor patch <<<"$nanoarrow_version"
  sed -e "s/@NANOARROW_VERSION_MAJOR@/$major/; s/@NANOARROW_VERSION_MINOR@/$minor/" \
    -e "s/@NANOARROW_VERSION_PATCH@/$patch/; s/@NANOARROW_VERSION@/$nanoarrow_version/" \
    -e "s/@NANOARROW_NAMESPACE_DEFINE@//" \
    "$arrow/nanoarrow_config.h.in" >"$out/include/nanoarrow/nanoarrow_config.h"
  install_folder "$out" third_party/nanoarrow
}

# Puts a finished folder in its place, so that an interrupted run leaves no half of one.
install_folder() {  # FROM TO
  mkdir -p "$(dirname "$2")"
  rm -rf "$2"
  mv "$1" "$2"
}

# The pins stay apart from the stamp: an edit of this script that changes no pin downloads nothing.
pins="$duckdb_library_sha256 $duckdb_source_sha256 $nanoarrow_source_sha256"
holds_pinned_files() {
  [ "$(cat third_party/pins 2>/dev/null)" = "$pins" ] && [ -e third_party/duckdb/libduckdb.so ]
}

set_up_build() {
  install_debian_packages
  if ! holds_pinned_files; then
    scratch=$(mktemp -d "${TMPDIR:-/tmp}/mockhaus-setup.XXXXXX")
    trap 'rm -rf "$scratch"' EXIT
    make_environment .venv/tools
    fetch_duckdb
    fetch_nanoarrow
    echo "$pins" >third_party/pins
  fi
  echo "$script_hash" >third_party/stamp
}

# The OAuth provider of tests/clients/http/test_oauth.py; without Node.js that test is skipped.
set_up_provider() {
  local here=tests/clients/oauth
  if command -v npm >/dev/null && ! cmp -s $here/package-lock.json .venv/oauth/package-lock.json
  then
    say "installing the test's OAuth provider in .venv/oauth"
    mkdir -p .venv/oauth
    cp $here/package.json $here/package-lock.json .venv/oauth/
    (cd .venv/oauth && quietly npm ci --no-audit --no-fund --ignore-scripts)
  fi
}

set_up_clients() {
  local line name
  for line in "${client_environments[@]}"; do
    read -r name line <<<"$line"
    if [ "$(cat ".venv/$name/packages" 2>/dev/null)" != "$line" ]; then
      say "installing the test client .venv/$name: $line"
      make_environment ".venv/$name"
      # shellcheck disable=SC2086  # one word for each package
      quietly ".venv/$name/bin/python" -m pip install --quiet $line
      echo "$line" >".venv/$name/packages"
    fi
  done
  set_up_provider
  echo "$script_hash" >.venv/stamp
}

script_hash=$(sha256sum <scripts/setup.sh)
[ "$(cat third_party/stamp 2>/dev/null)" = "$script_hash" ] || set_up_build
if [ "${1:-}" = --clients ] && [ "$(cat .venv/stamp 2>/dev/null)" != "$script_hash" ]; then
  set_up_clients
fi
