# One image for worker, gateway and the command line: docker build -t ticket-processor .
# deploy/image/check.mjs runs these steps without an engine. Paths are relative to WORKDIR for its sake.

# Debian with glibc: the worker's native part does not run on musl.
ARG NODE_IMAGE=node:20.20.2-bookworm-slim

FROM ${NODE_IMAGE} AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts
# The native part comes for five platforms, 137 MB, and with its sources.
RUN find node_modules/@temporalio/core-bridge/releases -mindepth 1 -maxdepth 1 ! -name "$(uname -m)-unknown-linux-gnu" -exec rm -rf {} +
RUN rm -rf node_modules/@temporalio/core-bridge/sdk-core

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY setup setup
COPY dashboard dashboard
COPY src src
RUN node setup/build.mjs

FROM ${NODE_IMAGE}
# The worker's native part trusts the system's certificates, and slim images have none.
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates && rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production \
    DATA_DIR=/data \
    GATEWAY_HOST=0.0.0.0 \
    METRICS_PORT=9464 \
    LOG_FORMAT=json \
    MALLOC_ARENA_MAX=2 \
    NODE_OPTIONS="--max-old-space-size=320 --enable-source-maps"
# The audit log, and the statistics without a PostgreSQL: all that is ever written.
RUN install -d -o 1000 -g 1000 "$DATA_DIR"
VOLUME /data
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json ./
COPY bin bin
COPY setup setup
COPY deploy/image/probe.mjs deploy/image/probe.mjs
# The image's user `node`, as a number, so that Kubernetes can see that it is not root.
USER 1000:1000
EXPOSE 8080 9464
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["node", "deploy/image/probe.mjs"]
ENTRYPOINT ["node", "bin/ticket-processor.mjs"]
CMD ["worker"]
