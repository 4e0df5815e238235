/** Who is on call when. Pure: the time comes in. */
package io.headwater.notifier.oncall;
