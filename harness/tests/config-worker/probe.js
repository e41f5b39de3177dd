// KV's edge as a worker of a colo meets it, over HTTP: for the tests of its rules.

export { Channel } from "./channel.js";

export default {
  async fetch(request, env) {
    const { pathname, searchParams } = new URL(request.url);
    const [key, value] = [searchParams.get("key"), searchParams.get("value")];
    const number = (name) => (searchParams.has(name) ? Number(searchParams.get(name)) : undefined);
    try {
      if (pathname === "/put") await env.CONFIG.put(key, value, { expirationTtl: number("expirationTtl") });
      else if (pathname === "/delete") await env.CONFIG.delete(key);
      else return new Response(String(await env.CONFIG.get(key, { cacheTtl: number("cacheTtl") })));
      return new Response("done");
    } catch (error) {
      return new Response(error.message, { status: 400 });
    }
  },
};
