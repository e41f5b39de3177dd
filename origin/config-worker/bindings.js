// What stands before KV and D1 in a run, and the modules of all that does.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const here = import.meta.dirname;

/** After the first release that has all that the workers use. */
export const compatibilityDate = "2025-07-01";

/**
 * KV's edge, a cache a colo, before a namespace of the local KV.
 * @param {string} name
 * @param {{ system: string, store: string, strong?: boolean }} of the system is whose operations the log counts
 * @param {import("./system.js").Times} times
 * @returns {import("miniflare").WorkerOptions}
 */
export const edgeOf = (name, { system, store, strong = false }, { scale, seed, colos }) => ({
  name,
  compatibilityDate,
  modules: modulesOf("network", "edge-kv.js", {}),
  bindings: { SYSTEM: system, SCALE: scale, SEED: seed, COLOS: colos, STRONG: strong },
  kvNamespaces: { STORE: store },
});

/**
 * @param {string} name
 * @param {{ system: string, database: string }} of
 * @param {import("./system.js").Times} times
 * @returns {import("miniflare").WorkerOptions}
 */
export const meterOf = (name, { system, database }, { databaseDelay }) => ({
  name,
  modules: [{ type: "ESModule", path: "d1-meter.js", contents: textOf("network/d1-meter.js") }],
  bindings: { SYSTEM: system, DELAY: databaseDelay },
  d1Databases: { database },
});

/** @param {string} file */
export const textOf = (file) => readFileSync(join(here, file), "utf8");

/**
 * @param {string} folder
 * @param {string} main
 * @param {Record<string, string>} replaced
 * @returns {import("miniflare").ModuleDefinition[]}
 */
export function modulesOf(folder, main, replaced) {
  const files = readdirSync(join(here, folder), { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".js"));
  return [main, ...files.filter((file) => file !== main)].map((path) => ({
    type: "ESModule",
    path,
    contents: replaced[path] ?? textOf(`${folder}/${path}`),
  }));
}
