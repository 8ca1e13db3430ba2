/**
 * A tiny city and its people: what tests of stores, gateways and hosts need to play a ticket through. And a log of the
 * real system's size.
 */
export * from './test-city.ts'
export { seedCity, seedCityData } from './seed-city.ts'
export * from './seed-log.ts'
export { seedTotals, type SeedTotals } from './seed-plan.ts'
