# The relay in a container. Not built or run by our CI yet: see docs/guides/run-the-relay.md.
FROM node:24-slim AS build
WORKDIR /build
COPY . .
RUN npx -y pnpm@12 install --frozen-lockfile \
 && npx -y pnpm@12 build --filter=@invoice-relay/relay... \
 && npx -y pnpm@12 --filter=@invoice-relay/relay deploy --legacy --prod /relay

FROM node:24-slim
LABEL org.opencontainers.image.source=https://github.com/invoice-relay/invoice-relay \
  org.opencontainers.image.licenses=MIT
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4100 DATABASE_URL=sqlite:/data/relay.sqlite
RUN mkdir -m 0700 /data && chown node:node /data
COPY --from=build /relay /relay
COPY LICENSE /relay/
WORKDIR /relay
USER node
VOLUME /data
EXPOSE 4100
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/main.js"]
