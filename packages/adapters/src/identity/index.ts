/** Who asks, by the city's own identity provider. A subpath of its own (`@chuishao/adapters/identity`); needs `jose`. */
export { accountDirectory, type FindAccount } from './account-directory.ts'
export { IdentityConfig } from './identity-config.ts'
export { oidcAuth, type OidcAuthOptions } from './oidc-auth.ts'
export { providerKeys, type ProviderKeysOptions } from './provider-keys.ts'
export {
  readIdentityConfig,
  type IdentityConfigFault,
  type ReadIdentityConfig,
} from './read-identity-config.ts'
export { IdentityUnavailableError } from './unavailable.ts'
