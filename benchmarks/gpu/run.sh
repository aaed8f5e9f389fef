#!/bin/bash
# Captioning on a graphics card, without a network: benchmarks/gpu/run.sh [--cpu]
#
# Builds llama.cpp and llama-server from kit.tar.xz (pack.sh makes it) for the card that is here, makes random weights of
# the shapes of models of 0.5, 2 and 4 B, and prints captions/s of the product, of llama-server with 8 slots and of the
# stock loop; then ONNX Runtime on processor and card, and the card's memory before and after a sweep.
# --cpu does the same on the processor with tiny weights, to try the kit. OUT=FOLDER keeps the output there too.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
built=$here/built
kind=cuda
[ "${1:-}" != --cpu ] || kind=cpu
python=${PYTHON:-python3}

mkdir -p "$built"
[ -d "$built/kit" ] || tar --extract --xz --directory "$built" --file "$here/kit.tar.xz"
options=(-DCMAKE_BUILD_TYPE=Release -DLLAMA_CPP="$built/kit/llama.cpp")
if [ "$kind" = cuda ]; then
    architecture=$(nvidia-smi --query-gpu=compute_cap --format=csv,noheader | head -n 1 | tr -d .)
    # One card, and keys and values as 16-bit numbers alone: the rest of the kernels would take most of the minutes.
    options+=(-DGGML_CUDA=ON -DCMAKE_CUDA_ARCHITECTURES="$architecture" -DGGML_CUDA_FA_QUANTS=f16-f16 -DGGML_CUDA_NCCL=OFF)
fi
since=$SECONDS
cmake -S "$here/../llama_server" -B "$built/$kind" -G Ninja "${options[@]}" > "$built/cmake.log" 2>&1 \
    || { tail -n 20 "$built/cmake.log"; exit 1; }
nice cmake --build "$built/$kind" --target llama-server > "$built/build.log" 2>&1 \
    || { grep -A 8 -E 'error|FAILED' "$built/build.log" | head -n 40; exit 1; }
echo "built for $kind in $((SECONDS - since)) s"

export LLAMA_CPP_LIB_PATH=$built/$kind/bin MTMD_CPP_LIB=$built/$kind/bin LLAMA_SERVER=$built/$kind/bin/llama-server XDG_CACHE_HOME=$built/cache
export PYTHONPATH=$here/..:$here/../..:$built/kit/site PYTHONUNBUFFERED=1
export LD_LIBRARY_PATH=$built/kit/site/pyvips_binary.libs:${LD_LIBRARY_PATH:-}
{
    "$python" "$here/contest.py" "$kind"
    "$python" "$here/onnx_devices.py" "$kind" || echo "onnx: failed, see above"
    echo "all in $((SECONDS - since)) s"
} 2>&1 | tee "${OUT:-$built}/figures.txt"
