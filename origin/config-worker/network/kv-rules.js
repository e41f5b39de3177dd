// What Cloudflare's documentation says of KV, as far as the model keeps to it.

// "The minimum cacheTtl parameter for Workers KV has been reduced from 60 seconds to 30 seconds. [...] The default cache
// TTL remains unchanged at 60 seconds." (Changelog, 2026-01-30)
export const shortestCacheTtl = 30;
export const usualCacheTtl = 60;

// "Expiration targets that are less than 60 seconds into the future are not supported." (Write key-value pairs)
export const shortestExpiration = 60;

// "Changes are usually immediately visible in the Cloudflare global network location at which they are made. Changes may
// take up to 60 seconds or more to be visible in other global network locations as their cached versions of the data time
// out." (How KV works). What an uncached read elsewhere sees is not said: here a delay of at most this.
export const longestPropagation = 60;

// "Negative lookups indicating that the key does not exist are also cached, so the same delay exists noticing a value is
// created as when a value is changed." (How KV works)
export const negativeLookupsAreCached = true;
