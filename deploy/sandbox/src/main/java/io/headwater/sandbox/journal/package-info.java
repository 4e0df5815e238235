/** What the sandbox remembers: its state over restarts, and the last requests it was sent. */
package io.headwater.sandbox.journal;
