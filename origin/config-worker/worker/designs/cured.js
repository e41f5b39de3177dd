// The cure: one object a channel knows which version is in force, and every reader has to ask it for the ad break anyway.

import { keep, keyOf } from "../channel-config.js";
import { locationHint } from "../locations.js";
import { lostAtWork } from "../monitoring.js";

/** @import { ChannelConfig } from "../types.js" */

const ttl = 60;
// The shortest that KV allows.
const cacheTtl = 30;

/** @type {Map<string, ChannelConfig>} */
const memory = new Map();

/** @type {import("../types.js").Design} */
export const design = {
  name: "cured",
  channelOf: (env, colo, org, channel) =>
    env.CHANNELS.get(env.CHANNELS.idFromName(`${org}:${channel}`), { locationHint: locationHint(colo) }),

  async readConfig({ env, org, channel, object, version }) {
    const key = keyOf(org, channel);
    if (version !== null) {
      const known = memory.get(key);
      if (known?.version === version) return known;
      const { value, metadata } = await env.CONFIG.getWithMetadata(key, { type: "json", cacheTtl });
      if (value && metadata?.version === version) return remember(value);
    }
    const config = await object.config();
    if (config) await keep(env, config, ttl);
    return config && remember(config);
  },

  // Who reads after this has returned is told the new version.
  async afterUpdate(env, colo, changed) {
    await design.channelOf(env, colo, changed.org, changed.channel).changed(changed);
    // What KV has then is older than what the object says, and nobody takes it.
    await keep(env, changed, ttl).catch((error) => console.log(`KV was not told: ${error.message}`));
  },

  async saveAdState(channel, ad) {
    await channel.storage.put("ad_state", ad);
    channel.ad = ad;
  },
  watch: lostAtWork,
};

/** @param {ChannelConfig} config */
function remember(config) {
  memory.set(keyOf(config.org, config.channel), config);
  return config;
}
