// Where a Durable Object had best live for viewers of a colo; the first request for an object decides.

/** @type {Record<string, DurableObjectLocationHint>} */
const hints = { SJC: "wnam", LHR: "weur", NRT: "apac" };

/** @param {string} colo */
export const locationHint = (colo) => hints[colo];
