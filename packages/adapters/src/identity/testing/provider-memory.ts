/** What the test's provider remembers of sessions, grants and codes: its own default store warns at every start. */
import type { AdapterFactory, AdapterPayload } from 'oidc-provider'

export const providerMemory = (): AdapterFactory => {
  const stored = new Map<string, AdapterPayload>()
  return (model) => ({
    upsert: async (id, payload) => void stored.set(`${model}:${id}`, payload),
    find: async (id) => stored.get(`${model}:${id}`),
    findByUid: async (uid) =>
      [...stored].find(([key, payload]) => key.startsWith(`${model}:`) && payload.uid === uid)?.[1],
    findByUserCode: async () => undefined,
    consume: async (id) => {
      const payload = stored.get(`${model}:${id}`)
      if (payload) payload.consumed = Math.floor(Date.now() / 1000)
    },
    destroy: async (id) => void stored.delete(`${model}:${id}`),
    revokeByGrantId: async () => {},
  })
}
