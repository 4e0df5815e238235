/** From the ledger to Slack, once. Adapter. */
package io.headwater.notifier.delivery;
