// A channel's configuration, read through KV: a miss asks D1 and keeps the answer for a while.

import { findChannel } from "./database.js";

/** @import { ChannelConfig, Env } from "./types.js" */

/** @type {(org: string, channel: string) => string} */
export const keyOf = (org, channel) => `channel:${org}:${channel}`;

/** @type {(id: string) => string} */
export const idKeyOf = (id) => `channel:id:${id}`;

/**
 * @param {Env} env
 * @param {string} org
 * @param {string} channel
 * @param {number} ttl seconds for which KV keeps it
 * @returns {Promise<ChannelConfig | null>}
 */
export async function readThrough(env, org, channel, ttl) {
  const kept = await env.CONFIG.get(keyOf(org, channel), { type: "json" });
  if (kept) return kept;
  const config = await findChannel(env, org, channel);
  if (config) await keep(env, config, ttl);
  return config;
}

/**
 * @param {Env} env
 * @param {ChannelConfig} config
 * @param {number} ttl
 */
export async function keep(env, config, ttl) {
  const [text, options] = [JSON.stringify(config), { expirationTtl: ttl, metadata: { version: config.version } }];
  await env.CONFIG.put(keyOf(config.org, config.channel), text, options);
  await env.CONFIG.put(idKeyOf(config.id), text, options);
}
