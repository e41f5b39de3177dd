// D1: what is true. Everything else is a copy of it.

/** @import { ChannelConfig, Env } from "./types.js" */

const columns = `
  SELECT channels.id, organizations.slug AS org, channels.slug AS channel, version, originUrl, signHost,
         adPodBaseUrl, segmentCacheMaxAge, manifestCacheMaxAge, mode
  FROM channels JOIN organizations ON organizations.id = channels.organization
  WHERE status = 'active'`;

/**
 * @param {Env} env
 * @param {string} org
 * @param {string} channel
 * @returns {Promise<ChannelConfig | null>}
 */
export const findChannel = (env, org, channel) =>
  env.DB.prepare(`${columns} AND organizations.slug = ? AND channels.slug = ?`).bind(org, channel).first();

/**
 * @param {Env} env
 * @param {string} id
 * @returns {Promise<ChannelConfig | null>}
 */
export const findChannelById = (env, id) => env.DB.prepare(`${columns} AND channels.id = ?`).bind(id).first();

/**
 * @param {Env} env
 * @param {string} org
 * @returns {Promise<ChannelConfig[]>}
 */
export const channelsOf = async (env, org) =>
  (await env.DB.prepare(`${columns} AND organizations.slug = ?`).bind(org).all()).results.map(
    (row) => /** @type {ChannelConfig} */ (/** @type {unknown} */ (row)),
  );

/**
 * Each change has a version of its own, the next of its channel.
 * @param {Env} env
 * @param {string} id
 * @param {{ originUrl: string }} change
 */
export const updateChannel = (env, id, change) =>
  env.DB.prepare("UPDATE channels SET originUrl = ?, version = version + 1 WHERE id = ?")
    .bind(change.originUrl, id)
    .run();
