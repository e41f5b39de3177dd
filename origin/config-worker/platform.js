// Runs the systems that a file describes, on this machine's loopback: node platform.js FILE.json

import { readFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { Log, LogLevel, Miniflare } from "miniflare";
import { createDatabase } from "./schema.js";
import { front } from "./front.js";
import * as own from "./given.js";
import { servicesOf, workersOf } from "./system.js";

/**
 * @typedef {import("./system.js").Times & { port: number, folder: string, systems: import("./system.js").System[],
 * channels: number, given?: import("./given.js").Given | null }} Settings
 */

/** @type {Settings} */
const settings = JSON.parse(readFileSync(process.argv[2], "utf8"));
const { systems, given } = settings;
const folder = (/** @type {string} */ name) => {
  const path = join(settings.folder, name);
  mkdirSync(path, { recursive: true });
  return path;
};

/** @type {Miniflare} */
const miniflare = new Miniflare({
  host: "127.0.0.1",
  port: settings.port,
  cf: false,
  log: new Log(LogLevel.WARN),
  kvPersist: folder("kv"),
  d1Persist: folder("d1"),
  durableObjectsPersist: folder("objects"),
  cachePersist: folder("cache"),
  /** @param {import("node:stream").Readable} out @param {import("node:stream").Readable} err */
  handleRuntimeStdio(out, err) {
    out.pipe(process.stdout);
    err.pipe(process.stderr);
  },
  workers: [
    front(
      {
        ...Object.assign({}, ...systems.map((one) => servicesOf(one, settings.colos))),
        ...(given ? own.servicesOf(given, settings.colos) : {}),
      },
      evict,
      change,
    ),
    ...systems.flatMap((one) => workersOf(one, settings)),
    ...(given ? own.workersOf(given, settings) : []),
  ],
});
/** @param {string} script @param {string} name @returns {Promise<void>} */
function evict(script, name) {
  return miniflare.unsafeEvictDurableObject(script, "Channel", { name });
}
/** @param {string} system @param {string} binding @param {string} sql */
async function change(system, binding, sql) {
  const meter = given && system === "own" ? own.meterOf(given, binding) : `${system}.meter`;
  await (await miniflare.getD1Database("database", meter)).prepare(sql).run();
}

const url = await miniflare.ready;
for (const system of systems)
  await createDatabase(await miniflare.getD1Database("database", `${system.name}.meter`), settings.channels);
if (given) await own.begin(miniflare, given, settings.folder);
console.log(`listening on ${url.origin}`);

process.on("SIGTERM", async () => {
  await miniflare.dispose();
  process.exit(0);
});
