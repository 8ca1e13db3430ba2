/** What one Patroni node is told. JSON is YAML, which is what it reads. */
import { join } from 'node:path'

export interface PatroniConfigOptions {
  name: string
  folder: string
  postgresBin: string
  etcd: string[]
  ports: { postgres: number; rest: number }
  passwords: { superuser: string; replication: string }
}

const scope = 'chuishao'

/** Where Patroni keeps in etcd who is the primary, and which standby a commit waits for. */
export const syncKey = `/service/${scope}/sync`

export const patroniConfig = ({
  name,
  folder,
  postgresBin,
  etcd,
  ports,
  passwords,
}: PatroniConfigOptions) => ({
  scope,
  name,
  restapi: { listen: `127.0.0.1:${ports.rest}`, connect_address: `127.0.0.1:${ports.rest}` },
  etcd3: { hosts: etcd },
  bootstrap: {
    // Kept in etcd and the same for all nodes; `patronictl edit-config` changes it later.
    dcs: {
      // The primary holds its place for so many seconds without renewing it: that long at the most nobody writes after
      // its host is lost. Patroni's own defaults, 30, 10 and 10, forgive more: take them where the network is not
      // loopback. loop_wait + 2 × retry_timeout must not be above ttl.
      ttl: 10,
      loop_wait: 2,
      retry_timeout: 3,
      // COMMIT is answered when the standby has it on disk as well, and only a standby that has everything may take
      // over. Not strict: where no standby is left, the primary goes on alone and says so (`/cluster`).
      synchronous_mode: true,
      // With synchronous_mode this says nothing: lagging bytes are no question for a standby that has everything.
      // Without it, it is the amount of acknowledged data, in bytes of the log, that a failover may lose.
      maximum_lag_on_failover: 1_048_576,
      // A primary whose server crashed gets so many seconds to recover on its own host before another takes over.
      primary_start_timeout: 20,
      postgresql: {
        // A primary that comes back follows the new one without being copied anew.
        use_pg_rewind: true,
        use_slots: true,
        parameters: {
          max_connections: 100,
          // A standby that is silent for so long is taken off the list of those that a commit waits for. It must be well
          // under the service's longest statement (15 s): a commit whose wait is cancelled counts as done in PostgreSQL,
          // although no standby has it.
          wal_sender_timeout: '5s',
        },
      },
    },
    initdb: ['data-checksums', 'no-locale', { encoding: 'UTF8' }, { auth: 'scram-sha-256' }],
  },
  postgresql: {
    listen: `127.0.0.1:${ports.postgres}`,
    connect_address: `127.0.0.1:${ports.postgres}`,
    data_dir: join(folder, `postgres-${name}`),
    bin_dir: postgresBin,
    pgpass: join(folder, `pgpass-${name}`),
    authentication: {
      superuser: { username: 'postgres', password: passwords.superuser },
      replication: { username: 'replicator', password: passwords.replication },
    },
    parameters: { unix_socket_directories: folder, password_encryption: 'scram-sha-256' },
    pg_hba: [
      'local all all scram-sha-256',
      'host all all 127.0.0.1/32 scram-sha-256',
      'host replication replicator 127.0.0.1/32 scram-sha-256',
    ],
  },
})
