// The admin worker: changes a channel, and sees to it that the change is seen.

import { invalidateOrgConfigCache } from "./cache-invalidation.js";
import { findChannelById, updateChannel } from "./database.js";
import { design } from "./design.js";

/** @import { Env } from "./types.js" */

export default {
  /**
   * @param {Request} request
   * @param {Env} env
   */
  async fetch(request, env) {
    const { pathname } = new URL(request.url);
    const colo = String(request.cf?.colo ?? "unknown");
    const org = organizationOf(request, env);
    if (!org) return refusal(401, "a bearer token of an organization is needed");
    const [, id] = /^\/admin\/channels\/([\w-]+)$/.exec(pathname) ?? [];
    if (id && request.method === "PUT") return change(request, env, colo, org, id);
    const [, named] = /^\/admin\/organizations\/([\w-]+)\/invalidate$/.exec(pathname) ?? [];
    if (named && request.method === "POST")
      return named === org
        ? Response.json({ invalidated: await invalidateOrgConfigCache(env, named) })
        : refusal(403, "the organization is another");
    return refusal(404, "PUT /admin/channels/{id} or POST /admin/organizations/{org}/invalidate");
  },
};

/**
 * @param {Request} request
 * @param {Env} env
 * @param {string} colo
 * @param {string} org
 * @param {string} id
 */
async function change(request, env, colo, org, id) {
  const channel = await findChannelById(env, id);
  if (!channel) return refusal(404, `there is no channel ${id}`);
  if (channel.org !== org) return refusal(403, "the channel belongs to another organization");
  const wanted = /** @type {{ originUrl?: unknown }} */ (await request.json().catch(() => ({})));
  if (typeof wanted.originUrl !== "string" || !URL.canParse(wanted.originUrl))
    return refusal(400, "originUrl has to be a URL");
  await updateChannel(env, id, { originUrl: wanted.originUrl });
  const changed = /** @type {import("./types.js").ChannelConfig} */ (await findChannelById(env, id));
  await design.afterUpdate(env, colo, changed);
  return Response.json({ version: changed.version });
}

/**
 * @param {Request} request
 * @param {Env} env
 */
function organizationOf(request, env) {
  const [, token] = /^Bearer (\S+)$/.exec(request.headers.get("Authorization") ?? "") ?? [];
  return token && Object.hasOwn(env.ADMIN_TOKENS, token) ? env.ADMIN_TOKENS[token] : undefined;
}

/**
 * @param {number} status
 * @param {string} error
 */
const refusal = (status, error) => Response.json({ error }, { status });
