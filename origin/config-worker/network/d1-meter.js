// D1 as the workers have it: each statement is told to the log, where what a design costs is counted, and takes a while, as
// a database does that is on another continent.

/** @param {{ database: D1Database, SYSTEM: string, DELAY: number }} env milliseconds of the clock */
export default function meter({ database, SYSTEM, DELAY }) {
  /** The statement that a worker's stands for. @type {WeakMap<object, D1PreparedStatement>} */
  const real = new WeakMap();

  /** @param {string} sql */
  const count = (sql) => console.log(`d1 ${SYSTEM} ${sql.trim().split(/\s/, 1)[0].toUpperCase()}`);

  /** @param {D1PreparedStatement} statement */
  const slow = (statement) => {
    const ours = {
      /** @param {unknown[]} values */
      bind: (...values) => slow(statement.bind(...values)),
      /** @param {string} [column] */
      first: async (column) => (await waited(statement)).first(/** @type {string} */ (column)),
      all: async () => (await waited(statement)).all(),
      run: async () => (await waited(statement)).run(),
      /** @param {any} [options] */
      raw: async (options) => (await waited(statement)).raw(options),
    };
    real.set(ours, statement);
    return ours;
  };

  /** @template T @param {T} what @returns {Promise<T>} */
  const waited = (what) => scheduler.wait(DELAY).then(() => what);

  const metered = {
    /** @param {string} sql */
    prepare(sql) {
      count(sql);
      return slow(database.prepare(sql));
    },
    /** @param {object[]} statements */
    batch: async (statements) =>
      (await waited(database)).batch(statements.map((one) => /** @type {D1PreparedStatement} */ (real.get(one)))),
    /** @param {string} sql */
    async exec(sql) {
      count(sql);
      return (await waited(database)).exec(sql);
    },
    // Replicas are not modelled: every session reads the one database.
    withSession: () => metered,
  };
  return metered;
}
