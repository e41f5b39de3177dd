// D1 as the workers have it: each statement is told to the log, where what a design costs is counted, and takes a while, as
// a database does that is on another continent.

/**
 * @typedef {{ first(): Promise<unknown>, all(): Promise<unknown>, run(): Promise<unknown>, bind(...values: unknown[]): Bound }} Bound
 * @param {{ database: D1Database, SYSTEM: string, DELAY: number }} env milliseconds of the clock
 */
export default function meter({ database, SYSTEM, DELAY }) {
  /** @param {D1PreparedStatement} statement @returns {Bound} */
  const slow = (statement) => ({
    bind: (...values) => slow(statement.bind(...values)),
    first: () => scheduler.wait(DELAY).then(() => statement.first()),
    all: () => scheduler.wait(DELAY).then(() => statement.all()),
    run: () => scheduler.wait(DELAY).then(() => statement.run()),
  });
  return {
    /** @param {string} sql */
    prepare(sql) {
      console.log(`d1 ${SYSTEM} ${sql.trim().split(/\s/, 1)[0].toUpperCase()}`);
      return slow(database.prepare(sql));
    },
  };
}
