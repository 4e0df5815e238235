/** The doors: one resource per source, who may come in, what is answered. */
package io.headwater.ingest.http;
