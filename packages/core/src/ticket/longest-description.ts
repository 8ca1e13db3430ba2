/** Characters of what somebody reports: as many as GeoReport v2 has, so that no report that comes in by it is cut. */
export const longestDescription = 4000
