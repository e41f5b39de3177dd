// Runs the systems that a file describes, on this machine's loopback: node platform.js FILE.json

import { readFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { Log, LogLevel, Miniflare } from "miniflare";
import { createDatabase } from "./schema.js";
import { front, workersOf } from "./system.js";

/**
 * @typedef {import("./system.js").Times & { port: number, folder: string, systems: import("./system.js").System[],
 * channels: number }} Settings
 */

/** @type {Settings} */
const settings = JSON.parse(readFileSync(process.argv[2], "utf8"));
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
  workers: [front(settings.systems, settings.colos, evict), ...settings.systems.flatMap((one) => workersOf(one, settings))],
});
/** @param {string} script @param {string} name @returns {Promise<void>} */
function evict(script, name) {
  return miniflare.unsafeEvictDurableObject(script, "Channel", { name });
}

const url = await miniflare.ready;
for (const system of settings.systems)
  await createDatabase(await miniflare.getD1Database("database", `${system.name}.meter`), settings.channels);
console.log(`listening on ${url.origin}`);

process.on("SIGTERM", async () => {
  await miniflare.dispose();
  process.exit(0);
});
