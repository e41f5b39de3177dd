// Faults and orders that a run brings about at KV: an operation fails, or is held until it is let go.

// Another request lets it go, whose promises this one may not wait for: it looks.
const betweenLooks = 5;

/** @type {Map<string, { kind: "fail" | "hold", after: number, times: number, reached: boolean }>} */
const set = new Map();

export const obstacles = {
  /**
   * @param {string} system
   * @param {string} operation put or delete
   * @param {string} key
   */
  async pass(system, operation, key) {
    const one = set.get(operation);
    if (!one || one.after-- > 0 || one.times-- <= 0) return;
    one.reached = true;
    if (one.kind === "fail") throw new Error(`KV ${operation.toUpperCase()} failed: 500 Internal Server Error (${key})`);
    console.log(`kv ${system} held ${operation} ${key}`);
    while (set.get(operation) === one) await scheduler.wait(betweenLooks);
  },

  /**
   * POST /fail?operation=delete&after=1, /hold?operation=put&times=1, /release?operation=put; GET /reached?operation=put.
   * @param {URL} url
   */
  answer({ pathname, searchParams }) {
    const operation = searchParams.get("operation") ?? "";
    if (pathname === "/fail" || pathname === "/hold")
      set.set(operation, {
        kind: pathname === "/fail" ? "fail" : "hold",
        after: Number(searchParams.get("after") ?? 0),
        times: Number(searchParams.get("times") ?? 1),
        reached: false,
      });
    else if (pathname === "/release") set.delete(operation);
    else if (pathname !== "/reached") return new Response("not found\n", { status: 404 });
    return Response.json({ reached: set.get(operation)?.reached ?? false });
  },
};
