// Time of the deployment: a run may let it pass faster, every duration by the same factor.

/**
 * @param {{ SCALE: number }} env
 * @param {number} seconds as the design has them
 * @returns milliseconds of this machine's clock
 */
export const milliseconds = (env, seconds) => seconds * 1000 * env.SCALE;
