// One design's workers: a manifest worker a colo, one admin worker, the channels' objects, D1, and KV behind its edge.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const here = import.meta.dirname;

/** After the first release that has all that the workers use. */
const compatibilityDate = "2025-07-01";

/**
 * @typedef {object} System
 * @property {string} name
 * @property {string} design a module of worker/designs
 * @property {Record<string, string>} [replaced] modules of worker/ with another text
 * @property {boolean} [strong] KV without an edge before it
 *
 * @typedef {object} Times
 * @property {number} scale
 * @property {number} seed
 * @property {number} databaseDelay milliseconds that a statement takes besides
 * @property {string[]} colos
 * @property {Record<string, string>} tokens
 */

/** @param {string} part @param {System} system */
const nameOf = (system, part) => `${system.name}.${part}`;

/**
 * @param {System} system
 * @param {Times} times
 * @returns {import("miniflare").WorkerOptions[]}
 */
export function workersOf(system, { scale, seed, databaseDelay, colos, tokens }) {
  const [channels, kv] = [nameOf(system, "channels"), nameOf(system, "kv")];
  const meter = nameOf(system, "meter");
  /** @param {string} name @param {string} main @param {string} colo */
  const worker = (name, main, colo) => ({
    name,
    compatibilityDate,
    modules: modulesOf("worker", main, { "design.js": designIn(system.design), ...system.replaced }),
    bindings: { SCALE: scale, ADMIN_TOKENS: tokens },
    serviceBindings: { CONFIG: { name: kv, entrypoint: "EdgeKv", props: { colo } } },
    wrappedBindings: { DB: { scriptName: meter } },
  });
  const objects = { className: "Channel", scriptName: channels, useSQLite: true };
  return [
    { ...worker(channels, "manifest-worker.js", colos[0]), durableObjects: { CHANNELS: { ...objects, scriptName: undefined } } },
    ...colos.map((colo) => ({
      ...worker(nameOf(system, colo), "manifest-worker.js", colo),
      durableObjects: { CHANNELS: objects },
    })),
    { ...worker(nameOf(system, "admin"), "admin-worker.js", colos[0]), durableObjects: { CHANNELS: objects } },
    {
      name: kv,
      compatibilityDate,
      modules: modulesOf("network", "edge-kv.js", {}),
      bindings: { SYSTEM: system.name, SCALE: scale, SEED: seed, COLOS: colos, STRONG: system.strong ?? false },
      kvNamespaces: { STORE: system.name },
    },
    {
      name: meter,
      modules: [{ type: "ESModule", path: "d1-meter.js", contents: textOf("network/d1-meter.js") }],
      bindings: { SYSTEM: system.name, DELAY: databaseDelay },
      d1Databases: { database: system.name },
    },
  ];
}

/**
 * The network before all of them.
 * @param {System[]} systems
 * @param {string[]} colos
 * @param {(script: string, name: string) => Promise<void>} evict
 * @returns {import("miniflare").WorkerOptions}
 */
export const front = (systems, colos, evict) => ({
  name: "front",
  compatibilityDate,
  modules: [{ type: "ESModule", path: "front.js", contents: textOf("network/front.js") }],
  serviceBindings: {
    ...Object.fromEntries(
      systems.flatMap((system) => [...colos, "admin", "kv"].map((part) => [nameOf(system, part), nameOf(system, part)])),
    ),
    // http://evict.cured.localhost/?name=demo:sports1
    async evict(/** @type {{ url: string }} */ { url }) {
      const { hostname, searchParams } = new URL(url);
      await evict(`${hostname.split(".")[1]}.channels`, searchParams.get("name") ?? "");
      return new Response("evicted\n");
    },
  },
});

/** @param {string} file */
const textOf = (file) => readFileSync(join(here, file), "utf8");

/**
 * @param {string} folder
 * @param {string} main
 * @param {Record<string, string>} replaced
 * @returns {import("miniflare").ModuleDefinition[]}
 */
function modulesOf(folder, main, replaced) {
  const files = readdirSync(join(here, folder), { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".js"));
  return [main, ...files.filter((file) => file !== main)].map((path) => ({
    type: "ESModule",
    path,
    contents: replaced[path] ?? textOf(`${folder}/${path}`),
  }));
}

/** @param {string} design */
const designIn = (design) => `export { design } from "./designs/${design}.js";\n`;
