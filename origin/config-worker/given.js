// A worker of the user's in every colo: its modules as they are, KV behind its edge, D1 behind its meter.

import { Buffer } from "node:buffer";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as bindings from "./bindings.js";

/** Its host in each colo: sjc.own.localhost. */
const system = "own";

/**
 * @typedef {object} Given
 * @property {{ path: string, type: "ESModule" | "CommonJS" | "Text" | "Data" | "CompiledWasm", content: string }[]} modules
 *   the first is the main one; contents are in base64
 * @property {string} compatibilityDate
 * @property {string[]} compatibilityFlags
 * @property {Record<string, any>} vars
 * @property {Record<string, string>} kv namespace by binding
 * @property {Record<string, string>} d1 database by binding
 * @property {Record<string, { className: string, sqlite: boolean }>} objects by binding
 * @property {Record<string, Record<string, string>>} values KV's at the start, by binding and key
 * @property {Record<string, string[]>} statements D1's at the start, by binding
 */

/** @param {string} part */
const nameOf = (part) => `${system}.${part}`;
/** @param {string} namespace */
const edge = (namespace) => nameOf(`kv.${namespace}`);
/** @param {string} database */
const meter = (database) => nameOf(`d1.${database}`);

/**
 * @param {Given} given
 * @param {import("./system.js").Times} times
 * @returns {import("miniflare").WorkerOptions[]}
 */
export function workersOf(given, times) {
  const home = nameOf(times.colos[0]);
  return [
    ...times.colos.map((colo) => ({
      name: nameOf(colo),
      compatibilityDate: given.compatibilityDate,
      compatibilityFlags: given.compatibilityFlags,
      modules: given.modules.map(({ path, type, content }) => ({ type, path, contents: contentOf(type, content) })),
      bindings: given.vars,
      serviceBindings: mapped(given.kv, (namespace) => atColo(namespace, colo)),
      wrappedBindings: mapped(given.d1, (database) => ({ scriptName: meter(database) })),
      // All colos have the same objects.
      durableObjects: mapped(given.objects, ({ className, sqlite }) => ({
        className,
        useSQLite: sqlite,
        scriptName: nameOf(colo) === home ? undefined : home,
      })),
    })),
    ...unique(given.kv).map((namespace) => bindings.edgeOf(edge(namespace), { system, store: `own-${namespace}` }, times)),
    ...unique(given.d1).map((database) => bindings.meterOf(meter(database), { system, database: `own-${database}` }, times)),
  ];
}

/**
 * Whom the network before them has to know; "source" is whoever changes what the worker reads, beside the first colo.
 * @param {Given} given
 * @param {string[]} colos
 */
export const servicesOf = (given, colos) => ({
  ...Object.fromEntries(colos.map((colo) => [nameOf(colo), nameOf(colo)])),
  ...Object.fromEntries(
    Object.entries(given.kv).map(([binding, namespace]) => [nameOf(`source.${binding}`), atColo(namespace, colos[0])]),
  ),
});

/**
 * What the keys file gives it to start with; once, so that a restart finds what there was.
 * @param {import("miniflare").Miniflare} miniflare
 * @param {Given} given
 * @param {string} folder
 */
export async function begin(miniflare, given, folder) {
  const begun = join(folder, "begun");
  if (existsSync(begun)) return;
  for (const [binding, values] of Object.entries(given.values)) {
    const kv = await miniflare.getKVNamespace("STORE", edge(given.kv[binding]));
    for (const [key, value] of Object.entries(values)) await kv.put(key, value);
  }
  for (const [binding, statements] of Object.entries(given.statements))
    for (const sql of statements)
      try {
        await (await miniflare.getD1Database("database", meterOf(given, binding))).prepare(sql).run();
      } catch (error) {
        throw new Error(`D1 ${binding} refuses a statement of the keys file: ${sql}: ${/** @type {Error} */ (error).message}`);
      }
  writeFileSync(begun, "");
}

/**
 * The worker before a binding's database.
 * @param {Given} given
 * @param {string} binding
 */
export const meterOf = (given, binding) => meter(given.d1[binding]);

/** @param {string} namespace @param {string} colo */
const atColo = (namespace, colo) => ({ name: edge(namespace), entrypoint: "EdgeKv", props: { colo } });

/** @param {string} type @param {string} content */
const contentOf = (type, content) => {
  const bytes = Buffer.from(content, "base64");
  return type === "Data" || type === "CompiledWasm" ? bytes : bytes.toString("utf8");
};

/** @param {Record<string, string>} named */
const unique = (named) => [...new Set(Object.values(named))];

/**
 * @template From, To
 * @param {Record<string, From>} named
 * @param {(value: From) => To} to
 * @returns {Record<string, To>}
 */
const mapped = (named, to) => Object.fromEntries(Object.entries(named).map(([name, value]) => [name, to(value)]));
