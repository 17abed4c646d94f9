import { availableParallelism, totalmem } from 'node:os'

/** 'server' uses a good part of the machine; 'test' is small. Both are fully durable. */
export type ServerSize = 'server' | 'test'

export interface SettingsInput {
  readonly port: number
  /** Shown in the process list; also how the server's processes are told from others. */
  readonly clusterName: string
  readonly size: ServerSize
  /** Of the disk the data is on. */
  readonly freeDiskBytes: number
  /** What /dev/shm can hold; 0 where there is none. */
  readonly sharedMemoryBytes: number
}

const MB = 1024 * 1024
const GB = 1024 * MB

/** The text of postgresql.conf. */
export function serverSettings({ port, clusterName, size, freeDiskBytes, sharedMemoryBytes }: SettingsInput): string {
  const memory = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY)
  const server = size === 'server'
  const settings: Record<string, string | number> = {
    listen_addresses: `'127.0.0.1'`,
    port,
    unix_socket_directories: `''`,
    cluster_name: `'${clusterName}'`,
    max_connections: server ? 50 : 100,
    password_encryption: 'scram-sha-256',
    timezone: `'UTC'`,
    log_timezone: `'UTC'`,
    lc_messages: `'C'`,
    log_line_prefix: `'%m [%p] '`,

    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',

    shared_buffers: server ? megabytes(clamp(memory / 4, 128 * MB, 4 * GB)) : '64MB',
    effective_cache_size: server ? megabytes(memory / 2) : '256MB',
    work_mem: server ? '64MB' : '16MB',
    maintenance_work_mem: server ? megabytes(clamp(memory / 16, 64 * MB, GB)) : '64MB',
    huge_pages: 'off',
    // Containers give /dev/shm 64 MB, on which a parallel join fails as if the disk were full.
    dynamic_shared_memory_type: sharedMemoryBytes < GB ? 'sysv' : 'posix',
    // Compiling costs more than it gives on queries of milliseconds.
    jit: 'off',
    random_page_cost: 1.1,
    max_parallel_workers_per_gather: Math.min(2, availableParallelism() - 1),

    // A load of millions of rows runs between two checkpoints; never more than a quarter of what the disk has left.
    max_wal_size: megabytes(server ? clamp(freeDiskBytes / 4, 256 * MB, 16 * GB) : 256 * MB),
    min_wal_size: megabytes(server ? clamp(freeDiskBytes / 16, 80 * MB, 2 * GB) : 80 * MB),
    checkpoint_timeout: '30min',
    wal_buffers: server ? '64MB' : '4MB',
    // lz4 would be cheaper; this build has no other.
    wal_compression: 'pglz',
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`)
  return [
    '# Written by Tollgate at every start. What custom.conf beside it says comes last and wins.',
    ...lines,
    `include_if_exists 'custom.conf'`,
    '',
  ].join('\n')
}

/** The text of pg_hba.conf: this machine only, with the password only. */
export const ACCESS_RULES = [
  '# Written by Tollgate at every start.',
  'host all all 127.0.0.1/32 scram-sha-256',
  '',
].join('\n')

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most)
}

function megabytes(bytes: number): string {
  return `${Math.floor(bytes / MB)}MB`
}
