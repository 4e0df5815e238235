/** What people are told about an incident, when, and when not. Pure. */
package io.headwater.notifier.telling;
