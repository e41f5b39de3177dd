// The network before the workers: whoever asks for sjc.cured.localhost meets the workers of SJC, and these are told so.

/** @typedef {Record<string, Fetcher>} Workers by system and colo, such as cured.SJC; admin and KV by cured.admin, cured.kv */

export default {
  /**
   * @param {Request} request
   * @param {Workers} env
   */
  async fetch(request, env) {
    const [part, system] = new URL(request.url).hostname.split(".");
    // What was said before it is in the log when it is.
    if (part === "mark") {
      console.log(`mark ${system}`);
      return new Response("marked\n");
    }
    if (part === "evict") return env.evict.fetch(request);
    const colo = part.toUpperCase();
    if (env[`${system}.${colo}`]) return env[`${system}.${colo}`].fetch(new Request(request, { cf: { colo } }));
    // The administrator sits beside the first colo.
    if (env[`${system}.${part}`])
      return env[`${system}.${part}`].fetch(new Request(request, { cf: { colo: "SJC" } }));
    return new Response(`${part}.${system} is none of ${Object.keys(env).join(", ")}\n`, { status: 404 });
  },
};
