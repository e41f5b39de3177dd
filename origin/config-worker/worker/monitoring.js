// What the objects say of their own lives.

/** @import { Channel } from "./channel.js" */

/** Nothing is watched. */
export const unwatched = { created: async () => {}, served: async () => {} };

/** As in the plan: each new instance is a replacement, each young one a warning, each request a write. */
export const everyInstance = {
  /** @param {Channel} channel */
  async created(channel) {
    const before = await channel.storage.get("instance_id");
    if (before && before !== channel.instance)
      console.log(`⚠️  DO Instance Churn Detected: ${before} was replaced by ${channel.instance}`);
    await channel.storage.put({ instance_id: channel.instance, created_at: channel.createdAt });
    console.log(`🆕 DO Instance Created: id=${channel.instance}, name=${channel.name}`);
  },

  /** @param {Channel} channel */
  async served(channel) {
    await channel.storage.put("request_count", channel.requests);
    const age = Date.now() - channel.createdAt;
    if (age < channel.milliseconds(10))
      console.log(`🔵 Young DO instance serving request: age=${age}ms, requests=${channel.requests}`);
  },
};

// An object that has been idle for 10 s may be put to sleep, and comes back as another instance.
const idle = 10;
const busyEvery = 5;
const several = 3;
const within = 60;

/** Only the end of an instance that was at work is counted, and only several of those soon after one another are told. */
export const lostAtWork = {
  /** @param {Channel} channel */
  async created(channel) {
    const kept = await channel.storage.get(["busy_at", "lost_at"]);
    const busyAt = /** @type {number | undefined} */ (kept.get("busy_at"));
    if (!busyAt || channel.createdAt - busyAt > channel.milliseconds(idle)) return;
    const lost = /** @type {number[]} */ (kept.get("lost_at") ?? [])
      .filter((at) => channel.createdAt - at < channel.milliseconds(within))
      .concat(channel.createdAt);
    await channel.storage.put("lost_at", lost);
    if (lost.length >= several)
      console.log(`⚠️  DO Instance Churn Detected: ${lost.length} instances lost at work within ${within} s`);
  },

  /** @param {Channel} channel */
  async served(channel) {
    const now = Date.now();
    if (now - channel.busyAt < channel.milliseconds(busyEvery)) return;
    channel.busyAt = now;
    await channel.storage.put("busy_at", now);
  },
};
