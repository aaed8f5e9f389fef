# photo-runner for servers: prepare and publish without a window. Build it in the checkout:
#   docker build -t photo-runner .
#   docker run --rm -v /photos:/photos:ro -v /work:/work photo-runner set=travel set.source=/photos
# What it makes lies in /work: runs/, and models in /work/models. For a GPU see docs/hardware.md.
FROM python:3.11-slim-bookworm AS build
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends build-essential cmake
COPY pyproject.toml constraints.txt README.md LICENSE /src/
COPY conf /src/conf
COPY runner /src/runner
COPY reviewer /src/reviewer
RUN python -m pip wheel --no-cache-dir --no-deps --wheel-dir /wheels /src
RUN python -m pip wheel --no-cache-dir --constraint /src/constraints.txt --wheel-dir /wheels /wheels/photo_runner-*.whl

FROM python:3.11-slim-bookworm
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends libgomp1 libgl1 libegl1 libglib2.0-0 && rm -rf /var/lib/apt/lists/*
COPY --from=build /wheels /wheels
RUN python -m pip install --no-cache-dir --no-index --find-links /wheels photo-runner && rm -rf /wheels
WORKDIR /work
ENV XDG_CACHE_HOME=/work/cache XDG_CONFIG_HOME=/work/config
ENTRYPOINT ["runner"]
CMD ["--help"]
