// KV as a worker of a colo meets it: a cache of the colo's before a central store. Local KV has neither, and is strongly
// consistent; it is the store here. The rules are in kv-rules.js.

import { WorkerEntrypoint } from "cloudflare:workers";
import { absent, alive, CentralStore } from "./central-store.js";
import { obstacles } from "./obstacles.js";
import { shortestCacheTtl, shortestExpiration, usualCacheTtl } from "./kv-rules.js";
import { propagation } from "./propagation.js";

/**
 * @import { Found } from "./central-store.js"
 * @typedef {{ STORE: KVNamespace, SYSTEM: string, COLOS: string[], SCALE: number, SEED: number, STRONG: boolean }} KvEnv
 */

/** @type {Map<string, { found: Found, until: number }>} */
const cached = new Map();
/** @type {CentralStore | undefined} */
let central;
/** @type {(() => number) | undefined} */
let delay;

/** The binding of one colo's workers, which its props name. @extends {WorkerEntrypoint<KvEnv>} */
export class EdgeKv extends WorkerEntrypoint {
  get #colo() {
    return /** @type {{ colo: string }} */ (/** @type {any} */ (this.ctx).props).colo;
  }

  get #central() {
    return (central ??= new CentralStore(this.env.STORE, this.env.COLOS));
  }

  /**
   * @param {string | string[]} key
   * @param {string | { type?: string, cacheTtl?: number }} [asked]
   * @returns {Promise<any>}
   */
  async get(key, asked) {
    if (typeof key === "string") return (await this.getWithMetadata(key, asked)).value;
    return new Map(await Promise.all(key.map(async (one) => /** @type {const} */ ([one, await this.get(one, asked)]))));
  }

  /**
   * @param {string} key
   * @param {string | { type?: string, cacheTtl?: number }} [asked]
   */
  async getWithMetadata(key, asked) {
    const options = typeof asked === "string" ? { type: asked } : (asked ?? {});
    const { text, metadata } = await this.#find(key, options.cacheTtl ?? usualCacheTtl);
    return { value: text === null ? null : valueAs(options.type, text), metadata, cacheStatus: null };
  }

  /**
   * @param {string} key
   * @param {string | ArrayBuffer | ArrayBufferView | ReadableStream} value
   * @param {{ expirationTtl?: number, expiration?: number, metadata?: any }} [options]
   */
  async put(key, value, options = {}) {
    const { expiration, metadata = null } = options;
    const expirationTtl = options.expirationTtl ?? (expiration === undefined ? undefined : expiration - Date.now() / 1000);
    if (expirationTtl !== undefined && expirationTtl < shortestExpiration)
      throw new Error(`KV PUT failed: 400 Invalid expiration_ttl of ${expirationTtl}. It must be at least ${shortestExpiration}.`);
    await obstacles.pass(this.env.SYSTEM, "put", key);
    const expires = expirationTtl === undefined ? Infinity : Date.now() + this.#milliseconds(expirationTtl);
    await this.#write("put", key, { text: await textOf(value), metadata, expires });
  }

  /** The store's own: whoever lists sees what a read does not yet. @param {KVNamespaceListOptions} [options] */
  async list(options) {
    const listed = await this.env.STORE.list(options);
    const keys = listed.keys.map(({ name, metadata }) => ({ name, metadata: /** @type {any} */ (metadata)?.own }));
    return { ...listed, keys };
  }

  /** @param {string} key */
  async delete(key) {
    await obstacles.pass(this.env.SYSTEM, "delete", key);
    await this.#write("delete", key, absent);
  }

  /**
   * @param {string} key
   * @param {number} cacheTtl
   */
  async #find(key, cacheTtl) {
    if (!(cacheTtl >= shortestCacheTtl))
      throw new Error(`KV GET failed: 400 Invalid cache_ttl of ${cacheTtl}. Cache TTL must be at least ${shortestCacheTtl}.`);
    const at = `${this.#colo} ${key}`;
    const kept = cached.get(at);
    if (!this.env.STRONG && kept && Date.now() < kept.until) {
      console.log(`kv ${this.env.SYSTEM} ${this.#colo} hit ${key}`);
      return alive(kept.found);
    }
    console.log(`kv ${this.env.SYSTEM} ${this.#colo} miss ${key}`);
    const found = await this.#central.read(key, this.#colo);
    cached.set(at, { found, until: Date.now() + this.#milliseconds(cacheTtl) });
    return found;
  }

  /**
   * @param {string} what
   * @param {string} key
   * @param {Found} found
   */
  async #write(what, key, found) {
    console.log(`kv ${this.env.SYSTEM} ${this.#colo} ${what} ${key}`);
    const now = Date.now();
    delay ??= propagation(this.env.SEED);
    const seenAt = Object.fromEntries(
      this.env.COLOS.map((colo) => [
        colo,
        colo === this.#colo || this.env.STRONG ? now : now + this.#milliseconds(/** @type {() => number} */ (delay)()),
      ]),
    );
    await this.#central.write(key, found, seenAt);
    // Where the change was made it is seen at once: the next read there asks the store.
    cached.delete(`${this.#colo} ${key}`);
  }

  /** @param {number} seconds */
  #milliseconds(seconds) {
    return seconds * 1000 * this.env.SCALE;
  }
}

/** @param {string | undefined} type @param {string} text */
function valueAs(type, text) {
  if (type === "json") return JSON.parse(text);
  if (type === "arrayBuffer") return new TextEncoder().encode(text).buffer;
  return type === "stream" ? new Response(text).body : text;
}

/** @param {string | ArrayBuffer | ArrayBufferView | ReadableStream} value */
async function textOf(value) {
  if (typeof value === "string") return value;
  const bytes = await new Response(/** @type {any} */ (value)).arrayBuffer();
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Error("Verify's model of KV keeps text, and this value is not UTF-8");
  }
}

/** For whoever tries a fault: the next operation of a kind fails, or waits until it is let go. */
export default {
  /** @param {Request} request */
  fetch: (request) => obstacles.answer(new URL(request.url)),
};
