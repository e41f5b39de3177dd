// How long a change takes to be seen by an uncached read elsewhere: exponential with a mean of 10 s, at most 60 s. Nobody
// publishes the distribution; this one is stated, and the same seed draws the same delays.

import { longestPropagation } from "./kv-rules.js";

export const mean = 10;

/**
 * @param {number} seed
 * @returns {() => number} seconds
 */
export function propagation(seed) {
  let state = seed >>> 0;
  return () => Math.min(longestPropagation, -mean * Math.log(1 - uniform()));

  // mulberry32, of Tommy Ettinger: from 0 to less than 1.
  function uniform() {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}
