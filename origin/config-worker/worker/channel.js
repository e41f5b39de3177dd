// The Durable Object of a channel: its ad break, and in the cured design the configuration that is in force.

import { DurableObject } from "cloudflare:workers";
import { design } from "./design.js";
import { findChannel } from "./database.js";
import { milliseconds } from "./durations.js";
import { counted } from "./storage.js";

/** @import { AdState, ChannelConfig, Env } from "./types.js" */

/** @type {AdState} */
const none = { active: false, id: "", duration: 0 };

// An unknown channel is not looked up for each of its requests, and is found soon after it was made.
const unknownFor = 5;

/** @extends {DurableObject<Env>} */
export class Channel extends DurableObject {
  /** @type {AdState | undefined} */
  ad;
  instance = crypto.randomUUID();
  createdAt = Date.now();
  requests = 0;
  busyAt = 0;

  /** @type {Promise<ChannelConfig | null> | undefined} */
  #loading;
  #unknownUntil = 0;

  /**
   * @param {DurableObjectState} ctx
   * @param {Env} env
   */
  constructor(ctx, env) {
    super(ctx, env);
    ctx.blockConcurrencyWhile(() => design.watch.created(this));
  }

  get name() {
    return this.ctx.id.name;
  }

  get storage() {
    return counted(this.ctx.storage, this.env.SYSTEM);
  }

  /** For those that watch it. @param {number} seconds */
  milliseconds(seconds) {
    return milliseconds(this.env, seconds);
  }

  /** @param {AdState} ad */
  async cue(ad) {
    await this.#serve();
    await design.saveAdState(this, ad);
    console.log(`💾 Persisted ad state ${ad.id} active=${ad.active}`);
  }

  /** What a playlist needs of it. */
  async state() {
    await this.#serve();
    this.ad ??= (await this.storage.get("ad_state")) ?? none;
    return { ad: this.ad, version: (await this.#kept())?.version ?? null };
  }

  /** The configuration that is in force; D1 is asked once, however many want it. */
  async config() {
    return (
      (await this.#kept()) ??
      (await (this.#loading ??= this.#load().finally(() => (this.#loading = undefined))))
    );
  }

  /**
   * Told of a change that D1 has acknowledged; older than what it has, it changes nothing.
   * @param {ChannelConfig} config
   */
  async changed(config) {
    const kept = await this.storage.get("config");
    if (kept && /** @type {ChannelConfig} */ (kept).version > config.version) return;
    this.#unknownUntil = 0;
    await this.#keep(config);
  }

  async #serve() {
    this.requests += 1;
    await design.watch.served(this);
  }

  async #load() {
    if (Date.now() < this.#unknownUntil) return null;
    const [org, channel] = (this.ctx.id.name ?? "").split(":");
    const config = await findChannel(this.env, org, channel);
    if (config) await this.changed(config);
    else this.#unknownUntil = Date.now() + this.milliseconds(unknownFor);
    // Meanwhile a change may have been told, and what was read is old.
    return (await this.#kept()) ?? config;
  }

  /** @param {ChannelConfig} config */
  async #keep(config) {
    await this.storage.put({ config, config_until: Date.now() + this.milliseconds(60) });
  }

  // Whatever nobody told it about, such as a change made by hand in D1, is seen after a minute.
  /** @returns {Promise<ChannelConfig | null>} */
  async #kept() {
    const kept = await this.storage.get(["config", "config_until"]);
    const until = /** @type {number | undefined} */ (kept.get("config_until"));
    return until && Date.now() < until ? /** @type {ChannelConfig} */ (kept.get("config")) : null;
  }
}
