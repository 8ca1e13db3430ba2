/** Starts the OpenID provider of the demonstration as a process of its own, and gets tokens from it. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { audience, demoPassword, type People } from './demo-people.ts'
import { freePorts } from './free-port.ts'
import { startProcess } from './start-process.ts'
import { until } from './until.ts'

export async function startIdentityProvider({ folder, people }: { folder: string; people: People }) {
  const [port = 0] = await freePorts(1)
  const issuer = `http://127.0.0.1:${port}`
  const peopleFile = join(folder, 'people.json')
  writeFileSync(peopleFile, JSON.stringify(people))
  const process = startProcess({
    name: 'identity provider',
    command: globalThis.process.execPath,
    args: ['--no-warnings', join(import.meta.dirname, 'identity-provider.ts'), String(port), peopleFile],
    logFile: join(folder, 'identity-provider.log'),
    cwd: folder,
  })
  await until(async () => (await fetch(`${issuer}/jwks`)).ok, { what: process.logFile })
  return {
    issuer,
    process,
    /** An access token of one of the people, by login. */
    async token(login: string): Promise<string> {
      const response = await fetch(`${issuer}/token`, {
        method: 'POST',
        headers: { Authorization: `Basic ${btoa(`${login}:${demoPassword}`)}` },
        body: new URLSearchParams({ grant_type: 'client_credentials', resource: audience }),
      })
      const answer: unknown = await response.json()
      if (typeof answer === 'object' && answer && 'access_token' in answer) return String(answer.access_token)
      throw new Error(`No token for ${login}: ${JSON.stringify(answer)}`)
    },
  }
}
