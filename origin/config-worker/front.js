// The network before all workers of a run, and what a run asks of the runtime itself.

import { compatibilityDate, textOf } from "./bindings.js";

/**
 * @param {Record<string, any>} services workers by the name of their host, such as cured.SJC
 * @param {(script: string, name: string) => Promise<void>} evict
 * @param {(system: string, binding: string, sql: string) => Promise<void>} change of a D1 by nobody's worker
 * @returns {import("miniflare").WorkerOptions}
 */
export const front = (services, evict, change) => ({
  name: "front",
  compatibilityDate,
  modules: [{ type: "ESModule", path: "front.js", contents: textOf("network/front.js") }],
  serviceBindings: {
    ...services,
    // http://evict.cured.localhost/?name=demo:sports1
    async evict(/** @type {{ url: string }} */ { url }) {
      const { hostname, searchParams } = new URL(url);
      await evict(`${hostname.split(".")[1]}.channels`, searchParams.get("name") ?? "");
      return new Response("evicted\n");
    },
    // http://d1.cured.localhost/, the statement as body; of a user's worker ?binding=DB
    async change(/** @type {any} */ request) {
      const { hostname, searchParams } = new URL(request.url);
      try {
        await change(hostname.split(".")[1], searchParams.get("binding") ?? "", await request.text());
        return new Response("changed\n");
      } catch (error) {
        return new Response(/** @type {Error} */ (error).message, { status: 400 });
      }
    },
  },
});
