// KV's central store, and which of a key's versions an uncached read of a colo finds there.

/**
 * @typedef {{ text: string | null, metadata: any, expires: number }} Found
 * @typedef {{ found: Found, seenAt: Record<string, number> }} Version
 */

/** @type {Found} */
export const absent = { text: null, metadata: null, expires: Infinity };

export class CentralStore {
  /** Versions that not every colo sees yet, the oldest first; the newest is in KV as well. @type {Map<string, Version[]>} */
  #spreading = new Map();

  /**
   * @param {KVNamespace} kv
   * @param {string[]} colos
   */
  constructor(kv, colos) {
    this.kv = kv;
    this.colos = colos;
  }

  /**
   * @param {string} key
   * @param {string} colo
   * @returns {Promise<Found>}
   */
  async read(key, colo) {
    const now = Date.now();
    const versions = this.#spreading.get(key);
    const newest = versions?.at(-1);
    if (!versions || !newest || this.colos.every((one) => newest.seenAt[one] <= now)) {
      this.#spreading.delete(key);
      return alive(await this.#stored(key));
    }
    return alive(versions.findLast((one) => (one.seenAt[colo] ?? 0) <= now)?.found ?? absent);
  }

  /**
   * @param {string} key
   * @param {Found} found
   * @param {Record<string, number>} seenAt
   */
  async write(key, found, seenAt) {
    const before = this.#spreading.get(key) ?? [{ found: await this.#stored(key), seenAt: {} }];
    if (found.text === null) await this.kv.delete(key);
    else await this.kv.put(key, found.text, { metadata: { own: found.metadata, expires: found.expires } });
    this.#spreading.set(key, [...before, { found, seenAt }]);
  }

  /** @param {string} key */
  async #stored(key) {
    const { value, metadata } = await this.kv.getWithMetadata(key);
    const wrapped = /** @type {{ own: any, expires: number | null } | null} */ (metadata);
    return value === null
      ? absent
      : { text: value, metadata: wrapped?.own ?? null, expires: wrapped?.expires ?? Infinity };
  }
}

/** @param {Found} found */
export const alive = (found) => (Date.now() < found.expires ? found : absent);
