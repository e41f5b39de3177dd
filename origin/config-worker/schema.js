// D1's tables, and what is in them at the start: two organizations, demo with as many channels as are wanted.

const tables = [
  "CREATE TABLE IF NOT EXISTS organizations (id TEXT PRIMARY KEY, slug TEXT UNIQUE NOT NULL)",
  `CREATE TABLE IF NOT EXISTS channels (
     id TEXT PRIMARY KEY, organization TEXT NOT NULL REFERENCES organizations (id), slug TEXT NOT NULL,
     version INTEGER NOT NULL DEFAULT 1, originUrl TEXT NOT NULL, signHost TEXT NOT NULL, adPodBaseUrl TEXT NOT NULL,
     segmentCacheMaxAge INTEGER NOT NULL DEFAULT 60, manifestCacheMaxAge INTEGER NOT NULL DEFAULT 4,
     status TEXT NOT NULL DEFAULT 'active', mode TEXT NOT NULL DEFAULT 'auto', UNIQUE (organization, slug))`,
];

/**
 * Nothing where it is there already.
 * @param {Pick<D1Database, "prepare" | "batch">} database
 * @param {number} channels
 */
export async function createDatabase(database, channels) {
  for (const table of tables) await database.prepare(table).run();
  const organization = database.prepare("INSERT OR IGNORE INTO organizations (id, slug) VALUES (?, ?)");
  const channel = database.prepare(
    "INSERT OR IGNORE INTO channels (id, organization, slug, originUrl, signHost, adPodBaseUrl) VALUES (?, ?, ?, ?, ?, ?)",
  );
  /** @param {string} org @param {number} number */
  const made = (org, number) =>
    channel.bind(`ch_${org}_sports${number}`, `org_${org}`, `sports${number}`, "https://origin.example/1", "media.example", "https://ads.example");
  await database.batch([
    organization.bind("org_demo", "demo"),
    organization.bind("org_other", "other"),
    ...Array.from({ length: channels }, (_, index) => made("demo", index + 1)),
    made("other", 1),
  ]);
}
