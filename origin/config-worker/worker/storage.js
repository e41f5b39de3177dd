// An object's storage, whose writes are told to the log: there is counted what they cost.

/**
 * @param {DurableObjectStorage} storage
 * @param {string} system
 * @returns {Pick<DurableObjectStorage, "get" | "put">}
 */
export const counted = (storage, system) => ({
  /** @param {any[]} asked */
  get: (...asked) => /** @type {any} */ (storage).get(...asked),
  /** @param {any[]} written */
  put: (...written) => {
    console.log(`do ${system} put`);
    return /** @type {any} */ (storage).put(...written);
  },
});
