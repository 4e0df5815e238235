/** Pure: documents in the Atlassian Document Format, version 1. */
package io.headwater.ticketing.adf;
