// One design's workers: a manifest worker a colo, one admin worker, the channels' objects, D1, and KV behind its edge.

import { compatibilityDate, edgeOf, meterOf, modulesOf } from "./bindings.js";

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
export function workersOf(system, times) {
  const { scale, colos, tokens } = times;
  const [channels, kv] = [nameOf(system, "channels"), nameOf(system, "kv")];
  const meter = nameOf(system, "meter");
  /** @param {string} name @param {string} main @param {string} colo */
  const worker = (name, main, colo) => ({
    name,
    compatibilityDate,
    modules: modulesOf("worker", main, { "design.js": designIn(system.design), ...system.replaced }),
    bindings: { SYSTEM: system.name, SCALE: scale, ADMIN_TOKENS: tokens },
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
    edgeOf(kv, { system: system.name, store: system.name, strong: system.strong }, times),
    meterOf(meter, { system: system.name, database: system.name }, times),
  ];
}

/**
 * Whom the network before them has to know.
 * @param {System} system
 * @param {string[]} colos
 */
export const servicesOf = (system, colos) =>
  Object.fromEntries([...colos, "admin", "kv"].map((part) => [nameOf(system, part), nameOf(system, part)]));

/** @param {string} design */
const designIn = (design) => `export { design } from "./designs/${design}.js";\n`;
