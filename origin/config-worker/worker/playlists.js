// What a viewer is given.

/** @import { AdState, ChannelConfig } from "./types.js" */

/** @param {ChannelConfig} config */
export const masterPlaylist = (config) => `#EXTM3U
#EXT-X-VERSION:3
#EXT-X-STREAM-INF:BANDWIDTH=1600000
${config.originUrl}/v_1600k.m3u8
`;

/**
 * @param {ChannelConfig} config
 * @param {string} file
 * @param {AdState} ad
 */
export const mediaPlaylist = (config, file, ad) => `#EXTM3U
#EXT-X-VERSION:3
#EXT-X-TARGETDURATION:4
#EXT-X-MEDIA-SEQUENCE:1
${ad.active ? `#EXT-X-DATERANGE:ID="${ad.id}",CLASS="ad",DURATION=${ad.duration}\n` : ""}#EXTINF:4,
${ad.active ? `${config.adPodBaseUrl}/${ad.id}/1.ts` : `${config.originUrl}/${file}/1.ts`}
`;
