// The colo's cache (the Cache API), in the time of the deployment: max-age counts whole seconds of the clock.

import { milliseconds } from "./durations.js";

/** @import { Env } from "./types.js" */

const until = "X-Kept-Until";

/** @param {Request} request */
export async function kept(request) {
  const answer = await caches.default.match(request);
  return answer && Date.now() < Number(answer.headers.get(until)) ? answer : undefined;
}

/**
 * @param {Env} env
 * @param {Request} request
 * @param {Response} answer
 * @param {number} seconds
 */
export async function keepAnswer(env, request, answer, seconds) {
  const copy = new Response(answer.clone().body, answer);
  copy.headers.set(until, String(Date.now() + milliseconds(env, seconds)));
  copy.headers.set("Cache-Control", `max-age=${Math.ceil(milliseconds(env, seconds) / 1000)}`);
  await caches.default.put(request, copy);
}
