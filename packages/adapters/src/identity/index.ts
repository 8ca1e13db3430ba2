export { providerKeys, type ProviderKeysOptions } from './provider-keys.ts'
export { IdentityUnavailableError } from './unavailable.ts'
