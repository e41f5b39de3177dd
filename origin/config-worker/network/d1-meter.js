// D1 as the workers have it, each statement told to the log: what a design costs is counted there.

/**
 * @param {{ database: D1Database, SYSTEM: string }} env
 */
export default function meter({ database, SYSTEM }) {
  return {
    /** @param {string} sql */
    prepare(sql) {
      console.log(`d1 ${SYSTEM} ${sql.trim().split(/\s/, 1)[0].toUpperCase()}`);
      return database.prepare(sql);
    },
  };
}
