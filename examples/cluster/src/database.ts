/** The service's own role and database, made on the primary once it is there. */
import { Client } from 'pg'
import { until } from './until.ts'

export interface MakeDatabaseOptions {
  /** Where the primary is. */
  port: number
  superuserPassword: string
  password: string
}

export async function makeDatabase({ port, superuserPassword, password }: MakeDatabaseOptions) {
  await until(
    async () => {
      const client = new Client({
        host: '127.0.0.1',
        port,
        user: 'postgres',
        password: superuserPassword,
        database: 'postgres',
      })
      client.on('error', () => {})
      await client.connect()
      try {
        const { rowCount } = await client.query(`select from pg_roles where rolname = 'whistle'`)
        if (rowCount === 0)
          await client.query(`create role whistle login password ${client.escapeLiteral(password)}`)
        const { rowCount: databases } = await client.query(
          `select from pg_database where datname = 'whistle'`,
        )
        if (databases === 0) await client.query('create database whistle owner whistle')
        return true
      } finally {
        await client.end()
      }
    },
    { what: 'the primary' },
  )
}

export const databaseUrl = (port: number, password: string) =>
  `postgres://whistle:${password}@127.0.0.1:${port}/whistle`
