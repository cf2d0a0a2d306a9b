import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** psql of the newest PostgreSQL on this machine. */
function psql(): string {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  return versions.map((version) => join(root, version, 'bin/psql')).find(existsSync) ?? 'psql';
}

/** Runs a statement in the town's database as its owner, as somebody with a database program would: no part of the product knows of it. */
export async function execute(sql: string, values: readonly number[]): Promise<void> {
  const home = process.env.GIS_E2E_HOME;
  if (!home) throw new Error('GIS_E2E_HOME is not set: the home folder of the running town.');
  const { host, port, database } = JSON.parse(readFileSync(join(home, 'connection.json'), 'utf8')) as { host: string; port: number; database: string };
  const filled = values.reduce((text: string, value, index) => text.replaceAll(`$${index + 1}`, String(value)), sql);
  execFileSync(psql(), ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-h', host, '-p', String(port), '-U', 'gis_owner', '-d', database, '-c', filled], {
    env: { ...process.env, PGPASSWORD: readFileSync(join(home, 'secrets/gis_owner'), 'utf8').trim() },
  });
}
