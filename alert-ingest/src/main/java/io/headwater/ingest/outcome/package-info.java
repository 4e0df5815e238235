/** What a source's words come to: an outcome, or a reason why not. Pure; one core for every source. */
package io.headwater.ingest.outcome;
