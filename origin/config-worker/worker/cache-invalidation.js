// Configuration that was changed is taken out of KV, so that nobody waits for its time to pass.

import { idKeyOf, keep, keyOf } from "./channel-config.js";
import { channelsOf, findChannel } from "./database.js";

/** @import { Env } from "./types.js" */

/**
 * @param {Env} env
 * @param {string} org
 * @param {string} channel
 * @param {string} id
 */
export async function invalidateChannelConfigCache(env, org, channel, id) {
  const keys = [keyOf(org, channel), idKeyOf(id)];
  console.log(`🗑️  Invalidating ${keys.join(", ")}`);
  for (const key of keys) await env.CONFIG.delete(key);
  console.log(`Cache invalidated for ${keys.length} keys`);
}

/**
 * @param {Env} env
 * @param {string} org
 * @returns how many channels
 */
export async function invalidateOrgConfigCache(env, org) {
  const channels = await channelsOf(env, org);
  for (const one of channels) await invalidateChannelConfigCache(env, org, one.channel, one.id);
  return channels.length;
}

/**
 * The first reader finds it in KV, and does not ask D1.
 * @param {Env} env
 * @param {string} org
 * @param {string} channel
 * @param {number} ttl
 */
export async function warmChannelConfigCache(env, org, channel, ttl) {
  const config = await findChannel(env, org, channel);
  if (config) await keep(env, config, ttl);
}
