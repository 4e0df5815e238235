/** A payload on its way from a request to the log: on disk, compressed, with an id derived from its content. */
package io.headwater.ingest.delivery;
