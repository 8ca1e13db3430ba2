/** Only what runs in Node; everything that draws runs in a browser, by web-test-runner. */
import { defineConfig } from 'vitest/config'

export default defineConfig({ test: { include: ['src/**/*.node.test.ts'] } })
