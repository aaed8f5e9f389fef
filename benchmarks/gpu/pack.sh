#!/bin/bash
# Gather what run.sh needs on a machine without a network: benchmarks/gpu/pack.sh [PYTHON_VERSION]
#
# Writes benchmarks/gpu/kit.tar.xz (ignored by git): llama.cpp's sources without the parts that are not built, and
# the Python packages that the captioner needs. PYTHON_VERSION is that machine's, 3.12 unless told otherwise;
# PYTHON=… names an interpreter that the project is installed for, where that is not .venv's.
# Needs benchmarks/llama_server/build.sh to have been here, for the sources.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-$here/../../.venv/bin/python}
theirs=${1:-3.12}
version=$("$python" -c 'import importlib.metadata as m; print(m.version("llama-cpp-python"))')
source=${XDG_CACHE_HOME:-$HOME/.cache}/photo-runner/llama-server-$version/source
[ -d "$source" ] || { echo "There are no sources in $source: run benchmarks/llama_server/build.sh first."; exit 1; }

rm -rf "$here/kit" "$here/kit.tar.xz"
mkdir -p "$here/kit/site" "$here/kit/llama.cpp/tools"
cd "$source/vendor/llama.cpp"
cp -r CMakeLists.txt LICENSE cmake common include scripts src vendor "$here/kit/llama.cpp"
cp -r tools/mtmd tools/server "$here/kit/llama.cpp/tools"
mkdir -p "$here/kit/llama.cpp/tools/ui"
cp tools/ui/CMakeLists.txt tools/ui/*.in tools/ui/sources.cmake "$here/kit/llama.cpp/tools/ui"
mkdir -p "$here/kit/llama.cpp/ggml/src"
cp -r ggml/CMakeLists.txt ggml/cmake ggml/include "$here/kit/llama.cpp/ggml"
cp -r ggml/src/*.* ggml/src/ggml-cpu ggml/src/ggml-cuda "$here/kit/llama.cpp/ggml/src"
rm -rf "$here"/kit/llama.cpp/tools/{mtmd/tests,mtmd/*.jpeg,mtmd/*.mp3,server/tests,server/bench} "$here/kit/llama.cpp/scripts/snapdragon"

# Of packages that hold compiled code for one version of Python, those for the other machine's.
packages=$("$python" -c 'import sysconfig; print(sysconfig.get_path("platlib"))')
cd "$packages"
cp -r llama_cpp pyvips _libvips.abi3.so pyvips_binary.libs diskcache gguf annotated_types typing_inspection pydantic \
    typing_extensions.py jinja2 yaml "$here/kit/site"
rm -rf "$here"/kit/site/llama_cpp/lib "$here"/kit/site/yaml
for each in cffi pydantic_core PyYAML MarkupSafe; do
    pinned=$("$python" -c 'import importlib.metadata as m, sys; print(m.version(sys.argv[1]))' "$each")
    "$python" -m pip download --quiet --no-deps --only-binary :all: --python-version "$theirs" --implementation cp \
        --platform manylinux_2_28_x86_64 --platform manylinux_2_17_x86_64 --platform manylinux2014_x86_64 \
        --dest "$here/kit/wheels" "$each==$pinned"
done
for each in "$here"/kit/wheels/*.whl; do "$python" -m zipfile --extract "$each" "$here/kit/site"; done
rm -r "$here/kit/wheels"
find "$here/kit" -name __pycache__ -prune -exec rm -r {} +
tar --create --xz --directory "$here" --file "$here/kit.tar.xz" kit
rm -r "$here/kit"
du -h "$here/kit.tar.xz"
