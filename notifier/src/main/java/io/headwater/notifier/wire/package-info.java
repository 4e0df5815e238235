/** Kafka as this service uses it. Adapter. */
package io.headwater.notifier.wire;
