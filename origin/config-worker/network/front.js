// The network before the workers: whoever asks for sjc.cured.localhost meets the workers of SJC, and these are told so.

/**
 * Workers by system and colo, such as cured.SJC; admin and KV by cured.admin, cured.kv; what a user's worker reads, by
 * own.source.BINDING.
 * @typedef {Record<string, any>} Workers
 */

export default {
  /**
   * @param {Request} request
   * @param {Workers} env
   */
  async fetch(request, env) {
    const { hostname, searchParams } = new URL(request.url);
    const [part, system] = hostname.split(".");
    // What was said before it is in the log when it is.
    if (part === "mark") {
      console.log(`mark ${system}`);
      return new Response("marked\n");
    }
    if (part === "evict") return env.evict.fetch(request);
    if (part === "d1") return env.change.fetch(request);
    if (part === "source") return put(env[`${system}.source.${searchParams.get("binding")}`], searchParams, request);
    const colo = part.toUpperCase();
    if (env[`${system}.${colo}`]) return env[`${system}.${colo}`].fetch(new Request(request, { cf: { colo } }));
    // The administrator sits beside the first colo.
    if (env[`${system}.${part}`])
      return env[`${system}.${part}`].fetch(new Request(request, { cf: { colo: "SJC" } }));
    return new Response(`${part}.${system} is none of ${Object.keys(env).join(", ")}\n`, { status: 404 });
  },
};

/**
 * http://source.own.localhost/?binding=CONFIG&key=..., the value as body.
 * @param {any} kv
 * @param {URLSearchParams} asked
 * @param {Request} request
 */
async function put(kv, asked, request) {
  try {
    await kv.put(asked.get("key"), await request.text());
    return new Response("changed\n");
  } catch (error) {
    return new Response(/** @type {Error} */ (error).message, { status: 400 });
  }
}
