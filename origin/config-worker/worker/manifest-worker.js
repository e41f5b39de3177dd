// The manifest worker of a colo: playlists of a channel, and the cues that begin and end its ad breaks.

import { design } from "./design.js";
import { kept, keepAnswer } from "./edge-cache.js";
import { masterPlaylist, mediaPlaylist } from "./playlists.js";

/** @import { AdState, Asked, ChannelConfig, Env } from "./types.js" */

export { Channel } from "./channel.js";

export default {
  /**
   * @param {Request} request
   * @param {Env} env
   */
  async fetch(request, env) {
    const { pathname } = new URL(request.url);
    const colo = String(request.cf?.colo ?? "unknown");
    if (pathname === "/health") return new Response("ok\n");
    if (pathname === "/cue") return cue(request, env, colo);
    const [, org, channel, file] = /^\/([\w-]+)\/([\w-]+)\/([\w-]+)\.m3u8$/.exec(pathname) ?? [];
    if (!file) return new Response("not found\n", { status: 404 });
    const object = design.channelOf(env, colo, org, channel);
    const { ad, version } = await object.state();
    const asked = { env, org, channel, object, version };
    return file === "master" ? master(request, asked) : media(asked, file, ad);
  },
};

/**
 * @param {Request} request
 * @param {Asked} asked
 */
async function master(request, asked) {
  const key = new Request(asked.version === null ? request.url : `${request.url}?version=${asked.version}`);
  const old = await kept(key);
  if (old) return old;
  const config = await design.readConfig(asked);
  if (!config) return unknown();
  const answer = playlist(masterPlaylist(config), config);
  await keepAnswer(asked.env, key, answer, config.manifestCacheMaxAge);
  return answer;
}

/**
 * @param {Asked} asked
 * @param {string} file
 * @param {AdState} ad
 */
async function media(asked, file, ad) {
  const config = await design.readConfig(asked);
  return config ? playlist(mediaPlaylist(config, file, ad), config) : unknown();
}

/**
 * @param {Request} request
 * @param {Env} env
 * @param {string} colo
 */
async function cue(request, env, colo) {
  const { org, channel, type, duration, id } = /** @type {Record<string, any>} */ (await request.json());
  await design.channelOf(env, colo, org, channel).cue({ active: type === "start", id, duration });
  return Response.json({ acknowledged: id });
}

const unknown = () => new Response("unknown channel\n", { status: 404 });

/**
 * @param {string} text
 * @param {ChannelConfig} config
 */
const playlist = (text, config) =>
  new Response(text, {
    headers: {
      "Content-Type": "application/vnd.apple.mpegurl",
      "Cache-Control": `max-age=${config.manifestCacheMaxAge}`,
      "X-Config-Version": String(config.version),
    },
  });
