import type { Channel } from "./channel.js";

/** The KV binding, as far as the workers use it. */
export interface ConfigKv {
  get(key: string, options?: { type?: "json"; cacheTtl?: number }): Promise<any>;
  getWithMetadata(
    key: string,
    options?: { type?: "json"; cacheTtl?: number },
  ): Promise<{ value: any; metadata: { version: number } | null }>;
  put(
    key: string,
    value: string,
    options?: { expirationTtl?: number; metadata?: { version: number } },
  ): Promise<void>;
  delete(key: string): Promise<void>;
}

export interface Env {
  CONFIG: ConfigKv;
  DB: D1Database;
  CHANNELS: DurableObjectNamespace<Channel>;
  /** What the log calls this design. */
  SYSTEM: string;
  /** How many seconds of this machine's clock a second of the design takes. */
  SCALE: number;
  /** Which organization each bearer token may change. */
  ADMIN_TOKENS: Record<string, string>;
}

/** A channel's configuration, as the workers use it. */
export interface ChannelConfig {
  id: string;
  org: string;
  channel: string;
  version: number;
  originUrl: string;
  signHost: string;
  adPodBaseUrl: string;
  segmentCacheMaxAge: number;
  manifestCacheMaxAge: number;
  mode: string;
}

export interface AdState {
  active: boolean;
  id: string;
  duration: number;
}

/** A request for a channel, whose object has been asked already. */
export interface Asked {
  env: Env;
  org: string;
  channel: string;
  object: DurableObjectStub<Channel>;
  /** Of the configuration in force, as the object says it; null where it does not know. */
  version: number | null;
}

/** What the designs do differently. */
export interface Design {
  name: string;
  /** The object that holds a channel's ad state. */
  channelOf(env: Env, colo: string, org: string, channel: string): DurableObjectStub<Channel>;
  /** Null where there is no such channel. */
  readConfig(asked: Asked): Promise<ChannelConfig | null>;
  /** After the database has acknowledged a change. */
  afterUpdate(env: Env, colo: string, changed: ChannelConfig): Promise<void>;
  /** Saves the ad state; when it returns, the cue is acknowledged. */
  saveAdState(channel: Channel, ad: AdState): Promise<void>;
  /** What each request costs for the sake of monitoring. */
  watch: {
    created(channel: Channel): Promise<void>;
    served(channel: Channel): Promise<void>;
  };
}
