// Before the change: configuration is kept for five minutes, nobody is told of a change, memory comes before storage.

import { readThrough } from "../channel-config.js";
import { unwatched } from "../monitoring.js";

/** @type {import("../types.js").Design} */
export const design = {
  name: "before",
  channelOf: (env, _, org, channel) => env.CHANNELS.get(env.CHANNELS.idFromName(`${org}:${channel}`)),
  readConfig: ({ env, org, channel }) => readThrough(env, org, channel, 300),
  afterUpdate: async () => {},
  async saveAdState(channel, ad) {
    channel.ad = ad;
    await channel.storage.put("ad_state", ad);
  },
  watch: unwatched,
};
