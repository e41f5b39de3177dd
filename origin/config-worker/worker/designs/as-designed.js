// The change to the letter: a minute, invalidation, storage before memory, an object a colo, every instance watched.

import { invalidateChannelConfigCache, warmChannelConfigCache } from "../cache-invalidation.js";
import { readThrough } from "../channel-config.js";
import { everyInstance } from "../monitoring.js";

const ttl = 60;

/** @type {import("../types.js").Design} */
export const design = {
  name: "as-designed",
  channelOf(env, colo, org, channel) {
    const name = `${colo}:${org}:${channel}`;
    console.log(`📍 DO routing: name=${name}, colo=${colo}`);
    return env.CHANNELS.get(env.CHANNELS.idFromName(name));
  },
  readConfig: ({ env, org, channel }) => readThrough(env, org, channel, ttl),
  async afterUpdate(env, _, { org, channel, id }) {
    await invalidateChannelConfigCache(env, org, channel, id);
    await warmChannelConfigCache(env, org, channel, ttl);
  },
  async saveAdState(channel, ad) {
    const version = /** @type {number | undefined} */ (await channel.storage.get("ad_state_version")) ?? 0;
    await channel.storage.put({ ad_state: ad, ad_state_version: version + 1, ad_state_at: Date.now() });
    channel.ad = ad;
  },
  watch: everyInstance,
};
