#!/bin/bash
# Build llama-server for the benchmarks: benchmarks/llama_server/build.sh
#
# Out of the sources that the installed llama-cpp-python was made from, linked with the very libraries that it uses:
# minutes, as only the server is compiled. It comes to lie in the user's cache folder; its path is printed.
# PYTHON=… names an interpreter that the project is installed for, where that is not .venv's. Needs cmake and g++.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-$here/../../.venv/bin/python}
version=$("$python" -c 'import importlib.metadata as m; print(m.version("llama-cpp-python"))')
libraries=$("$python" -c 'import importlib.util as u; print(u.find_spec("llama_cpp").submodule_search_locations[0] + "/lib")')
folder=${XDG_CACHE_HOME:-$HOME/.cache}/photo-runner/llama-server-$version

mkdir -p "$folder"
if [ ! -d "$folder/source" ]; then
    "$python" -m pip download --quiet --no-deps --no-binary :all: --dest "$folder" "llama_cpp_python==$version"
    mkdir "$folder/unpacked"
    tar --extract --gzip --strip-components 1 --directory "$folder/unpacked" --file "$folder"/llama_cpp_python-*.tar.gz
    mv "$folder/unpacked" "$folder/source"
fi
cmake -S "$here" -B "$folder/build" -DLLAMA_CPP="$folder/source/vendor/llama.cpp" -DLLAMA_LIBS="$libraries" > "$folder/cmake.log"
nice cmake --build "$folder/build" --parallel "$(nproc)" --target llama-server
echo "$folder/build/bin/llama-server"
