import { expect, test } from 'vitest'
import { serverSettings } from './server-settings.ts'

const GB = 1024 ** 3
const SERVER = {
  port: 5433,
  clusterName: 'tollgate-test',
  size: 'server',
  freeDiskBytes: 100 * GB,
  sharedMemoryBytes: 8 * GB,
} as const

test.each([
  ['a big disk holds the log of a whole load', SERVER, 'max_wal_size = 16384MB'],
  ['of a small disk a quarter', { ...SERVER, freeDiskBytes: 2 * GB }, 'max_wal_size = 512MB'],
  ['a test stays small', { ...SERVER, size: 'test' as const }, 'shared_buffers = 64MB'],
  ['shared memory as usual', SERVER, 'dynamic_shared_memory_type = posix'],
  [
    'shared memory in a container',
    { ...SERVER, sharedMemoryBytes: 64 * 1024 ** 2 },
    'dynamic_shared_memory_type = sysv',
  ],
  ['durable', { ...SERVER, size: 'test' as const }, 'fsync = on\nfull_page_writes = on\nsynchronous_commit = on'],
])('%s', (_name, input, expected) => {
  expect(serverSettings(input)).toContain(expected)
})
